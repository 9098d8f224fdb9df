"""How things stand, read when somebody asks: nothing is done for it while requests run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from gateway.server.gate import Gate
from gateway.telemetry.metrics import Metrics
from gateway.upstream.guard import Guard, GuardState

_Fillable = GaugeMetricFamily | CounterMetricFamily

_GAUGES: Mapping[str, tuple[str, Callable[[GuardState], float]]] = {
    "gateway_upstream_breaker_open": (
        "Whether the provider is left alone because it failed (1).",
        lambda state: state.is_open,
    ),
    "gateway_upstream_braked_links": (
        "Links that the provider limits for now, or did until lately.",
        lambda state: state.braked_links,
    ),
    "gateway_upstream_calls_in_flight": (
        "Calls to the provider under way.",
        lambda state: state.in_flight,
    ),
    "gateway_upstream_calls_waiting": (
        "Calls that wait until one to the provider ends.",
        lambda state: state.waiting,
    ),
}
_COUNTERS: Mapping[str, tuple[str, Callable[[GuardState], float]]] = {
    "gateway_upstream_repetitions": (
        "Calls that were made once more after a failure.",
        lambda state: state.repeated,
    ),
    "gateway_upstream_repetitions_refused": (
        "Repetitions that were not made because too many had been.",
        lambda state: state.repetitions_refused,
    ),
}


class States(Collector):
    """Of the gate at the door, and of each provider's guard."""

    def __init__(self) -> None:
        self.gate: Gate | None = None
        self.guards: dict[str, Guard] = {}
        """By the provider's name."""
        self.kept_activities: Callable[[], int] | None = None
        """None: they are not in this process."""
        self.cache_failures: Callable[[], int] | None = None
        """None: there is no cache that could fail."""
        self.metrics: Metrics | None = None
        """What is counted plainly."""

    def describe(self) -> Iterator[Metric]:
        """Nothing: what there is depends on what is there."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Every figure."""
        if self.gate is not None:
            yield from _of_gate(self.gate)
        if self.kept_activities is not None:
            kept = self.kept_activities()
            yield GaugeMetricFamily("gateway_cache_activities", "Activities in memory.", kept)
        if self.cache_failures is not None:
            failed = self.cache_failures()
            yield CounterMetricFamily("gateway_cache_failures", "Times that Redis failed.", failed)
        if self.metrics is not None:
            yield from _of_counts(self.metrics)
        yield from _of_guards({name: guard.state for name, guard in self.guards.items()})


def _of_gate(gate: Gate) -> Iterator[Metric]:
    yield GaugeMetricFamily("gateway_requests_in_flight", "Requests at work.", gate.running)
    yield GaugeMetricFamily("gateway_requests_waiting", "Requests in line.", gate.waiting)
    yield GaugeMetricFamily(
        "gateway_requests_limit", "How many may be at work, by the lag of the loop.", gate.limit
    )
    shed = CounterMetricFamily(
        "gateway_requests_shed", "Requests that were refused with 503.", labels=("reason",)
    )
    for reason, count in gate.refused.items():
        shed.add_metric((reason,), count)
    yield shed


def _of_counts(metrics: Metrics) -> Iterator[Metric]:
    answers = {"hit": metrics.answers_told_again, "miss": metrics.answers_made}
    yield _by_result(
        "gateway_cache_answers",
        "Requests that were answered with a whole answer that was kept (hit), and others.",
        answers,
    )
    yield _by_result(
        "gateway_cache_windows",
        "Windows of activities that requests needed: kept and fresh, loaded, kept ones in place "
        "of a failure (stale), and failed ones.",
        metrics.windows,
    )


def _by_result(name: str, about: str, counts: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(name, about, labels=("result",))
    for result, count in counts.items():
        family.add_metric((result,), count)
    return family


def _of_guards(states: Mapping[str, GuardState]) -> Iterator[Metric]:
    for name, (about, read) in _GAUGES.items():
        yield _filled(GaugeMetricFamily(name, about, labels=("provider",)), states, read)
    for name, (about, read) in _COUNTERS.items():
        yield _filled(CounterMetricFamily(name, about, labels=("provider",)), states, read)
    not_sent = CounterMetricFamily(
        "gateway_upstream_calls_not_sent",
        "Calls that were not made, or not waited for, because of earlier ones.",
        labels=("provider", "reason"),
    )
    for provider, state in states.items():
        for reason, count in state.not_sent.items():
            not_sent.add_metric((provider, reason), count)
    yield not_sent


def _filled(
    family: _Fillable, states: Mapping[str, GuardState], read: Callable[[GuardState], float]
) -> Metric:
    for provider, state in states.items():
        family.add_metric((provider,), read(state))
    return family

"""What watching costs: `python -m benchmarks.telemetry`, the gateway beside itself with less on.

All ways are measured in turn, round after round, and a ratio is the median of those within a round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from itertools import count
from typing import Final

import click

from benchmarks.load import Job
from benchmarks.processes import Clients, Server, clients, collector, subject, upstream
from benchmarks.samples import Sample, cpu_ratio, middle
from benchmarks.scenarios import GATEWAY, Asking, Scenario, page

OFF: Final = "off"
_METRICS: Final = {"GATEWAY_METRICS_PORT": "0"}
_PEOPLE: Final = 10_000_000
_SCENARIOS: Final = tuple(page(asking, 50) for asking in (Asking.COLD, Asking.WINDOW, Asking.HOT))


def _traces(share: str) -> Mapping[str, str]:
    return {
        "GATEWAY_TRACING": "true",
        "OTEL_TRACES_SAMPLER": "parentbased_traceidratio",
        "OTEL_TRACES_SAMPLER_ARG": share,
    }


WAYS: Final[Mapping[str, Mapping[str, str]]] = {
    OFF: {},
    "off again": {},
    "metrics": _METRICS,
    "traces of 1 %": _traces("0.01"),
    "metrics, traces of 1 %": {**_METRICS, **_traces("0.01")},
    "metrics, traces of 10 %": {**_METRICS, **_traces("0.1")},
    "metrics, all traces": {**_METRICS, **_traces("1")},
}


class _Measuring:
    def __init__(
        self, asking: Clients, ways: Mapping[str, Server], upstream_port: int, seconds: float
    ) -> None:
        self._asking = asking
        self._ways = ways
        self._upstream_port = upstream_port
        self._seconds = seconds
        self._numbers = count(0, _PEOPLE)

    def rounds(self, scenario: Scenario, rounds: int) -> Mapping[str, Sequence[Sample]]:
        """Another way begins each round."""
        found: dict[str, list[Sample]] = {way: [] for way in self._ways}
        order = list(self._ways)
        for _ in range(rounds):
            for way in order:
                found[way].append(self._asking.measure(self._job(way, scenario)))
            order = order[1:] + order[:1]
        return found

    def _job(self, way: str, scenario: Scenario) -> Job:
        server = self._ways[way]
        return Job(
            subject=way,
            scenario=scenario,
            port=server.port,
            pid=server.pid,
            upstream_port=self._upstream_port,
            warm_seconds=0.2,
            seconds=self._seconds,
            first_number=next(self._numbers),
        )


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--rounds", default=7, show_default=True)
@click.option("--seconds", default=0.6, show_default=True, help="For each way in each round.")
def main(rounds: int, seconds: float) -> None:
    """Measure the CPU of requests with more and less of them watched."""
    with ExitStack() as stack:
        server = stack.enter_context(upstream())
        asking = stack.enter_context(clients())
        sink = {"OTEL_EXPORTER_OTLP_ENDPOINT": stack.enter_context(collector()).url}
        ways = {
            way: stack.enter_context(subject(GATEWAY, server.url, {**sink, **own}))
            for way, own in WAYS.items()
        }
        measuring = _Measuring(asking, ways, server.port, seconds)
        click.echo("| scenario | watched | CPU ms | to off |\n| --- | --- | --- | --- |")
        for scenario in _SCENARIOS:
            _print(scenario, measuring.rounds(scenario, rounds))


def _print(scenario: Scenario, found: Mapping[str, Sequence[Sample]]) -> None:
    for way, samples in found.items():
        cpu = middle(samples, lambda one: one.cpu_ms)
        ratio = cpu_ratio(samples, found[OFF])
        click.echo(f"| {scenario.asking} | {way} | {cpu:.3f} | {ratio:.3f} |")


if __name__ == "__main__":
    main()

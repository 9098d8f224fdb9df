"""What is counted and timed while requests run, by prometheus_client.

Each label has few values, all of the gateway's own: never a name, an id or a number of a client's.
"""

from __future__ import annotations

from typing import Final

from prometheus_client import CollectorRegistry, Histogram
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

MOST_CODES: Final = 100
"""Codes that are told apart; there are fewer, unless the providers or we invent many."""
OTHER: Final = "OTHER"

_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_UPSTREAM_SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_LAG_SECONDS: Final = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)
_KEYS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500)


class Observations(dict[tuple[str, ...], Histogram]):
    """A histogram's children by their labels: found at one look, as its own way takes longer."""

    def __init__(self, histogram: Histogram) -> None:
        super().__init__()
        self._histogram = histogram

    def __missing__(self, labels: tuple[str, ...]) -> Histogram:
        """Make the child."""
        child = self._histogram.labels(*labels)
        self[labels] = child
        return child


class Metrics:
    """One worker's figures."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry(auto_describe=True)
        for collector in (PlatformCollector, ProcessCollector, GCCollector):
            collector(registry=self.registry)
        self.requests = Observations(
            self._histogram(
                "gateway_request_duration_seconds",
                "GraphQL requests by kind of operation and outcome: OK, or the first error's code.",
                ("operation", "outcome"),
                _SECONDS,
            )
        )
        self.upstream_calls = Observations(
            self._histogram(
                "gateway_upstream_call_duration_seconds",
                "Calls that were sent to providers, repetitions too, by route and outcome.",
                ("provider", "method", "route", "outcome"),
                _UPSTREAM_SECONDS,
            )
        )
        self.batches = Observations(
            self._histogram(
                "gateway_loader_batch_keys",
                "How many keys the loaders were asked for together.",
                ("loader",),
                _KEYS,
            )
        )
        self.lag = self._histogram(
            "gateway_event_loop_lag_seconds", "How late the event loop was.", (), _LAG_SECONDS
        )
        self.windows = {"fresh": 0, "loaded": 0, "stale": 0, "failed": 0}
        """Windows of activities that requests needed, by where they came from."""
        self.answers_told_again = 0
        """Requests that were answered with a whole answer that was kept: counted plainly."""
        self.answers_made = 0
        """Others, whose operation was executed."""

    def _histogram(
        self, name: str, about: str, labels: tuple[str, ...], buckets: tuple[float, ...]
    ) -> Histogram:
        return Histogram(name, about, labels, buckets=buckets, registry=self.registry)

"""Figures that do not come with an activity's record: what can be fetched, and the port for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Final, Protocol

import msgspec

from gateway.domain.activity import Activity
from gateway.domain.detail import SampleSeries
from gateway.domain.errors import UpstreamError
from gateway.domain.interval import Interval
from gateway.domain.link import Link

NEVER: Final = datetime.min.replace(tzinfo=UTC)
CALLS_AN_ACTIVITY: Final = 2
"""What a fetch may make for each of its activities, on the whole; and what a query is told that
each costs."""


class Metric(Enum):
    """What can be fetched by itself."""

    TOTAL_ENERGY = "TOTAL_ENERGY"
    DISTANCE = "DISTANCE"
    STEPS = "STEPS"
    HEART_RATE_RANGE = "HEART_RATE_RANGE"
    """Average, minimum and maximum."""
    HEART_RATE = "HEART_RATE"
    """The samples."""


class MetricsRequest(msgspec.Struct, frozen=True, gc=False):
    """An activity whose metrics are wanted."""

    collection: str
    native_id: str
    within: Interval


class Measured(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What was fetched for one activity; None: nobody measured it, or it was not asked for."""

    total_energy_kcal: float | None = None
    distance_meters: float | None = None
    steps: int | None = None
    average_heart_rate_bpm: float | None = None
    minimum_heart_rate_bpm: float | None = None
    maximum_heart_rate_bpm: float | None = None
    heart_rate: SampleSeries | None = None

    def holds(self, metric: Metric) -> bool:
        """Whether it was measured."""
        return getattr(self, _FIGURES[metric]) is not None

    def joined(self, other: Measured) -> Measured:
        """All that is in either."""
        figures = {name: getattr(other, name) for name in self.__struct_fields__}
        known = {name: figure for name, figure in figures.items() if figure is not None}
        return msgspec.structs.replace(self, **known)


_FIGURES: Final = {
    Metric.TOTAL_ENERGY: "total_energy_kcal",
    Metric.DISTANCE: "distance_meters",
    Metric.STEPS: "steps",
    Metric.HEART_RATE_RANGE: "average_heart_rate_bpm",
    Metric.HEART_RATE: "heart_rate",
}


class FetchedMetrics(msgspec.Struct, frozen=True, kw_only=True):
    """What one fetch brought."""

    measured: Mapping[MetricsRequest, Measured]
    """Of the activities that something is known of."""
    failures: Mapping[Metric, UpstreamError] = {}
    """Why some metrics could not be had, for none of the activities."""
    lost: Mapping[MetricsRequest, UpstreamError] = {}
    """Why some activities could not be measured, in none of the metrics."""
    left_out: Mapping[MetricsRequest, UpstreamError] = {}
    """Why what was measured of some activities may lack a part."""


class MetricSource(Protocol):
    """Knows figures of activities that are not in their records."""

    def missing(self, activity: Activity) -> AbstractSet[Metric]:
        """What the record lacks and a fetch can bring; tells without a call."""
        ...

    def runs(self, requests: Iterable[MetricsRequest]) -> Sequence[Sequence[MetricsRequest]]:
        """The requests, in groups of which each is one fetch."""
        ...

    async def metrics(
        self, link: Link, run: Sequence[MetricsRequest], wanted: AbstractSet[Metric]
    ) -> FetchedMetrics:
        """These metrics of a run.

        Raises:
            UpstreamError: none of it could be had.
        """
        ...


class LoadedMetrics(msgspec.Struct, frozen=True, kw_only=True):
    """What a load brought for one activity, why something could not be had, and what it cost."""

    measured: Measured = Measured()
    failures: Mapping[Metric, UpstreamError] = {}
    left_out: UpstreamError | None = None
    """Why what was measured may lack a part."""
    fetched_at: datetime | None = None
    """When the oldest part left the provider; None when nothing came."""
    upstream_calls: int = 0
    """Calls made for this activity; those of a run stand at the first of it that was asked for."""


def runs_within(
    requests: Iterable[MetricsRequest], longest: timedelta
) -> list[list[MetricsRequest]]:
    """Neighbours in groups that are not longer; an activity that is, is a group by itself."""
    runs: list[list[MetricsRequest]] = []
    alone: list[list[MetricsRequest]] = []
    reach = Interval(NEVER, NEVER)
    for request in sorted(requests, key=_start):
        joined = Interval(reach.start, max(reach.end, request.within.end))
        if _length(request.within) > longest:
            alone.append([request])
        elif runs and _length(joined) <= longest:
            runs[-1].append(request)
            reach = joined
        else:
            runs.append([request])
            reach = request.within
    return runs + alone


def span_of(run: Sequence[MetricsRequest]) -> Interval:
    """From the first start to the last end."""
    return Interval(
        min(request.within.start for request in run), max(request.within.end for request in run)
    )


def _length(within: Interval) -> timedelta:
    return within.end - within.start


def _start(request: MetricsRequest) -> datetime:
    return request.within.start

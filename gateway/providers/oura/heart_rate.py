"""The heart rate of workouts, from `heartrate` for a run of them: `MetricSource`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta
from operator import attrgetter
from typing import Final

from gateway.domain.activity import Activity
from gateway.domain.interval import Interval
from gateway.domain.link import Link
from gateway.domain.metrics import (
    FetchedMetrics,
    Measured,
    Metric,
    MetricsRequest,
    runs_within,
    span_of,
)
from gateway.providers.oura import wire
from gateway.providers.oura.activities import WORKOUT
from gateway.providers.oura.client import ROUTES, SANDBOX_ROUTES
from gateway.providers.oura.documents import instants
from gateway.providers.oura.pages import every_page
from gateway.providers.oura.series import Beat, evenly_spaced
from gateway.providers.oura.settings import OuraSettings
from gateway.providers.oura.times import instant
from gateway.upstream.client import Upstream

LONGEST_RUN: Final = timedelta(days=2)
"""Quiet hours bring a row each five minutes and a page holds a thousand, so that the rows between
workouts of two days cost about as many pages as workouts that are asked for one by one."""
MOST_PAGES: Final = 10
"""Of a run: thousands of rows more than a day of sport brings."""

_OF_WORKOUTS: Final = frozenset({Metric.HEART_RATE_RANGE, Metric.HEART_RATE})
_NONE: Final[frozenset[Metric]] = frozenset()


class OuraHeartRate:
    """Workouts have no heart rate in their records; sessions bring their own."""

    def __init__(self, upstream: Upstream, settings: OuraSettings) -> None:
        self._upstream = upstream
        self._path = f"{SANDBOX_ROUTES if settings.sandbox_routes else ROUTES}/heartrate"
        self._takes_fields = not settings.sandbox_routes

    def missing(self, activity: Activity) -> AbstractSet[Metric]:
        """The heart rate of a workout. Nothing is measured in no time."""
        lasts = activity.end_time > activity.start_time
        return _OF_WORKOUTS if lasts and activity.collection == WORKOUT else _NONE

    def runs(self, requests: Iterable[MetricsRequest]) -> Sequence[Sequence[MetricsRequest]]:
        """Workouts within two days."""
        return runs_within(requests, LONGEST_RUN)

    async def metrics(
        self,
        link: Link,
        run: Sequence[MetricsRequest],
        wanted: AbstractSet[Metric],  # noqa: ARG002 - all of it is made of the same rows
    ) -> FetchedMetrics:
        """GET …/heartrate from the first start to the last end, every page; cut here.

        Raises:
            ResultLimitError: there are more than ten pages.
        """
        beats = await self._beats(link, span_of(run))
        return FetchedMetrics(measured={one: _measured(beats, one.within) for one in run})

    async def _beats(self, link: Link, within: Interval) -> list[Beat]:
        """What was measured, by time; a row without a number is a gap."""
        params = instants(within)
        if self._takes_fields:
            params["fields"] = "bpm,timestamp"

        async def read(token: str | None) -> wire.HeartRatePage:
            return await self._upstream.get(
                link, self._path, wire.after(params, token), into=wire.HeartRatePage
            )

        pages = await every_page(read, most=MOST_PAGES)
        with self._upstream.reading():
            return sorted(
                Beat(instant(row.timestamp), row.bpm)
                for page in pages
                for row in page.data
                if row.bpm is not None and row.bpm > 0
            )


def _measured(beats: Sequence[Beat], within: Interval) -> Measured:
    first = bisect_left(beats, within.start, key=attrgetter("instant"))
    end = bisect_left(beats, within.end, key=attrgetter("instant"))
    felt = beats[first:end]
    if not felt:
        return Measured()
    rates = [beat.bpm for beat in felt]
    return Measured(
        average_heart_rate_bpm=sum(rates) / len(rates),
        minimum_heart_rate_bpm=min(rates),
        maximum_heart_rate_bpm=max(rates),
        heart_rate=evenly_spaced(felt),
    )

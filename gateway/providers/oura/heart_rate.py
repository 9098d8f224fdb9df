"""The heart rate of workouts, from the rows of `heartrate`: `MetricSource`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from operator import attrgetter
from typing import Final

from gateway.domain.activity import Activity
from gateway.domain.errors import UpstreamError, unreadable
from gateway.domain.interval import Interval
from gateway.domain.link import Link
from gateway.domain.metrics import (
    FetchedMetrics,
    Measured,
    Metric,
    MetricsRequest,
)
from gateway.domain.provider_name import Provider
from gateway.providers.oura import wire
from gateway.providers.oura.activities import WORKOUT
from gateway.providers.oura.client import ROUTES, SANDBOX_ROUTES
from gateway.providers.oura.documents import instants
from gateway.providers.oura.row_reading import Asked, RowPage, RowReading
from gateway.providers.oura.series import Beat, evenly_spaced
from gateway.providers.oura.settings import OuraSettings
from gateway.providers.oura.times import instant
from gateway.upstream.client import Upstream
from gateway.upstream.records import each

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
        """All of them: what ranges they make shows only when rows have come."""
        run = list(requests)
        return [run] if run else []

    async def metrics(
        self,
        link: Link,
        run: Sequence[MetricsRequest],
        wanted: AbstractSet[Metric],  # noqa: ARG002 - all of it is made of the same rows
    ) -> FetchedMetrics:
        """GET …/heartrate over the workouts, in as few pages as can be; cut here."""

        async def read(asked: Asked) -> RowPage:
            return await self._page(link, asked)

        reading = RowReading(read, [one.within for one in run])
        await reading.everything()
        beats = reading.beats
        failed = {one: why for one in run if (why := reading.failure(one.within))}
        if len(failed) == len(run):
            raise failed[run[0]]
        measured = {one: _measured(beats, one.within) for one in run if one not in failed}
        return FetchedMetrics(measured=measured, lost=failed, left_out=_left_out(reading, measured))

    async def _page(self, link: Link, asked: Asked) -> RowPage:
        """One page; a row without a number is a gap."""
        params = instants(asked.within)
        if self._takes_fields:
            params["fields"] = "bpm,timestamp"
        page = await self._upstream.get(
            link, self._path, wire.after(params, asked.token), into=wire.HeartRatePage
        )
        rows, timeless = each(page.data, _timed)
        return RowPage(
            instants=[at for at, _ in rows],
            beats=[Beat(at, bpm) for at, bpm in rows if bpm is not None and bpm > 0],
            next_token=page.next_token,
            unreadable=len(timeless) + len(page.left_out),
        )


def _timed(row: wire.HeartRateRow) -> tuple[datetime, float | None]:
    return instant(row.timestamp), row.bpm


def _left_out(
    reading: RowReading, measured: Iterable[MetricsRequest]
) -> Mapping[MetricsRequest, UpstreamError]:
    """Why the rows of some workouts may not be all there are."""
    counts = {one: reading.unreadable(one.within) for one in measured}
    return {
        one: why
        for one, count in counts.items()
        if (why := unreadable(Provider.OURA, count, "heart rate's rows"))
    }


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

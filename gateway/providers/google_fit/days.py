"""Figures of days from Google Fit's `dataset:aggregate`: `domain.day.DaySource`."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from gateway.domain.data_sources import AggregateBy, Aggregation, BucketBy, Period
from gateway.domain.day import DailyCollection, DayList, DaysQuestion, Figure
from gateway.domain.documents import Days
from gateway.domain.errors import ScopeMissingError, UpstreamError
from gateway.domain.google_fit import AggregateBucket, Dataset
from gateway.domain.link import Link
from gateway.providers.google_fit.data_sources import GoogleFitDataSources

TYPES: Final[Mapping[Figure, str]] = {
    Figure.STEPS: "com.google.step_count.delta",
    Figure.DISTANCE_METERS: "com.google.distance.delta",
    Figure.TOTAL_ENERGY_KCAL: "com.google.calories.expended",
}
SCOPES: Final[Sequence[frozenset[Figure]]] = (
    frozenset({Figure.STEPS, Figure.TOTAL_ENERGY_KCAL}),
    frozenset({Figure.DISTANCE_METERS}),
)
"""What one scope is enough for: `activity`, `location`."""
MOST_DAYS: Final = 89
"""Google Fit aggregates 90 times 24 hours at once; of 90 days, one can have 25."""

_DAY: Final = timedelta(days=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)

ByDay = Mapping[date, Mapping[Figure, float]]


class GoogleFitDays:
    """Sums of the days of a zone, which Fit itself cuts: one has 23 hours, another 25."""

    collections: Sequence[DailyCollection] = (
        DailyCollection("aggregate", frozenset(TYPES), needs_zone=True),
    )

    def __init__(self, data_sources: GoogleFitDataSources) -> None:
        self._data_sources = data_sources

    async def daily(
        self,
        link: Link,
        collection: str,  # noqa: ARG002 - Fit has one
        question: DaysQuestion,
    ) -> DayList:
        """POST me/dataset:aggregate with all types; where a scope is missing, by scope.

        Fit refuses the whole for one type that the token may not read.
        """
        if question.zone is None:
            return DayList(by_day={})
        try:
            return DayList(
                by_day=await self._sums(link, question.days, question.zone, question.figures)
            )
        except ScopeMissingError:
            parts = [part for scope in SCOPES if (part := scope & question.figures)]
            if len(parts) == 1:
                raise
        return await self._by_scope(link, question.days, question.zone, parts)

    async def _by_scope(
        self, link: Link, days: Days, zone: ZoneInfo, parts: Sequence[AbstractSet[Figure]]
    ) -> DayList:
        """What comes of the parts, each asked for by itself.

        Raises:
            UpstreamError: nothing comes of any of them.
        """
        answers = await asyncio.gather(*(self._part(link, days, zone, part) for part in parts))
        by_day: dict[date, Mapping[Figure, float]] = {}
        failures: list[UpstreamError] = []
        for answer in answers:
            if isinstance(answer, UpstreamError):
                failures.append(answer)
                continue
            for day, figures in answer.items():
                by_day[day] = {**by_day.get(day, {}), **figures}
        if len(failures) == len(answers):
            raise failures[0]
        return DayList(by_day=by_day, error=failures[0] if failures else None)

    async def _part(
        self, link: Link, days: Days, zone: ZoneInfo, figures: AbstractSet[Figure]
    ) -> ByDay | UpstreamError:
        try:
            return await self._sums(link, days, zone, figures)
        except UpstreamError as error:
            return error

    async def _sums(
        self, link: Link, days: Days, zone: ZoneInfo, figures: AbstractSet[Figure]
    ) -> ByDay:
        """In as many calls as Fit's limit takes."""
        ordered = [figure for figure in TYPES if figure in figures]
        by_day: dict[date, Mapping[Figure, float]] = {}
        for part in _within_limit(days):
            answer = await self._data_sources.aggregate(link, _aggregation(part, zone, ordered))
            by_day |= {
                day: _figures(bucket, ordered)
                for bucket in answer.bucket
                if (day := _day_of(bucket, zone)) is not None
            }
        return by_day


def _within_limit(days: Days) -> Iterator[Days]:
    first = days.first
    while first <= days.last:
        last = min(days.last, first + (MOST_DAYS - 1) * _DAY)
        yield Days(first, last)
        first = last + _DAY


def _aggregation(days: Days, zone: ZoneInfo, figures: Sequence[Figure]) -> Aggregation:
    return Aggregation(
        aggregate_by=tuple(AggregateBy(data_type_name=TYPES[one]) for one in figures),
        start_time_millis=_beginning(days.first, zone),
        end_time_millis=_beginning(days.last + _DAY, zone),
        bucket_by_time=BucketBy(period=Period(type="day", value=1, time_zone_id=zone.key)),
    )


def _beginning(day: date, zone: ZoneInfo) -> int:
    """When the day begins in the zone, in milliseconds since 1970."""
    return (datetime.combine(day, time.min, zone).astimezone(UTC) - _EPOCH) // _MILLISECOND


def _day_of(bucket: AggregateBucket, zone: ZoneInfo) -> date | None:
    """The day that the middle of the bucket lies in."""
    start, end = bucket.start_time_millis, bucket.end_time_millis
    if start is None or end is None:
        return None
    return (_EPOCH + (start + end) // 2 * _MILLISECOND).astimezone(zone).date()


def _figures(bucket: AggregateBucket, figures: Sequence[Figure]) -> Mapping[Figure, float]:
    """Each entry of what was asked for has a dataset, in the same order."""
    sums = {figure: _sum(one) for figure, one in zip(figures, bucket.dataset, strict=False)}
    return {figure: value for figure, value in sums.items() if value is not None}


def _sum(dataset: Dataset) -> float | None:
    """Of a dataset's points, which are one at the most; None without any."""
    values = [value for point in dataset.point for value in point.value[:1]]
    numbers = [v.fp_val if v.int_val is None else v.int_val for v in values]
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None

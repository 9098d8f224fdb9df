"""Figures of days from Google Fit's `dataset:aggregate`: `domain.day.DaySource`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from gateway.domain.data_sources import AggregateBy, Aggregation, BucketBy, Period
from gateway.domain.day import DailyCollection, DayList, DaysQuestion, Figure
from gateway.domain.documents import Days
from gateway.domain.errors import UpstreamError
from gateway.domain.google_fit import AggregateBucket
from gateway.domain.link import Link
from gateway.providers.google_fit.by_scope import by_scope
from gateway.providers.google_fit.data_sources import GoogleFitDataSources
from gateway.providers.google_fit.points import numbers, total
from gateway.providers.google_fit.times import from_millis, millis

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
        zone = question.zone
        if zone is None:
            return DayList(by_day={})

        async def ask(part: AbstractSet[Figure]) -> ByDay:
            return await self._sums(link, question.days, zone, part)

        answers = await by_scope(ask, question.figures, SCOPES)
        by_day: dict[date, Mapping[Figure, float]] = {}
        failures: list[UpstreamError] = []
        for _, answer in answers:
            if isinstance(answer, UpstreamError):
                failures.append(answer)
                continue
            for day, figures in answer.items():
                by_day[day] = {**by_day.get(day, {}), **figures}
        if len(failures) == len(answers):
            raise failures[0]
        return DayList(by_day=by_day, error=failures[0] if failures else None)

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
    return millis(datetime.combine(day, time.min, zone).astimezone(UTC))


def _day_of(bucket: AggregateBucket, zone: ZoneInfo) -> date | None:
    """The day that the middle of the bucket lies in."""
    start, end = bucket.start_time_millis, bucket.end_time_millis
    if start is None or end is None:
        return None
    return from_millis((start + end) // 2).astimezone(zone).date()


def _figures(bucket: AggregateBucket, figures: Sequence[Figure]) -> Mapping[Figure, float]:
    """Each entry of what was asked for has a dataset, in the same order."""
    sums = {
        figure: total(numbers(one)) for figure, one in zip(figures, bucket.dataset, strict=False)
    }
    return {figure: value for figure, value in sums.items() if value is not None}

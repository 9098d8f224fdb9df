"""Figures of days from Google Fit's `dataset:aggregate`: `domain.day.DaySource`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from gateway.domain.data_sources import AggregateBy, Aggregation, BucketBy, Period
from gateway.domain.day import DailyCollection, DayList, DaysQuestion, Figure
from gateway.domain.documents import Days
from gateway.domain.errors import UpstreamError, unreadable
from gateway.domain.google_fit import AggregateBucket
from gateway.domain.link import Link
from gateway.domain.provider_name import Provider
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


class Span(NamedTuple):
    """From the start to before the end, in milliseconds since 1970."""

    start: int
    end: int


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

        async def ask(part: AbstractSet[Figure]) -> DayList:
            return await self._sums(link, question.days, zone, part)

        answers = [answer for _, answer in await by_scope(ask, question.figures, SCOPES)]
        failures = [answer for answer in answers if isinstance(answer, UpstreamError)]
        if len(failures) == len(answers):
            raise failures[0]
        lists = [answer for answer in answers if isinstance(answer, DayList)]
        by_day: dict[date, Mapping[Figure, float]] = {}
        for one in lists:
            for day, figures in one.by_day.items():
                by_day[day] = {**by_day.get(day, {}), **figures}
        left_out = next((one.error for one in lists if one.error is not None), None)
        return DayList(by_day=by_day, error=failures[0] if failures else left_out)

    async def _sums(
        self, link: Link, days: Days, zone: ZoneInfo, figures: AbstractSet[Figure]
    ) -> DayList:
        """In as many calls as Fit's limit takes; a bucket of no day is left out."""
        ordered = [figure for figure in TYPES if figure in figures]
        by_day: dict[date, Mapping[Figure, float]] = {}
        left_out = 0
        for span in _spans(days, zone):
            answer = await self._data_sources.aggregate(link, _aggregation(span, zone, ordered))
            for bucket in answer.bucket:
                day = _day_of(bucket, zone)
                if day is None:
                    left_out += 1
                else:
                    by_day[day] = _figures(bucket, ordered)
        return DayList(by_day=by_day, error=unreadable(Provider.GOOGLE_FIT, left_out, "days"))


def _spans(days: Days, zone: ZoneInfo) -> Iterator[Span]:
    """The days in as few spans as Fit's limit allows.

    Fit begins with 1970: a day that had begun by then is a span of its own, since buckets are
    counted from a span's start. A day that a zone left out, to cross the date line, is none.
    """
    first = days.first
    while first <= days.last:
        begins = _beginning(first, zone)
        count = MOST_DAYS if begins >= 0 else 1
        following = min(days.last + _DAY, first + count * _DAY)
        span = Span(max(begins, 0), _beginning(following, zone))
        if span.start < span.end:
            yield span
        first = following


def _aggregation(span: Span, zone: ZoneInfo, figures: Sequence[Figure]) -> Aggregation:
    return Aggregation(
        aggregate_by=tuple(AggregateBy(data_type_name=TYPES[one]) for one in figures),
        start_time_millis=span.start,
        end_time_millis=span.end,
        bucket_by_time=BucketBy(period=Period(type="day", value=1, time_zone_id=zone.key)),
    )


def _beginning(day: date, zone: ZoneInfo) -> int:
    """When the day begins in the zone, in milliseconds since 1970."""
    return millis(datetime.combine(day, time.min, zone).astimezone(UTC))


def _day_of(bucket: AggregateBucket, zone: ZoneInfo) -> date | None:
    """The day that the middle of the bucket lies in; None where it has no times, or odd ones."""
    start, end = bucket.start_time_millis, bucket.end_time_millis
    if start is None or end is None:
        return None
    try:
        return from_millis((start + end) // 2).astimezone(zone).date()
    except OverflowError:
        return None


def _figures(bucket: AggregateBucket, figures: Sequence[Figure]) -> Mapping[Figure, float]:
    """Each entry of what was asked for has a dataset, in the same order."""
    sums = {
        figure: total(numbers(one)) for figure, one in zip(figures, bucket.dataset, strict=False)
    }
    return {figure: value for figure, value in sums.items() if value is not None}

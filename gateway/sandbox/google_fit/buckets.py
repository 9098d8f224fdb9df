"""The buckets of an aggregation: spans of time, sessions, or activities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from gateway.sandbox.google_fit.aggregate_body import AggregateRequest
from gateway.sandbox.google_fit.body import invalid
from gateway.sandbox.google_fit.point import NANOS_PER_MILLI, Point
from gateway.sandbox.google_fit.store import StoredSession
from gateway.sandbox.wire import Wire, millis

MOST_BUCKETS: Final = 20_000
"""Of this sandbox; the documents name no limit."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MONTHS_PER_YEAR = 12
Span = tuple[int, int]
"""[start, end) in milliseconds since 1970."""


class Bucket(NamedTuple):
    """The head of an `AggregateBucket`, and the spans whose points it holds."""

    head: Wire
    spans: list[Span]


def time_buckets(request: AggregateRequest) -> list[Bucket]:
    """One after the other from the start on; the last one ends with the range.

    Raises:
        RefusedError: they would be too many, or a period leads beyond the calendar.
    """
    found: list[Bucket] = []
    start = request.start
    for end in _ends(request):
        if len(found) == MOST_BUCKETS:
            raise invalid("bucketByTime", "these would be too many buckets")
        found.append(_bucket("time", start, min(end, request.end)))
        start = end
        if end >= request.end:
            break
    return found


def session_buckets(request: AggregateRequest, sessions: Iterable[StoredSession]) -> list[Bucket]:
    """One for each session, by start."""
    return [
        _bucket("session", one.start, one.end, session=one.wire)
        for one in sorted(sessions, key=lambda one: (one.start, one.id))
        if one.end - one.start > request.min_duration
    ]


def segment_buckets(request: AggregateRequest, segments: Iterable[Point]) -> list[Bucket]:
    """One for each segment of activity."""
    return [
        _bucket("activitySegment", *_millis(one), activity=activity_of(one))
        for one in _long_enough(request, segments)
    ]


def activity_buckets(request: AggregateRequest, segments: Iterable[Point]) -> list[Bucket]:
    """One for each activity, over all of its segments."""
    spans: dict[int, list[Span]] = {}
    for one in _long_enough(request, segments):
        spans.setdefault(activity_of(one), []).append(_millis(one))
    return [
        _bucket("activityType", found[0][0], found[-1][1], activity=activity)._replace(spans=found)
        for activity, found in sorted(spans.items())
    ]


def activity_of(segment: Point) -> int:
    """Google's code of a segment's activity."""
    return segment.wire["value"][0]["intVal"]


def _bucket(kind: str, start: int, end: int, **more: object) -> Bucket:
    head = {"startTimeMillis": str(start), "endTimeMillis": str(end), "type": kind, **more}
    return Bucket(head, [(start, end)])


def _long_enough(request: AggregateRequest, segments: Iterable[Point]) -> Iterator[Point]:
    shortest = request.min_duration * NANOS_PER_MILLI
    return (one for one in segments if one.end - one.start > shortest)


def _millis(one: Point) -> Span:
    return one.start // NANOS_PER_MILLI, one.end // NANOS_PER_MILLI


def _ends(request: AggregateRequest) -> Iterator[int]:
    """The ends of buckets from the first on, without an end."""
    if "durationMillis" in request.bucket:
        step = int(request.bucket["durationMillis"])
        return count(request.start + step, step)
    return _ends_of_periods(request.start, request.bucket["period"])


def _ends_of_periods(start: int, period: Wire) -> Iterator[int]:
    """They step on the calendar of their zone: a day has 23 or 25 hours where clocks change."""
    try:
        begin = (_EPOCH + timedelta(milliseconds=start)).astimezone(ZoneInfo(period["timeZoneId"]))
        for units in count(period["value"], period["value"]):
            yield millis(_later(begin, period["type"], units).astimezone(UTC))
    except (OverflowError, ValueError):
        raise invalid("bucketByTime.period", "it leads beyond the year 9999") from None


def _later(begin: datetime, unit: str, units: int) -> datetime:
    """So many units later by the clock on the wall; a month that is too short ends at its end."""
    if unit != "month":
        return begin + timedelta(days=units * (7 if unit == "week" else 1))
    years, month = divmod(begin.month - 1 + units, _MONTHS_PER_YEAR)
    first = begin.replace(year=begin.year + years, month=month + 1, day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return first.replace(day=min(begin.day, (after - timedelta(days=1)).day))

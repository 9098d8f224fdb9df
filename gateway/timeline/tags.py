"""Which tags belong to a time: that of an activity, or a day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter

from gateway.domain.activity import Activity
from gateway.domain.documents import Days
from gateway.domain.tag import Tag
from gateway.timeline.windows import EARLIEST, LATEST

LONGEST = timedelta(days=31)
"""A tag is looked for so long after it began: providers find tags by their beginning alone."""

_DAY = timedelta(days=1)

by_position = attrgetter("position")


def days_before(days: Days) -> Days:
    """The days on which what is there on these days can have begun."""
    first = max(days.first, EARLIEST.date() + LONGEST) - LONGEST
    return Days(first, days.last)


def days_around(activity: Activity) -> Days:
    """The days, wherever the wearer was, on which tags that overlap the activity can begin."""
    start = min(max(activity.start_time, EARLIEST + _DAY), LATEST)
    end = min(max(activity.end_time, start), start + LONGEST)
    return days_before(Days((start - _DAY).date(), (end + _DAY).date()))


def overlapping(activity: Activity, tags: Sequence[Tag]) -> list[Tag]:
    """Those of the tags, which are in order of position, that overlap the activity in time."""
    earliest = max(activity.start_time, EARLIEST + LONGEST) - LONGEST
    first = bisect_left(tags, earliest, key=lambda tag: tag.position.start_time)
    return [tag for tag in tags[first:] if overlaps(tag, activity)]


def overlaps(tag: Tag, activity: Activity) -> bool:
    """Whether the tag is of a part of the activity's time.

    Times are half-open; a tag of a moment, or an activity without length, is of the instant that
    it begins at. A tag of which only the wall clock is known is compared with that of the
    activity, and overlaps nothing where that is not known.
    """
    if tag.start_time is not None:
        return _meet((tag.start_time, tag.end_time), (activity.start_time, activity.end_time))
    if activity.start_local is None:
        return False
    end_local = activity.start_local + timedelta(seconds=activity.duration_seconds)
    return _meet((tag.start_local, tag.end_local), (activity.start_local, end_local))


def on_day(tag: Tag, day: date) -> bool:
    """Whether the day is one of those from the tag's first to its last."""
    return tag.start_day <= day <= max(tag.end_day or tag.start_day, tag.start_day)


def _meet(one: tuple[datetime, datetime | None], other: tuple[datetime, datetime | None]) -> bool:
    """Whether two spans share an instant; without a later end, a span is its first instant."""
    (start, end), (other_start, other_end) = one, other
    if start == other_start:
        return True
    if start > other_start:
        return other_end is not None and start < other_end
    return end is not None and other_start < end

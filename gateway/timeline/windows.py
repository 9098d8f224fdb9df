"""History cut into windows: months of UTC, and quarters of them where it is recent.

A window of one collection is the unit of loading, keeping and failing. Windows that touch are one
upstream range, so that many small ones cost no more calls than few large ones. They are small
where people look most: the latest page of a dense history does not read a whole month.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from operator import attrgetter

from gateway.domain.interval import Interval

by_start = attrgetter("start")
by_end = attrgetter("end")

MONTHS = 12
PARTS = 4
"""Of a month: from the 1st, 9th, 17th and 25th on."""
PART_DAYS = 8
RECENT_MONTHS = 2
"""So many months before the present one are cut into parts, and all that come after it."""

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)


def windows_covering(interval: Interval, now: datetime) -> tuple[Interval, ...]:
    """The windows that `interval` touches, oldest first."""
    if interval.is_empty:
        return ()
    months = range(_month_of(interval.start), _month_of(interval.end) + 1)
    windows = _windows_of(months, _month_of(now) - RECENT_MONTHS)
    first = bisect_right(windows, interval.start, key=by_end)
    end = bisect_left(windows, interval.end, key=by_start)
    return windows[first:end]


def parts_of(window: Interval) -> int:
    """How many quarters of a month the window is long."""
    return 1 if (window.end - window.start).days <= PART_DAYS else PARTS


def _month_of(instant: datetime) -> int:
    return instant.year * MONTHS + instant.month - 1


@lru_cache(maxsize=256)
def _windows_of(months: range, recent: int) -> tuple[Interval, ...]:
    """Those of the months, of which the recent ones are cut."""
    return tuple(chain(*(_windows(month, cut=month >= recent) for month in months)))


@lru_cache(maxsize=4_096)
def _windows(month: int, *, cut: bool) -> tuple[Interval, ...]:
    edges = [*_beginnings(month)] if cut else [_beginning(month)]
    return tuple(map(Interval, edges, [*edges[1:], _beginning(month + 1)]))


def _beginnings(month: int) -> Iterator[datetime]:
    for part in range(PARTS):
        yield _beginning(month).replace(day=1 + part * PART_DAYS)


def _beginning(month: int) -> datetime:
    year, index = divmod(month, MONTHS)
    return datetime(year, index + 1, 1, tzinfo=UTC)

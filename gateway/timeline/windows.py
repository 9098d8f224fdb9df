"""History cut into windows: months of UTC, and quarters of them where it is recent.

A window of one collection is the unit of loading, keeping and failing. Windows that touch are one
upstream range, so that many small ones cost no more calls than few large ones. They are small
where people look most: the latest page of a dense history does not read a whole month.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache

from gateway.domain.interval import Interval

MONTHS = 12
PARTS = 4
"""Of a month: from the 1st, 9th, 17th and 25th on."""
PART_DAYS = 8
RECENT_MONTHS = 2
"""So many months before the present one are cut into parts, and all that come after it."""

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)


def windows_covering(interval: Interval, now: datetime) -> list[Interval]:
    """The windows that `interval` touches, oldest first."""
    if interval.is_empty:
        return []
    recent = _month_of(now) - RECENT_MONTHS
    months = range(_month_of(interval.start), _month_of(interval.end) + 1)
    windows = [window for month in months for window in _windows(month, cut=month >= recent)]
    first = next(i for i, window in enumerate(windows) if window.end > interval.start)
    end = next((i for i, window in enumerate(windows) if window.start >= interval.end), None)
    return windows[first:end]


def parts_of(window: Interval) -> int:
    """How many quarters of a month the window is long."""
    return 1 if (window.end - window.start).days <= PART_DAYS else PARTS


def _month_of(instant: datetime) -> int:
    return instant.year * MONTHS + instant.month - 1


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

"""History cut into UTC months, and the strides in which a feed walks through them.

A month of one collection is the unit of loading and of failing: large enough that a page rarely
needs more than two, small enough that a failure costs little.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from itertools import takewhile

from gateway.domain.interval import Interval

MONTHS = 12
FIRST_STRIDE = 2

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)


def windows_covering(interval: Interval) -> list[Interval]:
    """The windows that `interval` touches, oldest first."""
    if interval.is_empty:
        return []
    first = interval.start.year * MONTHS + interval.start.month - 1
    last = interval.end.year * MONTHS + interval.end.month - 1
    months = [_month(index) for index in range(first, last + 1)]
    return months[:-1] if months[-1].start == interval.end else months


def strides(windows: list[Interval], history: Interval) -> Iterator[list[Interval]]:
    """The windows in the order given, in runs of 2, 4, 8 and so on.

    A short history is read in one stride, and a long, sparse one in few. The first one also takes
    what lies before it and outside of the usual history, where hardly anything is.
    """
    outside = takewhile(lambda window: window.overlap(history) is None, windows)
    begin, length = 0, FIRST_STRIDE
    end = sum(1 for _ in outside) + length
    while begin < len(windows):
        yield windows[begin:end]
        length *= 2
        begin, end = end, end + length


@lru_cache(maxsize=2_048)
def _month(index: int) -> Interval:
    return Interval(_first_of(index), _first_of(index + 1))


def _first_of(index: int) -> datetime:
    year, month = divmod(index, MONTHS)
    return datetime(year, month + 1, 1, tzinfo=UTC)

"""Which ranges of rows to ask for, so that what is wanted of them costs the fewest pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Final, NamedTuple

from gateway.domain.interval import Interval

LONGEST_RANGE: Final = timedelta(days=30)
"""What Oura is asked for at once."""
_FULL: Final = 0.95
"""How full a page is planned to be: some more rows than expected do not cost another one."""
_SECOND = timedelta(seconds=1)
_LONG_ENOUGH_SECONDS: Final = 60.0
"""Of less than that nothing is concluded."""

Stretches = Sequence[Interval]
"""Times of which the rows are wanted: apart from each other, and in order."""


class Density(NamedTuple):
    """How many rows there are."""

    a_page: int
    wanted: float
    """A second of what is wanted."""
    between: float
    """A second of what lies between."""

    def pages(self, wanted_seconds: float, between_seconds: float) -> int:
        """How many pages so much of both is likely to have."""
        rows = wanted_seconds * self.wanted + between_seconds * self.between
        return max(1, ceil(rows / (self.a_page * _FULL)))


USUAL: Final = Density(a_page=1_000, wanted=1 / 10, between=1 / 300)
"""What is expected before the first page has come: others have counted as much."""


def stretches(intervals: Iterable[Interval]) -> list[Interval]:
    """The intervals, those that overlap or touch as one. One without length stays."""
    joined: list[Interval] = []
    for one in sorted(intervals, key=_start):
        if joined and one.start <= joined[-1].end:
            joined[-1] = Interval(joined[-1].start, max(joined[-1].end, one.end))
        else:
            joined.append(one)
    return joined


def beyond(wanted: Stretches, instant: datetime) -> list[Interval]:
    """What of it is later."""
    return [Interval(max(one.start, instant), one.end) for one in wanted if one.end > instant]


def whole(wanted: Stretches) -> Interval:
    """From the beginning to the end, as far as one range may reach."""
    return Interval(wanted[0].start, min(wanted[-1].end, wanted[0].start + LONGEST_RANGE))


def density(
    instants: Sequence[datetime], wanted: Stretches, until: datetime, *, is_full: bool
) -> Density:
    """What the page of the rows from the first stretch to `until` tells."""
    within = [Interval(one.start, min(one.end, until)) for one in wanted if one.start < until]
    busy = sum(map(_seconds, within))
    quiet = (until - wanted[0].start) / _SECOND - busy
    rows = sum(any(instant in one for one in within) for instant in instants)
    return Density(
        a_page=len(instants) if is_full else USUAL.a_page,
        wanted=rows / busy if busy > _LONG_ENOUGH_SECONDS else USUAL.wanted,
        between=(len(instants) - rows) / quiet if quiet > _LONG_ENOUGH_SECONDS else USUAL.between,
    )


def ranges(wanted: Stretches, rows: Density) -> list[list[Interval]]:
    """The stretches in groups, each one range: as few pages as there can be, then short ranges."""
    fewest = [0]
    begins = [0]
    for end in range(1, len(wanted) + 1):
        costs = [(fewest[first] + pages, -first) for first, pages in _ending(wanted, end, rows)]
        pages, negative = min(costs)
        fewest.append(pages)
        begins.append(-negative)
    groups: list[list[Interval]] = []
    end = len(wanted)
    while end:
        groups.append(list(wanted[begins[end] : end]))
        end = begins[end]
    return groups[::-1]


def _ending(wanted: Stretches, end: int, rows: Density) -> Iterable[tuple[int, int]]:
    """Ranges that end with the last of so many stretches: their first ones, and their pages."""
    last, busy = wanted[end - 1].end, 0.0
    for first in range(end - 1, -1, -1):
        length = last - wanted[first].start
        if length > LONGEST_RANGE and first < end - 1:
            return
        busy += _seconds(wanted[first])
        yield first, rows.pages(busy, length / _SECOND - busy)


def _seconds(within: Interval) -> float:
    return (within.end - within.start) / _SECOND


def _start(within: Interval) -> datetime:
    return within.start

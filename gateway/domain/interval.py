"""Half-open intervals of time, and the arithmetic that gaps and windows need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec


class Interval(msgspec.Struct, frozen=True, order=True, gc=False):
    """The instants from `start` up to, but not including, `end`. Both are aware."""

    start: datetime
    end: datetime

    def __contains__(self, instant: datetime) -> bool:
        return self.start <= instant < self.end

    @property
    def is_empty(self) -> bool:
        """Whether no instant lies in it."""
        return self.end <= self.start

    def overlap(self, other: Interval) -> Interval | None:
        """What both hold, or None."""
        shared = Interval(max(self.start, other.start), min(self.end, other.end))
        return None if shared.is_empty else shared


def union(intervals: Iterable[Interval]) -> list[Interval]:
    """The same instants as few, sorted intervals that neither touch nor overlap."""
    merged: list[Interval] = []
    for interval in sorted(i for i in intervals if not i.is_empty):
        if merged and interval.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, interval.end))
        else:
            merged.append(interval)
    return merged


def within(intervals: Iterable[Interval], bounds: Interval) -> list[Interval]:
    """What of `intervals` lies within `bounds`, as few, sorted intervals."""
    return union(shared for i in intervals if (shared := i.overlap(bounds)) is not None)

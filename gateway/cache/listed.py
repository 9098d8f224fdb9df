"""A range that a provider has listed, as windows: cut into them when somebody asks for one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from msgspec.structs import replace
from typing_extensions import override

from gateway.cache.kept import KeptWindow
from gateway.domain.activity import Activity
from gateway.domain.interval import Interval

by_start = attrgetter("start_time")


class ListedRange(Mapping[Interval, KeptWindow]):
    """Windows that touch, in order of time, all from one list.

    Who asks for the whole range again, or for other windows, is spared the cutting.
    """

    def __init__(self, windows: Sequence[Interval], whole: KeptWindow) -> None:
        self._windows = windows
        self.span = span_of(windows)
        self.whole = whole
        """The range, as if it were one window."""

    @override
    def __getitem__(self, window: Interval) -> KeptWindow:
        return self._cut[window]

    @override
    def __iter__(self) -> Iterator[Interval]:
        return iter(self._windows)

    @override
    def __len__(self) -> int:
        return len(self._windows)

    @cached_property
    def _cut(self) -> Mapping[Interval, KeptWindow]:
        cut: dict[Interval, KeptWindow] = {}
        activities, first = self.whole.activities, 0
        for window in self._windows:
            end = bisect_left(activities, window.end, lo=first, key=by_start)
            cut[window] = replace(self.whole, activities=activities[first:end])
            first = end
        return cut


def span_of(windows: Sequence[Interval]) -> Interval:
    """All of the windows, which touch, in order of time."""
    return Interval(windows[0].start, windows[-1].end)


def starting_in(span: Interval, listed: Iterable[Activity]) -> tuple[Activity, ...]:
    """Those that start in the span, by start; of those with one id the last."""
    once = {activity.provider_id: activity for activity in listed}
    ordered = sorted(once.values(), key=by_start)
    first = bisect_left(ordered, span.start, key=by_start)
    end = bisect_left(ordered, span.end, lo=first, key=by_start)
    return tuple(ordered[first:end])

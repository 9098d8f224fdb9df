"""Windows that touch, read as one: what is asked for again and again is put together once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import cycle, pairwise

import msgspec

from gateway.cache.kept import KeptWindow
from gateway.cache.listed import ListedRange
from gateway.domain.activity_list import joined
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider import ServedFrom

MOST_STRETCHES = 8
"""So many are remembered of a collection; of more, none."""

FreshUntil = Callable[[Interval, KeptWindow], datetime]
"""Until when a window that is kept is young enough, as things are now."""


class Stretch(msgspec.Struct, frozen=True):
    """Windows of a collection, of which each one is kept."""

    loaded: LoadedWindow
    """All of them, as old as the oldest."""
    fetched_at: datetime
    fresh_until: datetime
    """When the first of them ceases to be; later perhaps, since what grows old is kept longer."""


class Stretches:
    """The stretches that have been asked for of windows that do not change."""

    def __init__(self, windows: Mapping[Interval, KeptWindow]) -> None:
        self._windows = windows
        self._known: dict[Interval, Stretch] = {}

    def over(
        self, wanted: Sequence[Interval], now: datetime, fresh_until: FreshUntil
    ) -> Stretch | None:
        """The wanted windows as one; None unless they touch and all are kept.

        They come in order of time, or the other way round.
        """
        if not wanted:
            return None
        first, last = wanted[0], wanted[-1]
        span = Interval(min(first.start, last.start), max(first.end, last.end))
        known = self._known.get(span)
        if known is not None and now < known.fresh_until:
            return known
        ordered = sorted(wanted)
        if any(one.end != other.start for one, other in pairwise(ordered)):
            return None
        kept = self._kept(span, ordered)
        if kept is None:
            return None
        if len(self._known) >= MOST_STRETCHES:
            self._known.clear()
        until = min(map(fresh_until, ordered, cycle(kept)))
        self._known[span] = stretch = _joined(span, kept, until)
        return stretch

    def _kept(self, span: Interval, ordered: Sequence[Interval]) -> Sequence[KeptWindow] | None:
        """All of the windows, or the range that is them all; None unless all are kept."""
        windows = self._windows
        if isinstance(windows, ListedRange) and windows.span == span:
            return [windows.whole]
        found = [windows[one] for one in ordered if one in windows]
        return found if len(found) == len(ordered) else None


def _joined(span: Interval, kept: Sequence[KeptWindow], fresh_until: datetime) -> Stretch:
    fetched_at = min(one.fetched_at for one in kept)
    loaded = LoadedWindow(
        window=span,
        activities=tuple(activity for one in kept for activity in one.activities),
        left_out=joined(one.left_out for one in kept),
        fetched_at=fetched_at,
        served_from=ServedFrom.CACHE,
    )
    return Stretch(loaded, fetched_at, fresh_until)

"""What each source has given to a walk so far, and what it failed to give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec

from gateway.domain.activity import Activity
from gateway.domain.activity_list import joined, why_not_whole
from gateway.domain.errors import UpstreamError
from gateway.domain.interval import Interval, within
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider import ServedFrom
from gateway.timeline.sources import Source, WindowLoader


class Harvest(msgspec.Struct, kw_only=True):
    """One source's part of a walk. A source that lacks a part is not asked again in it."""

    source: Source
    error: UpstreamError | None = None
    missing: list[Interval] = msgspec.field(default_factory=list[Interval])
    """Windows of which one collection or more could not be had."""
    stale: list[Interval] = msgspec.field(default_factory=list[Interval])
    """Windows of which an older answer stands in."""
    spoilt: list[LoadedWindow] = msgspec.field(default_factory=list[LoadedWindow])
    """Windows from answers of which records were left out."""
    fetched_at: datetime | None = None
    """When the oldest part left the provider."""
    upstream_calls: int = 0
    served_from: ServedFrom = ServedFrom.NONE
    """LIVE as soon as one part was."""
    unshown: frozenset[str] = frozenset()
    """See `LoadedWindow.unshown`; of all windows."""

    def gaps(self, interval: Interval) -> list[Interval]:
        """The parts of `interval` that are not whole."""
        return within(self.missing, interval)

    def why_spoilt(self, interval: Interval) -> UpstreamError | None:
        """What was left out of the answers that tell of `interval`; None for nothing."""
        answers = [one.left_out for one in self.spoilt if one.window.overlap(interval) is not None]
        return why_not_whole(self.source.link.provider, joined(answers))

    def is_stale(self, interval: Interval) -> bool:
        """Whether an older answer stands in for a part of `interval`."""
        return bool(within(self.stale, interval))

    def take(self, loaded: Iterable[LoadedWindow]) -> Iterator[Sequence[Activity]]:
        """What was loaded of one of the collections, window by window."""
        for window in loaded:
            self.upstream_calls += window.upstream_calls
            self.error = self.error or window.error
            if window.fetched_at is None:
                self.missing.append(window.window)
                continue
            if window.error is not None:
                self.stale.append(window.window)
            if window.left_out:
                self.spoilt.append(window)
            if self.served_from is not ServedFrom.LIVE:
                self.served_from = window.served_from
            self.fetched_at = min(self.fetched_at or window.fetched_at, window.fetched_at)
            if window.unshown:
                self.unshown |= window.unshown
            if window.activities:
                yield window.activities


async def reap(
    harvests: Iterable[Harvest], windows: Sequence[Interval], load: WindowLoader
) -> list[Sequence[Activity]]:
    """The activities of all sources that start in the windows, as far as they can be had.

    In several lists, each by start.
    """
    asked: list[Harvest] = []
    for harvest in harvests:
        if harvest.missing:
            harvest.missing += windows
        else:
            asked.append(harvest)
    places = [(harvest, name) for harvest in asked for name in harvest.source.collections]
    loads = await load([(harvest.source.link, name) for harvest, name in places], windows)
    return [
        activities
        for (harvest, _), loaded in zip(places, loads, strict=True)
        for activities in harvest.take(loaded)
    ]

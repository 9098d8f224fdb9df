"""What each source has given to a walk so far, and what it failed to give."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from gateway.domain.activity import Activity
from gateway.domain.errors import UpstreamError
from gateway.domain.interval import Interval, within
from gateway.domain.loaded import LoadedWindow
from gateway.timeline.sources import Source, WindowLoader


class Harvest(msgspec.Struct, kw_only=True):
    """One source's part of a walk. A source that failed once is not asked again in this walk."""

    source: Source
    error: UpstreamError | None = None
    missing: list[Interval] = msgspec.field(default_factory=list[Interval])
    """Windows of which one collection or more could not be had."""
    fetched_at: datetime | None = None
    """When the oldest part left the provider."""
    upstream_calls: int = 0
    gave_something: bool = False

    async def reap(self, windows: Sequence[Interval], load: WindowLoader) -> list[Activity]:
        """The activities that start in the windows, as far as they can be had."""
        if self.error is not None:
            self.missing += windows
            return []
        link = self.source.link
        loads = await asyncio.gather(
            *(load(link, collection, windows) for collection in self.source.collections)
        )
        return [activity for loaded in loads for activity in self._take(loaded)]

    def gaps(self, interval: Interval) -> list[Interval]:
        """The parts of `interval` that are not whole."""
        return within(self.missing, interval)

    def _take(self, loaded: Iterable[LoadedWindow]) -> Iterable[Activity]:
        for window in loaded:
            self.upstream_calls += window.upstream_calls
            if window.error is not None:
                self.error = self.error or window.error
                self.missing.append(window.window)
                continue
            self.gave_something = True
            if window.fetched_at is not None:
                self.fetched_at = min(self.fetched_at or window.fetched_at, window.fetched_at)
            yield from window.activities

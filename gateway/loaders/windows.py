"""Windows of collections: from the cache while they are fresh, else from the provider."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

import msgspec
from strawberry.dataloader import DataLoader

from gateway.cache.recent_writes import RecentWrites, Writes, laid_over
from gateway.cache.windows import KeptWindow, WindowCache
from gateway.domain.activity import Activity
from gateway.domain.clock import Clock
from gateway.domain.errors import ProviderAction
from gateway.domain.freshness import Freshness
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider import Link, ServedFrom
from gateway.loaders.live_windows import LiveWindows, Loading

REFUSED = {ProviderAction.RELINK, ProviderAction.RENEW_SUBSCRIPTION}
"""What the viewer is told to do when the provider refuses them, rather than fails."""

by_start = attrgetter("start_time")


class WindowKey(NamedTuple):
    """One window of one collection of one viewer, as fresh as the query wants it."""

    link: Link
    collection: str
    freshness: Freshness
    window: Interval


class WindowBatch:
    """Loads the windows that one tick of the event loop asked for."""

    def __init__(
        self, live: LiveWindows, cache: WindowCache, writes: RecentWrites, clock: Clock
    ) -> None:
        self._live = live
        self._cache = cache
        self._writes = writes
        self._clock = clock

    async def load(self, keys: list[WindowKey]) -> list[LoadedWindow]:
        """The windows in the order of the keys; a failure is told in its window."""
        groups: dict[tuple[Link, str, Freshness], list[Interval]] = {}
        for link, collection, freshness, window in keys:
            groups.setdefault((link, collection, freshness), []).append(window)
        loaded = await asyncio.gather(
            *(self._load_collection(*group, windows) for group, windows in groups.items())
        )
        found = dict(zip(groups, loaded, strict=True))
        return [found[key.link, key.collection, key.freshness][key.window] for key in keys]

    async def _load_collection(
        self, link: Link, collection: str, freshness: Freshness, windows: Sequence[Interval]
    ) -> Mapping[Interval, LoadedWindow]:
        era = await self._cache.era(link, collection)
        kept = await self._cache.kept(link, collection, windows, era)
        now = self._clock()
        loaded = {
            window: _from_cache(window, one)
            for window, one in kept.items()
            if self._cache.is_fresh(window, one, now, freshness)
        }
        missing = [window for window in windows if window not in loaded]
        if missing:
            live = await self._live.load(Loading(link, collection, era), missing, kept)
            loaded |= _with_stale(live, kept if freshness.stale_if_error else {})
        writes = await self._writes.of(link, collection)
        return _overlaid(loaded, writes) if writes else loaded


def window_loader(batch: WindowBatch) -> DataLoader[WindowKey, LoadedWindow]:
    """A loader for one request."""
    return DataLoader(batch.load)


def _from_cache(window: Interval, kept: KeptWindow) -> LoadedWindow:
    return LoadedWindow(
        window=window,
        activities=kept.activities,
        fetched_at=kept.fetched_at,
        served_from=ServedFrom.CACHE,
    )


def _with_stale(
    live: Mapping[Interval, LoadedWindow], kept: Mapping[Interval, KeptWindow]
) -> dict[Interval, LoadedWindow]:
    """What was loaded; where that failed, what was kept stands in, beside the error.

    Not so where the provider refuses the viewer: then nothing of it is shown any more.
    """
    return {
        window: loaded
        if loaded.error is None or loaded.error.action in REFUSED or window not in kept
        else msgspec.structs.replace(
            _from_cache(window, kept[window]),
            error=loaded.error,
            upstream_calls=loaded.upstream_calls,
        )
        for window, loaded in live.items()
    }


def _overlaid(
    loaded: Mapping[Interval, LoadedWindow], writes: Writes
) -> Mapping[Interval, LoadedWindow]:
    """The windows with what was lately written; one that could not be had stays empty."""
    return {
        window: one
        if one.fetched_at is None
        else msgspec.structs.replace(
            one, activities=_starting_in(laid_over(one.activities, writes), window)
        )
        for window, one in loaded.items()
    }


def _starting_in(activities: Iterable[Activity], window: Interval) -> tuple[Activity, ...]:
    """Those that start in the window, by start."""
    return tuple(sorted((a for a in activities if a.start_time in window), key=by_start))

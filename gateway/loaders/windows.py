"""Windows of collections: from the cache while they are fresh, else from the provider."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

import msgspec
from strawberry.dataloader import DataLoader

from gateway.cache.recent_writes import RecentWrites, Writes, laid_over
from gateway.cache.windows import Collection, Held, KeptWindow, WindowCache
from gateway.domain.activity import Activity
from gateway.domain.clock import Clock
from gateway.domain.errors import ProviderAction
from gateway.domain.freshness import Freshness
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider import Link, ServedFrom
from gateway.loaders.live_windows import LiveWindows, Part, Windows, arrival, brought

REFUSED = {ProviderAction.RELINK, ProviderAction.RENEW_SUBSCRIPTION}
"""What the viewer is told to do when the provider refuses them, rather than fails."""

by_start = attrgetter("start_time")


class WindowKey(NamedTuple):
    """One window of one collection of one viewer, as fresh as the query wants it."""

    link: Link
    collection: str
    freshness: Freshness
    window: Interval


_Group = tuple[Collection, Freshness]


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
        """The windows in the order of the keys; a failure is told in its window.

        What is kept of them all is one look, and so are the writes that are laid over them.
        """
        groups: dict[_Group, list[Interval]] = {}
        wanted: dict[Collection, list[Interval]] = {}
        for link, collection, freshness, window in keys:
            whole = Collection(link, collection)
            groups.setdefault((whole, freshness), []).append(window)
            wanted.setdefault(whole, []).append(window)
        held = await self._cache.look_up(wanted)
        loaded = await self._loaded(groups, held)
        writes = await self._writes.of_all(list(wanted))
        found = {
            group: _overlaid(windows, writes[group[0]]) if writes[group[0]] else windows
            for group, windows in loaded.items()
        }
        return [
            found[Collection(key.link, key.collection), key.freshness][key.window] for key in keys
        ]

    async def _loaded(
        self, groups: Mapping[_Group, Sequence[Interval]], held: Mapping[Collection, Held]
    ) -> Mapping[_Group, Windows]:
        """What is kept and fresh, and what is not: from the providers, all of them at once."""
        now = self._clock()
        loaded: dict[_Group, Windows] = {}
        parts: dict[_Group, list[Part]] = {}
        for (whole, freshness), windows in groups.items():
            kept = held[whole].windows
            fresh = {
                window: _from_cache(window, one)
                for window, one in kept.items()
                if self._cache.is_fresh(window, one, now, freshness)
            }
            loaded[whole, freshness] = fresh
            missing = [window for window in windows if window not in fresh]
            if missing:
                parts[whole, freshness] = self._live.start(whole, missing, held[whole])
        landed = await arrival([part for group in parts.values() for part in group])
        for (whole, freshness), group in parts.items():
            live = brought(group, landed)
            if freshness.stale_if_error:
                live = _with_stale(live, held[whole].windows)
            loaded[whole, freshness] = {**loaded[whole, freshness], **live}
        return loaded


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

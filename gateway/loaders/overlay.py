"""Windows with what was lately written through the gateway, as far as lists do not show it yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import NamedTuple

import msgspec

from gateway.cache.kept import Collection, Held
from gateway.cache.recent_writes import RecentWrites, Writes, laid_over, news_in
from gateway.domain.activity import Activity
from gateway.domain.freshness import Freshness
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.loaders.live_windows import Windows

by_start = attrgetter("start_time")


class Group(NamedTuple):
    """A collection of a viewer, as fresh as a field wants it."""

    whole: Collection
    freshness: Freshness


def with_unshown(
    held: Mapping[Collection, Held], writes: Mapping[Collection, Writes]
) -> Mapping[Collection, Held]:
    """What is kept, with what lists that are loaded from now on may not show yet."""
    return {
        whole: one._replace(
            unshown=frozenset(id_ for id_, write in writes[whole].items() if not write.shown)
        )
        for whole, one in held.items()
    }


class Overlay:
    """Lays writes over windows, and remembers which of them the windows show."""

    def __init__(self, writes: RecentWrites) -> None:
        self._writes = writes

    async def over(
        self, loaded: Mapping[Group, Windows], writes: Mapping[Collection, Writes]
    ) -> Mapping[Group, Windows]:
        """The windows of each group as the records stand."""
        return {
            group: await self._over(group.whole, windows, writes[group.whole])
            if writes[group.whole]
            else windows
            for group, windows in loaded.items()
        }

    async def _over(self, whole: Collection, windows: Windows, writes: Writes) -> Windows:
        """The windows, of which one may show a record that another one shows as it was before."""
        news = news_in((a for one in windows.values() for a in one.activities), writes)
        if news:
            await self._writes.confirm(whole, news)
        latest = writes | {native_id: one.now for native_id, one in news.items()}
        return {window: _as_it_stands(one, latest) for window, one in windows.items()}


def _as_it_stands(one: LoadedWindow, writes: Writes) -> LoadedWindow:
    """The window with the records as they are known; one that could not be had stays empty."""
    if one.fetched_at is None:
        return one
    current = laid_over(one.activities, writes, one.unshown)
    return msgspec.structs.replace(one, activities=_starting_in(current, one.window))


def _starting_in(activities: Iterable[Activity], window: Interval) -> tuple[Activity, ...]:
    """Those that start in the window, by start."""
    return tuple(sorted((a for a in activities if a.start_time in window), key=by_start))

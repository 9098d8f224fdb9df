"""How windows lie in a store: each by itself where replicas share it, together in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Protocol, cast

import msgspec

from gateway.cache.kept import Collection, KeptWindow, edges
from gateway.cache.listed import ListedRange
from gateway.cache.store import Store
from gateway.cache.stretches import Stretches
from gateway.domain.interval import Interval

STALE_SECONDS = 24 * 60 * 60.0
STALE = timedelta(seconds=STALE_SECONDS)
"""How long a window may stand in for one that cannot be had."""

Windows = Mapping[Interval, KeptWindow]


class Shelf(msgspec.Struct, frozen=True):
    """All windows of a collection that are kept, of one era."""

    era: str
    windows: Windows
    weight: int
    """Of all of them together."""
    stretches: Stretches
    """The same windows, read as one."""


class Shelves(Protocol):
    """Where the windows of all collections lie."""

    def keys(self, whole: Collection, windows: Iterable[Interval]) -> Iterator[str]:
        """What to look at in the store."""
        ...

    def windows(self, wanted: Sequence[Interval], found: Iterator[object], era: object) -> Windows:
        """The windows of the era in what was found there, one thing for each key."""
        ...

    def at_hand(self, whole: Collection, era: object) -> Stretches | None:
        """The windows of the era, where they can be read without waiting."""
        ...

    async def put(self, whole: Collection, windows: Windows, era: str) -> None:
        """Keep windows, all of one era."""
        ...


class EachByItself:
    """A window is small, and nothing that another replica keeps is in its way."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keys(self, whole: Collection, windows: Iterable[Interval]) -> Iterator[str]:
        """See `Shelves`."""
        start = f"window:{whole.key}:"
        return (start + edges(window) for window in windows)

    def windows(self, wanted: Sequence[Interval], found: Iterator[object], era: object) -> Windows:
        """See `Shelves`."""
        return {
            window: cast("KeptWindow", kept)
            for window, kept in zip(wanted, found, strict=False)
            if isinstance(kept, KeptWindow) and kept.era == era
        }

    def at_hand(self, whole: Collection, era: object) -> Stretches | None:  # noqa: ARG002 - the port's
        """See `Shelves`: others keep them too."""
        return None

    async def put(self, whole: Collection, windows: Windows, era: str) -> None:  # noqa: ARG002 - each window tells it
        """See `Shelves`."""
        keys = self.keys(whole, windows)
        values = dict(zip(keys, windows.values(), strict=True))
        await self._store.set_many(values, ttl_seconds=STALE_SECONDS)


class Together:
    """One look finds a year, and a viewer's history goes as a whole when memory is short."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keys(self, whole: Collection, windows: Iterable[Interval]) -> Iterator[str]:  # noqa: ARG002 - all of them are there
        """See `Shelves`."""
        yield _key(whole)

    def windows(self, wanted: Sequence[Interval], found: Iterator[object], era: object) -> Windows:  # noqa: ARG002 - all of them are there
        """See `Shelves`."""
        shelf = next(found)
        return shelf.windows if isinstance(shelf, Shelf) and shelf.era == era else {}

    def at_hand(self, whole: Collection, era: object) -> Stretches | None:
        """See `Shelves`."""
        (shelf,) = self._store.now([_key(whole)]) or [None]
        return shelf.stretches if isinstance(shelf, Shelf) and shelf.era == era else None

    async def put(self, whole: Collection, windows: Windows, era: str) -> None:
        """See `Shelves`. Where not all fit into the memory, the windows stay that came last."""
        key = _key(whole)
        shelf = await self._store.get(key, Shelf)
        if shelf is not None and shelf.era == era:
            await self._set(key, era, {**_not_too_old(shelf.windows, windows), **windows})
            if await self._store.get(key, Shelf) is not None:
                return
        await self._set(key, era, windows)

    async def _set(self, key: str, era: str, windows: Windows) -> None:
        shelf = Shelf(era, windows, _weight_of_all(windows), Stretches(windows))
        await self._store.set(key, shelf, ttl_seconds=STALE_SECONDS)


def weight(value: object) -> int:
    """How much a value takes of the memory's bound."""
    return value.weight if isinstance(value, Shelf) else 1


def _weight_of_all(windows: Windows) -> int:
    """One for each window, and one for each activity."""
    lists = [windows.whole] if isinstance(windows, ListedRange) else windows.values()
    return len(windows) + sum(len(kept.activities) for kept in lists)


def _not_too_old(windows: Windows, beside: Windows) -> Windows:
    """Those that may stand in for another one, at the time when those beside them came."""
    latest = max(kept.fetched_at for kept in beside.values())
    return {w: kept for w, kept in windows.items() if latest - kept.fetched_at < STALE}


def _key(whole: Collection) -> str:
    return f"windows:{whole.key}"

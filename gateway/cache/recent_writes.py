"""Writes made through the gateway, kept for the minutes in which the provider's lists may lag.

A list may lag behind a write. Laid over what the provider answers, the writes make the next read
show what was just stored, and hide what was just deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Generic, cast

import msgspec

from gateway.cache.kept import Collection
from gateway.cache.store import Store
from gateway.cache.windows import LAG_SECONDS, WindowCache
from gateway.domain.activity import A_co, Activity
from gateway.domain.provider import Link

CLOCK_TOLERANCE = timedelta(seconds=30)
"""How far the provider's clock may be off ours when a change after a deletion is recognised."""


class RecentWrite(msgspec.Struct, Generic[A_co], frozen=True, kw_only=True):
    """The last write of one record: what was stored, or None where it was deleted."""

    stored: A_co | None
    written_at: datetime

    def outlived_by(self, listed: Activity) -> bool:
        """Whether the provider lists a state of the record that is as new as this write."""
        if listed.modified_at is None:
            return False
        if self.stored is None or self.stored.modified_at is None:
            return listed.modified_at > self.written_at + CLOCK_TOLERANCE
        return listed.modified_at >= self.stored.modified_at


Writes = dict[str, RecentWrite[A_co]]
"""By native id."""
_WRITES = cast("type[Writes]", Writes)


class RecentWrites:
    """The writes of the last minutes, by link and collection. Each voids what is kept of lists."""

    def __init__(self, store: Store, windows: WindowCache) -> None:
        self._store = store
        self._windows = windows

    async def of(self, link: Link, collection: str) -> Writes:
        """The writes to lay over what the provider lists."""
        return await self._store.get(_key(link, collection), _WRITES) or {}

    def has_none_at_hand(self, whole: Collection) -> bool:
        """Whether this process alone knows of writes, and of none to this collection."""
        return self._store.now([_key(*whole)]) == [None]

    async def of_all(self, collections: Sequence[Collection]) -> Mapping[Collection, Writes]:
        """As `of`, for several collections in one look."""
        keys = [_key(*whole) for whole in collections]
        found = await self._store.get_many(keys, _WRITES)
        return {whole: writes or {} for whole, writes in zip(collections, found, strict=True)}

    async def record(self, link: Link, collection: str, native_id: str, write: RecentWrite) -> None:
        """Remember a write that the provider has confirmed."""
        oldest = write.written_at - timedelta(seconds=LAG_SECONDS)

        def with_this_one(writes: Writes | None) -> Writes:
            recent = {id_: w for id_, w in (writes or {}).items() if w.written_at > oldest}
            return recent | {native_id: write}

        await self._change(link, collection, with_this_one)

    async def forget(self, link: Link, collection: str, native_id: str) -> None:
        """Go by what the provider lists again: nobody knows how the record stands."""

        def without_it(writes: Writes | None) -> Writes:
            return {id_: w for id_, w in (writes or {}).items() if id_ != native_id}

        await self._change(link, collection, without_it)

    async def unsettle(self, link: Link, collection: str) -> None:
        """Load the collection anew: something may have been written."""
        await self._windows.drop(link, collection)

    async def _change(
        self, link: Link, collection: str, change: Callable[[Writes | None], Writes]
    ) -> None:
        await self._store.change(_key(link, collection), _WRITES, change, ttl_seconds=LAG_SECONDS)
        await self._windows.drop(link, collection)


def laid_over(listed: Iterable[Activity], writes: Writes) -> list[Activity]:
    """What the provider lists, with newer writes in place of what it does not show yet."""
    current = {activity.provider_id: activity for activity in listed}
    for native_id, write in writes.items():
        known = current.get(native_id)
        if known is not None and write.outlived_by(known):
            continue
        if write.stored is None:
            current.pop(native_id, None)
        else:
            current[native_id] = write.stored
    return list(current.values())


def _key(link: Link, collection: str) -> str:
    return f"writes:{link.provider}:{collection}:{link.fingerprint}"

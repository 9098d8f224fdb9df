"""Writes made through the gateway, kept for the minutes in which the provider's lists may lag.

A list may lag behind a write. Laid over what the provider answers, the writes make the next read
show what was just stored, and hide what was just deleted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from gateway.cache.keyed_lock import KeyedLock
from gateway.cache.store import Store
from gateway.cache.windows import WindowCache
from gateway.domain.activity import Activity
from gateway.domain.provider import Link

KEPT_SECONDS = 300.0
"""How long a list may lag; longer than any lag that has been reported."""

CLOCK_TOLERANCE = timedelta(seconds=30)
"""How far the provider's clock may be off ours when a change after a deletion is recognised."""


class RecentWrite(msgspec.Struct, frozen=True, kw_only=True):
    """The last write of one record: what was stored, or None where it was deleted."""

    stored: Activity | None
    written_at: datetime

    def outlived_by(self, listed: Activity) -> bool:
        """Whether the provider lists a state of the record that is as new as this write."""
        if listed.modified_at is None:
            return False
        if self.stored is None or self.stored.modified_at is None:
            return listed.modified_at > self.written_at + CLOCK_TOLERANCE
        return listed.modified_at >= self.stored.modified_at


Writes = dict[str, RecentWrite]
"""By native id."""


class RecentWrites:
    """The writes of the last minutes, by link and collection."""

    def __init__(self, store: Store, windows: WindowCache) -> None:
        self._store = store
        self._windows = windows
        self._locks = KeyedLock()

    async def of(self, link: Link, collection: str) -> Writes:
        """The writes to lay over what the provider lists."""
        return await self._store.get(_key(link, collection), Writes) or {}

    async def record(self, link: Link, collection: str, native_id: str, write: RecentWrite) -> None:
        """Remember a write that the provider has confirmed."""
        key = _key(link, collection)
        async with self._locks.holding(key):
            oldest = write.written_at - timedelta(seconds=KEPT_SECONDS)
            writes = await self._store.get(key, Writes) or {}
            kept = {known: w for known, w in writes.items() if w.written_at > oldest}
            await self._store.set(key, kept | {native_id: write}, ttl_seconds=KEPT_SECONDS)
        await self._windows.drop(link, collection)

    async def forget(self, link: Link, collection: str, native_id: str) -> None:
        """Go by what the provider lists again: nobody knows how the record stands."""
        key = _key(link, collection)
        async with self._locks.holding(key):
            writes = await self._store.get(key, Writes) or {}
            if native_id in writes:
                kept = {known: w for known, w in writes.items() if known != native_id}
                await self._store.set(key, kept, ttl_seconds=KEPT_SECONDS)
        await self._windows.drop(link, collection)

    async def unsettle(self, link: Link, collection: str) -> None:
        """Load the collection anew: something may have been written."""
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

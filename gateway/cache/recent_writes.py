"""Writes made through the gateway, kept for the minutes in which the provider's lists may lag.

A list may lag behind a write. Laid over what the provider answers, the writes make the next read
show what was just stored, and hide what was just deleted. What else becomes known of such a record
meanwhile takes the place of the write; and once lists have shown it, they are right by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Generic, NamedTuple, cast

import msgspec

from gateway.cache.kept import Collection
from gateway.cache.store import Store
from gateway.cache.windows import LAG_SECONDS, WindowCache
from gateway.domain.activity import A_co, Activity
from gateway.domain.provider import Link

CLOCK_TOLERANCE = timedelta(seconds=30)
"""How far the provider's clock may be off ours when a change after a deletion is recognised."""


class RecentWrite(msgspec.Struct, Generic[A_co], frozen=True, kw_only=True):
    """The last that is known of a record: what was stored, or None where it was deleted."""

    stored: A_co | None
    written_at: datetime
    """When it was written through the gateway, whatever became of it since."""
    deleted_at: datetime | None = None
    """When it was deleted, by the provider's clock, where its journal has told so."""
    shown: bool = False
    """Whether a list has shown this state: what is loaded from then on goes by the list."""

    def outlived_by(self, listed: Activity) -> bool:
        """Whether the provider lists a state of the record that is as new as this one."""
        if listed.modified_at is None:
            return False
        if self.stored is None and self.deleted_at is not None:
            return listed.modified_at > self.deleted_at
        if self.stored is None or self.stored.modified_at is None:
            return listed.modified_at > self.written_at + CLOCK_TOLERANCE
        return listed.modified_at >= self.stored.modified_at

    def followed_by(self, stored: Activity) -> RecentWrite:
        """What is known once a later state of the record was told."""
        return RecentWrite(stored=stored, written_at=self.written_at)

    def undone(self, deleted_at: datetime) -> RecentWrite:
        """What is known once a deletion was told that came later."""
        return RecentWrite(stored=None, written_at=self.written_at, deleted_at=deleted_at)


Writes = dict[str, RecentWrite[A_co]]
"""By native id."""
_WRITES = cast("type[Writes]", Writes)


class News(NamedTuple):
    """What has become known of a record that was lately written."""

    known: RecentWrite
    """What was known before."""
    now: RecentWrite


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

    async def confirm(self, whole: Collection, news: Mapping[str, News]) -> None:
        """Remember what lists have shown, and who reads them goes by it already."""
        change = partial(_with_news, news=news)
        await self._store.change(_key(*whole), _WRITES, change, ttl_seconds=LAG_SECONDS)

    async def correct(self, whole: Collection, news: Mapping[str, News]) -> None:
        """Remember what the journal has told. Lists may lag behind it, and those kept surely do."""
        await self._change(*whole, partial(_with_news, news=news))

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


def news_in(listed: Iterable[Activity], writes: Writes) -> dict[str, News]:
    """What lists show that is as new as what is known, or newer."""
    latest = dict(writes)
    for activity in listed:
        known = latest.get(activity.provider_id)
        if known is not None and known.outlived_by(activity):
            latest[activity.provider_id] = msgspec.structs.replace(
                known.followed_by(activity), shown=True
            )
    return {id_: News(writes[id_], now) for id_, now in latest.items() if now != writes[id_]}


def laid_over(
    listed: Iterable[Activity], writes: Writes, unshown: Container[str] = ()
) -> list[Activity]:
    """What the provider lists, with newer states in place of what it does not show yet.

    A record that lists have shown, and this one does not, is gone; unless it is among the
    `unshown`, which no list had shown when this one was loaded.
    """
    current = {activity.provider_id: activity for activity in listed}
    for native_id, write in writes.items():
        known = current.get(native_id)
        if known is None and write.shown and native_id not in unshown:
            continue
        if known is not None and write.outlived_by(known):
            continue
        if write.stored is None:
            current.pop(native_id, None)
        else:
            current[native_id] = write.stored
    return list(current.values())


def _with_news(writes: Writes | None, *, news: Mapping[str, News]) -> Writes:
    """The writes with the news of those that nobody has changed meanwhile."""
    writes = writes or {}
    true = {id_: one.now for id_, one in news.items() if writes.get(id_) == one.known}
    return writes | true


def _key(link: Link, collection: str) -> str:
    return f"writes:{link.provider}:{collection}:{link.fingerprint}"

"""Changes from a provider's journal: the same place is asked for once in a request."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from strawberry.dataloader import DataLoader

from gateway.cache.recent_writes import News, RecentWrite, RecentWrites
from gateway.cache.windows import Collection
from gateway.domain.activity import Activity
from gateway.domain.activity_id import ActivityId
from gateway.domain.changes import Change, ChangeSource, Deletion, LoadedChanges, Written
from gateway.domain.link import Link
from gateway.domain.provider_name import Provider
from gateway.loaders.asking import Asking


class ChangesKey(NamedTuple):
    """A place in the journal of one viewer's collections."""

    link: Link
    collections: tuple[str, ...]
    since: str | None


Writes = Mapping[ActivityId, RecentWrite]
ChangesLoader = DataLoader[ChangesKey, LoadedChanges]


class ChangeLoads:
    """What one request asks for. Recent writes are laid over it, as over lists."""

    def __init__(
        self, sources: Mapping[Provider, ChangeSource], writes: RecentWrites, asking: Asking
    ) -> None:
        self._sources = sources
        self._writes = writes
        self._asking = asking

    async def load(self, keys: list[ChangesKey]) -> list[LoadedChanges]:
        """The changes in the order of the keys; a failure is told in the result."""
        return await asyncio.gather(*map(self._loaded, keys))

    async def _loaded(self, key: ChangesKey) -> LoadedChanges:
        link = key.link
        answered = await self._asking.ask(
            link.provider, self._sources[link.provider].changes, link, key.since
        )
        if answered.error is not None:
            return LoadedChanges(error=answered.error, upstream_calls=answered.upstream_calls)
        batch, writes = answered.content, await self._recent(key)
        changes = () if batch is None else batch.changes
        if writes:
            writes = await self._corrected(link, writes, changes)
        return LoadedChanges(
            batch=batch,
            shown=[_newest(one, writes) for one in changes],
            written=[_written(activity_id, write) for activity_id, write in writes.items()],
            fetched_at=answered.fetched_at,
            upstream_calls=answered.upstream_calls,
        )

    async def _corrected(self, link: Link, writes: Writes, changes: Iterable[Change]) -> Writes:
        """The writes, with what the journal tells that came after them: lists are to go by it."""
        news: dict[str, dict[str, News]] = {}
        latest = dict(writes)
        for change in changes:
            known = latest.get(change.activity_id)
            now = None if known is None else _after(known, change)
            if known is None or now == known:
                continue
            _, collection, native_id = change.activity_id
            if now is None:
                del latest[change.activity_id]
                await self._writes.forget(link, collection, native_id)
            else:
                latest[change.activity_id] = now
                news.setdefault(collection, {})[native_id] = News(known, now)
        for collection, those in news.items():
            await self._writes.correct(Collection(link, collection), those)
        return latest

    async def _recent(self, key: ChangesKey) -> Writes:
        found = await self._writes.of_all([Collection(key.link, one) for one in key.collections])
        return {
            ActivityId(key.link.provider, whole.name, native_id): write
            for whole, writes in found.items()
            for native_id, write in writes.items()
        }


def changes_loader(
    sources: Mapping[Provider, ChangeSource], writes: RecentWrites, asking: Asking
) -> ChangesLoader:
    """A loader for one request."""
    return DataLoader(ChangeLoads(sources, writes, asking).load)


def _newest(change: Change, writes: Writes) -> Change:
    """The change, or what is known of the record that it does not show yet."""
    write = writes.get(change.activity_id)
    if write is None or _is_as_new(change, write):
        return change
    return _as_change(change.activity_id, write)


def _after(known: RecentWrite, change: Change) -> RecentWrite | None:
    """What is known once the journal has told the change; None where that leaves it open."""
    if not _is_as_new(change, known) or _is_told(change, known):
        return known
    if not isinstance(change, Deletion):
        return known.followed_by(change)
    return None if change.deleted_at is None else known.undone(change.deleted_at)


def _is_told(change: Change, known: RecentWrite) -> bool:
    """Whether the change says no more than is known."""
    if known.stored is None or isinstance(change, Deletion):
        return known.stored is None and isinstance(change, Deletion)
    return change.modified_at == known.stored.modified_at


def _is_as_new(change: Change, write: RecentWrite) -> bool:
    """Whether nothing has come after the change that is known; so too where nobody can tell."""
    if not isinstance(change, Deletion):
        return write.outlived_by(change)
    stored, gone = write.stored, change.deleted_at
    if stored is None or stored.modified_at is None or gone is None:
        return True
    return gone >= stored.modified_at


def _written(activity_id: ActivityId, write: RecentWrite) -> Written:
    return Written(change=_as_change(activity_id, write), written_at=write.written_at)


def _as_change(activity_id: ActivityId, write: RecentWrite) -> Activity | Deletion:
    if write.stored is not None:
        return write.stored
    return Deletion(activity_id=activity_id, deleted_at=write.deleted_at or write.written_at)

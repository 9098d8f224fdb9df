"""Changes from a provider's journal: the same place is asked for once in a request."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import NamedTuple

from strawberry.dataloader import DataLoader

from gateway.cache.recent_writes import RecentWrite, RecentWrites
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
        return LoadedChanges(
            batch=batch,
            shown=() if batch is None else [_newest(one, writes) for one in batch.changes],
            written=[_written(activity_id, write) for activity_id, write in writes.items()],
            fetched_at=answered.fetched_at,
            upstream_calls=answered.upstream_calls,
        )

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
    """The change, or the write through the gateway that it does not show yet."""
    write = writes.get(change.activity_id)
    if write is None:
        return change
    if isinstance(change, Deletion):
        return change if _outlived(write, change) else _as_change(change.activity_id, write)
    return change if write.outlived_by(change) else _as_change(change.activity_id, write)


def _outlived(write: RecentWrite, deletion: Deletion) -> bool:
    """Whether the record is gone since it was written; so too where nobody can tell."""
    stored, gone = write.stored, deletion.deleted_at
    if stored is None or stored.modified_at is None or gone is None:
        return True
    return gone >= stored.modified_at


def _written(activity_id: ActivityId, write: RecentWrite) -> Written:
    return Written(change=_as_change(activity_id, write), written_at=write.written_at)


def _as_change(activity_id: ActivityId, write: RecentWrite) -> Activity | Deletion:
    if write.stored is not None:
        return write.stored
    return Deletion(activity_id=activity_id, deleted_at=write.written_at)

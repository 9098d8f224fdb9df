"""Single activities: all ids of one collection that are asked for together cost one lookup."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from strawberry.dataloader import DataLoader

from gateway.cache.recent_writes import RecentWrites, laid_over
from gateway.domain.activity import Activity
from gateway.domain.errors import UpstreamError, unreadable_record
from gateway.domain.provider import ActivitySource, Link
from gateway.domain.provider_name import Provider


class ActivityKey(NamedTuple):
    """One activity of one viewer."""

    link: Link
    collection: str
    native_id: str


class ActivityLookup:
    """Finds activities by id."""

    def __init__(self, sources: Mapping[Provider, ActivitySource], writes: RecentWrites) -> None:
        self._sources = sources
        self._writes = writes

    async def load(self, keys: list[ActivityKey]) -> list[Activity | UpstreamError | None]:
        """The activities in the order of the keys; None for what the provider does not have."""
        ids: dict[tuple[Link, str], set[str]] = {}
        for link, collection, native_id in keys:
            ids.setdefault((link, collection), set()).add(native_id)
        lookups = await asyncio.gather(
            *(self._found(link, collection, asked) for (link, collection), asked in ids.items())
        )
        found = dict(zip(ids, lookups, strict=True))
        return [_answer(found[key.link, key.collection], key.native_id) for key in keys]

    async def find(
        self, link: Link, collection: str, native_ids: AbstractSet[str]
    ) -> Mapping[str, Activity | UpstreamError]:
        """The activities with these ids, by id, as they stand now; or why one cannot be read.

        Raises:
            UpstreamError: the provider could not be asked.
        """
        writes = await self._writes.of(link, collection)
        listed = await self._sources[link.provider].activities_by_id(link, collection, native_ids)
        unwritten = (one for one in listed.left_out if one not in writes or writes[one].shown)
        found: dict[str, Activity | UpstreamError] = {
            one: unreadable_record(link.provider) for one in unwritten if one is not None
        }
        current = laid_over(listed.activities, writes)
        found |= {a.provider_id: a for a in current}
        return {native_id: one for native_id, one in found.items() if native_id in native_ids}

    async def _found(
        self, link: Link, collection: str, native_ids: AbstractSet[str]
    ) -> Mapping[str, Activity | UpstreamError] | UpstreamError:
        try:
            return await self.find(link, collection, native_ids)
        except UpstreamError as error:
            return error


def activity_loader(
    lookup: ActivityLookup,
) -> DataLoader[ActivityKey, Activity | None]:
    """A loader for one request; awaiting a key raises the UpstreamError that its lookup met."""
    return DataLoader(lookup.load)


def _answer(
    found: Mapping[str, Activity | UpstreamError] | UpstreamError, native_id: str
) -> Activity | UpstreamError | None:
    return found if isinstance(found, UpstreamError) else found.get(native_id)

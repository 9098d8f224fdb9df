"""Tags by days: all that a request asks for together costs one list of each collection."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
from strawberry.dataloader import DataLoader

from gateway.domain.activity_id import ActivityId
from gateway.domain.day_runs import covers, day_runs
from gateway.domain.documents import Days
from gateway.domain.errors import UpstreamError, unreadable
from gateway.domain.link import Link
from gateway.domain.part import Part, part_of
from gateway.domain.provider_name import Provider
from gateway.domain.tag import LoadedTags, Tag, TagId, TagList, TagSource
from gateway.domain.told_tags import told_tags
from gateway.loaders.asking import Asking

MOST_RUNS_AT_ONCE = 6
"""Days that are asked for together are at most so many ranges, with gaps between them."""

Sources = Mapping[Provider, TagSource]


class TagsKey(NamedTuple):
    """The tags of a viewer at one provider that begin on some days."""

    link: Link
    days: Days
    asked_for: ActivityId | None = None
    """Whose tags they are to be: of activities of the same days, one tells the calls."""


class TagKey(NamedTuple):
    """One tag of one viewer."""

    link: Link
    tag: TagId


class _List(NamedTuple):
    """What one collection brought."""

    tags: Sequence[Tag]
    part: Part


class TagLoads:
    """What one request asks for."""

    def __init__(self, sources: Sources, asking: Asking) -> None:
        self._sources = sources
        self._asking = asking
        self._loaded: dict[Link, dict[Days, LoadedTags]] = {}

    async def ranges(self, keys: list[TagsKey]) -> list[LoadedTags]:
        """The tags for each key, and perhaps those of the days around; failures are in `parts`.

        The calls stand at the first key that they were made for.
        """
        wanted: dict[Link, list[Days]] = {}
        for link, days, _ in keys:
            if self._covering(link, days) is None:
                wanted.setdefault(link, []).append(days)
        runs = [
            (link, run)
            for link, ranges in wanted.items()
            for run in day_runs(ranges, most=MOST_RUNS_AT_ONCE)
        ]
        loaded = await asyncio.gather(*(self._load(link, run) for link, run in runs))
        for (link, run), tags in zip(runs, loaded, strict=True):
            self._loaded.setdefault(link, {})[run] = tags
        return [self._answer(key) for key in keys]

    async def singles(self, keys: list[TagKey]) -> list[Tag | UpstreamError | None]:
        """The tags in the order of the keys; None for what the provider does not have."""
        return await asyncio.gather(*map(self._single, keys))

    def _covering(self, link: Link, days: Days) -> Days | None:
        return next((run for run in self._loaded.get(link, ()) if covers(run, days)), None)

    def _answer(self, key: TagsKey) -> LoadedTags:
        runs = self._loaded[key.link]
        run = self._covering(key.link, key.days) or key.days
        answer = runs[run]
        runs[run] = msgspec.structs.replace(answer, parts=[_counted(one) for one in answer.parts])
        return answer

    async def _load(self, link: Link, days: Days) -> LoadedTags:
        collections = self._sources[link.provider].collections
        first, *others = await asyncio.gather(
            *(self._list(link, collection, days) for collection in collections)
        )
        if first.part.fetched_at is None:
            lost = [_lost(one.part, first.part.error) for one in others]
            return LoadedTags(tags=[], parts=[first.part, *lost])
        lists = [first, *others]
        return LoadedTags(
            tags=told_tags(tag for one in lists for tag in one.tags),
            parts=[one.part for one in lists],
        )

    async def _list(self, link: Link, collection: str, days: Days) -> _List:
        answered = await self._asking.ask(
            link.provider, self._sources[link.provider].tags, link, collection, days
        )
        listed = answered.content or TagList(tags=[], unreadable=0)
        left_out = unreadable(link.provider, listed.unreadable, "tags")
        return _List(listed.tags, part_of(answered, left_out=left_out))

    async def _single(self, key: TagKey) -> Tag | UpstreamError | None:
        link, (provider, collection, native_id) = key
        answered = await self._asking.ask(
            provider, self._sources[provider].tag, link, collection, native_id
        )
        return answered.error or answered.content


def tags_loader(loads: TagLoads) -> DataLoader[TagsKey, LoadedTags]:
    """Tags by days for one request; a failure is told in the result."""
    return DataLoader(loads.ranges)


def tag_loader(loads: TagLoads) -> DataLoader[TagKey, Tag | None]:
    """Single tags for one request; awaiting a key raises the UpstreamError that it met."""
    return DataLoader(loads.singles)


def _counted(part: Part) -> Part:
    """The part for who comes later: its calls have been told."""
    return msgspec.structs.replace(part, upstream_calls=0)


def _lost(part: Part, error: UpstreamError | None) -> Part:
    """An older form without the newer one, of which nothing can be told."""
    return Part(error=error, upstream_calls=part.upstream_calls)

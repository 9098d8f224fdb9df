"""Two providers whose collections are plain lists, behind the port that the loaders know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

import msgspec

from gateway.cache.recent_writes import RecentWrite, RecentWrites
from gateway.cache.shelves import weight
from gateway.cache.store import MemoryStore, Store
from gateway.cache.windows import Lifetimes, WindowCache
from gateway.domain.activity import Activity
from gateway.domain.activity_list import ActivityList, LeftOut
from gateway.domain.errors import UpstreamError, UpstreamStatusError
from gateway.domain.interval import Interval
from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import count_call
from tests.timeline.scenes import recorded

NOON = datetime(2025, 3, 10, 12, tzinfo=UTC)
FIT = Link(Provider.GOOGLE_FIT, "token", "ann at fit")
OURA = Link(Provider.OURA, "token", "ann at oura")
BOBS_OURA = Link(Provider.OURA, "other token", "bob at oura")
DOWN = UpstreamStatusError(Provider.OURA, "Oura answered that it failed.", status=503)

_FIRSTS = [datetime(2025, month, 1, tzinfo=UTC) for month in range(1, 8)]
MONTHS = [Interval(first, following) for first, following in pairwise(_FIRSTS)]
"""January to June: windows that touch. Loaders take any intervals for windows."""


def noon() -> datetime:
    """A clock that stands still."""
    return NOON


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def run(link: Link, start: str, native_id: str = "", collection: str = "workout") -> Activity:
    """A record of half an hour; its id is its start unless told otherwise."""
    span = Interval(instant(start), instant(start) + timedelta(minutes=30))
    activity = recorded(link.provider, native_id or start, span)
    return msgspec.structs.replace(activity, collection=collection)


def stored(activity: Activity) -> RecentWrite:
    return RecentWrite(stored=activity, written_at=NOON)


DELETED = RecentWrite(stored=None, written_at=NOON)


def remembered(store: Store | None = None) -> RecentWrites:
    """No writes yet."""
    store = store or MemoryStore(100, weight)
    return RecentWrites(store, WindowCache(store, Lifetimes()))


class Range(NamedTuple):
    """A range that was asked for."""

    link: Link
    collection: str
    interval: Interval


class Lookup(NamedTuple):
    """Ids that were asked for."""

    link: Link
    collection: str
    native_ids: AbstractSet[str]


@dataclass
class Listed:
    """What both providers have, by link and collection. Every range and lookup costs two calls."""

    records: Mapping[tuple[Link, str], Sequence[Activity]] = field(
        default_factory=dict[tuple[Link, str], Sequence[Activity]]
    )
    failing: Mapping[tuple[Link, str], UpstreamError] = field(
        default_factory=dict[tuple[Link, str], UpstreamError]
    )
    unreadable: LeftOut = ()
    """Of every list and lookup."""
    ranges: list[Range] = field(default_factory=list[Range])
    lookups: list[Lookup] = field(default_factory=list[Lookup])

    @property
    def collections(self) -> Sequence[str]:
        return ("workout", "session")

    async def activities(self, link: Link, collection: str, interval: Interval) -> ActivityList:
        self.ranges.append(Range(link, collection, interval))
        known = [a for a in self._all(link, collection) if a.start_time in interval]
        return ActivityList(known, self.unreadable)

    async def activities_by_id(
        self, link: Link, collection: str, native_ids: AbstractSet[str]
    ) -> ActivityList:
        self.lookups.append(Lookup(link, collection, native_ids))
        known = [a for a in self._all(link, collection) if a.provider_id in native_ids]
        return ActivityList(known, self.unreadable)

    def _all(self, link: Link, collection: str) -> Sequence[Activity]:
        count_call()
        count_call()
        if (link, collection) in self.failing:
            raise self.failing[link, collection]
        return self.records.get((link, collection), ())

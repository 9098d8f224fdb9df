"""Windows of activities, kept by link: fresh for a while, and good as a last resort for longer."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple, cast

import msgspec

from gateway.cache.store import Store
from gateway.domain.activity import Activity
from gateway.domain.freshness import Freshness
from gateway.domain.interval import Interval
from gateway.domain.provider import Link

STALE_SECONDS = 24 * 60 * 60.0
"""How long a window may stand in for one that cannot be had."""

ERA_SECONDS = 2 * STALE_SECONDS
"""Longer than any window is kept, so that none outlives the era that ended it."""

LATE_SYNC = timedelta(days=2)
"""How long after a window's end records still come in: phones and rings are synced late."""

LAG_SECONDS = 300.0
"""How long a list may lag behind a write; longer than any lag that has been reported."""

NO_ERA = ""
"""Where nothing can be kept."""


class KeptWindow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a provider listed for a window."""

    fetched_at: datetime
    activities: tuple[Activity, ...]
    """Sorted by start."""
    settled: bool
    """Whether no write was recent then; lists may lag behind writes."""
    era: str
    """The era of its collection in which the load began."""


_Kept = KeptWindow | str | int


class Collection(NamedTuple):
    """A collection of a viewer."""

    link: Link
    name: str


class Held(NamedTuple):
    """What is kept of a collection."""

    era: str
    """The present one, see `WindowCache.era`."""
    settled: bool
    """See `WindowCache.is_settled`."""
    windows: Mapping[Interval, KeptWindow]
    """Those of the era, fresh or not."""


class Lifetimes(msgspec.Struct, frozen=True, kw_only=True):
    """How old a window may be where the query does not say."""

    running_seconds: float = 60.0
    """Of the windows of the last days, and of one that was loaded soon after a write."""
    past_seconds: float = 3600.0
    """Of those before."""
    claim_seconds: float = 12.0
    """How long replicas leave a window to the one that loads it; longer than a load lasts."""

    def of(self, window: Interval, kept: KeptWindow, now: datetime) -> timedelta:
        """How old this window may be."""
        past = kept.settled and now - window.end >= LATE_SYNC
        return timedelta(seconds=self.past_seconds if past else self.running_seconds)


class Claim(NamedTuple):
    """Who makes a call for windows of an era: replicas that want the same ones wait for it."""

    link: Link
    collection: str
    era: str
    span: Interval
    """Of all the windows, which touch."""
    holder: str


class WindowCache:
    """The windows of each link and collection. A write begins a new era, which ends them all."""

    def __init__(self, store: Store, lifetimes: Lifetimes) -> None:
        self._store = store
        self._lifetimes = lifetimes

    @property
    def is_shared(self) -> bool:
        """Whether replicas see the same windows, and claim what they load."""
        return self._store.is_shared

    @property
    def claim_seconds(self) -> float:
        """How long a claim holds at the most."""
        return self._lifetimes.claim_seconds

    async def look_up(
        self, wanted: Mapping[Collection, Iterable[Interval]]
    ) -> Mapping[Collection, Held]:
        """What is kept of these windows of these collections, fresh or not, in one look."""
        keys = [key for whole, windows in wanted.items() for key in _keys(whole, windows)]
        found = iter(await self._store.get_many(keys, cast("type[_Kept]", _Kept)))
        held: dict[Collection, Held] = {}
        for whole, windows in wanted.items():
            era, unsettled = next(found), next(found)
            kept = _of_era(era, zip(windows, found, strict=False))
            present = era if isinstance(era, str) else await self.era(*whole)
            held[whole] = Held(present, unsettled is None, kept)
        return held

    async def eras(self, collections: Sequence[Collection]) -> list[str | None]:
        """The present era of each collection; None where there is none, or nobody can tell."""
        return list(await self._store.get_many([_era_key(*one) for one in collections], str))

    async def era(self, link: Link, collection: str) -> str:
        """The present era; whatever was loaded in another one is of no use.

        An era that was lost is followed by a new one, never by an older one. NO_ERA where nothing
        can be kept.
        """
        key = _era_key(link, collection)
        era = await self._store.get(key, str)
        if era is None:
            await self._store.add(key, _new_era(), ttl_seconds=ERA_SECONDS)
            era = await self._store.get(key, str)
        if era is None:
            await self._store.set(key, _new_era(), ttl_seconds=ERA_SECONDS)
            era = await self._store.get(key, str)
        return era or NO_ERA

    async def kept(
        self, link: Link, collection: str, windows: Sequence[Interval], era: str
    ) -> Mapping[Interval, KeptWindow]:
        """Those of the windows that are kept, fresh or not."""
        keys = [_key(link, collection, window) for window in windows]
        found = await self._store.get_many(keys, KeptWindow)
        return {
            window: kept
            for window, kept in zip(windows, found, strict=True)
            if kept is not None and kept.era == era
        }

    def is_fresh(
        self, window: Interval, kept: KeptWindow, now: datetime, freshness: Freshness
    ) -> bool:
        """Whether the window is young enough for the query.

        One from the future, by the clock of another replica, counts as old by as much.
        """
        age = abs(now - kept.fetched_at)
        return age < self._lifetime(window, kept, now, freshness)

    def fresh_until(
        self, window: Interval, kept: KeptWindow, now: datetime, freshness: Freshness
    ) -> datetime:
        """Until when a fresh window stays so."""
        earliest = min(now, kept.fetched_at)
        return earliest + self._lifetime(window, kept, now, freshness)

    def _lifetime(
        self, window: Interval, kept: KeptWindow, now: datetime, freshness: Freshness
    ) -> timedelta:
        limit = freshness.max_age_seconds
        if limit is not None:
            return timedelta(seconds=limit)
        return self._lifetimes.of(window, kept, now)

    async def keep(
        self, link: Link, collection: str, windows: Mapping[Interval, KeptWindow]
    ) -> None:
        """Keep windows, all of one era."""
        values = {
            _key(link, collection, window): kept
            for window, kept in windows.items()
            if kept.era != NO_ERA
        }
        if values:
            await self._store.set_many(values, ttl_seconds=STALE_SECONDS)

    async def drop(self, link: Link, collection: str) -> None:
        """Begin a new era: something has been written, or may have been."""
        unsettled, era = _unsettled_key(link, collection), _era_key(link, collection)
        await self._store.set(unsettled, 1, ttl_seconds=LAG_SECONDS, surely=True)
        await self._store.set(era, _new_era(), ttl_seconds=ERA_SECONDS, surely=True)

    async def is_settled(self, link: Link, collection: str) -> bool:
        """Whether the provider's lists show all that was written through the gateway."""
        return await self._store.get(_unsettled_key(link, collection), int) is None

    async def claim(self, claim: Claim) -> bool:
        """Whether this load shall bring its windows, not that of a replica that is at them."""
        if not self._store.is_shared:
            return True
        key, seconds = _claim_key(claim), self.claim_seconds
        return await self._store.add(key, claim.holder, ttl_seconds=seconds)

    async def release(self, claim: Claim) -> None:
        """Let others load the windows, if the claim on them is this one."""
        if self._store.is_shared:
            await self._store.take_back(_claim_key(claim), claim.holder)


def claim_for(link: Link, collection: str, era: str, span: Interval) -> Claim:
    """A claim of one load."""
    return Claim(link, collection, era, span, secrets.token_hex(8))


def _new_era() -> str:
    return secrets.token_hex(8)


def _keys(whole: Collection, windows: Iterable[Interval]) -> Iterator[str]:
    yield _era_key(*whole)
    yield _unsettled_key(*whole)
    for window in windows:
        yield _key(*whole, window)


def _of_era(
    era: _Kept | None, found: Iterable[tuple[Interval, _Kept | None]]
) -> dict[Interval, KeptWindow]:
    return {
        window: kept for window, kept in found if isinstance(kept, KeptWindow) and kept.era == era
    }


def _claim_key(claim: Claim) -> str:
    return f"claim:{claim.era}:{_key(claim.link, claim.collection, claim.span)}"


def _key(link: Link, collection: str, window: Interval) -> str:
    return f"window:{link.provider}:{collection}:{link.fingerprint}:{_edges(window)}"


@lru_cache(maxsize=4_096)
def _edges(window: Interval) -> str:
    return f"{int(window.start.timestamp())}-{int(window.end.timestamp())}"


def _era_key(link: Link, collection: str) -> str:
    return f"era:{link.provider}:{collection}:{link.fingerprint}"


def _unsettled_key(link: Link, collection: str) -> str:
    return f"unsettled:{link.provider}:{collection}:{link.fingerprint}"


def weight(value: object) -> int:
    """How much a value takes of the memory's bound: one for itself, one for each activity."""
    return 1 + len(value.activities) if isinstance(value, KeptWindow) else 1

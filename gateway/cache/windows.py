"""Windows of activities, kept by link: fresh for a while, and good as a last resort for longer."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import NamedTuple, cast

import msgspec

from gateway.cache.kept import Collection, Held, KeptWindow, edges
from gateway.cache.shelves import STALE_SECONDS, EachByItself, Shelves, Together, Windows
from gateway.cache.store import Store
from gateway.domain.activity import A_co
from gateway.domain.freshness import Freshness
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider import Link

_Kept = KeptWindow[A_co] | str | int
"""What is read of a store that others share; memory gives back what was put into it."""

ERA_SECONDS = 2 * STALE_SECONDS
"""Longer than any window is kept, so that none outlives the era that ended it."""

LATE_SYNC = timedelta(days=2)
"""How long after a window's end records still come in: phones and rings are synced late."""

LAG_SECONDS = 300.0
"""How long a list may lag behind a write; longer than any lag that has been reported."""

_NO_TIME = timedelta(0)

NO_ERA = ""
"""Where nothing can be kept."""


class Lifetimes(msgspec.Struct, frozen=True, kw_only=True):
    """How old a window may be where the query does not say."""

    running_seconds: float = 60.0
    """Of the windows of the last days, and of one that was loaded soon after a write."""
    past_seconds: float = 3600.0
    """Of those before."""
    claim_seconds: float = 12.0
    """How long replicas leave a window to the one that loads it; longer than a load lasts."""


class Claim(NamedTuple):
    """Who makes a call for windows of an era: replicas that want the same ones wait for it."""

    link: Link
    collection: str
    era: str
    span: Interval
    """Of all the windows, which touch."""
    holder: str


class AtHand(NamedTuple):
    """Windows of a collection that are kept and fresh, as one."""

    era: str
    loaded: LoadedWindow
    fresh_until: datetime


class WindowCache:
    """The windows of each link and collection. A write begins a new era, which ends them all."""

    def __init__(self, store: Store, lifetimes: Lifetimes) -> None:
        self._store = store
        self._shelves: Shelves = EachByItself(store) if store.is_shared else Together(store)
        self._running = timedelta(seconds=lifetimes.running_seconds)
        self._past = timedelta(seconds=lifetimes.past_seconds)
        self.claim_seconds = lifetimes.claim_seconds
        """How long a claim holds at the most."""

    @property
    def is_shared(self) -> bool:
        """Whether replicas see the same windows, and claim what they load."""
        return self._store.is_shared

    async def look_up(
        self, wanted: Mapping[Collection, Sequence[Interval]]
    ) -> Mapping[Collection, Held]:
        """What is kept of these windows of these collections, fresh or not, in one look."""
        keys: list[str] = []
        for whole, windows in wanted.items():
            keys += (_era_key(whole), _unsettled_key(whole), *self._shelves.keys(whole, windows))
        found = iter(await self._store.get_many(keys, cast("type[_Kept]", _Kept)))
        held: dict[Collection, Held] = {}
        for whole, windows in wanted.items():
            era, unsettled = next(found), next(found)
            kept = self._shelves.windows(windows, found, era)
            present = era if isinstance(era, str) else await self.era(*whole)
            held[whole] = Held(present, unsettled is None, kept)
        return held

    def at_hand(
        self, whole: Collection, windows: Sequence[Interval], now: datetime, freshness: Freshness
    ) -> AtHand | None:
        """The windows as one, if all of them are kept in this process and are young enough.

        They come in order of time, or the other way round. None where they do not touch, and where
        it takes waiting to know what is kept.
        """
        (era,) = self._store.now([_era_key(whole)]) or [None]
        stretches = self._shelves.at_hand(whole, era)
        if stretches is None or not isinstance(era, str):
            return None
        stretch = stretches.over(windows, now, partial(self._usually_fresh_until, now))
        if stretch is None:
            return None
        asked = freshness.max_age_seconds
        until = (
            stretch.fresh_until if asked is None else stretch.fetched_at + timedelta(seconds=asked)
        )
        return AtHand(era, stretch.loaded, until) if now < until else None

    async def eras(self, collections: Sequence[Collection]) -> list[str | None]:
        """The present era of each collection; None where there is none, or nobody can tell."""
        return list(await self._store.get_many([_era_key(one) for one in collections], str))

    async def era(self, link: Link, collection: str) -> str:
        """The present era; whatever was loaded in another one is of no use.

        An era that was lost is followed by a new one, never by an older one. NO_ERA where nothing
        can be kept.
        """
        key = _era_key(Collection(link, collection))
        era = await self._store.get(key, str)
        if era is None:
            await self._store.add(key, _unique(), ttl_seconds=ERA_SECONDS)
            era = await self._store.get(key, str)
        if era is None:
            await self._store.set(key, _unique(), ttl_seconds=ERA_SECONDS)
            era = await self._store.get(key, str)
        return era or NO_ERA

    async def kept(
        self, link: Link, collection: str, windows: Sequence[Interval], era: str
    ) -> Windows:
        """What is kept of the windows, fresh or not; there may be others too."""
        keys = list(self._shelves.keys(Collection(link, collection), windows))
        found = await self._store.get_many(keys, cast("type[_Kept]", _Kept))
        return self._shelves.windows(windows, iter(found), era)

    def fresh(
        self, windows: Iterable[Interval], held: Held, now: datetime, freshness: Freshness
    ) -> tuple[list[tuple[Interval, KeptWindow]], datetime]:
        """Those that are young enough for the query, and until when all of them are.

        One from the future, by the clock of another replica, counts as old by as much.
        """
        limit = freshness.max_age_seconds
        asked = None if limit is None else timedelta(seconds=limit)
        past_until, least = now - LATE_SYNC, timedelta.max
        fresh: list[tuple[Interval, KeptWindow]] = []
        for window in windows:
            kept = held.windows.get(window)
            if kept is None:
                continue
            usual = self._past if kept.settled and window.end <= past_until else self._running
            left = (usual if asked is None else asked) - abs(now - kept.fetched_at)
            if left > _NO_TIME:
                fresh.append((window, kept))
                least = min(least, left)
        return fresh, now + least if fresh else now

    def _usually_fresh_until(self, now: datetime, window: Interval, kept: KeptWindow) -> datetime:
        is_past = kept.settled and window.end <= now - LATE_SYNC
        return kept.fetched_at + (self._past if is_past else self._running)

    async def keep(self, link: Link, collection: str, windows: Windows, era: str) -> None:
        """Keep windows, all of one era."""
        if windows and era != NO_ERA:
            await self._shelves.put(Collection(link, collection), windows, era)

    async def drop(self, link: Link, collection: str) -> None:
        """Begin a new era: something has been written, or may have been."""
        whole = Collection(link, collection)
        unsettled, era = _unsettled_key(whole), _era_key(whole)
        await self._store.set(unsettled, 1, ttl_seconds=LAG_SECONDS, surely=True)
        await self._store.set(era, _unique(), ttl_seconds=ERA_SECONDS, surely=True)

    async def is_settled(self, link: Link, collection: str) -> bool:
        """Whether the provider's lists show all that was written through the gateway."""
        return await self._store.get(_unsettled_key(Collection(link, collection)), int) is None

    async def claim(self, claim: Claim) -> bool:
        """Whether this load shall bring its windows, not that of a replica that is at them.

        What stands there and names nobody holds nobody up.
        """
        if not self._store.is_shared:
            return True
        key, seconds = _claim_key(claim), self.claim_seconds
        if await self._store.add(key, claim.holder, ttl_seconds=seconds):
            return True
        return await self._store.get(key, str) is None

    async def release(self, claim: Claim) -> None:
        """Let others load the windows, if the claim on them is this one."""
        if self._store.is_shared:
            await self._store.take_back(_claim_key(claim), claim.holder)


def claim_for(link: Link, collection: str, era: str, span: Interval) -> Claim:
    """A claim of one load."""
    return Claim(link, collection, era, span, _unique())


_PROCESS = secrets.token_hex(8)
_numbers = count()


def _unique() -> str:
    """A text that there has never been, here or in another process."""
    return f"{_PROCESS}-{next(_numbers):x}"


def _claim_key(claim: Claim) -> str:
    whole = Collection(claim.link, claim.collection)
    return f"claim:{claim.era}:{whole.key}:{edges(claim.span)}"


def _era_key(whole: Collection) -> str:
    return f"era:{whole.key}"


def _unsettled_key(whole: Collection) -> str:
    return f"unsettled:{whole.key}"

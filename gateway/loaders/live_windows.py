"""Windows from the provider: those that touch become one upstream range, equal loads one load."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from time import monotonic
from typing import NamedTuple

from msgspec.structs import replace

from gateway.cache.flights import Flights
from gateway.cache.windows import KeptWindow, WindowCache, claim_for
from gateway.domain.activity import Activity
from gateway.domain.clock import Clock
from gateway.domain.errors import UpstreamError
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider import ActivitySource, Link
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import counted_calls

LOOK_AGAIN_SECONDS = 0.05
"""How often a process looks whether a replica has loaded what it waits for."""

Kept = Mapping[Interval, KeptWindow]
Windows = Mapping[Interval, LoadedWindow]

by_start = attrgetter("start_time")


class Loading(NamedTuple):
    """What is loaded: a collection of a viewer, in an era between two writes."""

    link: Link
    collection: str
    era: str


class LiveWindows:
    """Loads windows, and keeps them. Equal loads at the same time, of any requests, are one."""

    def __init__(
        self, sources: Mapping[Provider, ActivitySource], cache: WindowCache, clock: Clock
    ) -> None:
        self._sources = sources
        self._cache = cache
        self._clock = clock
        self._flights: Flights[tuple[Loading, Interval], Windows] = Flights()

    async def load(
        self, loading: Loading, windows: Sequence[Interval], known: Kept | None = None
    ) -> Windows:
        """The windows; a failure is told in its window.

        `known` is what is kept of them and will not do: a replica may have kept newer ones since.
        """
        joined = {w: f for w in windows if (f := self._flights.under_way((loading, w)))}
        started = [
            self._flights.start([(loading, w) for w in run], self._load(loading, run, known or {}))
            for run in runs(w for w in windows if w not in joined)
        ]
        flights = [*started, *dict.fromkeys(joined.values())]
        landed = await asyncio.gather(*(flight.landed() for flight in flights))
        by_flight = dict(zip(flights, landed, strict=True))
        found = {w: one for flight in started for w, one in by_flight[flight].items()}
        others = {w: by_flight[flight][w] for w, flight in joined.items()}
        return found | {w: replace(one, upstream_calls=0) for w, one in others.items()}

    async def _load(self, loading: Loading, run: Sequence[Interval], known: Kept) -> Windows:
        """The windows by our own call, unless a replica makes, or has just made, the same one.

        It waits for replicas no longer than one of them may hold a claim.
        """
        claim = claim_for(*loading, Interval(run[0].start, run[-1].end))
        patience_ends = monotonic() + self._cache.claim_seconds
        while True:
            may_be_ours = True
            try:
                may_be_ours = await self._cache.claim(claim)
                found = await self._kept_since(loading, run, known)
                if may_be_ours or monotonic() >= patience_ends:
                    for part in runs(window for window in run if window not in found):
                        found |= await self._called(loading, part)
            finally:
                if may_be_ours:
                    await self._cache.release(claim)
            if len(found) == len(run):
                return found
            await asyncio.sleep(LOOK_AGAIN_SECONDS)

    async def _kept_since(
        self, loading: Loading, windows: Sequence[Interval], known: Kept
    ) -> dict[Interval, LoadedWindow]:
        """What a replica has kept since we looked. The clocks of replicas are not compared."""
        kept = await self._cache.kept(loading.link, loading.collection, windows, loading.era)
        return {
            window: LoadedWindow(
                window=window, activities=one.activities, fetched_at=one.fetched_at
            )
            for window, one in kept.items()
            if window not in known or one.fetched_at != known[window].fetched_at
        }

    async def _called(self, loading: Loading, run: Sequence[Interval]) -> Windows:
        """The windows by our own call, kept for the next."""
        loaded = await self._call(loading, run)
        await self._keep(loading, loaded)
        return loaded

    async def _call(self, loading: Loading, run: Sequence[Interval]) -> Windows:
        """One upstream range, cut into its windows."""
        link, collection, _ = loading
        source = self._sources[link.provider]
        with counted_calls() as count:
            try:
                listed = await source.activities(
                    link, collection, Interval(run[0].start, run[-1].end)
                )
            except UpstreamError as error:
                failed: Windows = {w: LoadedWindow(window=w, error=error) for w in run}
                first = LoadedWindow(window=run[0], error=error, upstream_calls=count.calls)
                return {**failed, run[0]: first}
        fetched_at = self._clock()
        once = {activity.provider_id: activity for activity in listed}
        ordered = sorted(once.values(), key=by_start)
        return {
            window: LoadedWindow(
                window=window,
                activities=_part(ordered, window),
                fetched_at=fetched_at,
                upstream_calls=count.calls if window is run[0] else 0,
            )
            for window in run
        }

    async def _keep(self, loading: Loading, loaded: Windows) -> None:
        link, collection, era = loading
        settled = await self._cache.is_settled(link, collection)
        kept = {
            window: KeptWindow(one.fetched_at, tuple(one.activities), settled, era)
            for window, one in loaded.items()
            if one.fetched_at is not None
        }
        await self._cache.keep(link, collection, kept)


def runs(windows: Iterable[Interval]) -> Iterator[list[Interval]]:
    """The windows in order of time, in runs that touch."""
    run: list[Interval] = []
    for window in sorted(windows):
        if run and run[-1].end != window.start:
            yield run
            run = []
        run.append(window)
    if run:
        yield run


def _part(ordered: Sequence[Activity], window: Interval) -> tuple[Activity, ...]:
    """The part of `ordered`, which is in order of start, that starts in the window."""
    first = bisect_left(ordered, window.start, key=by_start)
    return tuple(ordered[first : bisect_left(ordered, window.end, lo=first, key=by_start)])

"""Windows from the provider: those that touch become one upstream range, equal loads one load."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

import msgspec

from gateway.cache.flights import Flights
from gateway.cache.recent_writes import RecentWrites
from gateway.cache.windows import KeptWindow, WindowCache
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
        self,
        sources: Mapping[Provider, ActivitySource],
        cache: WindowCache,
        writes: RecentWrites,
        clock: Clock,
    ) -> None:
        self._sources = sources
        self._cache = cache
        self._writes = writes
        self._clock = clock
        self._flights: Flights[tuple[Loading, Interval], Windows] = Flights()

    async def load(self, loading: Loading, windows: Sequence[Interval]) -> Windows:
        """The windows; a failure is told in its window."""
        joined = {w: f for w in windows if (f := self._flights.under_way((loading, w)))}
        started = [
            self._flights.start([(loading, w) for w in run], self._load(loading, run))
            for run in runs(w for w in windows if w not in joined)
        ]
        own = await asyncio.gather(*(flight.landed() for flight in started))
        others = [(w, (await flight.landed())[w]) for w, flight in joined.items()]
        found = {w: loaded for landed in own for w, loaded in landed.items()}
        return found | {w: msgspec.structs.replace(one, upstream_calls=0) for w, one in others}

    async def _load(self, loading: Loading, run: Sequence[Interval]) -> Windows:
        """The windows of a run: those that a replica is at from it, the others by our own call."""
        link, collection, _ = loading
        claims = await asyncio.gather(*(self._cache.claim(link, collection, w) for w in run))
        ours = [window for window, is_ours in zip(run, claims, strict=True) if is_ours]
        theirs = [window for window in run if window not in ours]
        loads = await asyncio.gather(
            *(self._load_ours(loading, part) for part in runs(ours)),
            *([self._await_theirs(loading, theirs)] if theirs else []),
        )
        return {window: loaded for load in loads for window, loaded in load.items()}

    async def _load_ours(self, loading: Loading, run: Sequence[Interval]) -> Windows:
        """The windows by our own call, kept for the next."""
        link, collection, _ = loading
        try:
            loaded = await self._call(loading, run)
            await self._keep(loading, loaded)
        finally:
            await asyncio.gather(*(self._cache.release(link, collection, w) for w in run))
        return loaded

    async def _await_theirs(self, loading: Loading, windows: Sequence[Interval]) -> Windows:
        """The windows that a replica is loading; by our own call where it gives them up."""
        link, collection, era = loading
        begun = self._clock()
        found: dict[Interval, LoadedWindow] = {}
        missing = list(windows)
        while missing:
            await asyncio.sleep(LOOK_AGAIN_SECONDS)
            kept = await self._cache.kept(link, collection, missing, era)
            found |= {
                window: LoadedWindow(
                    window=window, activities=one.activities, fetched_at=one.fetched_at
                )
                for window, one in kept.items()
                if one.fetched_at >= begun
            }
            missing = [window for window in missing if window not in found]
            given_up = [w for w in missing if await self._cache.claim(link, collection, w)]
            loads = [await self._load_ours(loading, run) for run in runs(given_up)]
            found |= {window: one for load in loads for window, one in load.items()}
            missing = [window for window in missing if window not in found]
        return found

    async def _call(
        self, loading: Loading, run: Sequence[Interval]
    ) -> dict[Interval, LoadedWindow]:
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
        ordered = sorted(listed, key=by_start)
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
        settled = not await self._writes.of(link, collection)
        for window, one in loaded.items():
            if one.fetched_at is not None:
                kept = KeptWindow(one.fetched_at, tuple(one.activities), settled, era)
                await self._cache.keep(link, collection, window, kept)


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

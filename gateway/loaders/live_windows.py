"""Windows from the provider: those that touch become one upstream range, equal loads one load."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from time import monotonic
from typing import NamedTuple

from msgspec.structs import replace

from gateway.cache.flights import Flight, Flights
from gateway.cache.kept import Collection, Held, KeptWindow
from gateway.cache.listed import ListedRange, span_of, starting_in
from gateway.cache.windows import WindowCache, claim_for
from gateway.domain.clock import Clock
from gateway.domain.errors import UpstreamError
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider import ActivitySource
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import counted_calls
from gateway.loaders.landed import Landed, loaded_window

LOOK_AGAIN_SECONDS = 0.05
"""How often a process looks whether a replica has loaded what it waits for."""

Kept = Mapping[Interval, KeptWindow]
Windows = Mapping[Interval, LoadedWindow]


class Loading(NamedTuple):
    """What is loaded: a collection of a viewer, in an era between two writes."""

    whole: Collection
    era: str


class Part(NamedTuple):
    """Windows that a load under way will bring."""

    flight: Flight[Windows]
    windows: Sequence[Interval]
    is_joined: bool
    """Whether somebody else has started it, for whom its calls count."""


class LiveWindows:
    """Loads windows, and keeps them. Equal loads at the same time, of any requests, are one."""

    def __init__(
        self, sources: Mapping[Provider, ActivitySource], cache: WindowCache, clock: Clock
    ) -> None:
        self._sources = sources
        self._cache = cache
        self._clock = clock
        self._flights: Flights[Loading, Interval, Windows] = Flights()

    def start(self, whole: Collection, windows: Sequence[Interval], held: Held) -> list[Part]:
        """Start what is not under way yet. `held` is what is kept of them and will not do."""
        loading = Loading(whole, held.era)
        under_way = self._flights.under_way(loading)
        joined: dict[Flight[Windows], list[Interval]] = {}
        for window in windows:
            if window in under_way:
                joined.setdefault(under_way[window], []).append(window)
        fresh = [w for w in windows if w not in under_way] if joined else windows
        started = [
            Part(
                self._flights.start(loading, run, self._load(loading, run, held)),
                run,
                is_joined=False,
            )
            for run in runs(fresh)
        ]
        return [*started, *(Part(flight, its, is_joined=True) for flight, its in joined.items())]

    async def load(self, whole: Collection, windows: Sequence[Interval], held: Held) -> Windows:
        """The windows; a failure is told in its window."""
        parts = self.start(whole, windows, held)
        return brought(parts, await arrival(parts))

    async def _load(self, loading: Loading, run: Sequence[Interval], held: Held) -> Windows:
        """The windows by our own call, unless a replica makes, or has just made, the same one.

        It waits for replicas no longer than one of them may hold a claim.
        """
        if not self._cache.is_shared:
            return await self._called(loading, run, held)
        claim = claim_for(*loading.whole, loading.era, span_of(run))
        patience_ends = monotonic() + self._cache.claim_seconds
        while True:
            may_be_ours = True
            try:
                may_be_ours = await self._cache.claim(claim)
                found = await self._kept_since(loading, run, held.windows)
                if may_be_ours or monotonic() >= patience_ends:
                    for part in runs(window for window in run if window not in found):
                        found.update(await self._called(loading, part, held))
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
        kept = await self._cache.kept(*loading.whole, windows, loading.era)
        return {
            window: loaded_window(window, one)
            for window, one in kept.items()
            if window not in known or one.fetched_at != known[window].fetched_at
        }

    async def _called(self, loading: Loading, run: Sequence[Interval], held: Held) -> Windows:
        """The windows by our own call, one upstream range; kept for the next."""
        whole, era = loading
        span = span_of(run)
        with counted_calls() as count:
            try:
                listed = await self._sources[whole.link.provider].activities(*whole, span)
            except UpstreamError as error:
                return _failed(run, error, count.calls)
        left_out = listed.left_out
        kept = KeptWindow(
            self._clock(),
            starting_in(span, listed.activities),
            held.settled and not left_out,
            era,
            left_out,
            held.unshown,
        )
        range_ = ListedRange(run, kept)
        await self._cache.keep(*whole, range_, era)
        return Landed(range_, count.calls)


async def arrival(parts: Sequence[Part]) -> Mapping[Flight[Windows], Windows]:
    """What the loads bring, once they have all come to their end."""
    coming = {flight: flight.landed() for flight in {part.flight: None for part in parts}}
    try:
        return {flight: await landed for flight, landed in coming.items()}
    finally:
        for landed in coming.values():
            landed.cancel()


def brought(parts: Sequence[Part], landed: Mapping[Flight[Windows], Windows]) -> Windows:
    """The windows of the parts; the calls are counted for who has started the load."""
    if len(parts) == 1 and not parts[0].is_joined:
        return landed[parts[0].flight]
    found: dict[Interval, LoadedWindow] = {}
    for flight, windows, is_joined in parts:
        for window in windows:
            one = landed[flight][window]
            found[window] = replace(one, upstream_calls=0) if is_joined else one
    return found


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


def _failed(run: Sequence[Interval], error: UpstreamError, calls: int) -> Windows:
    first = LoadedWindow(window=run[0], error=error, upstream_calls=calls)
    return {**{w: LoadedWindow(window=w, error=error) for w in run}, run[0]: first}

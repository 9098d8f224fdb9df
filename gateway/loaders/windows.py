"""Windows of collections: those of one link that touch become one upstream range."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from strawberry.dataloader import DataLoader

from gateway.cache.recent_writes import RecentWrites, laid_over
from gateway.domain.activity import Activity
from gateway.domain.clock import Clock
from gateway.domain.errors import UpstreamError
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider import ActivitySource, Link
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import counted_calls

by_start = attrgetter("start_time")


class WindowKey(NamedTuple):
    """One window of one collection of one viewer."""

    link: Link
    collection: str
    window: Interval


class WindowBatch:
    """Loads the windows that one tick of the event loop asked for."""

    def __init__(
        self, sources: Mapping[Provider, ActivitySource], writes: RecentWrites, clock: Clock
    ) -> None:
        self._sources = sources
        self._writes = writes
        self._clock = clock

    async def load(self, keys: list[WindowKey]) -> list[LoadedWindow]:
        """The windows in the order of the keys; a failure is told in its window."""
        loaded = await asyncio.gather(*(self._load_run(run) for run in runs(keys)))
        found = {key: window for run in loaded for key, window in run.items()}
        return [found[key] for key in keys]

    async def _load_run(self, run: Sequence[WindowKey]) -> dict[WindowKey, LoadedWindow]:
        link, collection, first = run[0]
        interval = Interval(first.start, run[-1].window.end)
        with counted_calls() as count:
            try:
                activities = await self._activities(link, collection, interval)
            except UpstreamError as error:
                failed = {key: LoadedWindow(window=key.window, error=error) for key in run}
                return failed | {
                    run[0]: LoadedWindow(window=first, error=error, upstream_calls=count.calls)
                }
        fetched_at = self._clock()
        return {
            key: LoadedWindow(
                window=key.window,
                activities=_starting_in(activities, key.window),
                fetched_at=fetched_at,
                upstream_calls=count.calls if key is run[0] else 0,
            )
            for key in run
        }

    async def _activities(
        self, link: Link, collection: str, interval: Interval
    ) -> Sequence[Activity]:
        """What the provider lists, with the gateway's own recent writes, by start."""
        listed = await self._sources[link.provider].activities(link, collection, interval)
        writes = await self._writes.of(link, collection)
        return sorted(laid_over(listed, writes), key=by_start)


def window_loader(batch: WindowBatch) -> DataLoader[WindowKey, LoadedWindow]:
    """A loader for one request."""
    return DataLoader(batch.load)


def runs(keys: Iterable[WindowKey]) -> Iterable[list[WindowKey]]:
    """The keys of one link and collection whose windows touch, each run in order of time."""
    ordered = sorted(keys, key=lambda key: (*_collection(key), key.window))
    for _, same_collection in groupby(ordered, key=_collection):
        run: list[WindowKey] = []
        for key in same_collection:
            if run and run[-1].window.end != key.window.start:
                yield run
                run = []
            run.append(key)
        yield run


def _collection(key: WindowKey) -> tuple[str, str, str]:
    return key.link.provider, key.link.fingerprint, key.collection


def _starting_in(activities: Sequence[Activity], window: Interval) -> Sequence[Activity]:
    """The part of `activities`, which are in order of start, that starts in the window."""
    first = bisect_left(activities, window.start, key=by_start)
    return activities[first : bisect_left(activities, window.end, lo=first, key=by_start)]

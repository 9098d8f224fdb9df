"""Metrics of activities: those that are asked for together, in as few fetches as can be."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from itertools import product
from typing import NamedTuple

import msgspec
from strawberry.dataloader import DataLoader

from gateway.domain.clock import Clock
from gateway.domain.errors import ResultLimitError, UpstreamError
from gateway.domain.link import Link
from gateway.domain.metrics import (
    FetchedMetrics,
    LoadedMetrics,
    Measured,
    Metric,
    MetricSource,
    MetricsRequest,
)
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import counted_calls

MOST_RUNS = 50
"""Ranges of time that one request can have fetched from one provider."""
RUNS_AT_ONCE = 8

NOTHING = Measured()


class MetricsKey(NamedTuple):
    """An activity of one viewer, and what is wanted of it beside its record."""

    link: Link
    request: MetricsRequest
    wanted: frozenset[Metric]


class _LoadedRun(msgspec.Struct, frozen=True, kw_only=True):
    """What one fetch brought, or why it brought nothing."""

    fetched: FetchedMetrics
    fetched_at: datetime | None
    first: MetricsRequest
    """Of the run, as it was asked for."""
    upstream_calls: int


Wanted = Mapping[MetricsRequest, AbstractSet[Metric]]


class MetricLoads:
    """What one request fetches: no metric of an activity twice."""

    def __init__(self, sources: Mapping[Provider, MetricSource], clock: Clock) -> None:
        self._sources = sources
        self._clock = clock
        self._runs_left: dict[Link, int] = {}
        self._slots = asyncio.Semaphore(RUNS_AT_ONCE)
        self._under_way: dict[tuple[Link, MetricsRequest, Metric], asyncio.Task[_LoadedRun]] = {}

    async def load(self, keys: list[MetricsKey]) -> list[LoadedMetrics]:
        """The metrics in the order of the keys."""
        for link, wanted in self._not_under_way(keys).items():
            self._start(link, wanted)
        return [await self._loaded(key) for key in keys]

    def _not_under_way(
        self, keys: Iterable[MetricsKey]
    ) -> dict[Link, dict[MetricsRequest, set[Metric]]]:
        found: dict[Link, dict[MetricsRequest, set[Metric]]] = {}
        for link, request, wanted in keys:
            new = {one for one in wanted if (link, request, one) not in self._under_way}
            if new:
                found.setdefault(link, {}).setdefault(request, set()).update(new)
        return found

    def _start(self, link: Link, wanted: Wanted) -> None:
        """Begin to fetch; a run fetches for all of its activities what is wanted of any."""
        asked = {request: place for place, request in enumerate(wanted)}
        runs = [
            sorted(run, key=asked.__getitem__) for run in self._sources[link.provider].runs(wanted)
        ]
        for run in sorted(runs, key=lambda run: asked[run[0]]):
            metrics = frozenset[Metric]().union(*(wanted[request] for request in run))
            task = asyncio.create_task(self._run(link, run, metrics))
            for request, metric in product(run, metrics):
                self._under_way.setdefault((link, request, metric), task)

    async def _run(
        self, link: Link, run: Sequence[MetricsRequest], wanted: frozenset[Metric]
    ) -> _LoadedRun:
        fetched_at: datetime | None = None
        with counted_calls() as count:
            try:
                self._take_one(link)
                async with self._slots:
                    fetched = await self._sources[link.provider].metrics(link, run, wanted)
                fetched_at = self._clock()
            except UpstreamError as error:
                fetched = FetchedMetrics(measured={}, failures=dict.fromkeys(wanted, error))
        return _LoadedRun(
            fetched=fetched, fetched_at=fetched_at, first=run[0], upstream_calls=count.calls
        )

    def _take_one(self, link: Link) -> None:
        left = self._runs_left.get(link, MOST_RUNS)
        if not left:
            raise ResultLimitError(
                link.provider,
                f"One request can fetch the metrics of {MOST_RUNS} ranges of time: ask for those "
                "of fewer activities at once.",
            )
        self._runs_left[link] = left - 1

    async def _loaded(self, key: MetricsKey) -> LoadedMetrics:
        link, request, wanted = key
        tasks = dict.fromkeys(self._under_way[link, request, metric] for metric in wanted)
        runs = [await task for task in tasks]
        measured, failures = NOTHING, dict[Metric, UpstreamError]()
        for run in runs:
            measured = measured.joined(run.fetched.measured.get(request, NOTHING))
            failures |= run.fetched.failures
        return LoadedMetrics(
            measured=measured,
            failures={metric: failures[metric] for metric in wanted if metric in failures},
            fetched_at=min((at for run in runs if (at := run.fetched_at)), default=None),
            upstream_calls=sum(run.upstream_calls for run in runs if run.first == request),
        )


def metrics_loader(loads: MetricLoads) -> DataLoader[MetricsKey, LoadedMetrics]:
    """Metrics for one request; failures are told in the result."""
    return DataLoader(loads.load)

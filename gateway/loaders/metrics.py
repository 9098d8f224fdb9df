"""Metrics of activities: those that are asked for together, in as few fetches as can be."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import product
from typing import NamedTuple

from strawberry.dataloader import DataLoader

from gateway.domain.answered import Answered
from gateway.domain.errors import UpstreamError
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
from gateway.loaders.asking import Asking

RUNS_AT_ONCE = 8

NOTHING = Measured()


class MetricsKey(NamedTuple):
    """An activity of one viewer, and what is wanted of it beside its record."""

    link: Link
    request: MetricsRequest
    wanted: frozenset[Metric]


class _LoadedRun(NamedTuple):
    """What one fetch brought, or why it brought nothing."""

    first: MetricsRequest
    """Of the run, as it was asked for."""
    wanted: AbstractSet[Metric]
    answered: Answered[FetchedMetrics]

    @property
    def fetched(self) -> FetchedMetrics:
        """The figures; without an answer each of them has failed."""
        content, error = self.answered.content, self.answered.error
        if content is not None or error is None:
            return content or FetchedMetrics(measured={})
        return FetchedMetrics(measured={}, failures=dict.fromkeys(self.wanted, error))


Wanted = Mapping[MetricsRequest, AbstractSet[Metric]]


class MetricLoads:
    """What one request fetches: no metric of an activity twice."""

    def __init__(self, sources: Mapping[Provider, MetricSource], asking: Asking) -> None:
        self._sources = sources
        self._asking = asking
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
        source = self._sources[link.provider]
        async with self._slots:
            answered = await self._asking.ask(link.provider, source.metrics, link, run, wanted)
        return _LoadedRun(run[0], wanted, answered)

    async def _loaded(self, key: MetricsKey) -> LoadedMetrics:
        link, request, wanted = key
        tasks = dict.fromkeys(self._under_way[link, request, metric] for metric in wanted)
        runs = [await task for task in tasks]
        measured, failures = NOTHING, dict[Metric, UpstreamError]()
        for run in runs:
            fetched = run.fetched
            measured = measured.joined(fetched.measured.get(request, NOTHING))
            failures |= fetched.failures
            if request in fetched.lost:
                failures |= dict.fromkeys(run.wanted, fetched.lost[request])
        return LoadedMetrics(
            measured=measured,
            failures={metric: failures[metric] for metric in wanted if metric in failures},
            left_out=next(
                (why for run in runs if (why := run.fetched.left_out.get(request))), None
            ),
            fetched_at=min((at for run in runs if (at := run.answered.fetched_at)), default=None),
            upstream_calls=sum(run.answered.upstream_calls for run in runs if run.first == request),
        )


def metrics_loader(loads: MetricLoads) -> DataLoader[MetricsKey, LoadedMetrics]:
    """Metrics for one request; failures are told in the result."""
    return DataLoader(loads.load)

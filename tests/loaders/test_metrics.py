from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta
from typing import NamedTuple

from gateway.domain.activity import Activity
from gateway.domain.errors import UpstreamStatusError
from gateway.domain.interval import Interval
from gateway.domain.link import Link
from gateway.domain.metrics import FetchedMetrics, Measured, Metric, MetricsRequest, runs_within
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import count_call
from gateway.loaders.asking import Asking
from gateway.loaders.metrics import RUNS_AT_ONCE, MetricLoads, MetricsKey, metrics_loader
from tests.loaders.listed import BOBS_OURA, FIT, OURA
from tests.wires import NOW, noon

STEPS, DISTANCE, ENERGY = Metric.STEPS, Metric.DISTANCE, Metric.TOTAL_ENERGY
DAY = timedelta(days=1)
DOWN = UpstreamStatusError(Provider.OURA, "Down.")


class Fetch(NamedTuple):
    link: Link
    names: list[str]
    wanted: set[Metric]


class Known:
    """A source whose fetches bring a step for each day, and wait until they are let go."""

    def __init__(self, failing: AbstractSet[Metric] = frozenset()) -> None:
        self.fetches: list[Fetch] = []
        self.let_go = asyncio.Event()
        self.let_go.set()
        self._failing = failing

    def missing(self, activity: Activity) -> AbstractSet[Metric]:
        return {STEPS} if activity.title else set()

    def runs(self, requests: Iterable[MetricsRequest]) -> Sequence[Sequence[MetricsRequest]]:
        return runs_within(requests, 10 * DAY)

    async def metrics(
        self, link: Link, run: Sequence[MetricsRequest], wanted: AbstractSet[Metric]
    ) -> FetchedMetrics:
        self.fetches.append(Fetch(link, [one.native_id for one in run], set(wanted)))
        await self.let_go.wait()
        count_call()
        if wanted & self._failing:
            raise DOWN
        steps = 1 if STEPS in wanted else None
        distance = 2.0 if DISTANCE in wanted else None
        measured = Measured(steps=steps, distance_meters=distance)
        return FetchedMetrics(measured=dict.fromkeys(run, measured))


def key(name: str, day: int, *wanted: Metric, link: Link = OURA) -> MetricsKey:
    begin = NOW - day * DAY
    request = MetricsRequest("workout", name, Interval(begin, begin + timedelta(hours=1)))
    return MetricsKey(link, request, frozenset(wanted))


def loads(source: Known) -> MetricLoads:
    return MetricLoads(dict.fromkeys(Provider, source), Asking(noon))


async def test_a_run_fetches_what_is_wanted_of_any_of_its_activities() -> None:
    source = Known()

    first, second = await loads(source).load([key("a", 1, STEPS), key("b", 2, DISTANCE)])

    assert source.fetches == [Fetch(OURA, ["a", "b"], {STEPS, DISTANCE})]
    assert first.measured == second.measured == Measured(steps=1, distance_meters=2.0)
    assert (first.upstream_calls, second.upstream_calls) == (1, 0)
    assert first.fetched_at == NOW


async def test_links_and_distant_times_are_fetched_apart() -> None:
    source = Known()
    keys = [
        key("a", 1, STEPS),
        key("b", 30, STEPS),
        key("a", 1, STEPS, link=BOBS_OURA),
        key("a", 1, STEPS, link=FIT),
    ]

    await metrics_loader(loads(source)).load_many(keys)

    assert sorted(source.fetches, key=repr) == sorted(
        [
            Fetch(OURA, ["a"], {STEPS}),
            Fetch(OURA, ["b"], {STEPS}),
            Fetch(BOBS_OURA, ["a"], {STEPS}),
            Fetch(FIT, ["a"], {STEPS}),
        ],
        key=repr,
    )


async def test_what_is_under_way_is_not_fetched_again() -> None:
    source = Known()
    source.let_go.clear()
    under_test = loads(source)

    async with asyncio.TaskGroup() as group:
        first = group.create_task(under_test.load([key("a", 1, STEPS)]))
        await asyncio.sleep(0)
        second = group.create_task(under_test.load([key("a", 1, STEPS, DISTANCE)]))
        await asyncio.sleep(0)
        source.let_go.set()

    assert source.fetches == [Fetch(OURA, ["a"], {STEPS}), Fetch(OURA, ["a"], {DISTANCE})]
    assert first.result()[0].measured == Measured(steps=1)
    assert second.result()[0].measured == Measured(steps=1, distance_meters=2.0)
    assert second.result()[0].upstream_calls == 2


async def test_only_failures_of_what_is_wanted_are_told() -> None:
    source = Known(failing={DISTANCE})
    under_test = loads(source)

    await under_test.load([key("a", 1, STEPS)])
    (both,) = await under_test.load([key("a", 1, STEPS, DISTANCE)])
    (one,) = await under_test.load([key("a", 1, STEPS)])

    assert (both.measured, both.failures) == (Measured(steps=1), {DISTANCE: DOWN})
    assert (one.measured, one.failures) == (Measured(steps=1), {})


async def test_few_runs_are_fetched_at_once() -> None:
    source = Known()
    source.let_go.clear()
    keys = [key(f"{i}", 20 * i, ENERGY) for i in range(RUNS_AT_ONCE + 3)]

    loading = asyncio.create_task(loads(source).load(keys))
    for _ in range(5):
        await asyncio.sleep(0)
    at_first = len(source.fetches)
    source.let_go.set()
    await loading

    assert (at_first, len(source.fetches)) == (RUNS_AT_ONCE, RUNS_AT_ONCE + 3)

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from typing_extensions import override

from gateway.cache.kept import Collection, Held, KeptWindow
from gateway.cache.shelves import weight
from gateway.cache.store import MemoryStore, Store
from gateway.cache.windows import Lifetimes, WindowCache, claim_for
from gateway.domain.activity import Activity
from gateway.domain.activity_list import ActivityList
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.loaders.live_windows import LiveWindows, runs
from tests.loaders.listed import BOBS_OURA, DOWN, MONTHS, OURA, Listed, noon, run
from tests.redis_server import RedisServer, until

JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE = MONTHS
RUN = run(OURA, "2025-03-10", "run")
RECORDS: Mapping[tuple[Link, str], Sequence[Activity]] = {(OURA, "workout"): [RUN]}


@dataclass
class Slow(Listed):
    """A provider that answers once it is let go."""

    go: asyncio.Event = field(default_factory=asyncio.Event)
    left: int = 0
    """How many calls were given up."""

    @override
    async def activities(self, link: Link, collection: str, interval: Interval) -> ActivityList:
        found = await super().activities(link, collection, interval)
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.left += 1
            raise
        return found

    async def asked(self, times: int = 1) -> None:
        """Return once so many ranges have been asked for."""
        async with asyncio.timeout(5):
            while len(self.ranges) < times:  # noqa: ASYNC110 - the list grows unannounced
                await asyncio.sleep(0.001)


@dataclass(frozen=True)
class Replica:
    """One gateway's windows."""

    live: LiveWindows
    cache: WindowCache

    async def load(self, *windows: Interval, link: Link = OURA) -> Mapping[Interval, LoadedWindow]:
        """Load as a request does, which has looked at what is kept."""
        whole = Collection(link, "workout")
        held = (await self.cache.look_up({whole: windows}))[whole]
        return await self.live.load(whole, windows, held)


def replica(listed: Listed, store: Store | None = None, claim_seconds: float = 5) -> Replica:
    lives = Lifetimes(claim_seconds=claim_seconds)
    cache = WindowCache(store or MemoryStore(100, weight), lives)
    return Replica(LiveWindows(dict.fromkeys(Provider, listed), cache, noon), cache)


# Which windows become one range


@pytest.mark.parametrize(
    ("windows", "lengths"),
    [
        ([JANUARY], [1]),
        ([MARCH, FEBRUARY, JANUARY], [3]),
        ([JANUARY, MARCH], [1, 1]),
        ([JUNE, FEBRUARY, MARCH, MAY], [2, 2]),
        ([], []),
    ],
)
def test_windows_that_touch_are_one_run_in_order_of_time(
    windows: list[Interval], lengths: list[int]
) -> None:
    found = list(runs(windows))

    assert [len(one) for one in found] == lengths
    assert [window for single in found for window in single] == sorted(windows)


# One load at a time


async def test_equal_loads_at_the_same_time_are_one_call_which_only_the_first_has_made() -> None:
    listed = Slow(RECORDS)
    here = replica(listed)
    loads = [asyncio.create_task(here.load(MARCH)) for _ in range(100)]
    await listed.asked()

    listed.go.set()
    found = [one[MARCH] for one in await asyncio.gather(*loads)]

    assert len(listed.ranges) == 1
    assert {one.activities for one in found} == {(RUN,)}
    assert sorted(one.upstream_calls for one in found) == [0] * 99 + [2]


async def test_a_load_joins_what_is_under_way_and_calls_for_the_rest() -> None:
    listed = Slow(RECORDS)
    here = replica(listed)
    first = asyncio.create_task(here.load(MARCH))
    await listed.asked()

    second = asyncio.create_task(here.load(FEBRUARY, MARCH, APRIL))
    await listed.asked(3)
    listed.go.set()
    await first
    found = await second

    assert [one.interval for one in listed.ranges] == [MARCH, FEBRUARY, APRIL]
    assert {window: len(one.activities) for window, one in found.items()} == {
        FEBRUARY: 0, MARCH: 1, APRIL: 0,
    }  # fmt: skip


async def test_one_person_never_joins_the_load_of_another() -> None:
    listed = Slow(RECORDS)
    here = replica(listed)
    loads = [asyncio.create_task(here.load(MARCH, link=link)) for link in (OURA, BOBS_OURA)]
    await listed.asked(2)

    listed.go.set()
    anns, bobs = await asyncio.gather(*loads)

    assert (anns[MARCH].activities, bobs[MARCH].activities) == ((RUN,), ())


async def test_a_load_after_a_write_does_not_join_one_from_before_it() -> None:
    listed = Slow()
    here = replica(listed)
    before = asyncio.create_task(here.load(MARCH))
    await listed.asked()
    await here.cache.drop(OURA, "workout")
    listed.records = RECORDS

    after = asyncio.create_task(here.load(MARCH))
    await listed.asked(2)
    listed.go.set()
    await before

    assert (await after)[MARCH].activities == (RUN,)


async def test_a_client_that_leaves_does_not_end_the_load_of_those_who_wait_with_it() -> None:
    listed = Slow(RECORDS)
    here = replica(listed)
    leaver, stayer = (asyncio.create_task(here.load(MARCH)) for _ in range(2))
    await listed.asked()

    leaver.cancel()
    await asyncio.wait([leaver])
    listed.go.set()

    assert (await stayer)[MARCH].activities == (RUN,)
    assert (len(listed.ranges), listed.left) == (1, 0)


async def test_when_all_have_left_the_call_is_given_up_and_the_next_load_is_a_new_one() -> None:
    listed = Slow(RECORDS)
    here = replica(listed)
    leavers = [asyncio.create_task(here.load(MARCH)) for _ in range(3)]
    await listed.asked()

    for leaver in leavers:
        leaver.cancel()
    await asyncio.wait(leavers)
    listed.go.set()
    found = await here.load(MARCH)

    assert found[MARCH].activities == (RUN,)
    assert (len(listed.ranges), listed.left) == (2, 1)


# What is kept


async def test_what_was_loaded_is_kept_and_a_failure_is_not() -> None:
    listed = Listed(RECORDS)
    here = replica(listed)
    await here.load(MARCH)
    listed.failing = {(OURA, "workout"): DOWN}
    failed = await here.load(FEBRUARY)

    era = await here.cache.era(OURA, "workout")
    kept = await here.cache.kept(OURA, "workout", [FEBRUARY, MARCH], era)

    assert failed[FEBRUARY].error is DOWN
    assert kept == {MARCH: KeptWindow(noon(), (RUN,), settled=True, era=era)}


async def test_what_was_left_out_is_kept_beside_what_was_loaded_and_for_a_short_time() -> None:
    here = replica(Listed(RECORDS, unreadable=("x", None)))
    found = await here.load(FEBRUARY, MARCH)

    era = await here.cache.era(OURA, "workout")
    kept = await here.cache.kept(OURA, "workout", [FEBRUARY, MARCH], era)

    assert [one.left_out for one in found.values()] == [("x", None)] * 2
    assert [(one.left_out, one.settled) for one in kept.values()] == [(("x", None), False)] * 2
    assert found[MARCH].activities == (RUN,)


async def test_what_was_loaded_soon_after_a_write_is_not_settled() -> None:
    here = replica(Listed(RECORDS))
    await here.cache.drop(OURA, "workout")

    await here.load(MARCH)

    era = await here.cache.era(OURA, "workout")
    kept = await here.cache.kept(OURA, "workout", [MARCH], era)
    assert [one.settled for one in kept.values()] == [False]


# Replicas


async def test_equal_loads_of_two_replicas_are_one_call(redis: RedisServer) -> None:
    here, there = Slow(RECORDS), Slow(RECORDS)
    async with redis.store() as one, redis.store() as other:
        first = asyncio.create_task(replica(here, one).load(MARCH))
        await here.asked()
        second = asyncio.create_task(replica(there, other).load(MARCH))
        await asyncio.sleep(0.02)

        here.go.set()
        (found, found_there) = await asyncio.gather(first, second)

    assert found_there[MARCH].activities == found[MARCH].activities == (RUN,)
    assert (found[MARCH].upstream_calls, found_there[MARCH].upstream_calls) == (2, 0)
    assert there.ranges == []


async def test_a_load_that_comes_just_too_late_for_a_claim_takes_what_was_kept(
    redis: RedisServer,
) -> None:
    here, there = Listed(RECORDS), Listed(RECORDS)
    async with redis.store() as one, redis.store() as other:
        late = replica(there, other)
        held = Held(await late.cache.era(OURA, "workout"), settled=True, windows={})
        await replica(here, one).load(MARCH)

        found = await late.live.load(Collection(OURA, "workout"), [MARCH], held)

    assert found[MARCH].activities == (RUN,)
    assert (len(here.ranges), there.ranges) == (1, [])


async def test_a_live_load_does_not_take_what_was_known_before_it(redis: RedisServer) -> None:
    listed = Listed(RECORDS)
    async with redis.store() as store:
        here = replica(listed, store)
        await here.load(MARCH)

        found = await here.load(MARCH)

    assert (len(listed.ranges), found[MARCH].upstream_calls) == (2, 2)


async def test_what_a_replica_gives_up_is_loaded_here(redis: RedisServer) -> None:
    listed = Listed(RECORDS)
    async with redis.store() as one, redis.store() as other:
        theirs = replica(Listed(), one).cache
        claim = claim_for(OURA, "workout", await theirs.era(OURA, "workout"), MARCH)
        assert await theirs.claim(claim)
        loading = asyncio.create_task(replica(listed, other).load(MARCH))
        await asyncio.sleep(0.02)
        assert not loading.done()

        await theirs.release(claim)
        found = await loading

    assert found[MARCH].activities == (RUN,)
    assert [range_.interval for range_ in listed.ranges] == [MARCH]


@pytest.mark.parametrize(("theirs", "ours"), [(0.1, 60), (60, 0.1)], ids=["ends", "is ignored"])
async def test_a_replica_that_dies_with_its_claim_is_not_waited_for_long(
    redis: RedisServer, theirs: float, ours: float
) -> None:
    listed = Listed(RECORDS)
    async with redis.store() as store:
        async with redis.store() as dead:
            windows = WindowCache(dead, Lifetimes(claim_seconds=theirs))
            era = await windows.era(OURA, "workout")
            assert await windows.claim(claim_for(OURA, "workout", era, MARCH))

        async with asyncio.timeout(2):
            found = await replica(listed, store, claim_seconds=ours).load(MARCH)

    assert found[MARCH].activities == (RUN,)


async def test_a_load_that_is_given_up_gives_back_its_claims(redis: RedisServer) -> None:
    here = Slow(RECORDS)
    async with redis.store() as store:
        leaver = asyncio.create_task(replica(here, store).load(FEBRUARY, MARCH))
        await here.asked()
        assert len(claims(redis)) == 1

        leaver.cancel()
        await asyncio.wait([leaver])

        async def given_back() -> bool:
            return not claims(redis)

        await until(given_back)


async def test_what_a_replica_has_kept_of_a_range_is_not_called_for_again(
    redis: RedisServer,
) -> None:
    here, there = Listed(RECORDS), Listed(RECORDS)
    async with redis.store() as one, redis.store() as other:
        late = replica(there, other)
        held = Held(await late.cache.era(OURA, "workout"), settled=True, windows={})
        await replica(here, one).load(MARCH)

        await late.live.load(Collection(OURA, "workout"), [FEBRUARY, MARCH, APRIL], held)

    assert [range_.interval for range_ in there.ranges] == [FEBRUARY, APRIL]


def claims(redis: RedisServer) -> list[str]:
    return [key for key in redis.names() if key.startswith("claim:")]

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from gateway.cache.kept import Held, KeptWindow
from gateway.cache.shelves import weight
from gateway.cache.store import MemoryStore, Store
from gateway.cache.windows import NO_ERA, Claim, Lifetimes, WindowCache, claim_for
from gateway.domain.freshness import Freshness
from gateway.domain.interval import Interval
from gateway.domain.provider import Link
from tests.loaders.listed import BOBS_OURA, FIT, NOON, OURA, instant, run
from tests.redis_server import RedisServer, until

FEBRUARY = Interval(instant("2025-02-01"), instant("2025-03-01"))
JANUARY = Interval(instant("2025-01-01"), instant("2025-02-01"))
MARCH = Interval(instant("2025-03-01"), instant("2025-04-01"))
RUN = run(OURA, "2025-02-10", "run")


def cache(store: Store | None = None, claim_seconds: float = 5) -> WindowCache:
    lives = Lifetimes(running_seconds=60, past_seconds=3600, claim_seconds=claim_seconds)
    return WindowCache(store or MemoryStore(100, weight), lives)


def window(era: str, *, age_seconds: float = 0, settled: bool = True) -> KeptWindow:
    fetched_at = NOON - timedelta(seconds=age_seconds)
    return KeptWindow(fetched_at, (RUN,), settled, era)


# Eras


async def test_what_is_kept_is_found_in_its_own_era() -> None:
    windows = cache()
    era = await windows.era(OURA, "workout")

    await windows.keep(OURA, "workout", {FEBRUARY: window(era)}, era)

    assert await windows.kept(OURA, "workout", [FEBRUARY, MARCH], era) == {FEBRUARY: window(era)}


async def test_an_era_lasts_until_something_is_written() -> None:
    windows = cache()
    before = await windows.era(OURA, "workout")
    assert await windows.era(OURA, "workout") == before

    await windows.drop(OURA, "workout")

    assert await windows.era(OURA, "workout") not in {before, NO_ERA}


async def test_a_load_that_began_before_a_write_brings_nothing_back_after_it() -> None:
    windows = cache()
    before = await windows.era(OURA, "workout")
    await windows.drop(OURA, "workout")

    await windows.keep(OURA, "workout", {FEBRUARY: window(before)}, before)

    era = await windows.era(OURA, "workout")
    assert await windows.kept(OURA, "workout", [FEBRUARY], era) == {}


async def test_a_write_is_the_end_of_its_own_collection_and_link_only() -> None:
    windows = cache()
    others = [(OURA, "session"), (BOBS_OURA, "workout"), (FIT, "workout")]
    before = [await windows.era(*other) for other in others]

    await windows.drop(OURA, "workout")

    assert [await windows.era(*other) for other in others] == before
    assert [await windows.is_settled(*other) for other in others] == [True, True, True]


async def test_for_some_minutes_after_a_write_nothing_is_settled() -> None:
    windows = cache()
    assert await windows.is_settled(OURA, "workout")

    await windows.drop(OURA, "workout")

    assert not await windows.is_settled(OURA, "workout")


async def test_nothing_is_found_of_another_link_or_collection() -> None:
    windows = cache()
    era = await windows.era(OURA, "workout")
    await windows.keep(OURA, "workout", {FEBRUARY: window(era)}, era)

    for link, collection in [(BOBS_OURA, "workout"), (OURA, "session"), (FIT, "workout")]:
        assert await windows.kept(link, collection, [FEBRUARY], era) == {}


async def test_where_nothing_can_be_kept_there_is_no_era_and_nothing_is_found() -> None:
    windows = cache(MemoryStore(0, weight))

    assert await windows.era(OURA, "workout") == NO_ERA
    await windows.keep(OURA, "workout", {FEBRUARY: window(NO_ERA)}, NO_ERA)
    await windows.drop(OURA, "workout")

    assert await windows.kept(OURA, "workout", [FEBRUARY], NO_ERA) == {}


async def test_without_an_era_nothing_is_kept_though_it_could_be() -> None:
    windows = cache()

    await windows.keep(OURA, "workout", {FEBRUARY: window(NO_ERA)}, NO_ERA)

    assert await windows.kept(OURA, "workout", [FEBRUARY], NO_ERA) == {}


# Age


@pytest.mark.parametrize(
    ("of", "age", "settled", "limit", "fresh"),
    [
        (FEBRUARY, 3599, True, None, True),
        (FEBRUARY, 3600, True, None, False),
        (FEBRUARY, 59, False, None, True),
        (FEBRUARY, 60, False, None, False),
        (MARCH, 59, True, None, True),
        (MARCH, 60, True, None, False),
        (FEBRUARY, 0, True, 0, False),
        (FEBRUARY, -5, True, 0, False),
        (FEBRUARY, -3600, True, None, False),
        (MARCH, 100, True, 101, True),
        (MARCH, 101, True, 101, False),
    ],
)
def test_a_window_is_fresh_for_its_time_or_for_what_the_query_says(
    of: Interval, age: int, *, settled: bool, limit: int | None, fresh: bool
) -> None:
    kept = window("era", age_seconds=age, settled=settled)

    held = Held("era", settled=True, windows={of: kept})
    found, _ = cache().fresh([of, JANUARY], held, NOON, Freshness(max_age_seconds=limit))
    assert found == ([(of, kept)] if fresh else [])


@pytest.mark.parametrize(
    ("ended", "usual_seconds"),
    [
        ("2025-03-08T12:00:00.001", 60),
        ("2025-03-08T12:00", 3600),
        ("2025-03-08T11:59:59.999", 3600),
        ("2025-03-10T12:00", 60),
        ("2025-03-10T11:59:59.999", 60),
    ],
)
def test_a_window_is_past_once_it_ended_two_days_ago(ended: str, usual_seconds: int) -> None:
    of = Interval(instant("2025-03-01"), instant(ended))

    almost, over = (window("era", age_seconds=age) for age in (usual_seconds - 1, usual_seconds))

    assert fresh({of: almost}) == ([(of, almost)], NOON + timedelta(seconds=1))
    assert fresh({of: over}) == ([], NOON)


def test_windows_are_fresh_together_until_the_first_of_them_is_not() -> None:
    young, old = window("era", age_seconds=100), window("era", age_seconds=3000)

    assert fresh({FEBRUARY: old, JANUARY: young}) == (
        [(JANUARY, young), (FEBRUARY, old)],
        NOON + timedelta(seconds=600),
    )


def fresh(
    windows: Mapping[Interval, KeptWindow],
) -> tuple[list[tuple[Interval, KeptWindow]], datetime]:
    held = Held("era", settled=True, windows=windows)
    return cache().fresh([JANUARY, *sorted(windows.keys() - {JANUARY})], held, NOON, Freshness())


# Claims


def claim(
    link: Link = OURA, collection: str = "workout", era: str = "era", span: Interval = FEBRUARY
) -> Claim:
    return claim_for(link, collection, era, span)


async def test_in_one_process_nobody_waits_for_replicas() -> None:
    windows = cache()
    claims = [claim(), claim()]

    assert [await windows.claim(one) for one in claims] == [True, True]
    await windows.release(claims[0])


async def test_windows_are_claimed_once_until_they_are_released(redis: RedisServer) -> None:
    async with redis.store() as store:
        windows, ours, theirs = cache(store), claim(), claim()

        assert await windows.claim(ours)
        assert not await windows.claim(theirs)
        await windows.release(theirs)
        assert not await windows.claim(theirs)
        await windows.release(ours)

        assert await windows.claim(theirs)


async def test_a_claim_is_of_its_windows_collection_link_and_era(redis: RedisServer) -> None:
    async with redis.store() as store:
        windows = cache(store)
        others = [
            claim(BOBS_OURA), claim(collection="session"), claim(era="new"), claim(span=MARCH),
        ]  # fmt: skip

        assert await windows.claim(claim())

        assert [await windows.claim(other) for other in others] == [True] * 4


async def test_a_claim_ends_by_itself(redis: RedisServer) -> None:
    async with redis.store() as store:
        assert await cache(store, claim_seconds=0.01).claim(claim())
        windows = cache(store)

        await until(lambda: windows.claim(claim()))


# Through Redis


async def test_replicas_that_look_at_once_find_the_same_era(redis: RedisServer) -> None:
    async with redis.store() as one, redis.store() as other:
        caches = [cache(one), cache(other)]

        eras = {await windows.era(OURA, "workout") for windows in [*caches, *caches]}

    assert len(eras) == 1


async def test_rubbish_in_place_of_an_era_is_followed_by_a_new_one(redis: RedisServer) -> None:
    async with redis.store() as store:
        windows = cache(store)
        era = await windows.era(OURA, "workout")
        (key,) = redis.names()
        redis.put(key, b"rubbish")

        after = await windows.era(OURA, "workout")

        assert after not in {era, NO_ERA}
        assert await windows.era(OURA, "workout") == after


async def test_a_write_while_redis_is_away_ends_the_era_here_at_once_and_elsewhere_later(
    redis: RedisServer,
) -> None:
    async with redis.store(timeout_seconds=0.1) as one, redis.store() as other:
        here, there = cache(one), cache(other)
        before = await there.era(OURA, "workout")
        await there.keep(OURA, "workout", {FEBRUARY: window(before)}, before)

        with redis.held_up():
            await here.drop(OURA, "workout")
            assert await here.era(OURA, "workout") not in {before, NO_ERA}
            assert not await here.is_settled(OURA, "workout")

        async def voided() -> bool:
            era = await there.era(OURA, "workout")
            kept = await there.kept(OURA, "workout", [FEBRUARY], era)
            return era != before and not kept and not await there.is_settled(OURA, "workout")

        await until(voided)


@pytest.mark.parametrize("rubbish", ["text", "list"])
async def test_rubbish_in_place_of_a_claim_holds_nobody_up(
    redis: RedisServer, rubbish: str
) -> None:
    async with redis.store() as store:
        windows = cache(store)
        claim = claim_for(OURA, "workout", "era", FEBRUARY)
        assert await windows.claim(claim)
        assert not await windows.claim(claim_for(OURA, "workout", "era", FEBRUARY))

        (name,) = redis.names()
        if rubbish == "list":
            redis.put_list(name)
        else:
            redis.put(name, b"rubbish")

        assert await windows.claim(claim_for(OURA, "workout", "era", FEBRUARY))

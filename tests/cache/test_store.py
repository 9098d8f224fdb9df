from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from datetime import UTC, date, datetime, timedelta
from typing import get_args

import msgspec
import pytest
import pytest_asyncio

from gateway.cache.recent_writes import RecentWrite
from gateway.cache.redis import redis_store
from gateway.cache.shelves import weight
from gateway.cache.store import MemoryStore, Store
from gateway.domain.activity import Activity
from gateway.domain.detail import (
    Application,
    GoogleFitSession,
    OuraSession,
    OuraWorkout,
    SampleSeries,
)
from gateway.providers import any_activity
from gateway.providers.google_fit.activities import SessionActivity as FitSession
from gateway.providers.oura.activities import SessionActivity, WorkoutActivity
from tests.redis_server import RedisServer

START = datetime(2025, 3, 10, 7, 0, 0, 123_000, tzinfo=UTC)
HOUR = timedelta(hours=1)
PULSE = SampleSeries(
    start_time=START, interval_seconds=5.0, values=(61.0, None, 0.0), unit="bpm", downsampled=True
)
APP = Application(name="Trailbook", version="4", details_url="https://trailbook.example")

FULL: list[Activity] = [
    FitSession(
        START,
        START + HOUR,
        GoogleFitSession(
            id="a/b 🏃",
            activity_type=8,
            name="Straße",
            description="",
            start_time_millis=2**53 + 1,
            end_time_millis=-1,
            modified_time_millis=1_741_590_000_123,
            active_time_millis=0,
            application=APP,
        ),
        "Europe/Zurich",
    ),
    WorkoutActivity(
        START,
        START + HOUR,
        OuraWorkout(
            id="w",
            activity="running",
            calories=0.0,
            day=date(2025, 3, 10),
            distance=1.5,
            end_datetime="2025-03-10T09:00:00+01:00",
            intensity="hard",
            label="Straße",
            source="manual",
            start_datetime="2025-03-10T08:00:00+01:00",
        ),
        "Europe/Zurich",
    ),
    SessionActivity(
        START,
        START + HOUR,
        OuraSession(
            id="s",
            type="rest",
            day=date(2025, 3, 10),
            mood="good",
            start_datetime="2025-03-10T08:00:00+01:00",
            end_datetime="2025-03-10T09:00:00+01:00",
            heart_rate=PULSE,
            heart_rate_variability=PULSE,
            motion_count=PULSE,
        ),
        "Europe/Zurich",
    ),
]
"""Activities that say everything that one can say."""
BARE = FitSession(START, START, GoogleFitSession(id="", start_time_millis=0, end_time_millis=0))


A_MINUTE = 60.0


@pytest_asyncio.fixture(params=["memory", "redis"])
async def store(request: pytest.FixtureRequest) -> AsyncGenerator[Store]:
    """Each kind of store, empty."""
    if request.param == "memory":
        yield MemoryStore(100, weight)
        return
    redis: RedisServer = request.getfixturevalue("redis")
    async with redis.store() as store:
        yield store


@pytest.mark.parametrize("activity", [*FULL, BARE], ids=lambda one: type(one.detail).__name__)
async def test_an_activity_comes_back_with_everything_that_it_says(
    store: Store, activity: Activity
) -> None:
    write = RecentWrite(stored=activity, written_at=START)

    await store.set("key", write, ttl_seconds=A_MINUTE)

    assert await store.get("key", RecentWrite) == write


@pytest.mark.parametrize("activity", FULL, ids=lambda one: type(one.detail).__name__)
def test_the_activities_of_these_tests_leave_nothing_at_its_default(activity: Activity) -> None:
    assert not [
        field.name
        for part in (activity, activity.detail)
        for field in msgspec.structs.fields(part)
        if not field.required and getattr(part, field.name) == field.default
    ]


def test_there_is_an_activity_of_each_class() -> None:
    assert {type(one) for one in FULL} == set(get_args(any_activity()))


async def test_what_leaves_open_what_it_holds_is_not_read_by_a_store_that_was_not_told(
    redis: RedisServer,
) -> None:
    store = redis_store(redis.url, timeout_seconds=5)
    await store.set("key", RecentWrite(stored=BARE, written_at=START), ttl_seconds=A_MINUTE)

    with pytest.raises(TypeError):
        await store.get("key", RecentWrite)

    await store.close()


async def test_the_last_value_of_a_key_is_the_one_that_counts(store: Store) -> None:
    await store.set("key", 1, ttl_seconds=A_MINUTE)
    await store.set("other", 2, ttl_seconds=A_MINUTE)
    await store.set("key", 3, ttl_seconds=A_MINUTE)

    assert (await store.get("key", int), await store.get("other", int)) == (3, 2)


async def test_values_are_got_in_the_order_of_their_keys_and_none_where_there_is_none(
    store: Store,
) -> None:
    await store.set("one", 1, ttl_seconds=A_MINUTE)
    await store.set("two", 2, ttl_seconds=A_MINUTE)

    assert list(await store.get_many(["two", "none", "one"], int)) == [2, None, 1]


async def test_many_values_are_kept_at_once_and_for_their_time_only(store: Store) -> None:
    await store.set_many({"one": 1, "two": 2}, ttl_seconds=0.05)
    assert list(await store.get_many(["one", "two"], int)) == [1, 2]

    await asyncio.sleep(0.06)

    assert list(await store.get_many(["one", "two"], int)) == [None, None]


async def test_what_is_deleted_is_gone_and_deleting_again_is_harmless(store: Store) -> None:
    await store.set("key", 1, ttl_seconds=A_MINUTE)

    await store.delete("key")
    await store.delete("key")

    assert await store.get("key", int) is None


async def test_a_value_is_kept_for_its_time_only(store: Store) -> None:
    await store.set("short", 1, ttl_seconds=0.05)
    await store.set("long", 1, ttl_seconds=A_MINUTE)
    assert await store.get("short", int) == 1

    await asyncio.sleep(0.06)

    assert (await store.get("short", int), await store.get("long", int)) == (None, 1)


async def test_a_value_that_is_set_again_is_kept_anew(store: Store) -> None:
    await store.set("key", 1, ttl_seconds=0.01)
    await store.set("key", 2, ttl_seconds=A_MINUTE)
    await asyncio.sleep(0.02)

    assert await store.get("key", int) == 2


async def test_only_the_first_adds_a_key(store: Store) -> None:
    assert await store.add("key", "first", ttl_seconds=A_MINUTE)
    assert not await store.add("key", "second", ttl_seconds=A_MINUTE)

    assert await store.get("key", str) == "first"


async def test_a_value_is_taken_back_by_who_knows_it_only(store: Store) -> None:
    await store.add("key", "mine", ttl_seconds=A_MINUTE)

    await store.take_back("key", "yours")
    assert await store.get("key", str) == "mine"
    await store.take_back("key", "mine")

    assert await store.get("key", str) is None


async def test_changes_at_the_same_time_are_all_kept(store: Store) -> None:
    def adding(number: int) -> Callable[[list[int] | None], list[int]]:
        return lambda numbers: [*(numbers or []), number]

    changes = (store.change("key", list[int], adding(n), ttl_seconds=A_MINUTE) for n in range(5))
    await asyncio.gather(*changes)

    assert sorted(await store.get("key", list[int]) or []) == [0, 1, 2, 3, 4]


async def test_what_is_kept_surely_is_kept(store: Store) -> None:
    await store.set("key", 1, ttl_seconds=A_MINUTE, surely=True)

    assert await store.get("key", int) == 1


async def test_two_memories_share_nothing() -> None:
    one, other = MemoryStore(100, weight), MemoryStore(100, weight)

    await one.set("key", 1, ttl_seconds=A_MINUTE)

    assert await other.get("key", int) is None
    assert (one.is_shared, other.is_shared) == (False, False)


async def test_two_stores_on_one_redis_share_everything(redis: RedisServer) -> None:
    async with redis.store() as one, redis.store() as other:
        await one.set("key", 1, ttl_seconds=A_MINUTE)

        assert await other.get("key", int) == 1
        assert (one.is_shared, other.is_shared) == (True, True)

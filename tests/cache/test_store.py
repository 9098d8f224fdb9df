from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
import pytest_asyncio

from gateway.cache.recent_writes import RecentWrite
from gateway.cache.shelves import weight
from gateway.cache.store import MemoryStore, Store
from gateway.domain.activity import (
    Activity,
    ActivityKind,
    ActivityType,
    Application,
    Intensity,
    RecordedMetrics,
    RecordingMethod,
)
from gateway.domain.detail import Detail, GoogleFitSession, OuraSession, OuraWorkout, SampleSeries
from gateway.domain.provider_name import Provider
from tests.redis_server import RedisServer

START = datetime(2025, 3, 10, 7, 0, 0, 123_000, tzinfo=UTC)
HOUR = timedelta(hours=1)
PULSE = SampleSeries(
    start_time=START, interval_seconds=5.0, values=(61.0, None, 0.0), unit="bpm", downsampled=True
)
APP = Application(name="Trailbook", version="4", details_url="https://trailbook.example")

DETAILS: list[Detail] = [
    GoogleFitSession(
        id="a/b 🏃",
        activity_type=8,
        name=None,
        description="",
        start_time_millis=2**53 + 1,
        end_time_millis=-1,
        modified_time_millis=None,
        active_time_millis=0,
        application=APP,
    ),
    OuraWorkout(
        id="w",
        activity="running",
        calories=0.0,
        day=date(2025, 3, 10),
        distance=None,
        end_datetime="2025-03-10T09:00:00+01:00",
        intensity="hard",
        label=None,
        source="manual",
        start_datetime="2025-03-10T08:00:00+01:00",
    ),
    OuraSession(
        id="s",
        type="rest",
        day=date(2025, 3, 10),
        mood="good",
        start_datetime="2025-03-10T08:00:00+01:00",
        end_datetime="2025-03-10T09:00:00+01:00",
        heart_rate=PULSE,
        heart_rate_variability=None,
        motion_count=None,
    ),
]


def activity(detail: Detail) -> Activity:
    """An activity that says everything that one can say."""
    return Activity(
        provider=Provider.OURA,
        collection="workout",
        provider_id=detail.id,
        kind=ActivityKind.WORKOUT,
        type=ActivityType.RUNNING,
        provider_type="running",
        start_time=START,
        end_time=START + HOUR,
        recording_method=RecordingMethod.MANUAL,
        detail=detail,
        title="Straße",
        notes="",
        active_duration_seconds=0.5,
        start_offset_minutes=-210,
        start_local=datetime(2025, 3, 10, 3, 30),  # noqa: DTZ001 - a wall clock
        provider_day=date(2025, 3, 10),
        intensity=Intensity.UNKNOWN,
        mood="good",
        application=APP,
        modified_at=START + HOUR,
        metrics=RecordedMetrics(active_energy_kcal=0.0, heart_rate=PULSE),
        viewer_can_update=True,
        seen_in="Europe/Zurich",
    )


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


@pytest.mark.parametrize("detail", DETAILS, ids=lambda detail: type(detail).__name__)
async def test_an_activity_comes_back_with_everything_that_it_says(
    store: Store, detail: Detail
) -> None:
    write = RecentWrite(stored=activity(detail), written_at=START)

    await store.set("key", write, ttl_seconds=A_MINUTE)

    assert await store.get("key", RecentWrite) == write


def test_the_activity_of_these_tests_leaves_nothing_at_its_default() -> None:
    full = activity(DETAILS[0])
    left_out = {"viewer_can_delete"}

    assert {
        field.name
        for field in msgspec.structs.fields(Activity)
        if not field.required and getattr(full, field.name) == field.default
    } == left_out


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

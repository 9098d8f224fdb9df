from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from gateway.cache.recent_writes import RecentWrite
from gateway.cache.store import Store
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


@pytest.mark.parametrize("detail", DETAILS, ids=lambda detail: type(detail).__name__)
async def test_an_activity_comes_back_with_everything_that_it_says(detail: Detail) -> None:
    store = Store.in_memory()
    write = RecentWrite(stored=activity(detail), written_at=START)

    await store.set("key", write, ttl_seconds=60)

    assert await store.get("key", RecentWrite) == write


def test_the_activity_of_these_tests_leaves_nothing_at_its_default() -> None:
    full = activity(DETAILS[0])
    left_out = {"viewer_can_delete"}

    assert {
        field.name
        for field in msgspec.structs.fields(Activity)
        if not field.required and getattr(full, field.name) == field.default
    } == left_out


async def test_what_is_kept_cannot_be_changed_by_who_gave_or_reads_it() -> None:
    store = Store.in_memory()
    given = {"a": [1]}

    await store.set("key", given, ttl_seconds=60)
    given["a"].append(2)
    read = await store.get("key", dict[str, list[int]])
    assert read is not None
    read["a"].append(3)

    assert await store.get("key", dict[str, list[int]]) == {"a": [1]}


async def test_two_stores_share_nothing() -> None:
    one, other = Store.in_memory(), Store.in_memory()

    await one.set("key", 1, ttl_seconds=60)

    assert await other.get("key", int) is None


async def test_the_last_value_of_a_key_is_the_one_that_counts() -> None:
    store = Store.in_memory()

    await store.set("key", 1, ttl_seconds=60)
    await store.set("other", 2, ttl_seconds=60)
    await store.set("key", 3, ttl_seconds=60)

    assert (await store.get("key", int), await store.get("other", int)) == (3, 2)


async def test_what_is_deleted_is_gone_and_deleting_again_is_harmless() -> None:
    store = Store.in_memory()
    await store.set("key", 1, ttl_seconds=60)

    await store.delete("key")
    await store.delete("key")

    assert await store.get("key", int) is None


async def test_a_value_is_kept_for_its_time_only() -> None:
    store = Store.in_memory()
    await store.set("short", 1, ttl_seconds=0.01)
    await store.set("long", 1, ttl_seconds=60)
    assert await store.get("short", int) == 1

    await asyncio.sleep(0.02)

    assert (await store.get("short", int), await store.get("long", int)) == (None, 1)


async def test_a_value_that_is_set_again_is_kept_anew() -> None:
    store = Store.in_memory()

    await store.set("key", 1, ttl_seconds=0.01)
    await store.set("key", 2, ttl_seconds=60)
    await asyncio.sleep(0.02)

    assert await store.get("key", int) == 2


async def test_what_is_kept_as_something_else_is_refused_rather_than_misread() -> None:
    store = Store.in_memory()
    await store.set("key", "text", ttl_seconds=60)

    with pytest.raises(msgspec.ValidationError):
        await store.get("key", int)

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import msgspec
import pytest

from gateway.cache.recent_writes import (
    CLOCK_TOLERANCE,
    RecentWrite,
    Writes,
    laid_over,
)
from gateway.cache.shelves import weight
from gateway.cache.store import MemoryStore
from gateway.cache.windows import LAG_SECONDS
from gateway.domain.activity import Activity
from tests.loaders.listed import BOBS_OURA, DELETED, FIT, NOON, OURA, remembered, run, stored

MOMENT = timedelta(milliseconds=1)
RUN = run(OURA, "2025-03-10", "run")
WALK = run(OURA, "2025-03-09", "walk")


def changed(at: datetime | None, title: str = "Changed", native_id: str = "run") -> Activity:
    """The run as it was changed at some time."""
    return msgspec.structs.replace(RUN, provider_id=native_id, title=title, modified_at=at)


# What wins over what


@pytest.mark.parametrize(
    ("listed_at", "written_at", "wins"),
    [
        (NOON, NOON, "theirs"),
        (NOON + MOMENT, NOON, "theirs"),
        (NOON - MOMENT, NOON, "ours"),
        (None, NOON, "ours"),
        (None, None, "ours"),
        (NOON + CLOCK_TOLERANCE, None, "ours"),
        (NOON + CLOCK_TOLERANCE + MOMENT, None, "theirs"),
    ],
    ids=str,
)
def test_the_provider_wins_once_it_lists_what_was_written_or_newer(
    listed_at: datetime | None, written_at: datetime | None, wins: str
) -> None:
    ours, theirs = changed(written_at, "ours"), changed(listed_at, "theirs")

    (shown,) = laid_over([theirs], {"run": stored(ours)})

    assert shown.title == wins


@pytest.mark.parametrize(
    ("listed_at", "shown"),
    [
        (None, False),
        (NOON - timedelta(days=1), False),
        (NOON + CLOCK_TOLERANCE, False),
        (NOON + CLOCK_TOLERANCE + MOMENT, True),
    ],
    ids=str,
)
def test_a_deleted_record_is_shown_once_it_was_surely_written_again(
    listed_at: datetime | None, *, shown: bool
) -> None:
    again = changed(listed_at)

    assert laid_over([again], {"run": DELETED}) == ([again] if shown else [])


def test_writes_change_only_their_own_records() -> None:
    found = laid_over([WALK, RUN], {"new": stored(changed(NOON, native_id="new")), "run": DELETED})

    assert [activity.provider_id for activity in found] == ["walk", "new"]


def test_without_writes_everything_is_as_it_is_listed() -> None:
    assert laid_over([WALK, RUN], {}) == [WALK, RUN]


# What is remembered


async def test_the_last_write_of_each_record_is_remembered() -> None:
    writes = remembered()

    await writes.record(OURA, "workout", "run", stored(RUN))
    await writes.record(OURA, "workout", "walk", stored(WALK))
    await writes.record(OURA, "workout", "run", DELETED)

    assert await writes.of(OURA, "workout") == {"run": DELETED, "walk": stored(WALK)}


async def test_a_write_is_remembered_for_its_own_link_and_collection() -> None:
    writes = remembered()

    await writes.record(OURA, "workout", "run", stored(RUN))

    assert await writes.of(BOBS_OURA, "workout") == {}
    assert await writes.of(OURA, "session") == {}
    assert await writes.of(FIT, "workout") == {}


async def test_a_write_that_is_too_old_is_forgotten_with_the_next_one() -> None:
    writes = remembered()
    old = timedelta(seconds=LAG_SECONDS)
    too_old = RecentWrite(stored=RUN, written_at=NOON - old)
    just_kept = RecentWrite(stored=WALK, written_at=NOON - old + MOMENT)

    await writes.record(OURA, "workout", "run", too_old)
    await writes.record(OURA, "workout", "walk", just_kept)
    await writes.record(OURA, "workout", "new", DELETED)

    assert await writes.of(OURA, "workout") == {"walk": just_kept, "new": DELETED}


async def test_simultaneous_writes_are_all_remembered() -> None:
    writes = remembered()
    names = {f"run {number}" for number in range(20)}

    await asyncio.gather(*(writes.record(OURA, "workout", name, DELETED) for name in names))

    assert (await writes.of(OURA, "workout")).keys() == names
    assert await writes.of(OURA, "session") == {}


async def test_a_forgotten_write_leaves_the_others() -> None:
    writes = remembered()
    await writes.record(OURA, "workout", "run", stored(RUN))
    await writes.record(OURA, "workout", "walk", stored(WALK))

    await writes.forget(OURA, "workout", "run")
    await writes.forget(OURA, "workout", "unknown")

    assert await writes.of(OURA, "workout") == {"walk": stored(WALK)}


async def test_the_key_of_the_store_names_the_link_by_its_fingerprint() -> None:
    store = MemoryStore(100, weight)

    await remembered(store).record(OURA, "workout", "run", DELETED)

    assert await store.get("writes:oura:workout:ann at oura", Writes) == {"run": DELETED}

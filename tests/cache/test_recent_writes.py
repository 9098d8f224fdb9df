from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import msgspec
import pytest

from gateway.cache.kept import Collection
from gateway.cache.recent_writes import (
    CLOCK_TOLERANCE,
    News,
    RecentWrite,
    RecentWrites,
    Writes,
    laid_over,
    news_in,
)
from gateway.cache.shelves import weight
from gateway.cache.store import MemoryStore
from gateway.cache.windows import LAG_SECONDS, Lifetimes, WindowCache
from gateway.domain.activity import Activity
from tests.loaders.listed import BOBS_OURA, DELETED, FIT, NOON, OURA, remembered, run, stored

WORKOUTS = Collection(OURA, "workout")
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


def test_what_lists_have_shown_and_this_one_does_not_is_gone() -> None:
    shown = {"run": msgspec.structs.replace(stored(RUN), shown=True)}

    assert laid_over([WALK], shown) == [WALK]
    assert laid_over([WALK], shown, frozenset({"walk"})) == [WALK]
    assert laid_over([WALK], shown, frozenset({"run"})) == [WALK, RUN]


def test_what_lists_have_shown_stands_in_for_what_was_before_it() -> None:
    ours = changed(NOON, "ours")
    shown = {"run": msgspec.structs.replace(stored(ours), shown=True)}

    assert laid_over([changed(NOON - MOMENT, "before")], shown) == [ours]


@pytest.mark.parametrize(("listed_at", "shown"), [(NOON, False), (NOON + MOMENT, True)], ids=str)
def test_when_a_deletion_is_known_to_the_moment_what_was_written_later_is_shown(
    listed_at: datetime, *, shown: bool
) -> None:
    again, gone = changed(listed_at), stored(RUN).undone(NOON)

    assert laid_over([again], {"run": gone}) == ([again] if shown else [])


def test_news_is_what_is_listed_of_a_record_and_as_new_as_its_write() -> None:
    ours, theirs = changed(NOON, "ours"), changed(NOON + MOMENT, "theirs")
    before = changed(NOON - MOMENT)

    def now(*listed: Activity) -> Activity | None:
        news = news_in([WALK, *listed], {"run": stored(ours), "new": DELETED})
        assert all(one.known == stored(ours) and one.now.shown for one in news.values())
        return news["run"].now.stored if news else None

    assert now() is None
    assert now(before) is None
    assert now(ours) == ours
    assert now(theirs, ours, before) == theirs


def test_what_is_known_already_is_no_news() -> None:
    (news,) = news_in([changed(NOON)], {"run": stored(changed(NOON))}).values()

    assert news_in([changed(NOON)], {"run": news.now}) == {}


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


async def test_what_lists_have_shown_voids_nothing_and_what_the_journal_has_told_voids_lists() -> (
    None
):
    store = MemoryStore(100, weight)
    windows = WindowCache(store, Lifetimes())
    writes = RecentWrites(store, windows)
    await writes.record(OURA, "workout", "run", stored(RUN))
    era = await windows.era(OURA, "workout")
    shown, gone = msgspec.structs.replace(stored(RUN), shown=True), stored(RUN).undone(NOON)

    await writes.confirm(WORKOUTS, {"run": News(stored(RUN), shown)})
    assert await writes.of(*WORKOUTS) == {"run": shown}
    assert await windows.era(OURA, "workout") == era

    await writes.correct(WORKOUTS, {"run": News(shown, gone)})
    assert await writes.of(*WORKOUTS) == {"run": gone}
    assert await windows.era(OURA, "workout") != era


async def test_news_of_what_was_written_anew_meanwhile_is_none() -> None:
    writes = remembered()
    again = stored(changed(NOON))
    await writes.record(OURA, "workout", "run", again)

    await writes.confirm(WORKOUTS, {"run": News(stored(RUN), DELETED), "x": News(again, DELETED)})

    assert await writes.of(*WORKOUTS) == {"run": again}


async def test_the_key_of_the_store_names_the_link_by_its_fingerprint() -> None:
    store = MemoryStore(100, weight)

    await remembered(store).record(OURA, "workout", "run", DELETED)

    assert await store.get("writes:oura:workout:ann at oura", Writes) == {"run": DELETED}

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from gateway.cache.answers import KEPT_BESIDE, AnswerCache, Provenance, answer_weight
from gateway.cache.kept import Collection
from gateway.cache.shelves import weight
from gateway.cache.store import MemoryStore
from gateway.cache.windows import Lifetimes, WindowCache
from tests.loaders.listed import BOBS_OURA, NOON, OURA

WORKOUTS = Collection(OURA, "workout")
SESSIONS = Collection(OURA, "session")
A_MINUTE = timedelta(minutes=1)
ANSWER = b'{"data":{}}'


class Kept:
    """An answer cache over windows in memory, with a clock that can be set."""

    def __init__(self) -> None:
        self.now = NOON
        self.windows = WindowCache(MemoryStore(100, weight), Lifetimes())
        self.answers = AnswerCache(MemoryStore(10_000, answer_weight), self.windows, self._clock)

    def _clock(self) -> datetime:
        return self.now

    async def provenance(self, *collections: Collection) -> Provenance:
        """Of windows of the collections, which are fresh for a minute."""
        made_of = Provenance()
        for whole in collections:
            made_of.add(whole, await self.windows.era(*whole), NOON + A_MINUTE)
        return made_of


async def test_an_answer_is_found_while_all_that_it_was_made_of_is_fresh() -> None:
    kept = Kept()
    await kept.answers.keep("key", ANSWER, await kept.provenance(WORKOUTS, SESSIONS))

    kept.now = NOON + A_MINUTE - timedelta(milliseconds=1)
    assert await kept.answers.find("key") == ANSWER
    assert await kept.answers.find("another key") is None

    kept.now = NOON + A_MINUTE
    assert await kept.answers.find("key") is None


async def test_the_part_that_is_fresh_for_the_shortest_time_decides() -> None:
    kept = Kept()
    made_of = await kept.provenance(WORKOUTS)
    era = await kept.windows.era(*SESSIONS)
    made_of.add(SESSIONS, era, NOON + timedelta(seconds=5))
    made_of.add(SESSIONS, era, NOON + timedelta(seconds=9))
    await kept.answers.keep("key", ANSWER, made_of)

    kept.now = NOON + timedelta(seconds=5)

    assert await kept.answers.find("key") is None


@pytest.mark.parametrize("written", [WORKOUTS, SESSIONS])
async def test_a_write_to_any_collection_of_an_answer_ends_it(written: Collection) -> None:
    kept = Kept()
    await kept.answers.keep("key", ANSWER, await kept.provenance(WORKOUTS, SESSIONS))

    await kept.windows.drop(*written)

    assert await kept.answers.find("key") is None


async def test_a_write_of_another_person_or_to_another_collection_ends_nothing() -> None:
    kept = Kept()
    await kept.answers.keep("key", ANSWER, await kept.provenance(WORKOUTS))

    await kept.windows.drop(*SESSIONS)
    await kept.windows.drop(BOBS_OURA, "workout")

    assert await kept.answers.find("key") == ANSWER


async def test_what_tells_of_a_call_or_is_made_of_nothing_kept_is_not_kept() -> None:
    kept = Kept()
    live = await kept.provenance(WORKOUTS)
    live.spoil()

    await kept.answers.keep("live", ANSWER, live)
    await kept.answers.keep("empty", ANSWER, Provenance())

    assert await kept.answers.find("live") is None
    assert await kept.answers.find("empty") is None


async def test_what_was_read_before_and_after_a_write_is_not_kept() -> None:
    kept = Kept()
    made_of = await kept.provenance(WORKOUTS)
    await kept.windows.drop(*WORKOUTS)
    made_of.add(WORKOUTS, await kept.windows.era(*WORKOUTS), NOON + A_MINUTE)

    await kept.answers.keep("key", ANSWER, made_of)

    assert await kept.answers.find("key") is None


async def test_an_answer_that_is_too_old_already_is_not_kept() -> None:
    kept = Kept()
    made_of = await kept.provenance(WORKOUTS)
    kept.now = NOON + A_MINUTE

    await kept.answers.keep("key", ANSWER, made_of)
    kept.now = NOON

    assert await kept.answers.find("key") is None


async def test_an_answer_weighs_its_bytes_and_what_is_beside_them() -> None:
    store = MemoryStore(KEPT_BESIDE + len(ANSWER), answer_weight)
    kept = Kept()
    answers = AnswerCache(store, kept.windows, lambda: NOON)
    await answers.keep("key", ANSWER, await kept.provenance(WORKOUTS))

    assert store.memory.weight == KEPT_BESIDE + len(ANSWER)
    assert answer_weight(7) == KEPT_BESIDE

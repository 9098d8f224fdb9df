from __future__ import annotations

import asyncio
import gc
from collections.abc import Hashable

import pytest

from gateway.cache.keyed_lock import KeyedLock


class Diary:
    """Who came in and went out, in order."""

    def __init__(self, lock: KeyedLock) -> None:
        self._lock = lock
        self.entries: list[str] = []

    async def visit(self, name: str, key: Hashable) -> None:
        async with self._lock.holding(key):
            self.entries.append(f"{name} in")
            for _ in range(3):
                await asyncio.sleep(0)
            self.entries.append(f"{name} out")


async def test_whoever_wants_a_key_that_is_held_waits_in_line() -> None:
    diary = Diary(KeyedLock())

    await asyncio.gather(*(diary.visit(name, "key") for name in ("ann", "bob", "eve")))

    assert diary.entries == ["ann in", "ann out", "bob in", "bob out", "eve in", "eve out"]


async def test_other_keys_are_free_meanwhile() -> None:
    diary = Diary(KeyedLock())

    await asyncio.gather(diary.visit("ann", "a key"), diary.visit("bob", "another"))

    assert diary.entries == ["ann in", "bob in", "ann out", "bob out"]


async def test_a_key_is_free_again_after_a_failure() -> None:
    lock = KeyedLock()
    diary = Diary(lock)

    with pytest.raises(LookupError):
        async with lock.holding("key"):
            raise LookupError

    await diary.visit("ann", "key")
    assert diary.entries == ["ann in", "ann out"]


async def test_a_key_is_free_again_when_whoever_waited_for_it_gave_up() -> None:
    diary = Diary(KeyedLock())
    ann = asyncio.create_task(diary.visit("ann", "key"))
    bob = asyncio.create_task(diary.visit("bob", "key"))
    await asyncio.sleep(0)

    bob.cancel()
    await ann
    await diary.visit("eve", "key")

    assert bob.cancelled()
    assert diary.entries == ["ann in", "ann out", "eve in", "eve out"]


async def test_equal_keys_are_one_key() -> None:
    diary = Diary(KeyedLock())

    await asyncio.gather(diary.visit("ann", ("a", 1)), diary.visit("bob", ("a", 1)))

    assert diary.entries == ["ann in", "ann out", "bob in", "bob out"]


async def test_nothing_is_kept_of_keys_that_nobody_holds() -> None:
    lock = KeyedLock()
    before = locks_alive()
    async with lock.holding(0):
        assert locks_alive() == before + 1

    await asyncio.gather(*(Diary(lock).visit("ann", key) for key in range(100)))

    assert locks_alive() == before


def locks_alive() -> int:
    gc.collect()
    return sum(isinstance(one, asyncio.Lock) for one in gc.get_objects())

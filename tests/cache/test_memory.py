from __future__ import annotations

import asyncio

from gateway.cache.memory import BoundedMemory


def weigh(value: object) -> int:
    """A text weighs its length."""
    assert isinstance(value, str)
    return len(value)


async def kept(memory: BoundedMemory, *keys: str) -> list[str]:
    """Those of the keys that something is kept under."""
    return [key for key, value in zip(keys, await memory.multi_get(keys), strict=True) if value]


async def test_values_are_kept_as_long_as_they_weigh_no_more_than_the_bound() -> None:
    memory = BoundedMemory(10, weigh)

    await memory.set("a", "12345")
    await memory.set("b", "12345")

    assert await kept(memory, "a", "b") == ["a", "b"]
    assert memory.weight == 10


async def test_what_was_used_least_lately_goes_first() -> None:
    memory = BoundedMemory(10, weigh)
    for key in ("a", "b", "c", "d", "e"):
        await memory.set(key, "12")

    await memory.get("a")
    await memory.multi_get(["b"])
    await memory.set("c", "12")
    await memory.set("new", "1234")

    assert await kept(memory, "a", "b", "c", "d", "e", "new") == ["a", "b", "c", "new"]
    assert memory.weight == 10


async def test_a_value_that_is_replaced_gives_its_weight_back() -> None:
    memory = BoundedMemory(10, weigh)

    for _ in range(5):
        await memory.set("a", "123456")
    await memory.set("b", "1234")

    assert await kept(memory, "a", "b") == ["a", "b"]


async def test_a_value_that_is_deleted_gives_its_weight_back() -> None:
    memory = BoundedMemory(10, weigh)
    await memory.set("a", "123456")

    await memory.delete("a")
    await memory.delete("a")

    assert memory.weight == 0


async def test_a_value_heavier_than_the_bound_drives_nothing_out() -> None:
    memory = BoundedMemory(10, weigh)
    await memory.set("a", "123")
    await memory.set("b", "123")

    await memory.set("b", "12345678901")

    assert await kept(memory, "a", "b") == ["a"]
    assert memory.weight == 3


async def test_a_bound_of_nothing_keeps_nothing() -> None:
    memory = BoundedMemory(0, weigh)

    await memory.set("a", "1", ttl=60)

    assert await memory.get("a") is None


async def test_a_value_whose_time_is_over_gives_its_weight_back_when_it_is_asked_for() -> None:
    memory = BoundedMemory(10, weigh)
    await memory.set("a", "12345", ttl=0.01)
    await memory.set("b", "12345", ttl=60)
    await asyncio.sleep(0.02)

    assert await memory.get("a") is None
    await memory.set("c", "12345", ttl=60)

    assert await kept(memory, "a", "b", "c") == ["b", "c"]
    assert memory.weight == 10

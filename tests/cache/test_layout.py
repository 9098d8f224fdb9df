"""Values that another version of the gateway has kept."""

from __future__ import annotations

from enum import StrEnum

import msgspec
import pytest

from gateway.cache.kept import KeptWindow
from gateway.cache.layout import layout_of
from gateway.cache.recent_writes import Writes
from gateway.cache.redis import redis_store
from gateway.providers import any_activity
from gateway.writing.idempotency import Repetition
from tests.made_up import MadeUp
from tests.redis_server import RedisServer


class Colour(StrEnum):
    RED = "RED"


class Walk(msgspec.Struct, array_like=True):
    meters: float
    seconds: float
    colour: Colour | None = None


def other_walk(*fields: tuple[str, type], name: str = "Walk") -> type[msgspec.Struct]:
    return msgspec.defstruct(name, fields, array_like=True)


def test_equal_types_have_the_same_layout() -> None:
    same = other_walk(("meters", float), ("seconds", float))

    assert layout_of(same) == layout_of(other_walk(("meters", float), ("seconds", float)))


def test_parts_of_other_names_order_or_types_are_another_layout() -> None:
    others = [
        other_walk(("meters", float), ("seconds", float)),
        other_walk(("seconds", float), ("meters", float)),
        other_walk(("meters", float), ("seconds", int)),
        other_walk(("meters", float), ("minutes", float)),
        other_walk(("meters", float), ("seconds", float), ("colour", Colour)),
        other_walk(("walk", Walk)),
    ]

    assert len({layout_of(one) for one in others}) == len(others)


def test_a_part_deep_within_counts() -> None:
    wider = msgspec.defstruct("MadeUp", [("weather", str)], bases=(MadeUp,), kw_only=True)

    assert layout_of(tuple[MadeUp, ...]) != layout_of(tuple[wider, ...])
    assert layout_of(KeptWindow, holding=MadeUp) != layout_of(KeptWindow, holding=wider)
    assert layout_of(Writes, holding=MadeUp) != layout_of(Writes, holding=wider)
    assert layout_of(Repetition, holding=MadeUp) != layout_of(Repetition, holding=wider)


def test_each_class_of_activities_counts() -> None:
    every = any_activity()

    assert layout_of(KeptWindow, holding=every) != layout_of(KeptWindow, holding=every | MadeUp)


def test_what_leaves_open_what_it_holds_has_no_layout() -> None:
    with pytest.raises(TypeError):
        layout_of(KeptWindow)


async def test_what_a_version_of_another_layout_has_kept_counts_as_nothing(
    redis: RedisServer,
) -> None:
    older = redis_store(redis.url, timeout_seconds=5, layout="older")
    newer = redis_store(redis.url, timeout_seconds=5, layout="newer")
    await older.set("key", 7, ttl_seconds=60)

    assert await newer.get("key", int) is None
    await newer.set("key", 8, ttl_seconds=60)
    assert (await newer.get("key", int), await older.get("key", int)) == (8, None)
    await older.close()
    await newer.close()

"""A store in a Redis that is slow, down, flushed, or full of rubbish."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec
import pytest
from aiocache import RedisCache
from structlog.testing import capture_logs

from gateway.cache.redis import CONNECTIONS
from gateway.cache.shared import SharedStore
from tests.redis_server import RedisServer, until

A_MINUTE = 60.0


def adding(number: int) -> Callable[[list[int] | None], list[int]]:
    return lambda numbers: [*(numbers or []), number]


async def is_back(store: SharedStore) -> bool:
    """Whether the store keeps what it is given."""
    await store.set("probe", 1, ttl_seconds=A_MINUTE)
    return await store.get("probe", int) == 1


# Rubbish


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"rubbish",
        b"\xc1",
        b"\x91" * 10_000,
        msgspec.msgpack.encode(7),
        msgspec.msgpack.encode(("key", "text")),
        msgspec.msgpack.encode(("another key", 7)),
        msgspec.msgpack.encode(("key", 7, 7)),
    ],
    ids=lambda content: repr(content[:20]),
)
async def test_what_cannot_be_read_or_is_another_keys_was_never_kept(
    redis: RedisServer, content: bytes
) -> None:
    async with redis.store() as store:
        await store.set("key", 7, ttl_seconds=A_MINUTE)
        redis.put("key", content)

        assert await store.get("key", int) is None
        await store.change("key", list[int], adding(1), ttl_seconds=A_MINUTE)
        assert await store.get("key", list[int]) == [1]


async def test_a_list_in_place_of_a_value_is_none_and_is_overwritten(redis: RedisServer) -> None:
    async with redis.store() as store:
        redis.put_list("key")

        with capture_logs() as log:
            assert await store.get("key", int) is None
        await store.change("key", list[int], adding(1), ttl_seconds=A_MINUTE)

        assert log == []
        assert await store.get("key", list[int]) == [1]


async def test_a_list_that_a_command_stumbles_over_does_not_stop_the_others(
    redis: RedisServer,
) -> None:
    async with redis.store() as store:
        redis.put_list("key")
        await store.set("other", 1, ttl_seconds=A_MINUTE)

        with capture_logs() as log:
            await store.take_back("key", 1)

        assert [entry["event"] for entry in log] == ["cache_failed"]
        assert await store.get("other", int) == 1


async def test_nothing_is_under_no_keys_and_that_is_no_failure(redis: RedisServer) -> None:
    async with redis.store() as store:
        with capture_logs() as log:
            assert list(await store.get_many([], int)) == []

        assert log == []


# Down


async def test_without_a_redis_nothing_is_kept_and_nothing_fails(redis: RedisServer) -> None:
    redis.stop()
    async with redis.store() as store:
        with capture_logs() as log:
            await store.set("key", 1, ttl_seconds=A_MINUTE)
            await store.set_many({"other": 1}, ttl_seconds=A_MINUTE)
            found = await store.get_many(["key", "other"], int)
            added = [await store.add("key", 1, ttl_seconds=A_MINUTE) for _ in range(2)]
            await store.delete("key")
            await store.take_back("key", 1)

    assert (list(found), added) == ([None, None], [True, True])
    assert {entry["event"] for entry in log} == {"cache_failed"}


async def test_a_redis_that_comes_back_is_used_again(redis: RedisServer) -> None:
    async with redis.store() as store:
        await store.set("key", 1, ttl_seconds=A_MINUTE)
        redis.stop()
        assert await store.get("key", int) is None
        redis.start()

        await until(lambda: is_back(store))


async def test_a_redis_that_failed_is_left_alone_for_a_moment(redis: RedisServer) -> None:
    redis.stop()
    async with redis.store() as store:
        with capture_logs() as log:
            for _ in range(50):
                await store.get("key", int)

    assert len(log) < 10


async def test_calls_that_fail_together_are_one_event(redis: RedisServer) -> None:
    redis.stop()
    async with redis.store() as store:
        with capture_logs() as log:
            await asyncio.gather(*(store.get("key", int) for _ in range(10)))

    assert [entry["event"] for entry in log] == ["cache_failed"]


async def test_a_log_of_a_failure_names_neither_key_nor_value_nor_address(
    redis: RedisServer,
) -> None:
    redis.stop()
    async with redis.store() as store:
        with capture_logs() as log:
            await store.set("key-of-ann", "value-of-ann", ttl_seconds=A_MINUTE)

    assert [entry.keys() for entry in log] == [{"event", "failure", "log_level"}]
    assert log[0]["failure"].endswith("Error")


class Closing(RedisCache):
    """A line that breaks as uvloop tells it: by no error of the network."""

    async def multi_get(self, *_: object, **__: object) -> list[bytes | None]:
        raise RuntimeError("unable to perform operation; the handler is closed")


async def test_whatever_a_broken_line_raises_the_redis_is_left_alone_and_nothing_fails() -> None:
    store = SharedStore(Closing())

    with capture_logs() as log:
        found = [await store.get("key", int) for _ in range(3)]
    await store.close()

    assert found == [None, None, None]
    assert [entry["failure"] for entry in log] == ["RuntimeError"]


# Slow


async def test_a_redis_that_does_not_answer_is_not_waited_for_and_answers_nothing_later(
    redis: RedisServer,
) -> None:
    async with redis.store(timeout_seconds=0.05) as store:
        keys = [f"key {number}" for number in range(20)]
        for number, key in enumerate(keys):
            await store.set(key, number, ttl_seconds=A_MINUTE)

        with redis.held_up():
            found = await asyncio.gather(*(store.get(key, int) for key in keys))
        await until(lambda: is_back(store))

        assert found == [None] * 20
        assert await asyncio.gather(*(store.get(key, int) for key in keys)) == list(range(20))


async def test_a_reader_that_is_cancelled_leaves_its_answer_to_nobody_else(
    redis: RedisServer,
) -> None:
    async with redis.store() as store:
        await store.set("mine", "mine", ttl_seconds=A_MINUTE)
        await store.set("yours", "yours", ttl_seconds=A_MINUTE)
        for ticks in range(12):
            leaver = asyncio.create_task(store.get("yours", str))
            for _ in range(ticks):
                await asyncio.sleep(0)
            leaver.cancel()

            assert await store.get("mine", str) == "mine"
            await asyncio.wait([leaver])


async def test_more_readers_than_connections_wait_for_one(redis: RedisServer) -> None:
    async with redis.store() as store:
        await store.set("key", 1, ttl_seconds=A_MINUTE)

        found = await asyncio.gather(*(store.get("key", int) for _ in range(5 * CONNECTIONS)))

    assert set(found) == {1}


# What is kept surely


async def test_what_is_kept_surely_is_read_here_at_once_and_by_others_once_redis_is_back(
    redis: RedisServer,
) -> None:
    async with redis.store() as store, redis.store() as other:
        redis.stop()
        await store.set("key", 1, ttl_seconds=A_MINUTE, surely=True)
        await store.set("key", 2, ttl_seconds=A_MINUTE, surely=True)
        await store.change("list", list[int], adding(1), ttl_seconds=A_MINUTE)
        await store.change("list", list[int], adding(2), ttl_seconds=A_MINUTE)

        assert await store.get("key", int) == 2
        assert await store.get("list", list[int]) == [1, 2]
        redis.start()

        async def arrived() -> bool:
            found = [await other.get("key", int), await other.get("list", list[int])]
            return found == [2, [1, 2]]

        await until(arrived)


async def test_what_is_deleted_is_not_kept_later(redis: RedisServer) -> None:
    redis.stop()
    async with redis.store() as store:
        await store.set("key", 1, ttl_seconds=A_MINUTE, surely=True)

        await store.delete("key")

        assert await store.get("key", int) is None


async def test_what_could_not_be_kept_within_its_time_is_forgotten(redis: RedisServer) -> None:
    redis.stop()
    async with redis.store() as store:
        await store.set("key", 1, ttl_seconds=0.01, surely=True)

        async def forgotten() -> bool:
            return await store.get("key", int) is None

        await until(forgotten)


async def test_a_change_whose_place_is_taken_again_and_again_is_kept_in_the_end(
    redis: RedisServer,
) -> None:
    async with redis.store() as store:
        rivals = 0

        def with_a_rival(numbers: list[int] | None) -> list[int]:
            nonlocal rivals
            rivals += 1
            redis.put("key", msgspec.msgpack.encode(("key", [rivals])))
            return [*(numbers or []), -1]

        await store.change("key", list[int], with_a_rival, ttl_seconds=A_MINUTE)

        assert (await store.get("key", list[int]) or [])[-1] == -1

"""How a Redis is reached."""

from __future__ import annotations

import gc

import pytest

from gateway.cache.redis import redis_store
from tests.redis_server import RedisServer


async def kept_at(url: str) -> int | None:
    """What a store at the URL reads after writing it."""
    store = redis_store(url, timeout_seconds=0.5)
    try:
        await store.set("key", 7, ttl_seconds=60)
        return await store.get("key", int)
    finally:
        await store.close()


async def test_each_number_is_a_database_of_its_own(redis: RedisServer) -> None:
    first, second = redis.url, redis.url.removesuffix("0") + "1"
    assert await kept_at(first) == 7
    store = redis_store(second, timeout_seconds=1)

    assert await store.get("key", int) is None
    await store.close()


@pytest.mark.parametrize(
    ("login", "found"),
    [("ann:p%40ss", 7), ("ann:wrong", None), ("bob:p%40ss", None)],
)
async def test_a_name_and_a_password_are_sent_as_they_were_before_they_were_encoded(
    redis: RedisServer, login: str, found: int | None
) -> None:
    redis.knows("ann", "p@ss")

    assert await kept_at(redis.url.replace("redis://", f"redis://{login}@")) == found


async def test_without_a_path_it_is_the_first_database(redis: RedisServer) -> None:
    assert await kept_at(redis.url.removesuffix("/0")) == 7
    assert redis.names() == ["key"]


async def test_a_redis_without_tls_is_not_spoken_to_as_if_it_had_it(redis: RedisServer) -> None:
    assert await kept_at(redis.url.replace("redis://", "rediss://")) is None


async def test_nothing_stays_open_when_a_store_is_closed(redis: RedisServer) -> None:
    before = redis.clients()

    assert await kept_at(redis.url) == 7
    gc.collect()

    assert redis.clients() == before


async def test_a_store_that_was_never_used_is_closed_without_a_word(redis: RedisServer) -> None:
    await redis_store(redis.url, timeout_seconds=1).close()

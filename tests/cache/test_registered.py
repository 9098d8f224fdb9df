from __future__ import annotations

import hashlib

from gateway.cache.registered import KEPT_SECONDS, Allowance, RegisteredDocuments
from tests.redis_server import RedisServer


def digest(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()


class Watch:
    """Seconds, as the test says."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_an_allowance_is_used_up_and_comes_back_with_time() -> None:
    watch = Watch()
    allowance = Allowance(10, 100, watch)

    taken = [allowance.take(6), allowance.take(6), allowance.take(4), allowance.take(1)]
    watch.seconds = 20
    later = [allowance.take(3), allowance.take(2)]
    watch.seconds = 100_000
    in_the_end = [allowance.take(11), allowance.take(10), allowance.take(1)]

    assert taken == [True, False, True, False]
    assert later == [False, True]
    assert in_the_end == [False, True, False]


async def test_a_process_shares_no_more_in_a_day_than_it_keeps_itself(redis: RedisServer) -> None:
    watch = Watch()
    documents = [f"{{ a{number} }}{' ' * 1000}" for number in range(4)]
    async with redis.store() as store:
        registered = RegisteredDocuments(3200, store, watch)
        for one in documents:
            await registered.register(digest(one), one)
        shared = {f"document:{digest(one)}" for one in documents[:2]}
        assert set(redis.names()) == shared

        watch.seconds = KEPT_SECONDS
        await registered.register(digest(documents[3]), documents[3])

    assert set(redis.names()) == shared | {f"document:{digest(documents[3])}"}


async def test_a_document_is_weighed_by_its_bytes() -> None:
    registered = RegisteredDocuments(2000, None)
    wide = "# " + "é" * 800

    await registered.register(digest(wide), wide)

    assert await registered.find(digest(wide)) is None

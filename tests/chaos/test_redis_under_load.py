"""A Redis that fails in every way while dozens of clients ask: none of them notices."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from functools import partial
from random import Random

import msgspec
import pytest

from gateway.sandbox import RunningSandbox
from tests.redis_server import RedisServer

from .crooked_line import CrookedLine
from .crowd import IMPATIENT_SECONDS, PATIENT_SECONDS, Crowd, gathered
from .viewers import Viewer, settle, viewers

CLIENTS = 16
PEOPLE = 6
LONG_SECONDS = 8.0
LONG_CLIENTS = 60
HUGE_BYTES = 8 * 1024 * 1024

OTHER_VALUES: tuple[object, ...] = (7, "text", {"windows": 7}, [1, 2, True, "era", "more"], None)
SOME_WAYS = (
    CrookedLine.too_late,
    CrookedLine.half_and_silent,
    CrookedLine.half_and_gone,
    CrookedLine.noise,
    CrookedLine.broken_numbers,
    CrookedLine.too_many,
)
"""How a Redis may be heard."""
WAYS = (
    *SOME_WAYS,
    CrookedLine.late,
    CrookedLine.sometimes_late,
    CrookedLine.dripping,
    CrookedLine.gone,
    CrookedLine.another_protocol,
    CrookedLine.yes_to_all,
)


def randomly(redis: RedisServer, name: str, random: Random) -> None:
    """Bytes that mean nothing."""
    redis.put(name, random.randbytes(random.randrange(200)))


def truncated(redis: RedisServer, name: str, random: Random) -> None:
    """A part of what was there."""
    content = redis.content_if_any(name)
    redis.put(name, content[: random.randrange(len(content) + 1)])


def as_list(redis: RedisServer, name: str, random: Random) -> None:
    """Another type of Redis."""
    del random
    redis.put_list(name)


def of_another_version(redis: RedisServer, name: str, random: Random) -> None:
    """Where the right key stands, what another version of the gateway may have kept beside it."""
    kept = random.choice(OTHER_VALUES)
    redis.put(name, msgspec.msgpack.encode((kept_for(redis, name), kept)))


def huge(redis: RedisServer, name: str, random: Random) -> None:
    """Beside the right key, megabytes."""
    del random
    megabytes = ["x" * 1000] * (HUGE_BYTES // 1000)
    redis.put(name, msgspec.msgpack.encode((kept_for(redis, name), megabytes)))


def kept_for(redis: RedisServer, name: str) -> str:
    """What stands beside a value that is read."""
    try:
        return msgspec.msgpack.decode(redis.content_if_any(name))[0]
    except (ValueError, LookupError, TypeError):
        return name


Rubbish = Callable[[RedisServer, str, Random], None]
RUBBISH: Sequence[Rubbish] = (randomly, truncated, as_list, of_another_version)


impatient = pytest.mark.parametrize("patience", [IMPATIENT_SECONDS], ids=["impatient"])


@pytest.fixture(scope="module")
def people(running_sandbox: RunningSandbox) -> Sequence[Viewer]:
    """Settled once, as that takes long."""
    people = viewers(PEOPLE)
    settle(running_sandbox.sandbox, people)
    return people


@pytest.fixture
def patience() -> float:
    """How long Redis is waited for, in seconds."""
    return PATIENT_SECONDS


@pytest.fixture
async def crowd(
    running_sandbox: RunningSandbox, redis: RedisServer, people: Sequence[Viewer], patience: float
) -> AsyncGenerator[Crowd]:
    async with gathered(running_sandbox, redis.url, people, patience) as crowd:
        await crowd.ask(CLIENTS)
        yield crowd


# What the line does


@impatient
@pytest.mark.parametrize("way", SOME_WAYS, ids=lambda way: way.__name__)
async def test_whatever_the_line_to_redis_does_every_request_is_answered_in_full(
    crowd: Crowd, way: Callable[..., None]
) -> None:
    for line in crowd.lines:
        line.treats = way.__get__(line)

    await asyncio.gather(
        crowd.ask(CLIENTS), *(crowd.write_and_read_here(one) for one in crowd.people[:2])
    )
    await crowd.ask(CLIENTS)


async def test_a_line_that_breaks_again_and_again_costs_no_answer(crowd: Crowd) -> None:
    asking = asyncio.create_task(crowd.ask(CLIENTS))
    while not asking.done():
        for line in crowd.lines:
            line.hang_up()
        await asyncio.sleep(0.01)

    await asking


async def test_over_a_slow_line_equal_cold_requests_make_each_call_once(
    crowd: Crowd, redis: RedisServer
) -> None:
    redis.flush()
    before = crowd.calls()
    await crowd.read(crowd.replicas[0], crowd.people[0])
    calls_of_one = crowd.calls() - before
    redis.flush()
    for line in crowd.lines:
        line.treats = line.late
    before = crowd.calls()

    await asyncio.gather(*(crowd.read(one, crowd.people[0]) for one in [*crowd.replicas] * 12))

    assert crowd.calls() - before == calls_of_one


async def test_over_a_slow_line_a_write_through_one_is_in_the_next_read_through_the_other(
    crowd: Crowd,
) -> None:
    for line in crowd.lines:
        line.treats = line.late

    for _ in range(2):
        await asyncio.gather(*(crowd.write_here_and_read_there(one) for one in crowd.people))


# What becomes of what is kept


async def storm(crowd: Crowd, clients: int, strike: Callable[[], None]) -> None:
    """Strike while clients read, and while others write here and read there."""
    asking = asyncio.gather(
        crowd.ask(clients), *(crowd.write_here_and_read_there(one) for one in crowd.people)
    )
    while not asking.done():
        await asyncio.to_thread(strike)
        await asyncio.sleep(0.005)
    await asking


def spoil(redis: RedisServer, random: Random, rubbish: Rubbish) -> None:
    """Put rubbish under every key that there is."""
    for name in redis.names():
        rubbish(redis, name, random)


@pytest.mark.parametrize("rubbish", RUBBISH, ids=lambda rubbish: rubbish.__name__)
async def test_rubbish_under_load_changes_no_answer(
    crowd: Crowd, redis: RedisServer, rubbish: Rubbish
) -> None:
    random = Random(1)  # noqa: S311 - nothing secret

    await storm(crowd, CLIENTS, lambda: spoil(redis, random, rubbish))


async def test_rubbish_of_megabytes_changes_no_answer(crowd: Crowd, redis: RedisServer) -> None:
    random = Random(1)  # noqa: S311 - nothing secret
    for name in random.sample(redis.names(), 6):
        huge(redis, name, random)

    await crowd.ask(CLIENTS)
    await asyncio.gather(*(crowd.write_and_read_here(one) for one in crowd.people))


async def test_a_redis_that_is_emptied_under_load_costs_no_answer_and_no_write(
    crowd: Crowd, redis: RedisServer
) -> None:
    await storm(crowd, CLIENTS, redis.flush)


async def test_a_redis_that_is_killed_and_started_under_load_costs_no_answer(
    crowd: Crowd, redis: RedisServer
) -> None:
    asking = asyncio.gather(
        *(crowd.ask(CLIENTS) for _ in range(2)),
        *(crowd.write_and_read_here(one) for one in crowd.people),
    )
    for _ in range(2):
        await asyncio.to_thread(redis.stop)
        await asyncio.to_thread(redis.start)
    await asking

    await crowd.ask(CLIENTS)


# At length


@pytest.mark.chaos
@impatient
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_whatever_the_line_does_for_long(crowd: Crowd, way: Callable[..., None]) -> None:
    for line in crowd.lines:
        line.treats = way.__get__(line)

    await for_long(crowd)

    assert crowd.answers > 100


@pytest.mark.chaos
async def test_rubbish_and_emptiness_for_long(crowd: Crowd, redis: RedisServer) -> None:
    random = Random(2)  # noqa: S311 - nothing secret
    until = now() + LONG_SECONDS
    spoiling = [partial(spoil, redis, random, rubbish) for rubbish in RUBBISH]
    strikes: list[Callable[[], None]] = [redis.flush, *spoiling]

    while now() < until:
        await storm(crowd, LONG_CLIENTS, random.choice(strikes))


@pytest.mark.chaos
@impatient
async def test_a_redis_that_dies_and_hangs_for_long(crowd: Crowd, redis: RedisServer) -> None:
    async def trouble() -> None:
        while True:
            await asyncio.to_thread(redis.stop)
            await asyncio.sleep(0.5)
            await asyncio.to_thread(redis.start)
            await asyncio.sleep(1.5)
            with redis.held_up():
                await asyncio.sleep(1.5)
            await asyncio.sleep(1.5)

    troubling = asyncio.create_task(trouble())
    try:
        await for_long(crowd)
    finally:
        troubling.cancel()
        await asyncio.wait([troubling])
        redis.start_again()


async def for_long(crowd: Crowd) -> None:
    """Reads and writes, dozens at once, for some seconds."""
    until = now() + LONG_SECONDS
    while now() < until:
        await asyncio.gather(
            crowd.ask(LONG_CLIENTS), *(crowd.write_and_read_here(one) for one in crowd.people)
        )


def now() -> float:
    return asyncio.get_running_loop().time()

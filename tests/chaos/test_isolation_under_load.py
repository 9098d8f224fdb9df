"""Many viewers at two gateways on one Redis, while faults come and go: nobody sees another's."""

from __future__ import annotations

import asyncio
import io
import json
import re
from collections.abc import AsyncGenerator, Callable, Generator, Iterable, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

from gateway.sandbox import RunningSandbox, Sandbox, serve_sandbox
from tests.gateway_under_test import running_gateway
from tests.redis_server import RedisServer
from tests.served import served
from tests.test_leaks import log

from .mixed import Mixed, exchange, names_inside
from .viewers import Viewer, settle, viewers

__all__ = ["log"]

SECRET = "one secret for all replicas of a gateway"
SOME_PEOPLE, SOME_REQUESTS = 16, 500
MANY_PEOPLE, MANY_REQUESTS = 100, 10_000
SHORT = httpx.Limits(keepalive_expiry=1)
"""Shorter than the gateway keeps idle connections, so that it closes none that is used."""
PATIENT = {
    "GATEWAY_METRICS_ON_MAIN_PORT": "true",
    "GATEWAY_HISTORY_START": "2026-01-01",
    "GATEWAY_MAX_WAIT_SECONDS": "60",
    "GATEWAY_UPSTREAM_CONNECT_TIMEOUT_SECONDS": "10",
    "GATEWAY_CACHE_TIMEOUT_SECONDS": "10",
}


@asynccontextmanager
async def two_replicas(
    sandbox: RunningSandbox, redis: RedisServer
) -> AsyncGenerator[Sequence[httpx.AsyncClient]]:
    """In this process."""
    settings: dict[str, Any] = {
        name.removeprefix("GATEWAY_").lower(): value for name, value in PATIENT.items()
    }
    async with AsyncExitStack() as stack:
        gateways = [
            await stack.enter_async_context(
                running_gateway(sandbox, cache_url=redis.url, secret=SECRET, **settings)
            )
            for _ in range(2)
        ]
        yield [gateway.http for gateway in gateways]


@contextmanager
def real_processes(
    sandbox: RunningSandbox, redis: RedisServer, folder: Path
) -> Generator[Sequence[str]]:
    """Two gateways with two workers each, which log in both forms; their addresses."""
    environment = {
        **PATIENT,
        "GATEWAY_CACHE_URL": redis.url,
        "GATEWAY_SECRET": SECRET,
        "GATEWAY_GOOGLE_FIT_BASE_URL": sandbox.google_fit_url,
        "GATEWAY_OURA_BASE_URL": sandbox.oura_url,
    }
    with ExitStack() as stack:
        urls: list[str] = []
        for form in ("json", "console"):
            written = stack.enter_context((folder / form).open("w"))
            own = {**environment, "GATEWAY_LOG_FORMAT": form}
            gateway = stack.enter_context(
                served("serve", "--port", "0", "--workers", "2", environment=own, log=written)
            )
            urls.append(gateway.url)
        yield urls


async def asked(mixed: Mixed, redis: RedisServer, requests: int, *, kills: bool) -> None:
    """The requests, while the Redis is struck in one way after the other."""
    strikes: list[Callable[[], object]] = [
        *[partial(exchange, redis, mixed.random)] * 8,
        redis.flush,
        *([redis.stop, redis.start_again] if kills else []),
    ]
    asking = asyncio.create_task(mixed.ask(requests, at_once=32))
    for strike in cycle(strikes):
        if asking.done():
            break
        await asyncio.to_thread(strike)
        await asyncio.wait([asking], timeout=0.05)
    redis.start_again()
    await asking


def secrets_of(people: Iterable[Viewer]) -> re.Pattern[str]:
    """Finds tokens, and what the people's records hold."""
    words = [word for one in people for word in (one.token, *one.health)]
    return re.compile("|".join(map(re.escape, words)))


def check_what_is_told(mixed: Mixed, redis: RedisServer, logs: Sequence[str]) -> None:
    """Nothing of anybody where it does not belong."""
    secret, told = secrets_of(mixed.people), mixed.told
    names = redis.names()
    inside = {name for key in names for name in names_inside(redis.content(key))}

    assert told.own > told.answers / 3, "the people's data were in play"
    assert len(told.errors) > 5, "faults were in play"
    assert "start_datetime" in inside, "values were kept"
    assert set(told.by_status) == {200}
    assert "INTERNAL_SERVER_ERROR" not in "".join(told.errors)
    for place, texts in (
        ("errors", told.errors),
        ("headers", told.headers),
        ("metrics", told.metrics),
        ("keys", names),
        ("names inside values", inside),
        ("logs", logs),
    ):
        leaks = [text for text in texts if secret.search(text)]
        assert leaks == [], f"{len(leaks)} of the {place} hold what is somebody's"


def lines_in(folder: Path) -> list[str]:
    """Of all its files."""
    return [line for file in folder.iterdir() for line in file.read_text().splitlines()]


async def test_hundreds_of_interleaved_requests_while_redis_mixes_them_up(
    running_sandbox: RunningSandbox, redis: RedisServer, log: io.StringIO
) -> None:
    people = viewers(SOME_PEOPLE)
    settle(running_sandbox.sandbox, people)
    try:
        async with two_replicas(running_sandbox, redis) as gateways:
            mixed = Mixed(gateways, people, running_sandbox.sandbox, Random(1))  # noqa: S311 - nothing secret
            await asked(mixed, redis, SOME_REQUESTS, kills=False)
            await mixed.ask(2 * SOME_PEOPLE, at_once=8)
            await mixed.look_at_metrics()
    finally:
        for one in people:
            running_sandbox.sandbox.heal(one.token)

    check_what_is_told(mixed, redis, log.getvalue().splitlines())
    assert mixed.told.answers == SOME_REQUESTS + 2 * SOME_PEOPLE


async def test_while_all_is_well_nothing_is_logged_but_requests(
    running_sandbox: RunningSandbox, redis: RedisServer, log: io.StringIO
) -> None:
    people = viewers(2)
    settle(running_sandbox.sandbox, people)

    async with two_replicas(running_sandbox, redis) as gateways:
        mixed = Mixed(gateways, people, running_sandbox.sandbox, Random(3))  # noqa: S311 - nothing secret
        await mixed.ask(60, at_once=4, faults=False)

    events = {json.loads(line)["event"] for line in log.getvalue().splitlines()}
    assert events == {"request"}


@pytest.mark.chaos
async def test_ten_thousand_interleaved_requests_at_two_real_gateways(
    redis: RedisServer, tmp_path: Path
) -> None:
    people = viewers(MANY_PEOPLE)
    with (
        serve_sandbox(Sandbox()) as running,
        real_processes(running, redis, tmp_path) as urls,
    ):
        settle(running.sandbox, people)
        async with AsyncExitStack() as stack:
            clients = [httpx.AsyncClient(base_url=url, timeout=120, limits=SHORT) for url in urls]
            gateways = [await stack.enter_async_context(client) for client in clients]
            mixed = Mixed(gateways, people, running.sandbox, Random(2))  # noqa: S311 - nothing secret
            await asked(mixed, redis, MANY_REQUESTS, kills=True)
            await mixed.ask(4 * MANY_PEOPLE, at_once=8)
            await mixed.look_at_metrics()

    logs = lines_in(tmp_path)
    check_what_is_told(mixed, redis, logs)
    assert mixed.told.answers == MANY_REQUESTS + 4 * MANY_PEOPLE
    assert len(logs) > MANY_REQUESTS

"""Two gateways on one Redis: they share what is kept, and lose nothing but speed when it fails."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncGenerator
from typing import Any

import msgspec
import pytest
import pytest_asyncio

from gateway.sandbox import Hang, RunningSandbox, Sandbox
from gateway.sandbox.seed.wires import fit_session, oura_session, oura_workout
from tests.gateway_under_test import PATIENT_SECONDS, Gateway, linked, running_gateway
from tests.redis_server import RedisServer
from tests.wires import noon, span

FEED = """
{
  activities(first: 100) {
    nodes { providerId title }
    isComplete
    providers { state servedFrom upstreamCalls }
  }
}
"""
UPSERT = """
mutation ($id: String!, $title: String!) {
  upsertSession(input: {
    clientSessionId: $id, title: $title, type: RUNNING, idempotencyKey: $title
    startTime: "2026-07-10T06:00:00Z", endTime: "2026-07-10T06:30:00Z"
  }) { outcome userErrors { message } }
}
"""
SECRET = "one secret for all replicas of a gateway"
WHOLE = {"session-of-ann", "workout-of-ann", "rest-of-ann"}
ALL_ARE_HERE_SECONDS = 1.5
"""Of waiting for a provider, by when all equal requests have come on a busy machine."""
ONE_OF_EACH = {("google_fit", "sessions"): 1, ("oura", "workout"): 1, ("oura", "session"): 1}

Json = dict[str, Any]
Replicas = tuple[Gateway, Gateway]


@pytest.fixture
def person(sandbox: Sandbox, token: str) -> str:
    """The token of somebody with a record of each kind."""
    time = span("2026-07-10T06:00:00Z")
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session("session-of-ann", 8, time, name="Title-of-ann")],
        oura_workouts=[oura_workout("workout-of-ann", "running", time, label="label-of-ann")],
        oura_sessions=[oura_session("rest-of-ann", "rest", span("2026-07-10T16:00:00Z"))],
    )
    return token


@pytest.fixture
def upstream_deadline() -> float:
    """In seconds: what hangs is not waited for long."""
    return 1.0


@pytest_asyncio.fixture
async def replicas(
    running_sandbox: RunningSandbox, redis: RedisServer, person: str, upstream_deadline: float
) -> AsyncGenerator[Replicas]:
    settings: Json = {
        "clock": noon,
        "headers": linked(person),
        "secret": SECRET,
        "cache_url": redis.url,
        "cache_timeout_seconds": 1.0,
        "upstream_deadline_seconds": upstream_deadline,
    }
    async with (
        running_gateway(running_sandbox, **settings) as one,
        running_gateway(running_sandbox, **settings) as other,
    ):
        yield one, other


async def feed(gateway: Gateway) -> Json:
    """The feed; an answer with `errors` is a failure of the test."""
    return (await gateway.execute(FEED))["activities"]


def ids(page: Json) -> set[str]:
    return {node["providerId"] for node in page["nodes"]}


def titles(page: Json) -> set[str]:
    return {node["title"] for node in page["nodes"]}


def served(page: Json) -> list[str]:
    return [status["servedFrom"] for status in page["providers"]]


def reads(sandbox: Sandbox, token: str) -> Counter[tuple[str, str]]:
    """How many reads came in, by provider and route."""
    calls = sandbox.calls_of(token)
    return Counter((call.provider, call.route) for call in calls if call.method == "GET")


async def write(gateway: Gateway, title: str, native_id: str = "session-of-ann") -> str:
    payload = (await gateway.execute(UPSERT, id=native_id, title=title))["upsertSession"]
    assert payload["userErrors"] == []
    return payload["outcome"]


# Sharing


async def test_what_one_has_loaded_the_other_has(
    replicas: Replicas, sandbox: Sandbox, person: str
) -> None:
    one, other = replicas
    first = await feed(one)
    asked = reads(sandbox, person)

    second = await feed(other)

    assert second["nodes"] == first["nodes"]
    assert (ids(second), served(second)) == (WHOLE, ["CACHE", "CACHE"])
    assert reads(sandbox, person) == asked


async def test_equal_cold_requests_to_both_make_each_call_once(
    replicas: Replicas, redis: RedisServer, sandbox: Sandbox, person: str
) -> None:
    alone = await feed(replicas[0])
    calls_of_one = sum(status["upstreamCalls"] for status in alone["providers"])
    before = reads(sandbox, person)
    redis.flush()

    pages = await asyncio.gather(*(feed(gateway) for gateway in replicas * 10))

    assert [ids(page) for page in pages] == [WHOLE] * 20
    assert (reads(sandbox, person) - before).total() == calls_of_one


async def test_a_write_through_one_is_in_the_next_read_through_the_other(
    replicas: Replicas,
) -> None:
    one, other = replicas
    for gateway in replicas:
        await feed(gateway)

    for number in range(5):
        assert await write(one, f"Renamed {number}") == "UPDATED"
        assert f"Renamed {number}" in titles(await feed(other))
        one, other = other, one


async def test_writes_through_both_at_once_are_all_read_through_both(replicas: Replicas) -> None:
    for gateway in replicas:
        await feed(gateway)
    names = [f"new-{number}" for number in range(10)]

    await asyncio.gather(
        *(write(replicas[number % 2], name, name) for number, name in enumerate(names))
    )

    for gateway in replicas:
        assert ids(await feed(gateway)) == WHOLE | set(names)


async def test_a_repetition_through_the_other_gets_the_first_result(replicas: Replicas) -> None:
    one, other = replicas

    assert await write(one, "New", "new") == "CREATED"
    assert await write(other, "New", "new") == "CREATED"


async def test_replicas_with_another_secret_share_nothing(
    replicas: Replicas, running_sandbox: RunningSandbox, redis: RedisServer, person: str
) -> None:
    await feed(replicas[0])

    async with running_gateway(
        running_sandbox,
        headers=linked(person),
        clock=noon,
        cache_url=redis.url,
        secret="another secret, of as many characters",
    ) as stranger:
        assert served(await feed(stranger)) == ["LIVE", "LIVE"]


async def test_another_person_finds_nothing(replicas: Replicas, sandbox: Sandbox) -> None:
    await feed(replicas[0])

    data = await replicas[1].execute(FEED, linked("empty"))

    assert data["activities"]["nodes"] == []
    assert sandbox.viewer("empty").google_fit.sessions.all() == []


# What stands in Redis


async def test_no_name_of_a_key_tells_a_token_an_id_a_title_or_a_time_of_a_record(
    replicas: Replicas, redis: RedisServer, person: str
) -> None:
    await feed(replicas[0])
    await write(replicas[0], "Title-of-ann-2")
    await feed(replicas[1])

    names = redis.names()

    assert {name.split(":")[0] for name in names} == {
        "era", "idempotency", "unsettled", "window", "writes",
    }  # fmt: skip
    told = "\n".join(names)
    assert re.search(rf"ann|{re.escape(person)}|person", told) is None
    windows = {name.rpartition(":")[2] for name in names if name.startswith("window:")}
    assert all(int(edge) % 3600 == 0 for window in windows for edge in window.split("-"))


async def test_no_token_stands_in_a_value(
    replicas: Replicas, redis: RedisServer, person: str
) -> None:
    await feed(replicas[0])
    await write(replicas[0], "Renamed")

    contents = [redis.content(name) for name in redis.names()]

    assert any(b"workout-of-ann" in content for content in contents)
    assert not any(person.encode() in content for content in contents)


async def test_the_values_of_one_person_under_the_keys_of_another_are_not_read(
    replicas: Replicas, redis: RedisServer, sandbox: Sandbox
) -> None:
    await feed(replicas[0])
    anns = redis.names()
    await replicas[0].execute(FEED, linked("empty"))
    others = [name for name in redis.names() if name not in anns]

    assert put_under(redis, anns, others) > 0
    data = await replicas[1].execute(FEED, linked("empty"))

    assert data["activities"]["nodes"] == []
    assert sandbox.viewer("empty").google_fit.sessions.all() == []


def put_under(redis: RedisServer, anns: list[str], others: list[str]) -> int:
    """Copy each of Ann's values to the other's key of the same kind; how many."""

    def kind(name: str) -> list[str]:
        return [part for part in name.split(":") if len(part) < 32]

    pairs = [(ann, other) for ann in anns for other in others if kind(ann) == kind(other)]
    for ann, other in pairs:
        redis.put(other, redis.content(ann))
    return len(pairs)


# A Redis that fails


async def test_a_redis_that_is_killed_costs_nothing_but_speed(
    replicas: Replicas, redis: RedisServer
) -> None:
    await feed(replicas[0])
    redis.stop()

    for gateway in replicas:
        page = await feed(gateway)
        assert (ids(page), page["isComplete"]) == (WHOLE, True)
        assert served(page) == ["LIVE", "LIVE"]


@pytest.mark.parametrize("upstream_deadline", [PATIENT_SECONDS])
async def test_while_there_is_no_redis_equal_requests_are_one_load_all_the_same(
    replicas: Replicas, redis: RedisServer, sandbox: Sandbox, person: str
) -> None:
    redis.stop()
    one = await feed(replicas[0])
    calls_of_one = sum(status["upstreamCalls"] for status in one["providers"])
    for provider in ("google_fit", "oura"):
        sandbox.fail(provider, Hang(ALL_ARE_HERE_SECONDS), token=person)
    before = reads(sandbox, person)

    pages = await asyncio.gather(*(feed(replicas[0]) for _ in range(20)))

    assert [ids(page) for page in pages] == [WHOLE] * 20
    assert (reads(sandbox, person) - before).total() == calls_of_one


async def test_a_redis_that_is_started_again_is_used_again(
    replicas: Replicas, redis: RedisServer
) -> None:
    await feed(replicas[0])
    redis.stop()
    await feed(replicas[0])
    redis.start()

    async with asyncio.timeout(10):
        while served(await feed(replicas[0])) != ["CACHE", "CACHE"]:
            pass

    assert served(await feed(replicas[1])) == ["CACHE", "CACHE"]


async def test_a_redis_that_does_not_answer_is_not_waited_for(
    replicas: Replicas, redis: RedisServer
) -> None:
    await feed(replicas[0])

    with redis.held_up():
        async with asyncio.timeout(10):
            pages = await asyncio.gather(*(feed(gateway) for gateway in replicas * 5))

    assert [ids(page) for page in pages] == [WHOLE] * 10
    assert ids(await feed(replicas[1])) == WHOLE


async def test_a_redis_that_is_emptied_is_filled_again(
    replicas: Replicas, redis: RedisServer
) -> None:
    await feed(replicas[0])
    redis.flush()

    pages = [await feed(gateway) for gateway in replicas]

    assert [ids(page) for page in pages] == [WHOLE, WHOLE]
    assert [served(page) for page in pages] == [["LIVE"] * 2, ["CACHE"] * 2]


@pytest.mark.parametrize(
    "rubbish", [b"", b"\xff\x00rubbish", b"\x93\x01\x02\x03", msgspec.msgpack.encode(("", ""))]
)
async def test_rubbish_under_every_key_in_use_changes_no_answer(
    replicas: Replicas, redis: RedisServer, rubbish: bytes
) -> None:
    await feed(replicas[0])
    await write(replicas[0], "Renamed")
    await feed(replicas[0])
    for name in redis.names():
        redis.put(name, rubbish)

    for gateway in replicas:
        page = await feed(gateway)
        assert (ids(page), page["isComplete"]) == (WHOLE, True)
        assert "Renamed" in titles(page)
    assert await write(replicas[1], "Renamed again") == "UPDATED"
    assert "Renamed again" in titles(await feed(replicas[0]))


async def test_lists_under_every_key_in_use_change_no_answer(
    replicas: Replicas, redis: RedisServer
) -> None:
    await feed(replicas[0])
    for name in redis.names():
        redis.put_list(name)

    assert [ids(await feed(gateway)) for gateway in replicas] == [WHOLE, WHOLE]
    assert await write(replicas[1], "Renamed") == "UPDATED"
    assert "Renamed" in titles(await feed(replicas[0]))


async def test_a_write_while_redis_is_away_is_read_here_at_once_and_there_once_it_is_back(
    replicas: Replicas, redis: RedisServer
) -> None:
    one, other = replicas
    for gateway in replicas:
        await feed(gateway)

    with redis.held_up():
        assert await write(one, "Renamed") == "UPDATED"
        assert "Renamed" in titles(await feed(one))

    assert "Renamed" in titles(await feed(one))
    async with asyncio.timeout(10):
        while "Renamed" not in titles(await feed(other)):
            pass


# A replica that fails


async def test_a_replica_that_leaves_in_the_middle_of_a_load_blocks_nobody(
    replicas: Replicas, sandbox: Sandbox, person: str
) -> None:
    rule = sandbox.fail("oura", Hang(), token=person)
    leaver = asyncio.create_task(feed(replicas[0]))
    async with asyncio.timeout(5):
        while reads(sandbox, person) != ONE_OF_EACH:  # noqa: ASYNC110 - it runs in a thread
            await asyncio.sleep(0.005)
    leaver.cancel()
    await asyncio.wait([leaver])
    rule.heal()

    async with asyncio.timeout(1):
        page = await feed(replicas[1])

    assert (ids(page), page["isComplete"]) == (WHOLE, True)


async def test_a_gateway_ends_while_redis_does_not_answer(
    running_sandbox: RunningSandbox, redis: RedisServer, person: str
) -> None:
    async with asyncio.timeout(5):
        async with running_gateway(
            running_sandbox,
            headers=linked(person),
            clock=noon,
            cache_url=redis.url,
            cache_timeout_seconds=0.1,
        ) as gateway:
            await feed(gateway)
            redis.stop()
            assert await write(gateway, "Renamed") == "UPDATED"

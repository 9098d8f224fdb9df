"""Records that cannot be read: told wherever activities are, and for as long as they are kept."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from typing import Any, Final

import pytest_asyncio

from gateway.domain.activity_id import ActivityId, encode_id
from gateway.domain.provider_name import Provider
from gateway.sandbox import RunningSandbox, Sandbox, Status
from tests.clocks import SetClock
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.redis_server import RedisServer
from tests.sandbox.records import fit, workout
from tests.wires import NOW
from tests.writing.fit_account import problems, upsert

Json = dict[str, Any]

FEED: Final = """query($start: DateTime!, $policy: ProviderErrorPolicy! = PARTIAL) {
  activities(
    filter: {startTime: {start: $start, end: "2026-07-15T00:00:00Z"}}, onProviderError: $policy
  ) {
    nodes { providerId }
    providers { provider state servedFrom upstreamCalls error { message } }
  }
}"""
NODES: Final = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Activity { providerId } } }"
WEEK: Final = "2026-07-09T00:00:00Z"
RIDE = workout("ride", "2026-07-12T08:00:00+02:00")
TIMELESS = {**RIDE, "id": "timeless", "start_datetime": None}
RUN = fit("run", "2026-07-13T06:00:00", "2026-07-13T07:00:00")


def let_list(sandbox: Sandbox, token: str, workouts: list[Any], sessions: list[Any]) -> None:
    sandbox.heal(token)
    lists = [Status(200, body=json.dumps({"data": one})) for one in (workouts, sessions)]
    sandbox.fail("oura", lists[0], route="workout", token=token)
    sandbox.fail("oura", lists[1], route="session", token=token)


async def oura_in(gateway: Gateway, start: str = WEEK) -> Json:
    """The status of Oura in a feed."""
    (one,) = [
        status
        for status in (await gateway.execute(FEED, start=start))["activities"]["providers"]
        if status["provider"] == "OURA"
    ]
    return one


@pytest_asyncio.fixture
async def clock() -> SetClock:
    return SetClock(NOW)


@pytest_asyncio.fixture
async def gateway(
    running_sandbox: RunningSandbox, token: str, clock: SetClock
) -> AsyncGenerator[Gateway]:
    async with running_gateway(running_sandbox, headers=linked(token), clock=clock) as gateway:
        yield gateway


async def test_they_are_counted_over_all_collections(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_list(sandbox, token, [TIMELESS, RIDE, None], [{"id": "x"}, []])

    status = await oura_in(gateway)

    assert status == {
        "provider": "OURA",
        "state": "PARTIAL",
        "servedFrom": "LIVE",
        "upstreamCalls": 2,
        "error": {"message": "3 of the activities cannot be read, and are left out."},
    }


async def test_they_are_told_again_of_what_is_kept_and_not_when_all_can_be_read_again(
    gateway: Gateway, sandbox: Sandbox, token: str, clock: SetClock
) -> None:
    let_list(sandbox, token, [TIMELESS, RIDE], [])
    first = await oura_in(gateway)
    let_list(sandbox, token, [RIDE], [])
    again = await oura_in(gateway)
    clock.moves_on(61)
    mended = await oura_in(gateway)

    assert (first["state"], first["servedFrom"]) == ("PARTIAL", "LIVE")
    assert (again["state"], again["servedFrom"]) == ("PARTIAL", "CACHE")
    assert again["error"] == first["error"]
    assert (mended["state"], mended["servedFrom"]) == ("OK", "LIVE")


async def test_they_are_told_of_what_another_replica_has_kept(
    running_sandbox: RunningSandbox,
    sandbox: Sandbox,
    token: str,
    clock: SetClock,
    redis_server: RedisServer,
) -> None:
    let_list(sandbox, token, [TIMELESS, RIDE, None], [])
    shared: Json = {"clock": clock, "cache_url": redis_server.url, "secret": "s" * 32}
    told: list[Json] = []
    for _ in range(2):
        async with running_gateway(running_sandbox, headers=linked(token), **shared) as replica:
            told.append(await oura_in(replica))

    assert [one["servedFrom"] for one in told] == ["LIVE", "CACHE"]
    assert {one["state"] for one in told} == {"PARTIAL"}
    assert {one["error"]["message"] for one in told} == {
        "2 of the activities cannot be read, and are left out."
    }


async def test_a_client_that_wants_nothing_rather_than_a_part_gets_nothing(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_list(sandbox, token, [TIMELESS, RIDE], [])

    answer = await gateway.answer(FEED, start=WEEK, policy="FAIL")

    (error,) = answer["errors"]
    assert error["message"] == "1 of the activities cannot be read, and are left out."


async def test_one_that_is_asked_for_by_its_id_is_an_error_in_its_place(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    listed = json.dumps({"session": [RUN, {"id": "timeless"}, None]})
    sandbox.fail("google_fit", Status(200, body=listed), token=token)
    sandbox.fail("oura", Status(200, body=json.dumps(TIMELESS)), token=token)
    ids = [
        ActivityId(Provider.OURA, "workout", "timeless"),
        ActivityId(Provider.GOOGLE_FIT, "session", "run"),
        ActivityId(Provider.GOOGLE_FIT, "session", "timeless"),
        ActivityId(Provider.GOOGLE_FIT, "session", "not there"),
    ]

    answer = await gateway.answer(NODES, ids=list(map(encode_id, ids)))

    found = [one and one["providerId"] for one in answer["data"]["nodes"]]
    assert found == [None, "run", None, None]
    assert {error["path"][1]: error["extensions"]["code"] for error in answer["errors"]} == {
        0: "INVALID_RESPONSE",
        2: "INVALID_RESPONSE",
    }


async def test_a_session_that_cannot_be_read_is_not_written_over(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    listed = json.dumps({"session": [{"id": "run", "name": "Run"}, RUN | {"id": "other"}]})
    sandbox.fail("google_fit", Status(200, body=listed), method="GET", token=token)

    refused = await upsert(gateway, clientSessionId="run")
    written = await upsert(gateway, clientSessionId="other")

    assert problems(refused) == [("UPSTREAM_UNAVAILABLE", None)]
    assert written["userErrors"] == []
    assert [call.method for call in sandbox.calls_of(token)].count("PUT") == 1

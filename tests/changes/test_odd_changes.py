"""Changes among which a record cannot be read: the others are told, and the place moves on."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from typing import Any

import pytest
import pytest_asyncio

from gateway.domain.activity_id import ActivityId, encode_id
from gateway.domain.provider_name import Provider
from gateway.sandbox import RunningSandbox, Sandbox, Status
from tests.changes.client import Client, Json, asked
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.one_odd_record import in_all_ways
from tests.sandbox.records import fit, workout
from tests.wires import noon

RUN = fit("run", "2026-07-14T06:00:00", "2026-07-14T07:00:00", name="Run", activityType=8)
WALK = fit("walk", "2026-07-13T06:00:00", "2026-07-13T07:00:00")
GONE: Json = {"id": "gone", "modifiedTimeMillis": "1784000000000"}
OK = ("OK", None)
PARTIAL = ("PARTIAL", "INVALID_RESPONSE")


@pytest_asyncio.fixture
async def gateway(running_sandbox: RunningSandbox, token: str) -> AsyncGenerator[Gateway]:
    async with running_gateway(running_sandbox, headers=linked(token), clock=noon) as gateway:
        yield gateway


@pytest.fixture(autouse=True)
def _nothing_else(sandbox: Sandbox, token: str) -> None:
    sandbox.replace(token, google_fit_sessions=[], oura_workouts=[], oura_sessions=[])


def let_journal(sandbox: Sandbox, token: str, sessions: list[Any], deleted: list[Any]) -> None:
    """Let the next batch hold these, and the ones after it nothing."""
    let_batches(sandbox, token, {"session": sessions, "deletedSession": deleted})


def let_batches(sandbox: Sandbox, token: str, *batches: Json) -> None:
    sandbox.heal(token)
    end = str(len(batches))
    answer = Status(200, body=json.dumps({"nextPageToken": end}))
    sandbox.fail("google_fit", answer, route="sessions", token=token)
    for number, batch in reversed(list(enumerate(batches, 1))):
        answer = Status(200, body=json.dumps({**batch, "nextPageToken": str(number)}))
        sandbox.fail("google_fit", answer, route="sessions", token=token, times=1)


def let_list(sandbox: Sandbox, token: str, *workouts: Any) -> None:
    sandbox.heal(token)
    body = json.dumps({"data": workouts, "next_token": None})
    sandbox.fail("oura", Status(200, body=body), route="workout", token=token)


def told(page: Json) -> set[str]:
    """What was upserted, by native id, and what was deleted, by id."""
    is_deleted = "ActivityDeleted"
    return {
        one["id"] if one["__typename"] == is_deleted else one["activity"]["providerId"]
        for one in page["changes"]
    }


def how(page: Json, provider: str) -> tuple[str, str | None]:
    (one,) = [status for status in page["providers"] if status["provider"] == provider]
    return one["state"], one["error"] and one["error"]["code"]


def fit_id(native_id: str) -> str:
    return encode_id(ActivityId(Provider.GOOGLE_FIT, "session", native_id))


def oura_id(native_id: str) -> str:
    return encode_id(ActivityId(Provider.OURA, "workout", native_id))


async def at_the_end(gateway: Gateway) -> str:
    """Where a client stands that has been told all of Google Fit's changes."""
    client = Client(gateway, providers=["GOOGLE_FIT"])
    await client.drain()
    assert client.token is not None
    return client.token


async def changes(gateway: Gateway, since: str) -> Json:
    return await asked(gateway, since=since, first=100, providers=["GOOGLE_FIT"])


@pytest.mark.parametrize("is_deletion", [False, True])
async def test_whatever_is_odd_in_a_change_the_others_are_told_and_the_place_moves_on(
    gateway: Gateway, sandbox: Sandbox, token: str, *, is_deletion: bool
) -> None:
    since = await at_the_end(gateway)
    others = {"walk", fit_id("other")}
    of_record = {"id", "startTimeMillis", "endTimeMillis"}
    necessary = {"id"} if is_deletion else of_record

    for odd in in_all_ways(GONE if is_deletion else RUN):
        more, gone = ([], [odd.record]) if is_deletion else ([odd.record], [])
        let_journal(sandbox, token, [WALK, *more], [*gone, {"id": "other"}])
        page = await changes(gateway, since)
        following = await changes(gateway, page["nextToken"])

        assert others <= told(page), odd
        assert following["changes"] == [], odd
        assert (how(following, "GOOGLE_FIT"), following["hasMore"]) == (OK, False), odd
        if how(page, "GOOGLE_FIT") == OK:
            assert len(told(page)) == 3, odd
        else:
            assert (how(page, "GOOGLE_FIT"), told(page)) == (PARTIAL, others), odd
            assert not odd.path or odd.path[0] in necessary, odd


async def test_a_batch_of_nothing_that_can_be_read_is_not_the_end(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    since = await at_the_end(gateway)
    let_batches(sandbox, token, {"session": [None]}, {"session": [RUN]})

    page = await changes(gateway, since)

    assert told(page) == {"run"}
    assert how(page, "GOOGLE_FIT") == PARTIAL


async def test_a_deletion_of_what_also_stands_there_and_cannot_be_read_is_not_told(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    since = await at_the_end(gateway)
    let_journal(sandbox, token, [WALK, {"id": "run"}], [{"id": "run"}])

    page = await changes(gateway, since)

    assert (told(page), how(page, "GOOGLE_FIT")) == ({"walk"}, PARTIAL)


RIDE = workout("ride", "2026-07-12T08:00:00+02:00")
SWIM = workout("swim", "2026-07-11T08:00:00+02:00")


@pytest.mark.parametrize(
    ("odd", "gone"),
    [
        ({**RIDE, "start_datetime": None}, {"swim"}),
        ({**RIDE, "start_datetime": "soon"}, {"swim"}),
        (None, set[str]()),
    ],
)
async def test_a_record_that_cannot_be_read_any_more_is_not_told_as_deleted(
    gateway: Gateway, sandbox: Sandbox, token: str, odd: Json | None, gone: set[str]
) -> None:
    client = Client(gateway, providers=["OURA"])
    let_list(sandbox, token, RIDE, SWIM)
    await client.drain()
    let_list(sandbox, token, odd)
    spoilt = await client.page()
    let_list(sandbox, token, RIDE)
    mended = await client.page()

    assert (told(spoilt), how(spoilt, "OURA")) == ({oura_id(one) for one in gone}, PARTIAL)
    assert (told(mended), how(mended, "OURA")) == ({oura_id("swim")} - told(spoilt), OK)
    assert client.known.keys() == {oura_id("ride")}


async def test_a_record_that_can_be_read_at_last_is_told(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    client = Client(gateway, providers=["OURA"])
    let_list(sandbox, token, {**RIDE, "end_datetime": None}, SWIM)
    first = await client.page()
    let_list(sandbox, token, RIDE, SWIM)
    second = await client.page()

    assert (told(first), how(first, "OURA")) == ({"swim"}, PARTIAL)
    assert (told(second), how(second, "OURA")) == ({"ride"}, OK)

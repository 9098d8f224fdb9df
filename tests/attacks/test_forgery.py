"""Cursors, sync tokens and ids that are forged, or somebody else's, or of another question."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gateway.domain.activity_id import ActivityId, encode_id
from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.sandbox import RunningSandbox, Sandbox
from gateway.sandbox.seed.wires import oura_workout
from gateway.server.known_answers import answer_key
from gateway.server.negotiation import MediaType
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.wires import span

PAGE = """
query ($after: String, $before: String, $first: Int, $last: Int, $order: ActivityOrder!) {
  activities(first: $first, after: $after, last: $last, before: $before, orderBy: $order) {
    nodes { id }
    edges { cursor }
  }
}
"""
TAGS = """
query ($after: String) {
  tags(range: { from: "2026-01-01", to: "2026-01-31" }, first: 1, after: $after) {
    edges { cursor }
  }
}
"""
CHANGES = """
query ($since: SyncToken) {
  activityChanges(since: $since) {
    changes {
      ... on ActivityUpserted { activity { id } }
      ... on ActivityDeleted { id }
    }
    nextToken
    resyncRequired
  }
}
"""
NODE = "query ($id: ID!) { node(id: $id) { __typename id } }"
NODES = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
NEWEST, OLDEST = {"order": "START_TIME_DESC"}, {"order": "START_TIME_ASC"}
BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
BOUNDED = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


async def cursor_of(gateway: Gateway) -> str:
    data = await gateway.execute(PAGE, first=1, **NEWEST)
    return data["activities"]["edges"][0]["cursor"]


async def token_of(gateway: Gateway) -> str:
    return (await gateway.execute(CHANGES))["activityChanges"]["nextToken"]


def code(answer: dict[str, Any]) -> str:
    """Of the only error; nothing was resolved."""
    assert not answer.get("data")
    (error,) = answer["errors"]
    return error["extensions"]["code"]


@st.composite
def spoilings(draw: st.DrawFn) -> tuple[int, str]:
    """Where a text is changed, in parts of a thousand, and what stands there then: "": the end."""
    return draw(st.integers(0, 999)), draw(st.sampled_from(["", *BASE64URL, "=", " ", "é", "\x00"]))


def spoiled(text: str, spoiling: tuple[int, str]) -> str:
    place, character = spoiling
    at = len(text) * place // 1000
    if not character:
        return text[:at]
    return text[:at] + (character if text[at] != character else "!") + text[at + 1 :]


@BOUNDED
@given(spoiling=spoilings())
async def test_a_cursor_with_anything_changed_is_refused(
    gateway: Gateway, sandbox: Sandbox, token: str, spoiling: tuple[int, str]
) -> None:
    cursor = await cursor_of(gateway)
    calls = len(sandbox.calls_of(token))

    answer = await gateway.answer(PAGE, after=spoiled(cursor, spoiling), first=1, **NEWEST)

    assert code(answer) == "INVALID_CURSOR"
    assert len(sandbox.calls_of(token)) == calls


@BOUNDED
@given(spoiling=spoilings())
async def test_a_sync_token_with_anything_changed_is_refused(
    gateway: Gateway, sandbox: Sandbox, token: str, spoiling: tuple[int, str]
) -> None:
    given_token = await token_of(gateway)
    calls = len(sandbox.calls_of(token))

    answer = await gateway.answer(CHANGES, since=spoiled(given_token, spoiling))

    assert code(answer) in {"INVALID_SYNC_TOKEN", "BAD_USER_INPUT"}
    assert len(sandbox.calls_of(token)) == calls


async def test_a_cursor_is_good_for_its_question_alone(gateway: Gateway) -> None:
    cursor = await cursor_of(gateway)

    other_order = await gateway.answer(PAGE, after=cursor, first=1, **OLDEST)
    other_list = await gateway.answer(TAGS, after=cursor)
    other_use = await gateway.answer(CHANGES, since=cursor)

    assert code(other_order) == code(other_list) == "INVALID_CURSOR"
    assert code(other_use) == "INVALID_SYNC_TOKEN"


async def test_a_sync_token_is_no_cursor_and_no_id(gateway: Gateway) -> None:
    given_token = await token_of(gateway)

    as_cursor = await gateway.answer(PAGE, after=given_token, first=1, **NEWEST)
    as_id = await gateway.answer(NODE, id=given_token)

    assert code(as_cursor) == "INVALID_CURSOR"
    assert as_id["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_what_another_deployment_sealed_is_refused(
    running_sandbox: RunningSandbox, gateway: Gateway, token: str
) -> None:
    cursor, given_token = await cursor_of(gateway), await token_of(gateway)
    async with running_gateway(
        running_sandbox, headers=linked(token), secret=secrets.token_hex()
    ) as other:
        with_cursor = await other.answer(PAGE, after=cursor, first=1, **NEWEST)
        with_token = await other.answer(CHANGES, since=given_token)

    assert (code(with_cursor), code(with_token)) == ("INVALID_CURSOR", "INVALID_SYNC_TOKEN")


async def test_anothers_sync_token_shows_what_is_ones_own_and_of_the_other_no_more_than_ids(
    gateway: Gateway, token: str
) -> None:
    stolen = await token_of(gateway)
    thief = linked(f"{token}-thief")

    told = (await gateway.execute(CHANGES, thief, since=stolen))["activityChanges"]
    upserted = [one["activity"]["id"] for one in told["changes"] if "activity" in one]
    seen = await gateway.execute(NODES, thief, ids=upserted[:50])

    assert upserted
    assert all(seen["nodes"])


async def test_that_somebody_else_has_a_record_cannot_be_told_from_that_nobody_has(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    run = oura_workout(f"{token}-run", "running", span("2026-07-10T06:00:00Z"))
    sandbox.replace(token, oura_workouts=[run])
    there = encode_id(ActivityId(Provider.OURA, "workout", f"{token}-run"))
    of_its_owner = await gateway.execute(NODE, id=there)
    nowhere = encode_id(ActivityId(Provider.OURA, "workout", str(UUID(int=0))))
    stranger = linked(f"{token}-stranger")

    of_another = await gateway.answer(NODE, stranger, id=there)
    of_nobody = await gateway.answer(NODE, stranger, id=nowhere)

    assert of_its_owner["node"]["id"] == there
    assert of_another == of_nobody == {"data": {"node": None}}


@pytest.mark.parametrize("collection", ["personal_info", "me", "..", "workout/../personal_info"])
async def test_an_id_of_a_collection_that_is_none_is_nothing(
    gateway: Gateway, sandbox: Sandbox, token: str, collection: str
) -> None:
    forged = encode_id(ActivityId(Provider.OURA, collection, "x"))

    answer = await gateway.answer(NODE, id=forged)

    assert answer["data"] == {"node": None}
    assert sandbox.calls_of(token) == []


def test_a_body_cannot_play_the_part_of_a_key_that_tells_who_asks() -> None:
    body = b'{"query": "{ __typename }"}'
    links = {Provider.OURA: Link(Provider.OURA, "token", "f" * 32)}
    who = f"{Provider.OURA}:{'f' * 32}".encode()

    somebodys = answer_key(links, body, MediaType.JSON)
    forged = {
        answer_key({}, played, MediaType.JSON)
        for played in (
            body,
            body + b"|" + who,
            who + b"|" + body,
            who + b"|application/json|" + body,
        )
    }

    assert somebodys not in forged
    assert len(forged) == 4

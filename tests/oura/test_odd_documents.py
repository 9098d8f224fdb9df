"""Documents that no description allows: what can be read is told, what cannot is null."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway.sandbox import Sandbox, Status, Wire
from gateway.sandbox.providers import OuraCollection
from tests.gateway_under_test import Gateway
from tests.oura.asking import LISTS, as_told, page_query
from tests.oura.seeded import SEEDED
from tests.spoiling import spoilt

SLEEP: Wire = {
    "id": "s",
    "day": "2026-03-28",
    "efficiency": 90,
    "average_breath": 14.5,
    "low_battery_alert": False,
    "type": "long_sleep",
    "heart_rate": {"interval": 300.0, "items": [50.0, None], "timestamp": "t"},
    "readiness": {"score": 80, "contributors": {"hrv_balance": 70}},
}
SELECTED = (
    "{ id day efficiency averageBreath lowBatteryAlert type "
    "heartRate { interval items timestamp } readiness { score contributors { hrvBalance } } }"
)
TAG: Wire = {"id": "t", "day": "2026-03-28", "tags": ["a", "b"], "text": "x"}
EXAMPLES = 150


def answer_with(sandbox: Sandbox, route: OuraCollection, token: str, body: str) -> None:
    sandbox.heal(token)
    sandbox.fail("oura", Status(200, body=body), route=route, token=token)


async def told(
    gateway: Gateway, sandbox: Sandbox, token: str, route: OuraCollection, *documents: Wire
) -> dict[str, Any]:
    """The page that is told of these documents."""
    body = json.dumps({"data": documents, "next_token": None})
    answer_with(sandbox, route, token, body)
    selected = SELECTED if route == "sleep" else "{ id day tags text }"
    return (await gateway.execute(page_query(route, selected)))["oura"]["page"]


CHANGES: list[tuple[Wire, Wire]] = [
    ({"efficiency": "91"}, {"efficiency": 91}),
    ({"average_breath": "14.25"}, {"averageBreath": 14.25}),
    ({"low_battery_alert": "true"}, {"lowBatteryAlert": True}),
    ({"type": "a new word"}, {"type": "a new word"}),
    ({"type": None}, {"type": None}),
    ({"efficiency": "many"}, {"efficiency": None}),
    ({"efficiency": 2**31}, {"efficiency": None}),
    ({"average_breath": "nan"}, {"averageBreath": None}),
    ({"type": 5}, {"type": None}),
    ({"day": "2026-02-30"}, {"day": None}),
    ({"heart_rate": "fast"}, {"heartRate": None}),
    ({"heart_rate": []}, {"heartRate": None}),
    (
        {"heart_rate": {"interval": "300", "items": [1, "2", "x", {}, None]}},
        {"heartRate": {"interval": 300, "items": [1, 2, None, None, None], "timestamp": None}},
    ),
    (
        {"heart_rate": {"interval": {}, "items": 7, "new": 1}},
        {"heartRate": {"interval": None, "items": None, "timestamp": None}},
    ),
    (
        {"readiness": {"score": [], "contributors": {"hrv_balance": "70"}}},
        {"readiness": {"score": None, "contributors": {"hrvBalance": 70}}},
    ),
    ({"readiness": {"contributors": 3}}, {"readiness": {"score": None, "contributors": None}}),
    ({"a new key": {"deep": [[[]]]}}, {}),
]
"""What is changed in `SLEEP`, and what is then told."""


@pytest.mark.parametrize(("change", "read"), CHANGES)
async def test_what_cannot_be_read_is_null_and_its_neighbours_are_told(
    gateway: Gateway, sandbox: Sandbox, token: str, change: Wire, read: Wire
) -> None:
    page = await told(gateway, sandbox, token, "sleep", {**SLEEP, **change})

    assert page["data"] == [{**as_told(SLEEP), **read}]
    assert page["status"]["state"] == "OK"


@pytest.mark.parametrize("name", [name for name in SLEEP if name != "id"])
async def test_a_key_that_is_not_there_is_null(
    gateway: Gateway, sandbox: Sandbox, token: str, name: str
) -> None:
    partial = {key: value for key, value in SLEEP.items() if key != name}

    page = await told(gateway, sandbox, token, "sleep", partial)

    assert page["data"] == [as_told({**SLEEP, name: None})]


@pytest.mark.parametrize("tags", [None, "a", [None], ["a", 3], {}])
async def test_a_list_of_which_a_part_cannot_be_read_is_null(
    gateway: Gateway, sandbox: Sandbox, token: str, tags: object
) -> None:
    page = await told(gateway, sandbox, token, "tag", {**TAG, "tags": tags})

    assert page["data"] == [{**TAG, "tags": None}]


async def test_documents_of_which_nothing_can_be_read_are_left_out_and_told(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    unreadable: list[Any] = [None, 3, "x", [], {}, {"id": None}, {**TAG, "id": 3}]

    page = await told(gateway, sandbox, token, "tag", TAG, *unreadable)

    assert page["data"] == [TAG]
    assert page["status"] == {
        "provider": "OURA",
        "state": "PARTIAL",
        "servedFrom": "LIVE",
        "itemCount": 1,
        "upstreamCalls": 1,
        "gaps": [],
        "error": {
            "code": "INVALID_RESPONSE",
            "action": "RETRY_LATER",
            "retryable": True,
            "upstreamStatus": None,
            "message": "7 of the page's documents cannot be read, and are left out.",
        },
    }


async def test_a_document_nested_beyond_reading_is_left_out(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    deep = "[" * 500 + "]" * 500
    body = f'{{"data": [{json.dumps(TAG)}, {{"id": "d", "text": {deep}}}], "next_token": ""}}'
    answer_with(sandbox, "tag", token, body)

    query = page_query("tag", "{ id text }")
    page = (await gateway.execute(query))["oura"]["page"]

    assert page["data"][0]["id"] == "t"
    assert page["nextToken"] is None


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(route=st.sampled_from(LISTS), seed=st.integers(0, 2**32))
async def test_whatever_oura_sends_there_are_no_errors(
    gateway: Gateway, sandbox: Sandbox, token: str, route: OuraCollection, seed: int
) -> None:
    documents = spoilt(SEEDED[route], Random(seed))  # noqa: S311 - not a secret
    answer_with(sandbox, route, token, json.dumps({"data": documents, "next_token": "n"}))

    answer = await gateway.answer(page_query(route))

    assert "errors" not in answer
    page = answer["data"]["oura"]["page"]
    assert page["status"]["state"] in {"OK", "PARTIAL", "FAILED"}
    assert (page["status"]["state"] == "FAILED") == (not isinstance(documents, list))

"""What goes wrong with a collection of Oura costs that collection, and is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from typing import Any

import pytest

from gateway.sandbox import (
    CutBody,
    Fault,
    Hang,
    MalformedJson,
    Reset,
    RunningSandbox,
    Sandbox,
    Status,
    WrongShape,
)
from gateway.sandbox.providers import OuraCollection
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.oura.asking import (
    BY_DAYS,
    COLLECTIONS,
    LISTS,
    SERIES,
    STATUS,
    arguments,
    field_name,
    page_query,
)

EMPTY_PAGE: Mapping[str, object] = {"data": [], "nextToken": None}
STRESS = (
    f'dailyStress(range: {{from: "2026-03-10", to: "2026-03-11"}}) {{ data {{ id }} {STATUS} }}'
)


def without_message(status: dict[str, Any]) -> dict[str, Any]:
    """The status, without the words for people."""
    error = {key: value for key, value in status["error"].items() if key != "message"}
    return {**status, "error": error}


def failed(
    code: str, action: str, status: int | None = None, *, retryable: bool = False, calls: int = 1
) -> dict[str, Any]:
    return {
        "provider": "OURA",
        "state": "FAILED",
        "servedFrom": "NONE",
        "itemCount": 0,
        "upstreamCalls": calls,
        "gaps": [],
        "error": {
            "code": code,
            "action": action,
            "retryable": retryable,
            "upstreamStatus": status,
        },
    }


LATER = "RETRY_LATER"
FAILURES: Mapping[str, tuple[Fault, dict[str, Any]]] = {
    "scope as 401": (Status(401), failed("SCOPE_MISSING", "RELINK", 401)),
    "scope as 403": (Status(403), failed("SCOPE_MISSING", "RELINK", 403)),
    "scope": (
        Status(403, body='{"detail": "missing scope"}'),
        failed("SCOPE_MISSING", "RELINK", 403),
    ),
    "limit": (Status(429), failed("RATE_LIMITED", LATER, 429, retryable=True)),
    "broken": (Status(500), failed("UPSTREAM_ERROR", LATER, 500, retryable=True)),
    "refused": (Status(422), failed("UPSTREAM_ERROR", "CONTACT_OPERATOR", 422)),
    "hanging": (Hang(), failed("TIMEOUT", LATER, retryable=True)),
    "reset": (Reset(), failed("UPSTREAM_ERROR", LATER, retryable=True, calls=2)),
    "cut": (CutBody(), failed("UPSTREAM_ERROR", LATER, retryable=True, calls=2)),
    "no JSON": (MalformedJson(), failed("INVALID_RESPONSE", LATER, 200, retryable=True)),
    "other JSON": (WrongShape(), failed("INVALID_RESPONSE", LATER, 200, retryable=True)),
}


@pytest.mark.parametrize(("fault", "expected"), FAILURES.values(), ids=FAILURES)
async def test_each_failure_is_told_in_the_status_and_nothing_else_fails(
    gateway: Gateway, sandbox: Sandbox, token: str, fault: Fault, expected: dict[str, Any]
) -> None:
    sandbox.fail("oura", fault, route="daily_stress", token=token)

    data = await gateway.execute(f"{{ oura {{ {STRESS} ringConfiguration {{ data {{ id }} }} }} }}")

    assert data["oura"]["dailyStress"]["data"] == []
    assert without_message(data["oura"]["dailyStress"]["status"]) == expected
    assert len(data["oura"]["ringConfiguration"]["data"]) == 2


@pytest.mark.parametrize(
    ("status", "code"), [(401, "REAUTH_REQUIRED"), (403, "SUBSCRIPTION_EXPIRED")]
)
async def test_where_oura_answers_nothing_its_refusal_is_that_of_the_token_or_the_membership(
    gateway: Gateway, sandbox: Sandbox, token: str, status: int, code: str
) -> None:
    sandbox.fail("oura", Status(status), token=token)
    fields = f"{STRESS} ringConfiguration {{ {STATUS} }}"

    data = await gateway.execute(
        f"{{ oura {{ {fields} }} googleFit {{ dataSources {{ {STATUS} }} }} }}"
    )

    assert [one["status"]["error"]["code"] for one in data["oura"].values()] == [code] * 2
    assert data["googleFit"]["dataSources"]["status"]["state"] == "OK"


async def test_a_refusal_waits_for_what_oura_says_to_other_questions(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("oura", Status(401), route="daily_stress", token=token)
    late = sandbox.fail("oura", Hang(), route="ring_configuration", token=token)

    asked = asyncio.create_task(
        gateway.execute(f"{{ oura {{ {STRESS} ringConfiguration {{ {STATUS} }} }} }}")
    )
    async with asyncio.timeout(5):
        while len(sandbox.calls_of(token)) < 2:  # noqa: ASYNC110 - it tells nobody of its calls
            await asyncio.sleep(0.01)
    late.heal()
    oura = (await asked)["oura"]

    assert oura["dailyStress"]["status"]["error"]["code"] == "SCOPE_MISSING"
    assert oura["ringConfiguration"]["status"]["state"] == "OK"


@pytest.mark.parametrize("route", LISTS)
async def test_each_collection_can_fail(
    gateway: Gateway, sandbox: Sandbox, token: str, route: OuraCollection
) -> None:
    sandbox.fail("oura", Status(503), route=route, token=token)

    page = (await gateway.execute(page_query(route)))["oura"]["page"]

    status = failed("UPSTREAM_ERROR", LATER, 503, retryable=True, calls=2)
    assert {key: page[key] for key in EMPTY_PAGE} == EMPTY_PAGE
    assert without_message(page["status"]) == status


@pytest.mark.parametrize(
    ("fields", "route"),
    [('sleepDocument(documentId: "x") { id }', "sleep"), ("personalInfo { id }", "personal_info")],
)
@pytest.mark.parametrize("name", ["scope as 401", "no JSON", "broken"])
async def test_a_single_object_that_cannot_be_had_is_null_with_an_error_beside_the_others(
    gateway: Gateway,
    sandbox: Sandbox,
    token: str,
    fields: str,
    route: OuraCollection,
    name: str,
) -> None:
    fault, expected = FAILURES[name]
    sandbox.fail("oura", fault, route=route, token=token)

    answer = await gateway.answer(f"{{ oura {{ one: {fields} {STRESS} }} }}")

    assert answer["data"]["oura"]["one"] is None
    assert answer["data"]["oura"]["dailyStress"]["status"]["state"] == "OK"
    (error,) = answer["errors"]
    assert error["path"] == ["oura", "one"]
    assert error["extensions"]["code"] == expected["error"]["code"]


@pytest.mark.parametrize("body", ["{}", '{"id": null, "age": 3}', '{"id": 7}'])
async def test_an_object_without_its_id_cannot_be_read(
    gateway: Gateway, sandbox: Sandbox, token: str, body: str
) -> None:
    sandbox.fail("oura", Status(200, body=body), route="personal_info", token=token)

    answer = await gateway.answer("{ oura { personalInfo { id age } } }")

    assert answer["data"] == {"oura": {"personalInfo": None}}
    assert [one["extensions"]["code"] for one in answer["errors"]] == ["INVALID_RESPONSE"]


@pytest.mark.parametrize("route", LISTS)
async def test_without_a_token_there_is_no_call(
    gateway: Gateway, sandbox: Sandbox, token: str, route: str
) -> None:
    answer = await gateway.answer(page_query(route), {})

    page = answer["data"]["oura"]["page"]
    assert {key: page[key] for key in EMPTY_PAGE} == EMPTY_PAGE
    assert page["status"]["state"] == "NOT_LINKED"
    assert page["status"]["error"]["code"] == "NOT_LINKED"
    assert page["status"]["upstreamCalls"] == 0
    assert sandbox.calls_of(token) == sandbox.calls_of(None) == []


async def test_without_a_token_a_single_object_is_an_error(gateway: Gateway) -> None:
    answer = await gateway.answer("{ oura { personalInfo { id } } }", {})

    assert answer["data"] == {"oura": {"personalInfo": None}}
    assert answer["errors"][0]["extensions"]["code"] == "NOT_LINKED"


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ('tag(range: {from: "2026-03-11", to: "2026-03-10"})', "must not be later"),
        ('tag(range: {from: "2026-03-10", to: "2026-03-10"}, nextToken: "")', "1 to 2000"),
        (f'ringConfiguration(nextToken: "{"x" * 2001}")', "1 to 2000"),
        ("heartRate", "either `range`"),
        ("heartRate(latest: false)", "either `range`"),
        (f"heartRate(latest: true, {arguments('heartrate').strip('()')})", "either `range`"),
        ('heartRate(latest: true, nextToken: "x")', "either `range`"),
        (
            'heartRate(range: {start: "2026-03-10T00:00:00Z", end: "2026-03-10T00:00:00Z"})',
            "must be earlier",
        ),
    ],
)
async def test_what_cannot_be_asked_is_refused_without_a_call(
    gateway: Gateway, sandbox: Sandbox, token: str, field: str, told: str
) -> None:
    answer = await gateway.answer(f"{{ oura {{ {field} {{ nextToken }} }} }}")

    (error,) = answer["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
    assert told in error["message"]
    assert sandbox.calls_of(token) == []


async def test_the_longest_token_goes_upstream_as_it_came(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    odd = "é&latest=true#" * 140
    query = (
        "query ($token: String) { oura { ringConfiguration(nextToken: $token) "
        "{ status { error { upstreamStatus } } } } }"
    )

    data = await gateway.execute(query, token=odd)

    assert data["oura"]["ringConfiguration"]["status"]["error"] == {"upstreamStatus": 400}
    (call,) = sandbox.calls_of(token)
    assert call.query == {"next_token": [odd], "fields": ["id"]}


SANDBOX = "/v2/sandbox/usercollection"


@pytest.fixture
async def in_sandbox(running_sandbox: RunningSandbox, token: str) -> AsyncGenerator[Gateway]:
    """A gateway that is set to ask Oura's own sandbox."""
    async with running_gateway(
        running_sandbox, headers=linked(token), sandbox_routes=True
    ) as gateway:
        yield gateway


@pytest.mark.parametrize("route", LISTS)
async def test_ouras_own_sandbox_is_asked_where_the_settings_say_so(
    in_sandbox: Gateway, sandbox: Sandbox, token: str, route: OuraCollection
) -> None:
    page = (await in_sandbox.execute(page_query(route)))["oura"]["page"]

    assert page["status"]["state"] == "OK"
    (call,) = sandbox.calls_of(token)
    assert call.path == f"{SANDBOX}/{route}"
    assert "fields" not in call.query
    assert COLLECTIONS[route].has_twin


@pytest.mark.parametrize("route", SERIES)
async def test_ouras_own_sandbox_does_not_know_the_latest(
    in_sandbox: Gateway, sandbox: Sandbox, token: str, route: str
) -> None:
    field = f"page: {field_name(route)}(latest: true)"
    query = f"{{ oura {{ {field} {{ data {{ timestamp }} {STATUS} }} }} }}"

    page = (await in_sandbox.execute(query))["oura"]["page"]

    assert page["status"]["error"]["action"] == "CONTACT_OPERATOR"
    assert "does not know `latest`" in page["status"]["error"]["message"]
    assert sandbox.calls_of(token) == []


async def test_ouras_own_sandbox_has_single_documents_but_no_personal_information(
    in_sandbox: Gateway, sandbox: Sandbox, token: str
) -> None:
    query = '{ oura { sleepDocument(documentId: "x") { id } personalInfo { id } } }'

    answer = await in_sandbox.answer(query)

    assert answer["data"]["oura"] == {"sleepDocument": None, "personalInfo": None}
    assert "does not know `personal_info`" in answer["errors"][0]["message"]
    assert [call.path for call in sandbox.calls_of(token)] == [f"{SANDBOX}/sleep/x"]
    assert len(BY_DAYS) == 15

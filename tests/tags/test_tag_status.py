"""What Query.tags costs, and what it tells of failures."""

from __future__ import annotations

import pytest

from gateway.sandbox import Fault, Hang, MalformedJson, RunningSandbox, Sandbox, Status
from tests.gateway_under_test import GOOGLE_FIT_TOKEN, Gateway, linked, running_gateway
from tests.tags.asking import stored_now, tags
from tests.tags.wires import TAGS, days, enhanced, status_of, tag_id

AUTUMN = days("2025-09-01", "2025-11-30")
SKIPPED = {"state": "SKIPPED", "servedFrom": "NONE", "itemCount": 0, "upstreamCalls": 0}


# What it costs, and who contributed


async def test_a_list_is_one_call_for_each_form(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    page = await tags(gateway, range=days("2025-09-01", "2025-09-30"))

    calls = sandbox.calls_of(token)
    assert sorted(call.route for call in calls) == ["enhanced_tag", "tag"]
    assert status_of(page) == {
        "provider": "OURA",
        "state": "OK",
        "servedFrom": "LIVE",
        "itemCount": len(page["nodes"]),
        "upstreamCalls": 2,
        "gaps": [],
        "error": None,
    }
    assert status_of(page, "GOOGLE_FIT") == {
        "provider": "GOOGLE_FIT",
        **SKIPPED,
        "gaps": [],
        "error": None,
    }


async def test_equal_questions_of_a_request_are_asked_once(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    field = 'tags(range: {from: "2025-09-01", to: "2025-09-30"}) { nodes { id } }'
    within = 'tags(range: {from: "2025-09-03", to: "2025-09-04"}) { nodes { startDay } }'

    data = await gateway.execute(f"{{ a: {field} b: {field} c: {within} }}")

    assert data["a"] == data["b"]
    assert {one["startDay"] for one in data["c"]["nodes"]} <= {"2025-09-03", "2025-09-04"}
    assert len(sandbox.calls_of(token)) == 2


async def test_long_lists_are_read_to_their_end(
    running_sandbox: RunningSandbox, sandbox: Sandbox, token: str, many: list[str]
) -> None:
    async with running_gateway(running_sandbox, headers=linked(token)) as gateway:
        asked = {"range": days("2026-05-01", "2026-05-31"), "last": 1}
        page = await tags(gateway, **asked)
        again = await tags(gateway, **asked)

    assert [one["id"] for one in page["nodes"]] == many[-1:]
    assert status_of(page)["upstreamCalls"] == 4
    assert again == page
    assert len(sandbox.calls_of(token)) == 8, "an answer with tags is not kept"


async def test_without_a_link_nobody_is_asked(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    answer = await gateway.execute(TAGS, {GOOGLE_FIT_TOKEN: token}, range=AUTUMN)

    page = answer["tags"]
    assert (page["nodes"], page["isComplete"]) == ([], True)
    assert status_of(page)["state"] == "NOT_LINKED"
    assert sandbox.calls_of(token) == []


# What is told of failures


SCOPE = Status(403, body='{"detail": "missing scope"}')


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Status(401), "SCOPE_MISSING"),
        (SCOPE, "SCOPE_MISSING"),
        (Status(429), "RATE_LIMITED"),
        (Hang(), "TIMEOUT"),
        (MalformedJson(), "INVALID_RESPONSE"),
    ],
)
async def test_without_enhanced_tags_nothing_can_be_told(
    gateway: Gateway, sandbox: Sandbox, token: str, fault: Fault, code: str
) -> None:
    sandbox.fail("oura", fault, route="enhanced_tag", token=token)

    page = await tags(gateway, range=AUTUMN)

    status = status_of(page)
    assert (page["nodes"], page["isComplete"]) == ([], False)
    assert (status["state"], status["error"]["code"]) == ("FAILED", code)
    assert (status["servedFrom"], status["itemCount"]) == ("NONE", 0)


async def test_without_older_tags_the_newer_ones_are_told_and_the_cursor_remembers(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    whole = await tags(gateway, range=AUTUMN, first=100)
    fault = sandbox.fail("oura", Status(500), route="tag", token=token)

    page = await tags(gateway, range=AUTUMN, first=10)
    fault.heal()
    after = await tags(gateway, range=AUTUMN, first=10, after=page["pageInfo"]["endCursor"])

    newer = [one for one in whole["nodes"] if one["origin"] == "ENHANCED_TAG"]
    assert page["nodes"] == newer[:10]
    assert (status_of(page)["state"], page["isComplete"]) == ("PARTIAL", False)
    assert status_of(page)["error"]["code"] == "UPSTREAM_ERROR"
    assert (status_of(after)["state"], after["isComplete"]) == ("OK", False)


async def test_a_tag_that_does_not_tell_when_it_was_is_left_out_and_told_of(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    odd = {**enhanced("odd", "2026-05-12T10:00:00Z"), "end_time": "later", "comment": 7}
    good = enhanced("good", "2026-05-12T11:00:00Z", "soon")
    sandbox.replace(token, oura={"enhanced_tag": [odd, good]})
    (stored_odd,) = [wire for wire in stored_now(sandbox, token) if wire["id"] == "odd"]
    stored_odd["start_time"] = "at noon"

    page = await tags(gateway, range=days("2026-05-12"))

    assert [one["id"] for one in page["nodes"]] == [tag_id("good")]
    assert (status_of(page)["state"], page["isComplete"]) == ("PARTIAL", False)
    assert status_of(page)["error"]["message"] == (
        "1 of the tags cannot be read, and are left out."
    )

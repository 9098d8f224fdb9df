"""Single activities by id, through the whole application."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from gateway.domain.activity_id import ActivityId, encode_id
from gateway.domain.provider_name import Provider
from gateway.sandbox import Hang, Sandbox, Status
from gateway.sandbox.seed.wires import fit_session, oura_session, oura_workout
from tests.gateway_under_test import OURA_TOKEN, Gateway, linked
from tests.ids import fit_id, session_id, workout_id
from tests.wires import span

NODE = """
query ($id: ID!) {
  node(id: $id) { id ... on Activity { provider providerId type startTime } }
}
"""
NODES = """
query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Activity { providerId } } }
"""
ODD_IDS = [
    "a/b",
    "x%2Fy",
    "..",
    ".",
    "../me/sessions",
    "🏃‍♀️",
    "google:fit:1",
    ":",
    "id with space",
    "a?b=1&c=2#d",
    "a+b",
    "%",
    "%zz",
    "\u00e9",
    "e\u0301",
    "\u0000",
    "x" * 2_000,
]
UNADDRESSABLE = {".", ".."}
"""What no path can name, so that no call can be made for it."""

Json = dict[str, Any]


def base64url(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


MALFORMED = [
    "",
    "x",
    "not an id",
    "é",
    workout_id("walk") + "=",
    f" {workout_id('walk')}",
    base64url("1:Activity:oura:workout:"),
    base64url("1:Activity:oura::walk"),
    base64url("1:Activity:oura"),
    base64url("1:Activity:strava:workout:walk"),
    base64url("2:Activity:oura:workout:walk"),
    base64url("oura:workout:walk"),
    base64.urlsafe_b64encode(b"1:Activity:oura:workout:\xff").decode().rstrip("="),
]


@pytest.fixture
def sandbox(sandbox: Sandbox, token: str) -> Sandbox:
    """A person with one record of each collection."""
    when = span("2026-05-01T06:00:00Z")
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session("run", 8, when)],
        oura_workouts=[oura_workout("walk", "walking", when)],
        oura_sessions=[oura_session("nap", "rest", when)],
    )
    return sandbox


async def nodes(gateway: Gateway, *ids: str) -> list[str | None]:
    """The native ids of what the ids are those of; no errors."""
    found = (await gateway.execute(NODES, ids=ids))["nodes"]
    return [None if one is None else one["providerId"] for one in found]


def problems(answer: Json) -> list[tuple[list[str | int], str]]:
    """Path and code of every error."""
    return [(error["path"], error["extensions"]["code"]) for error in answer.get("errors", ())]


# What is found


@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize(
    ("encoded", "expected"),
    [
        (fit_id("run"), ["GOOGLE_FIT", "run", "RUNNING"]),
        (workout_id("walk"), ["OURA", "walk", "WALKING"]),
        (session_id("nap"), ["OURA", "nap", "REST"]),
    ],
)
async def test_an_activity_of_each_collection_is_found_by_its_id(
    gateway: Gateway, encoded: str, expected: list[str]
) -> None:
    found = (await gateway.execute(NODE, id=encoded))["node"]

    assert [found[name] for name in ("provider", "providerId", "type")] == expected
    assert (found["id"], found["startTime"]) == (encoded, "2026-05-01T06:00:00.000Z")


@pytest.mark.usefixtures("sandbox")
async def test_nodes_stand_in_the_order_of_their_ids_and_repeat_with_them(
    gateway: Gateway,
) -> None:
    ids = [session_id("nap"), fit_id("run"), session_id("nap"), workout_id("walk")]

    assert await nodes(gateway, *ids) == ["nap", "run", "nap", "walk"]


@pytest.mark.usefixtures("sandbox")
async def test_no_ids_are_no_nodes_and_no_calls(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    assert await nodes(gateway) == []
    assert sandbox.calls_of(token) == []


@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize(
    "encoded",
    [
        fit_id("walk"),
        workout_id("run"),
        session_id("walk"),
        workout_id("unknown"),
        encode_id(ActivityId(Provider.OURA, "sleep", "walk")),
        encode_id(ActivityId(Provider.GOOGLE_FIT, "workout", "run")),
    ],
)
async def test_an_id_of_nothing_that_the_viewer_has_is_null(gateway: Gateway, encoded: str) -> None:
    assert await gateway.execute(NODE, id=encoded) == {"node": None}


async def test_an_id_of_somebody_else_is_null(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    stranger = f"not-{token}"
    sandbox.replace(stranger)
    ids = [fit_id("run"), workout_id("walk"), session_id("nap")]

    theirs = await gateway.execute(NODES, linked(stranger), ids=ids)

    assert theirs == {"nodes": [None, None, None]}
    assert await nodes(gateway, *ids) == ["run", "walk", "nap"]
    assert {call.token for call in sandbox.calls_of(token)} == {token}


@pytest.mark.parametrize("native_id", ODD_IDS, ids=ascii)
async def test_every_id_leads_from_the_feed_back_to_its_record(
    gateway: Gateway, sandbox: Sandbox, token: str, native_id: str
) -> None:
    when = span("2026-05-01T06:00:00Z")
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session(native_id, 8, when)],
        oura_workouts=[oura_workout(native_id, "walking", when)],
    )
    ids = [fit_id(native_id), workout_id(native_id)]

    found = await nodes(gateway, *ids)

    oura = None if native_id in UNADDRESSABLE else native_id
    assert found == [native_id, oura]


async def test_an_id_never_leaves_its_collection(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    assert await nodes(gateway, workout_id(".."), workout_id("../personal_info")) == [None, None]

    (call,) = sandbox.calls_of(token)
    assert (call.route, call.path) == (
        "workout",
        "/v2/usercollection/workout/..%2Fpersonal_info",
    )


# What it costs


@pytest.mark.usefixtures("sandbox")
async def test_all_ids_of_google_fit_cost_one_call(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    await nodes(gateway, *(fit_id(str(number)) for number in range(99)), fit_id("run"))

    assert [call.method for call in sandbox.calls_of(token)] == ["GET"]


async def test_more_than_a_hundred_ids_are_refused_before_any_call(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    answer = await gateway.answer(NODES, ids=[fit_id(str(number)) for number in range(101)])

    assert (answer["data"], problems(answer)) == (None, [(["nodes"], "BAD_USER_INPUT")])
    assert answer["errors"][0]["message"] == "`ids` has 101 entries; 100 are allowed at once."
    assert sandbox.calls_of(token) == []


# What is told of failures


@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize("malformed", MALFORMED, ids=ascii)
async def test_a_malformed_id_costs_only_its_own_place(gateway: Gateway, malformed: str) -> None:
    answer = await gateway.answer(NODES, ids=[workout_id("walk"), malformed, fit_id("run")])

    walk, nothing, run = answer["data"]["nodes"]
    assert (walk["providerId"], nothing, run["providerId"]) == ("walk", None, "run")
    assert problems(answer) == [(["nodes", 1], "BAD_USER_INPUT")]


async def test_a_malformed_id_is_told_where_ids_come_from(gateway: Gateway) -> None:
    answer = await gateway.answer(NODE, id="walk")

    assert answer["data"] == {"node": None}
    assert problems(answer) == [(["node"], "BAD_USER_INPUT")]
    assert answer["errors"][0]["message"] == (
        "This is not an id of this gateway: send an `id` exactly as it was read."
    )


async def test_a_failing_provider_costs_only_its_own_places(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("oura", Status(503), route="workout", token=token)

    answer = await gateway.answer(
        NODES, ids=[workout_id("walk"), fit_id("run"), session_id("nap"), workout_id("ride")]
    )

    found = [one and one["providerId"] for one in answer["data"]["nodes"]]
    assert found == [None, "run", "nap", None]
    assert sorted(problems(answer)) == [
        (["nodes", 0], "UPSTREAM_ERROR"),
        (["nodes", 3], "UPSTREAM_ERROR"),
    ]


@pytest.mark.parametrize(
    ("fault", "code", "action"),
    [
        (Status(401), "REAUTH_REQUIRED", "RELINK"),
        (Status(429, retry_after=7), "RATE_LIMITED", "RETRY_LATER"),
        (Hang(), "TIMEOUT", "RETRY_LATER"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
async def test_a_failure_is_told_with_its_provider_and_what_to_do(
    gateway: Gateway, sandbox: Sandbox, token: str, fault: Status | Hang, code: str, action: str
) -> None:
    sandbox.fail("google_fit", fault, token=token)

    answer = await gateway.answer(NODE, id=fit_id("run"))

    (error,) = answer["errors"]
    extensions = error["extensions"]
    assert answer["data"] == {"node": None}
    assert (extensions["code"], extensions["action"]) == (code, action)
    assert (extensions["provider"], error["path"]) == ("GOOGLE_FIT", ["node"])
    assert extensions["retryAfterSeconds"] == (7 if code == "RATE_LIMITED" else None)


@pytest.mark.usefixtures("sandbox")
async def test_an_id_of_a_provider_without_a_link_is_told_to_link_it(
    gateway: Gateway, token: str
) -> None:
    answer = await gateway.answer(
        NODES, {OURA_TOKEN: token}, ids=[fit_id("run"), workout_id("walk")]
    )

    nothing, walk = answer["data"]["nodes"]
    assert (nothing, walk["providerId"]) == (None, "walk")
    (error,) = answer["errors"]
    assert (error["path"], error["message"]) == (
        ["nodes", 0],
        "The request has no token for Google Fit.",
    )
    assert error["extensions"]["code"] == "NOT_LINKED"
    assert error["extensions"]["action"] == "RELINK"

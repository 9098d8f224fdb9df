"""A provider that fails costs its own part, says so, and the part can be had later."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from typing import Any, Literal, NamedTuple

import pytest

from gateway.sandbox import (
    CutBody,
    Fault,
    Hang,
    MalformedJson,
    Reset,
    RunningSandbox,
    Sandbox,
    SlowBody,
    Status,
    WrongShape,
)
from gateway.sandbox.seed.wires import fit_session, oura_session, oura_workout
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.wires import span

FEED = """
query ($range: IntervalInput!) {
  activities(first: 100, filter: {startTime: $range}) {
    nodes { id provider providerId }
    isComplete
    providers {
      provider state itemCount servedFrom fetchedAt gaps { start end }
      error { code action retryable retryAfterSeconds upstreamStatus }
    }
  }
}
"""
ASKED = {"start": "2026-05-10T08:00:00.000Z", "end": "2026-06-20T18:30:00.000Z"}

Json = dict[str, Any]
ProviderName = Literal["google_fit", "oura"]


class Error(NamedTuple):
    """A `ProviderError`, without its message."""

    code: str
    action: str
    retryable: bool
    retry_after_seconds: int | None = None
    upstream_status: int | None = None


class Part(NamedTuple):
    """What a fault strikes: a whole provider, or one collection of it."""

    provider: ProviderName
    route: Literal["workout", "session"] | None
    lost: frozenset[str]
    """The native ids in it."""


LATE = Error("TIMEOUT", "RETRY_LATER", retryable=True)
REFUSED = Error("REAUTH_REQUIRED", "RELINK", retryable=False, upstream_status=401)
NO_SCOPE = Error("SCOPE_MISSING", "RELINK", retryable=False, upstream_status=403)
NO_MEMBERSHIP = Error(
    "SUBSCRIPTION_EXPIRED", "RENEW_SUBSCRIPTION", retryable=False, upstream_status=403
)
NOT_THERE = Error("UPSTREAM_ERROR", "CONTACT_OPERATOR", retryable=False, upstream_status=404)
LIMITED = Error(
    "RATE_LIMITED", "RETRY_LATER", retryable=True, retry_after_seconds=30, upstream_status=429
)
UNREADABLE = Error("INVALID_RESPONSE", "RETRY_LATER", retryable=True, upstream_status=200)
BROKEN = Error("UPSTREAM_ERROR", "RETRY_LATER", retryable=True)

FAULTS: Mapping[str, tuple[Fault, Error]] = {
    "no answer": (Hang(), LATE),
    "a body that drips": (SlowBody(), LATE),
    "401": (Status(401), REFUSED),
    "403": (Status(403), NO_SCOPE),
    "404": (Status(404), NOT_THERE),
    "429": (Status(429, retry_after=30), LIMITED),
    "500": (Status(500), BROKEN._replace(upstream_status=500)),
    "503": (
        Status(503, retry_after=7),
        BROKEN._replace(retry_after_seconds=7, upstream_status=503),
    ),
    "a reset": (Reset(), BROKEN),
    "malformed JSON": (MalformedJson(), UNREADABLE),
    "a cut body": (CutBody(), BROKEN),
    "the wrong shape": (WrongShape(), UNREADABLE),
}
PARTS: Mapping[str, Part] = {
    "Google Fit": Part("google_fit", None, frozenset({"fit-1", "fit-2", "fit-3"})),
    "Oura": Part("oura", None, frozenset({"workout-1", "workout-2", "session-1", "session-2"})),
    "Oura's workouts": Part("oura", "workout", frozenset({"workout-1", "workout-2"})),
    "Oura's sessions": Part("oura", "session", frozenset({"session-1", "session-2"})),
}


def settle(sandbox: Sandbox, token: str) -> None:
    """Let the person have records at the edges of what is asked, inside, and just outside."""
    sandbox.replace(
        token,
        google_fit_sessions=[
            fit_session("before", 8, span("2026-05-10T07:59:59.999Z")),
            fit_session("fit-1", 8, span("2026-05-10T08:00:00.000Z")),
            fit_session("fit-2", 1, span("2026-06-01T00:00:00.000Z")),
            fit_session("fit-3", 7, span("2026-06-20T18:29:59.999Z")),
            fit_session("after", 7, span("2026-06-20T18:30:00.000Z")),
        ],
        oura_workouts=[
            oura_workout("workout-1", "running", span("2026-05-10T08:00:00.000Z")),
            oura_workout("workout-2", "cycling", span("2026-06-20T18:29:59.999Z")),
            oura_workout("late-workout", "cycling", span("2026-06-20T18:30:00.000Z")),
        ],
        oura_sessions=[
            oura_session("early-session", "rest", span("2026-05-10T07:59:59.999Z")),
            oura_session("session-1", "rest", span("2026-05-31T23:59:59.999Z")),
            oura_session("session-2", "meditation", span("2026-06-20T05:00:00.000Z")),
        ],
    )


@pytest.fixture
async def restarted(running_sandbox: RunningSandbox, token: str) -> AsyncGenerator[Gateway]:
    """Another one, which nobody has told to wait."""
    async with running_gateway(running_sandbox, headers=linked(token)) as gateway:
        yield gateway


async def feed(gateway: Gateway, asked: Mapping[str, str]) -> Json:
    """Everything that starts in a range."""
    return (await gateway.execute(FEED, range=asked))["activities"]


def native_ids(page: Json) -> set[str]:
    return {node["providerId"] for node in page["nodes"]}


def status_of(page: Json, provider: ProviderName) -> Json:
    (status,) = (s for s in page["providers"] if s["provider"] == provider.upper())
    return status


def error_in(status: Json) -> Error:
    error = status["error"]
    return Error(
        error["code"],
        error["action"],
        error["retryable"],
        error["retryAfterSeconds"],
        error["upstreamStatus"],
    )


def expected_error(part: Part, error: Error) -> Error:
    """A 403 has another meaning at Oura."""
    return NO_MEMBERSHIP if error is NO_SCOPE and part.provider == "oura" else error


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
@pytest.mark.parametrize(("fault", "error"), FAULTS.values(), ids=FAULTS)
async def test_a_fault_costs_its_own_part_which_the_gaps_bring_back(
    gateway: Gateway,
    restarted: Gateway,
    sandbox: Sandbox,
    token: str,
    fault: Fault,
    error: Error,
    part: Part,
) -> None:
    settle(sandbox, token)
    whole = await feed(gateway, ASKED)
    sandbox.fail(part.provider, fault, route=part.route, token=token)

    page = await feed(gateway, ASKED)

    assert native_ids(page) == native_ids(whole) - part.lost
    assert page["nodes"] == [n for n in whole["nodes"] if n["providerId"] not in part.lost]
    assert page["isComplete"] is False
    struck = status_of(page, part.provider)
    assert error_in(struck) == expected_error(part, error)
    assert struck["gaps"] == [ASKED]
    assert (struck["state"], struck["servedFrom"]) == (
        ("FAILED", "NONE") if part.route is None else ("PARTIAL", "LIVE")
    )
    assert (struck["fetchedAt"] is None) == (part.route is None)
    other = status_of(page, "oura" if part.provider == "google_fit" else "google_fit")
    assert (other["state"], other["error"], other["gaps"]) == ("OK", None, [])

    sandbox.heal(token)
    later = [await feed(restarted, gap) for gap in struck["gaps"]]

    assert all(page["isComplete"] for page in later)
    assert {n["id"] for p in (page, *later) for n in p["nodes"]} == {
        n["id"] for n in whole["nodes"]
    }


async def test_a_person_without_faults_gets_exactly_what_starts_in_the_range(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    settle(sandbox, token)

    page = await feed(gateway, ASKED)

    assert native_ids(page) == PARTS["Google Fit"].lost | PARTS["Oura"].lost
    assert page["isComplete"] is True
    assert [s["itemCount"] for s in page["providers"]] == [3, 4]

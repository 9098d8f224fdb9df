"""Tokens of providers' pages that the provider does not take: it is told that they are to blame."""

from __future__ import annotations

from typing import Any, Final

import pytest

from gateway.sandbox import Sandbox, Status
from gateway.sandbox.providers import ProviderName, Route
from tests.gateway_under_test import Gateway
from tests.sandbox.fit_data import STEPS_SOURCE

SOURCE: Final = f'dataSourceId: "{STEPS_SOURCE["dataStreamId"]}"'
STATUS: Final = "status { state error { code action retryable upstreamStatus } }"
DAYS: Final = 'range: {from: "2026-03-10", to: "2026-03-11"}'
TIMES: Final = 'range: {start: "2026-03-10T00:00:00Z", end: "2026-03-11T00:00:00Z"}'
FIELDS: Final = {
    "googleFit sessionChanges": ("google_fit", "sessions", "sessionChanges(pageToken: #)"),
    "googleFit dataset": (
        "google_fit",
        "datasets",
        f"dataset({SOURCE}, startTimeNanos: 0, endTimeNanos: 9, pageToken: #)",
    ),
    "googleFit dataPointChanges": (
        "google_fit",
        "data_point_changes",
        f"dataPointChanges({SOURCE}, pageToken: #)",
    ),
    "oura sleep": ("oura", "sleep", f"sleep({DAYS}, nextToken: #)"),
    "oura heartRate": ("oura", "heartrate", f"heartRate({TIMES}, nextToken: #)"),
    "oura ringConfiguration": ("oura", "ring_configuration", "ringConfiguration(nextToken: #)"),
}
"""Every kind of page that takes a token: provider, route, and the field."""
REFUSED: Final = {"code": "INVALID_PAGE_TOKEN", "action": "NONE", "retryable": False}

Json = dict[str, Any]


@pytest.fixture(params=FIELDS)
def page(request: pytest.FixtureRequest, sandbox: Sandbox, token: str) -> str:
    sandbox.replace(token, google_fit_data_sources=[STEPS_SOURCE])
    return request.param


def asking(page: str, token: str | None) -> str:
    """A document for the page of a token."""
    root, _ = page.split()
    field = FIELDS[page][2].replace("#", "null" if token is None else f'"{token}"')
    return f"{{ {root} {{ page: {field} {{ {STATUS} }} }} }}"


async def status(gateway: Gateway, page: str, token: str | None) -> Json:
    (part,) = (await gateway.execute(asking(page, token))).values()
    return part["page"]["status"]


def fails(sandbox: Sandbox, token: str, page: str, code: int) -> None:
    provider: ProviderName
    route: Route
    provider, route, _ = FIELDS[page]  # pyright: ignore[reportAssignmentType] # words of the table
    sandbox.fail(provider, Status(code), route=route, token=token)


async def test_a_token_that_is_not_the_providers_is_to_be_left_out(
    gateway: Gateway, page: str
) -> None:
    forged = await status(gateway, page, "garbage")
    anew = await status(gateway, page, None)

    assert forged == {"state": "FAILED", "error": {**REFUSED, "upstreamStatus": 400}}
    assert anew == {"state": "OK", "error": None}


@pytest.mark.parametrize("code", [400, 410, 422])
async def test_however_the_provider_refuses_the_token(
    gateway: Gateway, sandbox: Sandbox, token: str, page: str, code: int
) -> None:
    fails(sandbox, token, page, code)

    with_token = await status(gateway, page, "old")
    without = await status(gateway, page, None)

    assert with_token["error"] == {**REFUSED, "upstreamStatus": code}
    assert without["error"]["code"] == ("SUNSET" if code == 410 else "UPSTREAM_ERROR")


async def test_a_refusal_that_speaks_of_other_things_is_told_as_that(
    gateway: Gateway, sandbox: Sandbox, token: str, page: str
) -> None:
    fails(sandbox, token, page, 401)

    assert (await status(gateway, page, "old"))["error"]["code"] == "REAUTH_REQUIRED"


@pytest.mark.parametrize("sent", ["", "x" * 2_001])
async def test_a_token_that_none_can_be_is_refused_unasked(
    gateway: Gateway, sandbox: Sandbox, token: str, page: str, sent: str
) -> None:
    answer = await gateway.answer(asking(page, sent))

    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "must have 1 to 2000 characters" in error["message"]
    assert sandbox.calls_of(token) == []


async def test_a_token_that_oura_gave_and_refuses_is_no_fault_of_the_client(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("oura", Status(400), route="daily_sleep", token=token)
    body = '{"data": [], "next_token": "more"}'
    sandbox.fail("oura", Status(200, body=body), route="daily_sleep", token=token, times=1)

    data = await gateway.execute(
        f"{{ dailySummaries({DAYS}) {{ sleepScore providers {{ provider error {{ code }} }} }} }}"
    )

    codes = {one["provider"]: one["error"] for one in data["dailySummaries"][0]["providers"]}
    assert codes["OURA"] == {"code": "UPSTREAM_ERROR"}

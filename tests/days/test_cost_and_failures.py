"""What a range of days costs, and what a failure costs it."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.sandbox import (
    Fault,
    Hang,
    MalformedJson,
    RunningSandbox,
    Sandbox,
    Status,
)
from gateway.sandbox.providers import ProviderName, Route
from tests.clocks import SetClock
from tests.days.asking import ZURICH
from tests.days.asking import summaries as days_told
from tests.days.wires import CONTENTS, DAYS, STATUS, Json, daily_activity, days, status_of
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.june import noon

MONTH = days("2026-03-01", "2026-03-31")
WEEK = days("2026-03-23", "2026-03-29")
SCOPE = Status(403, body='{"detail": "missing scope"}')


async def summaries(gateway: Gateway, document: str = DAYS, **asked: object) -> list[Json]:
    """The days of a month in Zurich, unless told otherwise; no errors."""
    wanted: dict[str, object] = {"range": MONTH, "timeZone": ZURICH, **asked}
    return await days_told(gateway, document, **wanted)


def asking(*fields: str) -> str:
    return f"""
    query ($range: DateRangeInput!, $timeZone: TimeZone) {{
      dailySummaries(range: $range, timeZone: $timeZone) {{ date {" ".join(fields)} }}
    }}
    """


def routes(sandbox: Sandbox, token: str) -> list[str]:
    """Of the calls that came in; of a list in several pages, the first."""
    calls = sandbox.calls_of(token)
    return sorted(call.route for call in calls if "next_token" not in call.query)


# What it costs


async def test_a_month_of_all_figures_is_four_calls(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    found = await summaries(gateway)

    assert len(found) == 31
    expected = ["aggregate", "daily_activity", "daily_readiness", "daily_sleep"]
    assert routes(sandbox, token) == expected
    assert [status_of(found[0], name)["upstreamCalls"] for name in ("GOOGLE_FIT", "OURA")] == [1, 3]
    assert all(one["providers"] == found[0]["providers"] for one in found)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (["isFinal id"], []),
        (["providers { state }"], []),
        (["sleepScore"], ["daily_sleep"]),
        (["readinessScore"], ["daily_readiness"]),
        (["activityScore"], ["daily_activity"]),
        (["activeEnergyKcal { value }"], ["daily_activity"]),
        (["steps { value }"], ["aggregate", "daily_activity"]),
        (
            ["s: sleepScore", "... on Node { id }", "... { readinessScore }"],
            ["daily_readiness", "daily_sleep"],
        ),
        (["sleepScore @skip(if: true)", "readinessScore @include(if: false)"], []),
        (["tags { id }"], ["enhanced_tag", "tag"]),
        (["activities { id }"], ["session", "sessions", "workout"]),
    ],
)
async def test_only_what_is_selected_is_asked_for(
    gateway: Gateway, sandbox: Sandbox, token: str, fields: list[str], expected: list[str]
) -> None:
    await summaries(gateway, asking(*fields))

    assert routes(sandbox, token) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("steps { value }", "day,id,steps"),
        ("totalEnergyKcal { value } activityScore", "day,id,score,total_calories"),
    ],
)
async def test_oura_is_asked_for_no_more_than_the_fields_need(
    gateway: Gateway, sandbox: Sandbox, token: str, fields: str, expected: str
) -> None:
    await summaries(gateway, asking(fields))

    (call,) = [one for one in sandbox.calls_of(token) if one.route == "daily_activity"]
    assert call.query["fields"] == [expected]


async def test_the_90_days_with_the_long_one_are_not_too_many_for_google_fit(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(token)

    found = await summaries(gateway, range=days("2025-08-01", "2025-10-29"))

    assert len(found) == 90
    assert status_of(found[0], "GOOGLE_FIT")["state"] == "OK"


async def test_equal_ranges_of_a_request_are_asked_for_once_with_all_their_fields(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    field = f'dailySummaries(range: {{from: "2026-03-01", to: "2026-03-31"}}, timeZone: "{ZURICH}")'

    data = await gateway.execute(
        f"{{ a: {field} {{ steps {{ value }} }} b: {field} {{ distanceMeters {{ value }} }} }}"
    )

    assert routes(sandbox, token) == ["aggregate", "daily_activity"]
    assert data["a"][0]["steps"]["value"] > 0
    assert data["b"][0]["distanceMeters"]["value"] > 0


# What a failure costs


FAULTS: list[tuple[Fault, str]] = [
    (Status(401), "REAUTH_REQUIRED"),
    (Status(429), "RATE_LIMITED"),
    (Status(500), "UPSTREAM_ERROR"),
    (Hang(), "TIMEOUT"),
    (MalformedJson(), "INVALID_RESPONSE"),
]


@pytest.mark.parametrize(("fault", "code"), FAULTS)
async def test_google_fit_failing_costs_its_own_part(
    gateway: Gateway, sandbox: Sandbox, token: str, fault: Fault, code: str
) -> None:
    whole = await summaries(gateway, range=WEEK)
    sandbox.fail("google_fit", fault, token=token)

    found = await summaries(gateway, range=WEEK)

    for one, before in zip(found, whole, strict=True):
        (alternative,) = before["steps"]["alternatives"]
        assert one["steps"] == {**alternative, "alternatives": []}
        assert one["sleepScore"] == before["sleepScore"]
    status = status_of(found[0], "GOOGLE_FIT")
    assert (status["state"], status["servedFrom"], status["itemCount"]) == ("FAILED", "NONE", 0)
    assert status["error"]["code"] == code
    assert status_of(found[0], "OURA") == status_of(whole[0], "OURA")


@pytest.mark.parametrize(
    ("route", "lost"),
    [
        ("daily_activity", ["activeEnergyKcal", "activityScore"]),
        ("daily_sleep", ["sleepScore"]),
        ("daily_readiness", ["readinessScore"]),
    ],
)
async def test_a_collection_failing_costs_its_own_figures(
    gateway: Gateway, sandbox: Sandbox, token: str, route: Route, lost: list[str]
) -> None:
    whole = await summaries(gateway, range=WEEK)
    sandbox.fail("oura", SCOPE, route=route, token=token)

    found = await summaries(gateway, range=WEEK)

    kept = {"activeEnergyKcal", "activityScore", "sleepScore", "readinessScore"} - {*lost}
    for one, before in zip(found, whole, strict=True):
        assert [one[name] for name in lost] == [None] * len(lost)
        assert {name: one[name] for name in kept} == {name: before[name] for name in kept}
        assert one["steps"]["value"] == before["steps"]["value"]
    status = status_of(found[0], "OURA")
    assert (status["state"], status["error"]["code"]) == ("PARTIAL", "SCOPE_MISSING")


@pytest.mark.parametrize(
    ("scope", "lost", "kept"),
    [
        ("location", ["distanceMeters"], ["steps", "totalEnergyKcal"]),
        ("activity", ["steps", "totalEnergyKcal"], ["distanceMeters"]),
    ],
)
async def test_a_scope_that_google_fit_withholds_costs_its_own_figures(
    gateway: Gateway, sandbox: Sandbox, token: str, scope: str, lost: list[str], kept: list[str]
) -> None:
    sandbox.withhold_scopes(token, [scope])

    found = await summaries(gateway, range=WEEK)

    for one in found:
        assert {one[name]["provider"] for name in lost} == {"OURA"}
        assert {one[name]["provider"] for name in kept} == {"GOOGLE_FIT"}
    status = status_of(found[0], "GOOGLE_FIT")
    assert (status["state"], status["error"]["code"]) == ("PARTIAL", "SCOPE_MISSING")
    assert status["upstreamCalls"] == 3


@pytest.mark.parametrize(
    "fields", ["distanceMeters { value }", "distanceMeters { value } steps { value }"]
)
async def test_without_any_scope_google_fit_has_failed(
    gateway: Gateway, sandbox: Sandbox, token: str, fields: str
) -> None:
    sandbox.withhold_scopes(token, ["location", "activity"])

    found = await summaries(gateway, asking(fields, STATUS))

    status = status_of(found[0], "GOOGLE_FIT")
    assert (status["state"], status["error"]["code"]) == ("FAILED", "SCOPE_MISSING")


async def test_days_that_cannot_be_read_are_left_out_and_told_of(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    dayless = {**daily_activity("2026-03-02"), "day": "2026-03-02"}
    odd = daily_activity("2026-03-03", steps="many", score="77")
    sandbox.replace(token, oura={"daily_activity": [dayless, odd]})
    kept = sandbox.viewer(token).oura.collections["daily_activity"].get("activity-2026-03-02")
    assert kept is not None
    kept["day"] = "someday"

    found = await summaries(gateway, range=days("2026-03-02", "2026-03-03"))

    assert [one["activityScore"] for one in found] == [None, 77]
    assert [one["steps"] for one in found] == [None, None]
    status = status_of(found[0], "OURA")
    assert (status["state"], status["itemCount"]) == ("PARTIAL", 1)
    assert status["error"]["message"] == "1 of the days cannot be read, and are left out."


# Activities that could not be had


@pytest.mark.parametrize(
    ("provider", "route", "state"),
    [("google_fit", "sessions", "FAILED"), ("oura", "workout", "PARTIAL")],
)
async def test_activities_failing_are_told_with_their_gaps(
    gateway: Gateway,
    sandbox: Sandbox,
    token: str,
    provider: ProviderName,
    route: Route,
    state: str,
) -> None:
    sandbox.fail(provider, Status(500), route=route, token=token)

    found = await summaries(gateway, CONTENTS, range=days("2026-03-10", "2026-03-11"))

    status = status_of(found[0], provider.upper())
    assert status["state"] == state
    assert status["gaps"] == [{"start": "2026-03-09T09:00:00.000Z"}]


async def test_activities_that_were_kept_stand_in_and_are_stale(
    running_sandbox: RunningSandbox, sandbox: Sandbox, token: str
) -> None:
    clock = SetClock(noon())
    document = asking("activities { id }", STATUS)
    async with running_gateway(running_sandbox, headers=linked(token), clock=clock) as gateway:
        before: list[Any] = await summaries(gateway, document)
        kept = await summaries(gateway, document)
        clock.moves_on(2 * 3_600)
        sandbox.fail("google_fit", Status(500), token=token)
        after = await summaries(gateway, document)

    activities = [one["activities"] for one in before]
    assert [one["activities"] for one in kept] == activities
    assert [one["activities"] for one in after] == activities
    assert status_of(before[0], "GOOGLE_FIT")["servedFrom"] == "LIVE"
    assert status_of(kept[0], "GOOGLE_FIT")["servedFrom"] == "CACHE"
    stale = status_of(after[0], "GOOGLE_FIT")
    assert (stale["state"], stale["servedFrom"]) == ("STALE", "CACHE")
    assert (stale["error"]["code"], stale["gaps"]) == ("UPSTREAM_ERROR", [])

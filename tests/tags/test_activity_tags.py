"""Activity.tags: what was noted in an activity's time, through the whole application."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gateway.sandbox import Sandbox, Status, Wire
from gateway.sandbox.seed.wires import Span, fit_session, oura_workout
from tests.gateway_under_test import GOOGLE_FIT_TOKEN, Gateway
from tests.tags.wires import Json, enhanced, older, status_of
from tests.wires import ZURICH, span

FEED = """
query ($first: Int, $after: String, $timeZone: TimeZone) {
  activities(first: $first, after: $after, timeZone: $timeZone) {
    nodes {
      providerId
      tags { id comment }
      tagsStatus { provider state itemCount upstreamCalls error { code } }
    }
    pageInfo { endCursor }
  }
}
"""


def noted(name: str, start: str, end: str | None = None) -> Wire:
    """An enhanced tag whose text is its id."""
    return enhanced(name, start, end, comment=name)


async def activities(gateway: Gateway, **asked: object) -> list[Json]:
    return (await gateway.execute(FEED, **asked))["activities"]["nodes"]


def told(activity: Json) -> list[str]:
    return [tag["comment"] for tag in activity["tags"]]


def of_oura(activity: Json) -> Any:
    return status_of({"providers": activity["tagsStatus"]})


RUN = span("2026-05-01T06:00:00Z", 30)
"""From 8:00 to 8:30 in Zurich."""


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [
        ("2026-05-01T07:59:59.999+02:00", None, False),
        ("2026-05-01T08:00:00+02:00", None, True),
        ("2026-05-01T15:00:00+09:00", None, True),
        ("2026-05-01T08:29:59.999+02:00", None, True),
        ("2026-05-01T08:30:00+02:00", None, False),
        ("2026-05-01T07:00:00+02:00", "2026-05-01T08:00:00+02:00", False),
        ("2026-05-01T07:00:00+02:00", "2026-05-01T08:00:00.001+02:00", True),
        ("2026-05-01T08:10:00+02:00", "2026-05-01T08:20:00+02:00", True),
        ("2026-05-01T07:00:00+02:00", "2026-05-01T09:00:00+02:00", True),
        ("2026-05-01T08:30:00+02:00", "2026-05-01T09:00:00+02:00", False),
        ("2026-05-01T08:10:00+02:00", "2026-05-01T07:00:00+02:00", True),
        ("2026-05-01T08:40:00+02:00", "2026-05-01T07:00:00+02:00", False),
        ("2026-04-30T23:30:00-08:00", "2026-05-01T02:00:00-08:00", False),
        ("2026-04-30T22:10:00-08:00", None, True),
        ("2026-04-24T08:00:00+02:00", "2026-05-02T08:00:00+02:00", True),
        ("2026-03-31T08:00:00+02:00", "2026-05-02T08:00:00+02:00", True),
        ("2026-03-31T07:59:59+02:00", "2026-05-02T08:00:00+02:00", False),
    ],
)
async def test_a_tag_belongs_to_the_activities_that_it_overlaps(
    gateway: Gateway, sandbox: Sandbox, token: str, start: str, end: str | None, *, overlaps: bool
) -> None:
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session("run", 8, RUN)],
        oura_workouts=[oura_workout("walk", "walking", RUN)],
        oura={"enhanced_tag": [noted("tag", start, end)]},
    )

    found = await activities(gateway)

    expected = ["tag"] if overlaps else []
    assert [told(one) for one in found] == [expected, expected]


@pytest.mark.parametrize(
    ("zone", "expected"), [(None, []), ("Europe/Zurich", ["clock"]), ("Asia/Tokyo", [])]
)
async def test_a_wall_clock_is_compared_with_that_of_the_activity_where_it_is_known(
    gateway: Gateway, sandbox: Sandbox, token: str, zone: str | None, expected: list[str]
) -> None:
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session("run", 8, RUN)],
        oura_workouts=[oura_workout("walk", "walking", RUN)],
        oura={"enhanced_tag": [noted("clock", "2026-05-01T08:10:00")]},
    )

    found = {one["providerId"]: told(one) for one in await activities(gateway, timeZone=zone)}

    assert found == {"walk": ["clock"], "run": expected}


async def test_the_hour_that_comes_twice_is_told_apart(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    first, second = span("2025-10-26T00:30:00Z"), span("2025-10-26T01:30:00Z")
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session("first", 8, first), fit_session("second", 8, second)],
        oura={
            "enhanced_tag": [
                noted("summer", "2025-10-26T02:40:00+02:00"),
                noted("winter", "2025-10-26T02:40:00+01:00"),
            ]
        },
    )

    found = {one["providerId"]: told(one) for one in await activities(gateway)}

    assert found == {"first": ["summer"], "second": ["winter"]}


async def test_an_activity_over_midnight_has_the_tags_of_both_days_each_once(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session("night", 72, span("2026-05-01T20:00:00Z", 600))],
        oura={
            "enhanced_tag": [
                noted("after", "2026-05-02T01:00:00+02:00"),
                noted("before", "2026-05-01T23:00:00+02:00"),
            ],
            "tag": [
                older("o1", "2026-05-01T23:00:00+02:00", text="before"),
                older("o2", "2026-05-01T23:00:00+02:00", text="old"),
            ],
        },
    )

    (night,) = await activities(gateway)

    assert told(night) == ["before", "old", "after"]


async def test_an_activity_without_length_has_the_tags_of_its_instant(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session("blink", 8, span("2026-05-01T06:00:00Z", 0))],
        oura={
            "enhanced_tag": [
                noted("same", "2026-05-01T08:00:00+02:00"),
                noted("later", "2026-05-01T08:00:01+02:00"),
                noted("around", "2026-05-01T07:00:00+02:00", "2026-05-01T09:00:00+02:00"),
            ]
        },
    )

    (blink,) = await activities(gateway)

    assert told(blink) == ["around", "same"]


# What it costs


def fortnights(count: int, days_apart: int) -> list[Wire]:
    latest = datetime(2026, 6, 1, 6, tzinfo=UTC)
    starts = [latest - timedelta(days=days_apart * number) for number in range(count)]
    return [
        fit_session(str(number), 8, Span(start, start + timedelta(minutes=30), ZURICH))
        for number, start in enumerate(starts)
    ]


async def test_the_tags_of_a_page_are_one_call_for_each_form(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(token, google_fit_sessions=fortnights(50, 3))

    found = await activities(gateway, first=50)

    calls = [call.route for call in sandbox.calls_of(token) if "tag" in call.route]
    assert sorted(calls) == ["enhanced_tag", "tag"]
    assert [of_oura(one)["upstreamCalls"] for one in found] == [2] + [0] * 49
    assert {of_oura(one)["state"] for one in found} == {"OK"}


async def test_activities_far_apart_cost_few_calls_all_the_same(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    tag = noted("tag", "2024-12-09T07:10:00+01:00")
    sandbox.replace(
        token,
        google_fit_sessions=fortnights(12, 49),
        oura={"enhanced_tag": [tag, noted("first", "2026-06-01T08:10:00+02:00")]},
    )

    found = await activities(gateway, first=50)

    calls = [call.route for call in sandbox.calls_of(token) if "tag" in call.route]
    assert sorted(calls) == ["enhanced_tag"] * 6 + ["tag"] * 6
    assert [told(one) for one in found] == [["first"], *[[]] * 10, ["tag"]]
    assert sum(of_oura(one)["upstreamCalls"] for one in found) == 12


async def test_many_fields_far_apart_cost_few_calls_all_the_same(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(token)
    fields = " ".join(
        f'a{year}: tags(range: {{from: "{year}-01-01", to: "{year}-01-01"}}) '
        "{ providers { state error { code } } }"
        for year in range(1980, 2000)
    )

    await gateway.execute(f"{{ {fields} }}")

    calls = [call.route for call in sandbox.calls_of(token)]
    assert sorted(calls) == ["enhanced_tag"] * 6 + ["tag"] * 6


# What is told of failures


async def test_a_failure_is_told_beside_each_activity_and_costs_nothing_else(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session("run", 8, RUN)],
        oura={"enhanced_tag": [noted("tag", "2026-05-01T08:10:00+02:00")]},
    )
    scope = Status(403, body='{"detail": "missing scope"}')
    fault = sandbox.fail("oura", scope, route="enhanced_tag", token=token)

    (failed,) = await activities(gateway)
    fault.heal()
    sandbox.fail("oura", scope, route="tag", token=token)
    (partial,) = await activities(gateway)

    assert (failed["tags"], told(partial)) == ([], ["tag"])
    assert (of_oura(failed)["state"], of_oura(partial)["state"]) == ("FAILED", "PARTIAL")
    assert of_oura(failed)["error"] == of_oura(partial)["error"] == {"code": "SCOPE_MISSING"}


async def test_who_has_not_linked_oura_has_no_tags_and_is_told_so(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(token, google_fit_sessions=[fit_session("run", 8, RUN)])

    found = await gateway.execute(FEED, {GOOGLE_FIT_TOKEN: token})

    (run,) = found["activities"]["nodes"]
    states = [(one["provider"], one["state"]) for one in run["tagsStatus"]]
    assert (run["tags"], states) == ([], [("GOOGLE_FIT", "SKIPPED"), ("OURA", "NOT_LINKED")])

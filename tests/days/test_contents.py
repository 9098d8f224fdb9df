"""DailySummary.activities, .tags and days by id, through the whole application."""

from __future__ import annotations

import pytest

from gateway.domain.record_id import to_opaque
from gateway.sandbox import Sandbox, Status
from gateway.sandbox.seed.wires import fit_session, oura_workout
from tests.days.asking import ZURICH, summaries
from tests.days.wires import CONTENTS, Json, daily_activity, day_id, days, status_of
from tests.gateway_under_test import Gateway
from tests.ids import workout_id
from tests.tags.wires import enhanced, older, tag_id
from tests.wires import ZURICH as HOME
from tests.wires import span


async def contents(gateway: Gateway, **asked: object) -> list[Json]:
    return await summaries(gateway, CONTENTS, **asked)


def named(found: list[Json]) -> dict[str, list[str]]:
    return {one["date"]: [a["providerId"] for a in one["activities"]] for one in found}


@pytest.fixture
def walks(sandbox: Sandbox, token: str) -> None:
    """Records around midnight in Zurich, on the night in which the clocks change."""
    times = {
        "a": span("2026-03-28T22:59:59Z"),
        "b": span("2026-03-28T23:00:00Z"),
        "c": span("2026-03-29T21:59:59Z"),
        "d": span("2026-03-29T22:00:00Z"),
    }
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session(f"f{name}", 8, time) for name, time in times.items()],
        oura_workouts=[oura_workout(f"o{name}", "walking", time) for name, time in times.items()],
    )


@pytest.mark.usefixtures("walks")
@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        (
            ZURICH,
            {
                "2026-03-28": ["fa", "oa"],
                "2026-03-29": ["fb", "ob", "fc", "oc"],
                "2026-03-30": ["fd", "od"],
            },
        ),
        (
            "Pacific/Kiritimati",
            {
                "2026-03-28": ["oa"],
                "2026-03-29": ["fa", "fb", "ob", "oc"],
                "2026-03-30": ["fc", "fd", "od"],
            },
        ),
        (
            None,
            {"2026-03-28": ["oa"], "2026-03-29": ["ob", "oc"], "2026-03-30": ["od"]},
        ),
    ],
)
async def test_activities_are_of_the_day_that_they_begin_on_where_the_wearer_was(
    gateway: Gateway, zone: str | None, expected: dict[str, list[str]]
) -> None:
    found = await contents(gateway, range=days("2026-03-28", "2026-03-30"), timeZone=zone)

    assert named(found) == expected
    assert all(a["localDate"] == one["date"] for one in found for a in one["activities"])


@pytest.mark.usefixtures("walks")
async def test_one_day_alone_has_what_it_has_among_others(gateway: Gateway) -> None:
    found = await contents(gateway, range=days("2026-03-29"), timeZone=ZURICH)

    assert named(found) == {"2026-03-29": ["fb", "ob", "fc", "oc"]}


async def test_a_tag_is_of_each_of_its_days(gateway: Gateway, sandbox: Sandbox, token: str) -> None:
    at = "2026-03-29T12:00:00+02:00"
    sandbox.replace(
        token,
        oura={
            "enhanced_tag": [
                enhanced("1", at, comment="moment"),
                enhanced(
                    "2", "2026-03-28T23:30:00+01:00", "2026-03-29T03:30:00+02:00", comment="night"
                ),
                enhanced(
                    "3", "2026-03-01T10:00:00+01:00", "2026-03-30T10:00:00+02:00", comment="ill"
                ),
                enhanced("4", "2026-03-29T23:59:00-10:00", comment="far"),
                enhanced(
                    "5", "2026-03-30T10:00:00+02:00", "2026-03-29T10:00:00+02:00", comment="odd"
                ),
            ],
            "tag": [older("6", at, text="moment"), older("7", at, text="old")],
        },
    )

    found = await contents(gateway, range=days("2026-03-28", "2026-03-31"), timeZone=ZURICH)

    assert {one["date"]: [tag["comment"] for tag in one["tags"]] for one in found} == {
        "2026-03-28": ["ill", "night"],
        "2026-03-29": ["ill", "night", "moment", "old", "far"],
        "2026-03-30": ["ill", "odd"],
        "2026-03-31": [],
    }
    assert status_of(found[0], "OURA")["itemCount"] == 3


async def test_tags_and_activities_of_a_month_are_asked_for_once(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    found = await contents(gateway, range=days("2026-03-01", "2026-03-31"), timeZone=ZURICH)

    calls = sandbox.calls_of(token)
    lists = [call.route for call in calls if "next_token" not in call.query]
    assert sorted(lists) == ["enhanced_tag", "session", "sessions", "tag", "workout"]
    assert sum(status["upstreamCalls"] for status in found[0]["providers"]) == len(calls)
    assert any(one["activities"] for one in found)


# Days by id


NODES = """
query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename id
    ... on DailySummary { date steps { value } }
    ... on Tag { comment }
    ... on Activity { providerId }
  }
}
"""


async def test_days_are_found_by_their_ids_beside_other_objects_and_read_together(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(
        token,
        oura_workouts=[oura_workout("walk", "walking", span("2026-03-28T12:00:00Z", zone=HOME))],
        oura={
            "daily_activity": [
                daily_activity("2026-03-28", steps=1),
                daily_activity("2026-03-29", steps=2),
            ],
            "enhanced_tag": [enhanced("t", "2026-03-28T12:00:00Z", comment="x")],
        },
    )
    ids = [
        day_id("2026-03-29", ZURICH),
        tag_id("t"),
        day_id("2026-03-28", ZURICH),
        workout_id("walk"),
        day_id("2026-03-29", ZURICH),
        day_id("2026-03-29"),
    ]

    found = (await gateway.execute(NODES, ids=ids))["nodes"]

    assert [one["id"] for one in found] == ids
    assert [one["__typename"] for one in found] == [
        "DailySummary",
        "Tag",
        "DailySummary",
        "Activity",
        "DailySummary",
        "DailySummary",
    ]
    assert [one["steps"]["value"] for one in found if "steps" in one] == [2, 1, 2, 2]
    routes = sorted(call.route for call in sandbox.calls_of(token))
    assert routes == ["aggregate", "daily_activity", "daily_activity", "enhanced_tag", "workout"]


async def test_a_day_whose_provider_fails_is_there_all_the_same(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("oura", Status(500), token=token)
    document = """
    query ($id: ID!) { node(id: $id) { ... on DailySummary { sleepScore providers { state } } } }
    """

    found = (await gateway.execute(document, id=day_id("2026-03-29")))["node"]

    assert found == {"sleepScore": None, "providers": [{"state": "SKIPPED"}, {"state": "FAILED"}]}


@pytest.mark.parametrize(
    "text",
    [
        "1:DailySummary:Mars/Olympus:2026-03-29",
        "1:DailySummary:Europe/Zurich:2026-02-30",
        "1:DailySummary:Europe/Zurich:20260329",
        "1:DailySummary:Europe/Zurich:1969-12-31",
        "1:DailySummary::2100-01-01",
        "1:DailySummary:../zone:2026-03-29",
        "1:DailySummary:localtime:2026-03-29",
        "1:DailySummary:2026-03-29",
        "2:DailySummary::2026-03-29",
    ],
)
async def test_a_malformed_id_of_a_day_is_refused(gateway: Gateway, text: str) -> None:
    answer = await gateway.answer(NODES, ids=[to_opaque(text)])

    assert answer["data"] == {"nodes": [None]}
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"

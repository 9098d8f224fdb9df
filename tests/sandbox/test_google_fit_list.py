"""Google Fit's session list by range: documented rules, odd ones included."""

from __future__ import annotations

import httpx
import pytest

from gateway.sandbox import Sandbox, Wire
from tests.sandbox.records import SESSIONS, fit, ms

NOON = {"startTime": "2026-03-10T12:00:00Z", "endTime": "2026-03-10T18:00:00Z"}
DAY = "2026-03-10T"


async def listed(client: httpx.AsyncClient, **params: str | list[str]) -> list[str]:
    response = await client.get(SESSIONS, params=params)
    assert response.status_code == 200, response.text
    return [session["id"] for session in response.json().get("session", [])]


@pytest.mark.parametrize(
    ("start", "end", "is_listed"),
    [
        (DAY + "12:00:00", DAY + "13:00:00", True),
        (DAY + "11:00:00", DAY + "12:00:00", False),
        (DAY + "11:00:00", DAY + "12:00:00.001", True),
        (DAY + "17:59:59.999", DAY + "18:30:00", True),
        (DAY + "18:00:00", DAY + "18:30:00", False),
        (DAY + "17:00:00", "2026-03-11T18:00:00", True),
        (DAY + "17:00:00", "2026-03-11T18:00:00.001", False),
    ],
)
async def test_a_range_holds_what_overlaps_its_start_and_ends_within_a_day_after_its_end(
    client: httpx.AsyncClient, sandbox: Sandbox, start: str, end: str, *, is_listed: bool
) -> None:
    sandbox.replace("t", google_fit_sessions=[fit("s", start, end)])

    assert await listed(client, **NOON) == (["s"] if is_listed else [])


@pytest.fixture
def three_days(sandbox: Sandbox) -> list[Wire]:
    sessions = [
        fit(f"day {day}", f"2026-03-{day}T08:00:00", f"2026-03-{day}T09:00:00")
        for day in (10, 11, 12)
    ]
    sandbox.replace("t", google_fit_sessions=sessions)
    return sessions


@pytest.mark.usefixtures("three_days")
async def test_a_start_alone_lists_all_that_ends_after_it(client: httpx.AsyncClient) -> None:
    assert await listed(client, startTime="2026-03-11T08:30:00Z") == ["day 11", "day 12"]


@pytest.mark.usefixtures("three_days")
async def test_an_end_alone_lists_all_that_starts_before_it(client: httpx.AsyncClient) -> None:
    assert await listed(client, endTime="2026-03-11T08:00:00.001Z") == ["day 10", "day 11"]


async def test_a_range_is_listed_in_the_order_of_modification_and_not_of_start(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    early = fit("early", DAY + "12:00:00", DAY + "13:00:00", modifiedTimeMillis=ms("2026-04-01"))
    late = fit("late", DAY + "14:00:00", DAY + "15:00:00", modifiedTimeMillis=ms("2026-03-15"))
    sandbox.replace("t", google_fit_sessions=[early, late])

    assert await listed(client, **NOON) == ["late", "early"]


async def test_repeated_activity_types_are_alternatives_and_a_missing_one_is_0(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    span = (DAY + "12:00:00", DAY + "13:00:00")
    drive = fit("drive", *span)
    del drive["activityType"]
    walk, run = fit("walk", *span, activityType=7), fit("run", *span)
    sandbox.replace("t", google_fit_sessions=[drive, run, walk])

    assert await listed(client, **NOON, activityType=["0", "7"]) == ["drive", "walk"]


@pytest.mark.usefixtures("three_days")
async def test_an_answer_to_a_range_has_sessions_and_nothing_else(
    client: httpx.AsyncClient, three_days: list[Wire]
) -> None:
    everything = {"startTime": "2026-01-01T00:00:00+01:00", "endTime": "2027-01-01T00:00:00Z"}

    answer = (await client.get(SESSIONS, params={**everything, "includeDeleted": "true"})).json()

    assert answer == {"session": three_days}


async def test_an_empty_range_has_no_session_key(client: httpx.AsyncClient) -> None:
    response = await client.get(SESSIONS, params={"endTime": "1999-01-01T00:00:00Z"})

    assert response.json() == {}


@pytest.mark.usefixtures("three_days")
async def test_times_keep_their_offsets_and_nanoseconds(client: httpx.AsyncClient) -> None:
    late = "2026-03-12T10:59:59.999999999+02:00"

    assert await listed(client, startTime=late) == ["day 12"]


@pytest.mark.parametrize(
    "params",
    [
        {"startTime": "2026-03-10"},
        {"startTime": "2026-03-10T12:00:00"},
        {"endTime": "1773144000000"},
        {"endTime": "2026-02-30T12:00:00Z"},
        {"startTime": ""},
        {"activityType": "running"},
        {"activityType": ""},
        {"includeDeleted": "yes"},
        {"pageToken": "mine"},
        {"pageToken": "bm90IG1pbmU="},
        {"pageToken": "Y2hhbmdlczowNQ=="},
        {"pageToken": "é"},
        {"limit": "10"},
        {"fields": "session("},
        {"fields": "session(id"},
        {"fields": "session)"},
        {"fields": "a b"},
        {"fields": ","},
    ],
)
async def test_an_invalid_parameter_is_a_400_in_googles_form(
    client: httpx.AsyncClient, params: dict[str, str]
) -> None:
    response = await client.get(SESSIONS, params=params)

    error = response.json()["error"]
    assert (response.status_code, error["code"]) == (400, 400)
    assert error["status"] == "INVALID_ARGUMENT"
    assert next(iter(params)) in error["message"]
    assert error["errors"][0]["reason"] == "badRequest"


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ("session/id", {"session": [{"id": "s"}]}),
        (
            "session(id,application/name)",
            {"session": [{"id": "s", "application": {"name": "App"}}]},
        ),
        ("session/id,session/name", {"session": [{"id": "s", "name": "Run"}]}),
        ("session,session/name,unheardOf", "whole"),
        ("*", "whole"),
        ("*/activityType/x", {"session": [{"activityType": 8}]}),
        ("nextPageToken", {}),
    ],
)
async def test_fields_select_a_part_of_the_answer(
    client: httpx.AsyncClient, sandbox: Sandbox, fields: str, answer: object
) -> None:
    session = fit("s", DAY + "12:00:00", DAY + "13:00:00")
    sandbox.replace("t", google_fit_sessions=[session])

    found = (await client.get(SESSIONS, params={**NOON, "fields": fields})).json()

    assert found == ({"session": [session]} if answer == "whole" else answer)


async def test_no_other_user_than_me_is_served(client: httpx.AsyncClient) -> None:
    response = await client.get("/fitness/v1/users/somebody/sessions")

    assert response.status_code == 400
    assert "userId" in response.json()["error"]["message"]

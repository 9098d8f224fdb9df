"""Oura's collections: ranges, pages, fields, single documents, the sandbox twins."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from gateway.sandbox import Sandbox
from tests.sandbox.records import WORKOUTS, workout

EVERYTHING = {"start_date": "2026-01-01", "end_date": "2027-01-01"}


async def page(client: httpx.AsyncClient, **params: str) -> dict[str, Any]:
    response = await client.get(WORKOUTS, params=params)
    assert response.status_code == 200, response.text
    return response.json()


def ids(answer: dict[str, Any]) -> list[str]:
    return [document["id"] for document in answer["data"]]


@pytest.fixture
def evening(sandbox: Sandbox) -> dict[str, Any]:
    """A workout of the 15th where the wearer was, and of the 16th in UTC."""
    document = workout("evening", "2026-07-15T20:00:00.000-06:00")
    sandbox.replace("t", oura_workouts=[document])
    return document


@pytest.mark.usefixtures("evening")
@pytest.mark.parametrize(
    ("start", "end", "is_listed"),
    [
        ("2026-07-15", "2026-07-16", False),
        ("2026-07-16", "2026-07-17", True),
        ("2026-07-16", "2026-07-16", False),
        ("2026-07-16T02:00:00Z", "2026-07-16T02:00:00.001Z", True),
        ("2026-07-16T02:00:00.001Z", "2026-07-17", False),
        ("2026-07-15", "2026-07-16T02:00:00Z", False),
        ("2026-07-15T19:59:00-06:00", "2026-07-15T20:01:00-06:00", True),
        ("2026-07-16T02:00", "2026-07-16 03:00:00", True),
    ],
)
async def test_a_range_is_half_open_and_a_date_is_its_midnight_in_utc(
    client: httpx.AsyncClient, start: str, end: str, *, is_listed: bool
) -> None:
    answer = await page(client, start_date=start, end_date=end)

    assert ids(answer) == (["evening"] if is_listed else [])


async def test_the_day_of_a_document_is_where_the_wearer_was(
    client: httpx.AsyncClient, evening: dict[str, Any]
) -> None:
    answer = await page(client, start_date="2026-07-16", end_date="2026-07-17")

    assert answer == {"data": [evening], "next_token": None}
    assert evening["day"] == "2026-07-15"


@pytest.mark.parametrize(
    ("params", "listed"),
    [
        ({}, ["the 14th"]),
        ({"start_date": "2026-06-13"}, ["the 13th", "the 14th"]),
        ({"end_date": "2026-06-14"}, ["the 13th"]),
    ],
)
async def test_a_range_that_is_left_out_is_the_day_before_today_or_before_the_end(
    client: httpx.AsyncClient, sandbox: Sandbox, params: dict[str, str], listed: list[str]
) -> None:
    days = [workout(f"the {day}th", f"2026-06-{day}T12:00:00Z") for day in range(12, 16)]
    sandbox.replace("t", oura_workouts=days)

    assert ids(await page(client, **params)) == listed


@pytest.mark.parametrize("repeats_the_range", [True, False])
async def test_pages_follow_one_another_by_token_and_hold_equal_starts_once(
    client: httpx.AsyncClient, sandbox: Sandbox, *, repeats_the_range: bool
) -> None:
    same = [workout(f"same {number}", "2026-03-01T12:00:00Z") for number in range(5)]
    later = [workout(f"later {number}", f"2026-03-02T1{number}:00:00Z") for number in range(2)]
    sandbox.replace("t", oura_workouts=[*later, *same])
    params = EVERYTHING if repeats_the_range else {}

    first = await page(client, **EVERYTHING)
    second = await page(client, **params, next_token=first["next_token"])
    third = await page(client, **params, next_token=second["next_token"])

    assert ids(first) == ["same 0", "same 1", "same 2"]
    assert ids(second) == ["same 3", "same 4", "later 0"]
    assert (ids(third), third["next_token"]) == (["later 1"], None)


async def test_a_full_last_page_has_no_token(client: httpx.AsyncClient, sandbox: Sandbox) -> None:
    three = [workout(str(number), "2026-03-01T12:00:00Z") for number in range(3)]
    sandbox.replace("t", oura_workouts=three)

    assert (await page(client, **EVERYTHING))["next_token"] is None


async def test_a_document_that_comes_between_two_pages_repeats_none(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    four = [workout(str(number), f"2026-03-0{number}T12:00:00Z") for number in range(1, 5)]
    store = sandbox.replace("t", oura_workouts=four).oura.workouts
    first = await page(client, **EVERYTHING)

    store.add(workout("new", "2026-02-01T12:00:00Z"))

    assert ids(await page(client, next_token=first["next_token"])) == ["4"]


@pytest.mark.parametrize("token", ["mine", "", "e30", "WzEsMiwzLDQsNV0", "é"])
async def test_a_token_of_somebody_else_is_a_400(client: httpx.AsyncClient, token: str) -> None:
    response = await client.get(WORKOUTS, params={"next_token": token})

    assert response.status_code == 400
    assert "next_token" in response.json()["detail"]


async def test_a_token_of_another_collection_is_a_400(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    four = [workout(str(number), "2026-03-01T12:00:00Z") for number in range(4)]
    sandbox.replace("t", oura_workouts=four)
    token = (await page(client, **EVERYTHING))["next_token"]

    response = await client.get("/v2/usercollection/session", params={"next_token": token})

    assert response.status_code == 400


async def test_a_start_after_the_end_is_a_400_with_a_text(client: httpx.AsyncClient) -> None:
    params = {"start_date": "2026-07-17", "end_date": "2026-07-16"}

    response = await client.get(WORKOUTS, params=params)

    assert response.status_code == 400
    assert response.json()["detail"].startswith("Start time is greater than end time")


@pytest.mark.parametrize(
    "text", ["", "today", "2026-7-1", "2026-02-30", "20260701", "2026-07-16T02:00:00 02:00", "0"]
)
@pytest.mark.parametrize("name", ["start_date", "end_date"])
async def test_an_unreadable_date_is_a_422_with_a_list(
    client: httpx.AsyncClient, name: str, text: str
) -> None:
    response = await client.get(WORKOUTS, params={name: text})

    detail = response.json()["detail"]
    assert response.status_code == 422
    assert [problem["loc"] for problem in detail] == [
        ["query", name, "datetime"],
        ["query", name, "date"],
    ]
    assert {problem["input"] for problem in detail} == {text}


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ("calories", {"id", "day", "calories"}),
        ("calories, label,nonsense", {"id", "day", "calories", "label"}),
        ("nonsense", set(workout("w", "2026-03-01T12:00:00Z"))),
        ("", set(workout("w", "2026-03-01T12:00:00Z"))),
    ],
)
async def test_fields_select_and_id_and_day_always_come(
    client: httpx.AsyncClient, sandbox: Sandbox, fields: str, names: set[str]
) -> None:
    sandbox.replace("t", oura_workouts=[workout("w", "2026-03-01T12:00:00Z")])

    (document,) = (await page(client, **EVERYTHING, fields=fields))["data"]

    assert set(document) == names


async def test_a_single_document_is_found_by_its_id(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    document = workout("a/b c", "2026-03-01T12:00:00Z")
    sandbox.replace("t", oura_workouts=[document])

    found = await client.get(f"{WORKOUTS}/a%2Fb%20c")
    missing = await client.get(f"{WORKOUTS}/nowhere")
    elsewhere = await client.get("/v2/usercollection/session/a%2Fb%20c")

    assert found.json() == document
    assert (missing.status_code, elsewhere.status_code) == (404, 404)
    assert isinstance(missing.json()["detail"], str)


async def test_the_sandbox_twins_answer_the_same_but_do_not_know_fields(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    document = workout("w", "2026-03-01T12:00:00Z")
    sandbox.replace("t", oura_workouts=[document])
    twin = WORKOUTS.replace("/v2/", "/v2/sandbox/")

    listed = await client.get(twin, params={**EVERYTHING, "fields": "calories"})
    single = await client.get(f"{twin}/w")

    assert listed.json()["data"] == [document]
    assert single.json() == document


async def test_personal_information_has_no_sandbox_twin(client: httpx.AsyncClient) -> None:
    user = await client.get("/v2/usercollection/personal_info")
    twin = await client.get("/v2/sandbox/usercollection/personal_info")

    assert user.json()["age"] > 0
    assert twin.status_code == 404


async def test_personal_information_can_be_set(client: httpx.AsyncClient, sandbox: Sandbox) -> None:
    sandbox.replace("t", personal_info={"id": "p", "email": None})

    answer = await client.get("/v2/usercollection/personal_info")

    assert answer.json() == {"id": "p", "email": None}


async def test_nothing_can_be_written(client: httpx.AsyncClient) -> None:
    response = await client.put(f"{WORKOUTS}/w", json={})

    assert (response.status_code, response.json()) == (405, {"detail": "Method Not Allowed"})

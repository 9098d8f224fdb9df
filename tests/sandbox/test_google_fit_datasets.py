from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

import httpx
import pytest

from gateway.sandbox import Lag, Sandbox, Wire
from gateway.sandbox.seed.history import FIRST_DAY
from tests.sandbox.descriptions import google_fit_schema
from tests.sandbox.fit_data import (
    DAY,
    SEGMENT,
    SEGMENT_SOURCE,
    SOURCES,
    STEPS_SOURCE,
    counts,
    dataset,
    have,
    insert,
    of,
    point,
    steps,
)


async def test_a_dataset_holds_what_overlaps_its_range_both_ends_included(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    have(sandbox, [steps(1, 9, 1), steps(5, 10, 2), steps(20, 25, 3), steps(21, 30, 4)])

    found = await dataset(client, 10, 20)

    assert counts(found) == [2, 3]
    assert (found["minStartTimeNs"], found["maxEndTimeNs"]) == ("10000000", "20000000")
    google_fit_schema("Dataset").validate(found)


async def test_pages_lead_from_the_end_to_the_start(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    have(sandbox, [steps(at, at, at) for at in range(1, 8)])

    first = await dataset(client, 2, 7, limit=2)
    second = await dataset(client, 2, 7, limit=2, pageToken=first["nextPageToken"])
    third = await dataset(client, 2, 7, limit=5, pageToken=second["nextPageToken"])

    assert [counts(page) for page in (first, second, third)] == [[6, 7], [4, 5], [2, 3]]
    assert "nextPageToken" not in third


async def test_a_page_that_breaks_between_equal_ends_loses_nothing(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    have(sandbox, [steps(at, 9, at) for at in range(1, 6)])

    first = await dataset(client, 0, 9, limit=2)
    await insert(client, [steps(0, 1, 6)])
    second = await dataset(client, 0, 9, limit=9, pageToken=first["nextPageToken"])

    assert [counts(first), counts(second)] == [[4, 5], [6, 1, 2, 3]]


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("/datasets/1", {}),
        ("/datasets/9-1", {}),
        ("/datasets/0-1", {"limit": "0"}),
        ("/datasets/0-1", {"limit": "few"}),
        ("/datasets/0-1", {"pageToken": "mine"}),
        ("/datasets/0-1", {"pageToken": "Y2hhbmdlczow"}),
        ("/dataPointChanges", {"pageToken": "ZGF0YXNldDox"}),
    ],
)
async def test_invalid_parameters_are_refused(
    client: httpx.AsyncClient, sandbox: Sandbox, path: str, params: dict[str, str]
) -> None:
    have(sandbox, [])

    assert (await client.get(of(STEPS_SOURCE) + path, params=params)).status_code == 400


async def test_a_dataset_without_points_has_no_list_of_them(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    have(sandbox, [steps(1, 2, 3)])

    assert "point" not in await dataset(client, 5, 6)


async def test_inserted_points_are_kept_beside_equal_ones(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    have(sandbox, [])

    for _ in range(2):
        answer = await insert(client, [steps(1, 2, 3)])
        google_fit_schema("Dataset").validate(answer.json())

    assert counts(await dataset(client, 0, 9)) == [3, 3]


NOT_POINTS: list[dict[str, Any]] = [
    {**steps(1, 2, 3), "dataTypeName": SEGMENT},
    {**steps(1, 2, 3), "value": []},
    {**steps(1, 2, 3), "value": [{}]},
    {**steps(1, 2, 3), "value": [{"fpVal": 1.0}]},
    {**steps(1, 2, 3), "value": [{"intVal": 2**31}]},
    {**steps(1, 2, 3), "value": [{"fpVal": "x"}]},
    {**steps(1, 2, 3), "value": [{"intVal": 1}, {"intVal": 1}]},
    steps(5, 2, 3),
    {"dataTypeName": "x"},
]


@pytest.mark.parametrize("bad", NOT_POINTS)
async def test_points_that_are_not_of_the_data_source_are_refused(
    client: httpx.AsyncClient, sandbox: Sandbox, bad: Wire
) -> None:
    have(sandbox, [])

    assert (await insert(client, [bad])).status_code == 400
    assert (await insert(client, [steps(1, 2, 3)], dataSourceId="raw:other")).status_code == 400
    assert "point" not in await dataset(client, 0, 9)


async def test_deleting_takes_what_overlaps(client: httpx.AsyncClient, sandbox: Sandbox) -> None:
    have(sandbox, [steps(1, 9, 1), steps(5, 10, 2), steps(21, 30, 4)])

    answer = await client.delete(f"{of(STEPS_SOURCE)}/datasets/10000000-20000000")

    assert (answer.status_code, answer.content) == (204, b"")
    assert counts(await dataset(client, 0, 99)) == [1, 4]


async def test_deleting_cuts_segments_of_activity(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    have(sandbox, [point(1, 9, {"intVal": 7}, SEGMENT)], SEGMENT_SOURCE)

    await client.delete(f"{of(SEGMENT_SOURCE)}/datasets/4000000-5000000")

    left = (await dataset(client, 0, 99, SEGMENT_SOURCE))["point"]
    assert [(one["startTimeNanos"], one["endTimeNanos"]) for one in left] == [
        ("1000000", "4000000"),
        ("5000000", "9000000"),
    ]


async def changes(client: httpx.AsyncClient, **params: Any) -> Wire:
    answer = (await client.get(f"{of(STEPS_SOURCE)}/dataPointChanges", params=params)).json()
    google_fit_schema("ListDataPointChangesResponse").validate(answer)
    return answer


async def test_changes_tell_what_came_and_what_went(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    have(sandbox, [steps(1, 2, 1), steps(3, 4, 2)])
    known = await changes(client)
    await insert(client, [steps(5, 6, 3)])
    await client.delete(f"{of(STEPS_SOURCE)}/datasets/1000000-1000000")

    new = await changes(client, pageToken=known["nextPageToken"])
    none = await changes(client, pageToken=new["nextPageToken"])

    assert counts({"point": known["insertedDataPoint"]}) == [1, 2]
    assert counts({"point": new["insertedDataPoint"]}) == [3]
    assert counts({"point": new["deletedDataPoint"]}) == [1]
    assert new["insertedDataPoint"][0]["modifiedTimeMillis"] == "1781526600000"
    assert none == {
        "dataSourceId": STEPS_SOURCE["dataStreamId"],
        "nextPageToken": new["nextPageToken"],
    }


async def test_changes_come_by_pages(client: httpx.AsyncClient, sandbox: Sandbox) -> None:
    have(sandbox, [steps(at, at, at) for at in range(1, 6)])

    pages = [await changes(client, limit=2)]
    while "insertedDataPoint" in pages[-1]:
        pages.append(await changes(client, limit=2, pageToken=pages[-1]["nextPageToken"]))

    found = [counts({"point": page.get("insertedDataPoint", [])}) for page in pages]
    assert found == [[1, 2], [3, 4], [5], []]


async def test_a_lagging_dataset_shows_neither_insertions_nor_deletions(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    have(sandbox, [steps(1, 2, 1)])
    sandbox.fail("google_fit", Lag(), route="datasets")
    await insert(client, [steps(5, 6, 3)])
    await client.delete(f"{of(STEPS_SOURCE)}/datasets/1000000-1000000")

    assert counts(await dataset(client, 0, 99)) == [1]
    sandbox.heal()
    assert counts(await dataset(client, 0, 99)) == [3]


async def seeded(client: httpx.AsyncClient, data_type: str) -> Wire:
    answer = await client.get(SOURCES, params={"dataTypeName": data_type})
    return answer.json()["dataSource"][0]


async def test_seeded_points_are_the_same_whatever_range_is_asked_for(
    client: httpx.AsyncClient,
) -> None:
    noon = 1_781_438_400_000
    for data_type in (SEGMENT, "com.google.heart_rate.bpm", "com.google.calories.expended"):
        one = await seeded(client, data_type)

        whole = (await dataset(client, noon - 3 * DAY, noon, one))["point"]
        part = (await dataset(client, noon - DAY, noon - 1, one)).get("point", [])

        assert len(whole) > 20
        assert (
            part
            == [one for one in whole if int(one["endTimeNanos"]) >= (noon - DAY) * 1_000_000][
                : len(part)
            ]
        )


CALORIES = "com.google.calories.expended"
MIDNIGHT = 1_781_395_200_000
"""2026-06-14T00:00:00Z."""
QUARTER = 15 * 60_000
EARLY = MIDNIGHT - 3 * QUARTER
"""Asleep: quarters of an hour follow each other, and nothing cuts them."""


@pytest.mark.parametrize("border", [EARLY, MIDNIGHT])
@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (100_000, 100_000, [-1, 0]),
        (0, 0, [-1, 0]),
        (0, 1, [-1, 0]),
        (1, 0, [-1, 0]),
        (-1, 2, [0]),
        (2, -1, [-1]),
        (QUARTER, QUARTER, [-2, -1, 0, 1]),
        (QUARTER - 1, QUARTER - 1, [-1, 0]),
    ],
)
async def test_seeded_points_that_reach_over_the_ends_of_a_range_are_in_it(
    client: httpx.AsyncClient, border: int, before: int, after: int, expected: list[int]
) -> None:
    one = await seeded(client, CALORIES)

    found = await dataset(client, border - before, border + after, one)

    starts = [int(point["startTimeNanos"]) // 1_000_000 for point in found["point"]]
    assert starts == [border + number * QUARTER for number in expected]


async def test_seeded_points_begin_with_the_first_day(client: httpx.AsyncClient) -> None:
    one = await seeded(client, CALORIES)
    first = int(datetime.combine(FIRST_DAY, time(), UTC).timestamp()) * 1000

    assert "point" not in await dataset(client, first - DAY, first - 1, one)
    assert len((await dataset(client, first - DAY, first, one))["point"]) == 1


async def test_seeded_points_end_with_the_present(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    now = int(sandbox.now().timestamp() * 1000)
    one = await seeded(client, "com.google.calories.expended")

    last = (await dataset(client, now - DAY, now + DAY, one))["point"][-1]

    assert int(last["endTimeNanos"]) == now * 1_000_000
    assert "point" not in await dataset(client, now + 1, now + DAY, one)
    assert "point" not in await dataset(client, 0, DAY, one)


async def test_a_seeded_point_can_be_deleted(client: httpx.AsyncClient) -> None:
    check_in = await seeded(client, "app.trailbook.check_in")
    start, end = 1_780_000_000_000, 1_780_500_000_000
    before = (await dataset(client, start, end, check_in))["point"]
    gone = before[2]["startTimeNanos"]

    await client.delete(f"{of(check_in)}/datasets/{gone}-{gone}")

    assert (await dataset(client, start, end, check_in))["point"] == [*before[:2], *before[3:]]
    told = (await client.get(f"{of(check_in)}/dataPointChanges")).json()
    assert told["deletedDataPoint"] == [before[2]]


async def test_a_custom_type_has_values_of_every_kind(client: httpx.AsyncClient) -> None:
    check_in = await seeded(client, "app.trailbook.check_in")

    found = await dataset(client, 1_780_000_000_000, 1_780_500_000_000, check_in)

    kinds = [[*value] for value in found["point"][0]["value"]]
    assert kinds == [["intVal"], ["fpVal"], ["stringVal"], ["mapVal"]]
    google_fit_schema("Dataset").validate(found)

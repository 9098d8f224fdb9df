from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from gateway.sandbox import Sandbox, Wire
from tests.sandbox.descriptions import google_fit_schema
from tests.sandbox.fit_data import (
    AGGREGATE,
    DAY,
    HEART_RATE,
    HEART_SOURCE,
    SEGMENT,
    SEGMENT_SOURCE,
    STEPS,
    STEPS_SOURCE,
    aggregate,
    buckets,
    have,
    point,
    steps,
)
from tests.sandbox.records import fit

TEN = {"startTimeMillis": "0", "endTimeMillis": 100}
BY_TEN = {**TEN, "bucketByTime": {"durationMillis": "10"}}


def sums(found: list[Wire]) -> list[int | None]:
    """The steps of each bucket; None where there is no point."""
    return [
        one["dataset"][0]["point"][0]["value"][0]["intVal"]
        if "point" in one["dataset"][0]
        else None
        for one in found
    ]


def spans(found: list[Wire]) -> list[tuple[int, int]]:
    return [(int(one["startTimeMillis"]), int(one["endTimeMillis"])) for one in found]


async def test_points_are_summed_by_spans_of_time_and_no_data_is_no_point(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    have(sandbox, [steps(1, 2, 1), steps(8, 12, 2), steps(20, 20, 4), steps(99, 100, 8)])

    answer = await aggregate(client, STEPS, **BY_TEN)

    found = answer.json()["bucket"]
    assert sums(found) == [3, None, 4, *[None] * 6, 8]
    assert spans(found)[-1] == (90, 100)
    google_fit_schema("AggregateResponse").validate(answer.json())


async def test_a_point_that_began_before_the_range_counts_in_its_first_bucket(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    have(sandbox, [steps(1, 12, 5)])
    later = {**BY_TEN, "startTimeMillis": 10, "endTimeMillis": 35}

    found = await buckets(client, STEPS, **later)

    assert sums(found) == [5, None, None]
    assert spans(found) == [(10, 20), (20, 30), (30, 35)]


async def test_a_point_that_ends_as_the_range_begins_is_not_in_it(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    have(sandbox, [steps(1, 10, 1), steps(10, 10, 2), steps(10, 12, 4), steps(5, 11, 8)])
    later = {**BY_TEN, "startTimeMillis": 10, "endTimeMillis": 30}

    assert sums(await buckets(client, STEPS, **later)) == [14, None]


async def test_heart_rate_becomes_average_maximum_and_minimum(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    rates = [point(at, at, {"fpVal": bpm}, HEART_RATE) for at, bpm in ((1, 60.0), (2, 90.0))]
    have(sandbox, rates, HEART_SOURCE)

    (first, *_) = await buckets(client, HEART_RATE, **BY_TEN)

    (summary,) = first["dataset"][0]["point"]
    assert summary["dataTypeName"] == "com.google.heart_rate.summary"
    assert summary["value"] == [{"fpVal": 75.0}, {"fpVal": 90.0}, {"fpVal": 60.0}]
    assert (summary["startTimeNanos"], summary["endTimeNanos"]) == ("1000000", "2000000")


async def test_segments_become_time_and_number_for_each_activity(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    spent = [(1, 4, 7), (4, 9, 8), (20, 22, 7)]
    segments = [point(start, end, {"intVal": code}, SEGMENT) for start, end, code in spent]
    have(sandbox, segments, SEGMENT_SOURCE)

    (found,) = await buckets(client, SEGMENT, **TEN, bucketByTime={"durationMillis": 100})

    values = [[v["intVal"] for v in one["value"]] for one in found["dataset"][0]["point"]]
    assert values == [[7, 5, 2], [8, 5, 1]]


async def test_a_single_source_is_aggregated_under_its_own_id(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    have(sandbox, [steps(1, 2, 1)])
    by = [{"dataSourceId": STEPS_SOURCE["dataStreamId"]}, {"dataTypeName": STEPS}]

    answer = await client.post(AGGREGATE, json={**BY_TEN, "aggregateBy": by})

    datasets = answer.json()["bucket"][0]["dataset"]
    assert [one["dataSourceId"] for one in datasets] == [
        STEPS_SOURCE["dataStreamId"],
        "derived:com.google.step_count.delta:com.google.android.gms:aggregated",
    ]


@pytest.mark.parametrize(
    ("begin", "days", "lengths"),
    [("2026-03-28", 3, [24, 23, 24]), ("2026-10-24", 3, [24, 25, 24])],
)
async def test_a_day_is_as_long_as_clocks_make_it(
    client: httpx.AsyncClient, begin: str, days: int, lengths: list[int]
) -> None:
    zone = ZoneInfo("Europe/Zurich")
    start = datetime.fromisoformat(begin).replace(tzinfo=zone)
    period = {"type": "day", "value": 1, "timeZoneId": "Europe/Zurich"}

    found = await buckets(
        client,
        STEPS,
        startTimeMillis=int(start.timestamp() * 1000),
        endTimeMillis=int((start + timedelta(days=days)).timestamp() * 1000),
        bucketByTime={"period": period},
    )

    assert [(end - begin) // 3_600_000 for begin, end in spans(found)] == lengths


LAST_OF_JANUARY = 1_769_817_600_000
"""2026-01-31T00:00:00Z."""


@pytest.mark.parametrize(
    ("start", "kind", "value", "days"),
    [
        (0, "week", 1, [7, 7, 7]),
        (0, "week", 3, [21, 21, 14]),
        (LAST_OF_JANUARY, "month", 1, [28, 31, 21]),
        (LAST_OF_JANUARY, "month", 2, [59]),
    ],
)
async def test_periods_step_on_the_calendar(
    client: httpx.AsyncClient, start: int, kind: str, value: int, days: list[int]
) -> None:
    period = {"type": kind, "value": value, "timeZoneId": "UTC"}

    found = await buckets(
        client,
        STEPS,
        startTimeMillis=start,
        endTimeMillis=start + sum(days) * DAY,
        bucketByTime={"period": period},
    )

    assert [(end - begin) // DAY for begin, end in spans(found)] == days


async def test_sessions_are_buckets_longer_than_the_least(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.replace(
        "t",
        google_fit_sessions=[
            fit("b", "1970-01-01T00:00:30Z", "1970-01-01T00:00:40Z"),
            fit("a", "1970-01-01T00:00:10Z", "1970-01-01T00:00:20Z"),
            fit("short", "1970-01-01T00:00:50Z", "1970-01-01T00:00:51Z"),
        ],
        google_fit_data_sources=[STEPS_SOURCE],
        google_fit_points={
            STEPS_SOURCE["dataStreamId"]: [
                steps(11_000, 12_000, 1),
                steps(19_000, 20_000, 2),
                steps(25_000, 26_000, 4),
            ]
        },
    )

    found = await buckets(
        client,
        STEPS,
        startTimeMillis=0,
        endTimeMillis=60_000,
        bucketBySession={"minDurationMillis": 1000},
    )

    assert [(one["session"]["id"], one["type"]) for one in found] == [
        ("a", "session"),
        ("b", "session"),
    ]
    assert sums(found) == [3, None]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("bucketByActivityType", [(7, 1 + 4), (8, 2)]),
        ("bucketByActivitySegment", [(7, 1), (8, 2), (7, 4)]),
    ],
)
async def test_activities_are_buckets(
    client: httpx.AsyncClient, sandbox: Sandbox, kind: str, expected: list[tuple[int, int]]
) -> None:
    spent = [(0, 10, 7), (10, 20, 8), (30, 40, 7), (50, 51, 9)]
    segments = [point(start, end, {"intVal": code}, SEGMENT) for start, end, code in spent]
    sandbox.replace(
        "t",
        google_fit_data_sources=[STEPS_SOURCE, SEGMENT_SOURCE],
        google_fit_points={
            STEPS_SOURCE["dataStreamId"]: [
                steps(1, 2, 1),
                steps(12, 13, 2),
                steps(31, 32, 4),
                steps(45, 46, 8),
            ],
            SEGMENT_SOURCE["dataStreamId"]: segments,
        },
    )
    named = {"activityDataSourceId": SEGMENT_SOURCE["dataStreamId"], "minDurationMillis": 1}

    found = await buckets(client, STEPS, **TEN, **{kind: named})

    activities = [one["activity"] for one in found]
    assert list(zip(activities, sums(found), strict=True)) == expected


BY: dict[str, Any] = {"aggregateBy": [{"dataTypeName": STEPS}]}
DAILY = {"durationMillis": 10}
ZONE = {"type": "day", "value": 1, "timeZoneId": "UTC"}


IMPOSSIBLE: list[dict[str, Any]] = [
    {"aggregateBy": []},
    {"aggregateBy": [{}]},
    {"aggregateBy": [{"dataTypeName": STEPS, "dataSourceId": "raw:x"}]},
    {"aggregateBy": [{"dataSourceId": "raw:none"}]},
    {"aggregateBy": [{"dataTypeName": "my.own"}]},
    {"endTimeMillis": 0},
    {"startTimeMillis": None},
    {"endTimeMillis": 90 * DAY + 1},
    {"bucketByTime": None},
    {"bucketBySession": {}},
    {"bucketByTime": {}},
    {"bucketByTime": {"durationMillis": 0}},
    {"bucketByTime": {"durationMillis": 1}, "endTimeMillis": DAY},
    {"bucketByTime": {"durationMillis": 10, "period": ZONE}},
    {"bucketByTime": {"period": {**ZONE, "value": 0}}},
    {"bucketByTime": {"period": {**ZONE, "timeZoneId": "Mars/Base"}}},
    {"bucketByTime": {"period": {"type": "day"}}},
    {"bucketByTime": None, "bucketByActivityType": {"activityDataSourceId": "raw:none"}},
    {
        "bucketByTime": None,
        "bucketByActivityType": {"activityDataSourceId": STEPS_SOURCE["dataStreamId"]},
    },
    {"more": 1},
]


@pytest.mark.parametrize("change", IMPOSSIBLE)
async def test_a_request_that_cannot_be_is_refused(
    client: httpx.AsyncClient, sandbox: Sandbox, change: dict[str, Any]
) -> None:
    have(sandbox, [])

    answer = await client.post(AGGREGATE, json={**BY, **BY_TEN, **change})

    assert (answer.status_code, answer.json()["error"]["status"]) == (400, "INVALID_ARGUMENT")


@pytest.mark.parametrize(
    ("start", "period"),
    [
        (0, {"type": "day", "value": 3_000_000}),
        (0, {"type": "week", "value": 2**31 - 1}),
        (0, {"type": "month", "value": 2**31 - 1}),
        (253_402_300_799_000 - DAY, {"type": "day", "value": 2, "timeZoneId": "Etc/GMT+12"}),
        (253_402_300_799_000 - DAY, {"type": "day", "value": 1, "timeZoneId": "Etc/GMT-14"}),
        (2**63 - 1 - DAY, {"type": "day", "value": 1}),
        (2**63 - 1 - DAY, {"type": "month", "value": 2**31 - 1}),
    ],
)
async def test_a_period_that_leads_beyond_the_calendar_is_refused(
    client: httpx.AsyncClient, start: int, period: dict[str, Any]
) -> None:
    times = {"startTimeMillis": str(start), "endTimeMillis": str(start + DAY)}

    answer = await aggregate(client, STEPS, **times, bucketByTime={"period": {**ZONE, **period}})

    assert (answer.status_code, answer.json()["error"]["status"]) == (400, "INVALID_ARGUMENT")


@pytest.mark.parametrize(
    "kind",
    [
        {"bucketByTime": {"durationMillis": 2**63 - 1}},
        {"bucketBySession": {"minDurationMillis": 2**63 - 1}},
        {"bucketByActivityType": {}},
        {"bucketByActivitySegment": {"minDurationMillis": str(-(2**63))}},
    ],
)
async def test_the_last_day_of_64_bits_can_be_aggregated(
    client: httpx.AsyncClient, kind: dict[str, Any]
) -> None:
    last = 2**63 - 1

    found = await buckets(client, STEPS, startTimeMillis=last - DAY, endTimeMillis=last, **kind)

    assert spans(found) == ([(last - DAY, last)] if "bucketByTime" in kind else [])


async def test_ninety_days_can_be_aggregated(client: httpx.AsyncClient) -> None:
    found = await buckets(
        client,
        STEPS,
        startTimeMillis=0,
        endTimeMillis=90 * DAY,
        bucketByTime={"durationMillis": DAY},
    )

    assert len(found) == 90


async def test_a_type_without_its_scope_is_refused(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.withhold_scopes("t", {"heart_rate"})

    assert (await aggregate(client, STEPS, **BY_TEN)).status_code == 200
    assert (await aggregate(client, STEPS, HEART_RATE, **BY_TEN)).status_code == 403


@pytest.mark.parametrize(
    "data_type", [STEPS, "com.google.distance.delta", "com.google.calories.expended", HEART_RATE]
)
async def test_a_seeded_day_is_the_same_alone_and_among_others(
    client: httpx.AsyncClient, data_type: str
) -> None:
    begin, count = 1_781_395_200_000 - 60 * DAY, 60

    def asked(start: int, end: int) -> dict[str, Any]:
        times = {"startTimeMillis": begin + start * DAY, "endTimeMillis": begin + end * DAY}
        return {**times, "bucketByTime": {"durationMillis": DAY}}

    together = await buckets(client, data_type, **asked(0, count))
    alone = [await buckets(client, data_type, **asked(day, day + 1)) for day in range(count)]

    assert together == [one for found in alone for one in found]
    assert sum("point" in one["dataset"][0] for one in together) > count // 2


async def test_seeded_sessions_have_steps_distance_energy_and_heart_rate(
    client: httpx.AsyncClient,
) -> None:
    start = 1_781_395_200_000 - 60 * DAY
    types = (STEPS, "com.google.distance.delta", "com.google.calories.expended", HEART_RATE)

    answer = await aggregate(
        client,
        *types,
        startTimeMillis=start,
        endTimeMillis=start + 60 * DAY,
        bucketBySession={},
    )

    google_fit_schema("AggregateResponse").validate(answer.json())
    runs = [b for b in answer.json()["bucket"] if b["session"].get("activityType") == 8]
    assert len(runs) > 3
    for run in runs:
        minutes = (int(run["endTimeMillis"]) - int(run["startTimeMillis"])) / 60_000
        values = [one["point"][0]["value"][0] for one in run["dataset"]]
        assert 140 < values[0]["intVal"] / minutes < 180
        assert 150 < values[1]["fpVal"] / minutes < 200
        assert 9 < values[2]["fpVal"] / minutes < 13
        assert 140 < values[3]["fpVal"] < 160

"""Heart rates of workouts that lie far apart: as few pages of rows as there can be."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from gateway.sandbox import RunningSandbox, Sandbox, Status, Wire
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.metrics.people import (
    EVERYTHING,
    STATUS,
    a_ride,
    feed,
    fetches,
    let_ride,
    metrics_by_id,
    row,
    rows,
)
from tests.wires import noon

PAGE_ROWS: Final = 1_000
START: Final = "2026-05-01T06:00:00Z"
BEGIN: Final = datetime(2026, 5, 1, 6, tzinfo=UTC)
WHOLE: Final = f"providerId startTime endTime metrics {{ {EVERYTHING} }}"
WORKOUTS: Final = (
    'filter: {providers: [OURA], kinds: [WORKOUT], startTime: {start: "2026-01-01T00:00:00Z"}}'
)
_FOREVER: Final = datetime.max.replace(tzinfo=UTC)

Json = dict[str, Any]


def fewest(rows_at: Sequence[datetime], workouts: Sequence[tuple[datetime, datetime]]) -> int:
    """So many pages, each as full as Oura makes it, for who knows all rows beforehand."""
    pages, reached = 0, datetime.min.replace(tzinfo=UTC)
    for start, end in sorted(workouts):
        reached = max(reached, start)
        while reached < end:
            pages += 1
            last = bisect_left(rows_at, reached) + PAGE_ROWS
            reached = rows_at[last] if last < len(rows_at) else _FOREVER
    return pages


def fewest_of(sandbox: Sandbox, token: str, nodes: Sequence[Json]) -> int:
    """For the workouts among the activities of a page."""
    ids = {one["id"] for one in sandbox.viewer(token).oura.collections["workout"].all()}
    workouts = [times(node) for node in nodes if node["providerId"] in ids]
    beats = (
        sandbox.viewer(token)
        .oura.collections["heartrate"]
        .between(min(start for start, _ in workouts), _FOREVER, after=None, limit=1_000_000)
    )
    at = [datetime.fromisoformat(beat["timestamp"]) for beat in beats]
    return fewest(at, [one for one in workouts if one[0] < one[1]])


def times(node: Json) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(node["startTime"]), datetime.fromisoformat(node["endTime"])


def a_season(sandbox: Sandbox, token: str, workouts: int, each_days: float) -> None:
    """Rides of an hour with a row each ten seconds, and each five minutes between them."""
    starts = [BEGIN - timedelta(days=each_days * number) for number in range(workouts)]
    beats: list[Wire] = []
    for start in starts:
        quiet = [start + timedelta(hours=1, minutes=5 * number) for number in range(24)]
        beats += rows(start.isoformat(), 10, [120] * 360) + [row(one, 60) for one in quiet]
    rides = [a_ride(f"ride {i}", start.isoformat(), 60) for i, start in enumerate(starts)]
    let_ride(sandbox, token, rides, beats)


@pytest.mark.parametrize("person", ["bo", "cy"])
async def test_fifty_activities_of_a_seeded_month_cost_the_fewest_pages_and_one_at_most(
    running_sandbox: RunningSandbox, person: str
) -> None:
    sandbox = running_sandbox.sandbox
    async with running_gateway(running_sandbox, headers=linked(person), clock=noon) as gateway:
        data = await gateway.execute(f"{{ activities(first: 50) {{ nodes {{ {WHOLE} }} }} }}")

    nodes = data["activities"]["nodes"]
    made = Counter(fetches(sandbox, person))
    least = fewest_of(sandbox, person, nodes)
    sandbox.forget(person)
    assert len(nodes) == 50
    assert {node["metrics"]["status"]["state"] for node in nodes} == {"OK"}
    assert made["aggregate"] == 1
    assert least <= made["heartrate"] <= least + 1
    assert sum(node["metrics"]["status"]["upstreamCalls"] for node in nodes) == made.total()


async def test_two_pages_of_a_hundred_workouts_far_apart_are_whole(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    a_season(sandbox, token, workouts=120, each_days=0.9)
    asked = f"nodes {{ providerId metrics {{ averageHeartRateBpm {STATUS} }} }}"

    data = await gateway.execute(
        f"{{ first: activities(first: 100, {WORKOUTS}) {{ {asked} }} "
        f"last: activities(last: 100, {WORKOUTS}) {{ {asked} }} }}"
    )

    told = [node["metrics"] for page in data.values() for node in page["nodes"]]
    assert len(told) == 200
    assert {one["averageHeartRateBpm"] for one in told} == {120.0}
    assert {one["status"]["state"] for one in told} == {"OK"}
    assert len(fetches(sandbox, token)) <= 60


async def test_rows_that_are_rarer_than_expected_cost_fewer_pages(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    """A row each hour: a page has those of thirty days and more."""
    rides = [a_ride(f"ride {i}", (BEGIN + timedelta(days=i)).isoformat(), 120) for i in range(40)]
    let_ride(sandbox, token, rides, rows(START, 3_600, [100] * 1_000))

    metrics = await metrics_by_id(gateway, feed(f"averageHeartRateBpm {STATUS}"))

    assert {one["averageHeartRateBpm"] for one in metrics.values()} == {100.0}
    calls = [call for call in sandbox.calls_of(token) if call.route == "heartrate"]
    spans = [
        times({"startTime": c.query["start_datetime"][0], "endTime": c.query["end_datetime"][0]})
        for c in calls
    ]
    assert len(calls) == 2
    assert all(end - start <= timedelta(days=30, seconds=2) for start, end in spans)


async def test_pages_that_do_not_tell_how_far_they_reach_are_read_by_their_tokens(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_ride(sandbox, token, [a_ride(minutes=60)], [])
    at = [BEGIN + timedelta(minutes=one) for one in range(60)]
    pages = [[], [row(one, 120) for one in at[:30]][::-1], [row(one, 60) for one in at[30:]]]
    for number, page in reversed([*enumerate(pages)]):
        following = "null" if number == 2 else f'"{number}"'
        body = f'{{"data": {page!r}, "next_token": {following}}}'.replace("'", '"')
        sandbox.fail("oura", Status(200, body=body), route="heartrate", token=token, times=1)

    metrics = (await metrics_by_id(gateway, feed(f"averageHeartRateBpm {STATUS}")))["ride"]

    tokens = [call.query.get("next_token") for call in sandbox.calls_of(token)[-3:]]
    assert metrics["averageHeartRateBpm"] == 90.0
    assert tokens == [None, ["0"], ["1"]]


async def test_a_first_page_that_tells_nothing_costs_no_more_than_itself(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    a_season(sandbox, token, workouts=2, each_days=20)
    body = '{"data": [], "next_token": "odd"}'
    sandbox.fail("oura", Status(200, body=body), route="heartrate", token=token, times=1)

    metrics = await metrics_by_id(gateway, feed(f"averageHeartRateBpm {STATUS}"))

    assert [one["averageHeartRateBpm"] for one in metrics.values()] == [120.0, 120.0]
    assert fetches(sandbox, token) == ["heartrate"] * 3


async def test_pages_that_lead_back_are_an_answer_that_cannot_be_read(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_ride(sandbox, token, [a_ride()], [])
    body = '{"data": [], "next_token": "again"}'
    sandbox.fail("oura", Status(200, body=body), route="heartrate", token=token)

    metrics = (await metrics_by_id(gateway, feed(f"averageHeartRateBpm {STATUS}")))["ride"]

    assert metrics["status"]["error"]["code"] == "INVALID_RESPONSE"
    assert fetches(sandbox, token) == ["heartrate"] * 2


async def test_workouts_that_are_denser_than_a_day_of_rows_are_read_ten_pages_far(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    """The others come; the one that cannot is told."""
    dense, usual = a_ride("dense", minutes=600), a_ride("usual", "2026-05-20T06:00:00Z")
    let_ride(
        sandbox,
        token,
        [dense, usual],
        [*rows(START, 2, [150] * 18_000), *rows("2026-05-20T06:00:00Z", 10, [100])],
    )

    metrics = await metrics_by_id(gateway, feed(f"averageHeartRateBpm {STATUS}"))

    assert metrics["usual"]["averageHeartRateBpm"] == 100.0
    assert metrics["dense"]["status"]["error"]["code"] == "RESULT_LIMIT"

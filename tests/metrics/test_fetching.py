"""How little is fetched, over both providers, and how it is bounded."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gateway.sandbox import Fault, RunningSandbox, Sandbox, Status
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.ids import fit_id, workout_id
from tests.metrics.people import (
    EVERYTHING,
    MEASURED,
    STATUS,
    a_ride,
    a_run,
    feed,
    fetches,
    figures,
    let_measure,
    let_ride,
    metrics_by_id,
    points_of,
    rows,
)
from tests.wires import noon

START = "2026-05-01T06:00:00Z"
BEGIN = datetime(2026, 5, 1, 6, tzinfo=UTC)


def let_run_and_ride(sandbox: Sandbox, token: str) -> None:
    """One event, at both providers."""
    let_measure(
        sandbox,
        token,
        [a_run()],
        points_of(START),
        oura_workouts=[{**a_ride(), "activity": "running"}],
        oura={"heartrate": rows(START, 10, [150, 160])},
    )


def later(hours: float) -> str:
    return (BEGIN + timedelta(hours=hours)).isoformat()


async def test_fifty_activities_of_a_dense_week_cost_four_calls(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    """Runs at Google Fit and rides at Oura, whose rows come every five minutes, day and night."""
    starts = [later(7 * i) for i in range(25)]
    points = [one for i, start in enumerate(starts) for one in points_of(start, 1 + i)]
    let_measure(
        sandbox,
        token,
        [a_run(f"run {i}", start) for i, start in enumerate(starts)],
        points,
        oura_workouts=[a_ride(f"ride {i}", start) for i, start in enumerate(starts)],
        oura={"heartrate": rows(START, 300, [60 + i % 90 for i in range(2_024)])},
    )

    metrics = await metrics_by_id(gateway)

    assert len(metrics) == 50
    for i in range(25):
        run, ride = metrics[f"run {i}"], metrics[f"ride {i}"]
        assert (run["steps"], run["totalEnergyKcal"]) == (4000 * (1 + i), 300.0 * (1 + i))
        bpms = [60 + (84 * i + step) % 90 for step in range(6)]
        assert ride["heartRate"]["values"] == bpms
        assert ride["averageHeartRateBpm"] == sum(bpms) / 6
    assert {one["status"]["state"] for one in metrics.values()} == {"OK"}
    assert Counter(fetches(sandbox, token)) == {"aggregate": 1, "heartrate": 3}
    assert sum(one["status"]["upstreamCalls"] for one in metrics.values()) == 4


async def test_aliases_pages_and_duplicates_share_what_is_fetched(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_run_and_ride(sandbox, token)
    document = """{
      one: activities {
        nodes {
          providerId
          metrics { steps averageHeartRateBpm }
          again: metrics { steps averageHeartRateBpm }
          duplicates { activity { providerId metrics { steps averageHeartRateBpm } } }
        }
      }
      two: activities(first: 1) { nodes { metrics { distanceMeters maximumHeartRateBpm } } }
    }"""

    data = await gateway.execute(document)

    nodes = {node["providerId"]: node for node in data["one"]["nodes"]}
    run, ride = nodes["run"], nodes["ride"]
    assert run["metrics"] == run["again"] == {"steps": 4000, "averageHeartRateBpm": 120.0}
    assert ride["metrics"] == ride["again"] == {"steps": None, "averageHeartRateBpm": 155.0}
    assert run["duplicates"] == [{"activity": {"providerId": "ride", "metrics": ride["metrics"]}}]
    assert ride["duplicates"] == [{"activity": {"providerId": "run", "metrics": run["metrics"]}}]
    assert Counter(fetches(sandbox, token)) == {"aggregate": 1, "heartrate": 1}


async def test_what_is_asked_for_later_is_fetched_without_what_is_there(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_measure(sandbox, token, [a_run()], points_of(START))
    sandbox.withhold_scopes(token, ["location"])
    document = f"""{{
      activities {{ nodes {{
        metrics {{ steps {STATUS} }}
        duplicates {{ score }}
      }} }}
      node(id: "{fit_id("run")}") {{
        ... on Activity {{ metrics {{ steps distanceMeters {STATUS} }} }}
      }}
    }}"""

    data = await gateway.execute(document)

    (first,) = [node["metrics"] for node in data["activities"]["nodes"]]
    second = data["node"]["metrics"]
    assert (first["steps"], first["status"]["state"]) == (4000, "OK")
    assert (second["steps"], second["distanceMeters"]) == (4000, None)
    assert second["status"]["state"] == "PARTIAL"
    assert second["status"]["error"]["code"] == "SCOPE_MISSING"


async def test_records_alone_make_no_task_for_an_activity(
    running_sandbox: RunningSandbox, token: str
) -> None:
    rides = [a_ride(f"ride {i}", later(i), calories=100.0 + i, distance=5.0) for i in range(50)]
    let_ride(running_sandbox.sandbox, token, rides, [])
    made: list[str] = []

    def noting(loop: asyncio.AbstractEventLoop, coro: Any, **more: Any) -> Any:
        made.append(getattr(coro, "__qualname__", "the end of a generator"))
        return asyncio.Task(coro, loop=loop, **more)

    async with running_gateway(
        running_sandbox, headers=linked(token), clock=noon, cache_answers_mb=0
    ) as gateway:
        documents = [
            "{ activities(first: 100) { nodes { providerId } } }",
            feed(f"activeEnergyKcal distanceMeters {STATUS}"),
        ]
        for document in documents * 3:
            await gateway.execute(document)
        asyncio.get_running_loop().set_task_factory(noting)
        counts: list[Counter[str]] = []
        for document in documents:
            made.clear()
            await gateway.execute(document)
            counts.append(Counter(made))
        metrics = await metrics_by_id(gateway, documents[1])

    without, with_metrics = counts
    assert with_metrics == without
    assert [one["activeEnergyKcal"] for one in metrics.values()] == [149.0 - i for i in range(50)]
    assert fetches(running_sandbox.sandbox, token) == []


async def test_one_range_that_fails_costs_its_own_activities(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_ride(
        sandbox,
        token,
        [a_ride("early"), a_ride("late", later(100))],
        [*rows(START, 10, [100]), *rows(later(100), 10, [110])],
    )
    sandbox.fail("oura", Status(500), route="heartrate", token=token, times=1)

    metrics = await metrics_by_id(gateway, feed(f"averageHeartRateBpm {STATUS}"))

    assert [one["status"]["state"] for one in metrics.values()] == ["OK", "FAILED"]
    averages = {name: one["averageHeartRateBpm"] for name, one in metrics.items()}
    assert averages == {"late": 110.0, "early": None}
    assert fetches(sandbox, token) == ["heartrate"] * 2


@pytest.mark.parametrize("fault", [Status(401), Status(403), Status(429, retry_after=7)])
async def test_what_fails_whatever_the_range_is_asked_for_once(
    gateway: Gateway, sandbox: Sandbox, token: str, fault: Fault
) -> None:
    rides = [a_ride(f"ride {i}", later(100 * i)) for i in range(5)]
    let_ride(sandbox, token, rides, rows(START, 10, [100]))
    sandbox.fail("oura", fault, route="heartrate", token=token)

    metrics = await metrics_by_id(gateway, feed(f"averageHeartRateBpm {STATUS}"))

    assert [one["status"]["state"] for one in metrics.values()] == ["FAILED"] * 5
    assert len({one["status"]["error"]["code"] for one in metrics.values()}) == 1
    assert fetches(sandbox, token) == ["heartrate"]


async def test_a_failing_fetch_is_no_failure_of_the_page(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_run_and_ride(sandbox, token)
    sandbox.fail("google_fit", Status(500), route="aggregate", token=token)

    document = feed(EVERYTHING, "(onProviderError: FAIL)")
    metrics = await metrics_by_id(gateway, document)

    assert metrics["run"]["status"]["state"] == "FAILED"
    assert (metrics["ride"]["averageHeartRateBpm"], metrics["ride"]["status"]["state"]) == (
        155.0,
        "OK",
    )


async def test_nodes_of_both_providers_have_metrics(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_run_and_ride(sandbox, token)
    ids = f'["{fit_id("run")}", "{workout_id("ride")}"]'

    data = await gateway.execute(
        f"{{ nodes(ids: {ids}) {{ ... on Activity {{ metrics {{ {EVERYTHING} }} }} }} }}"
    )

    run, ride = [node["metrics"] for node in data["nodes"]]
    assert figures(run) == MEASURED
    assert ride["maximumHeartRateBpm"] == 160.0


async def test_an_answer_with_fetched_figures_is_not_kept(
    running_sandbox: RunningSandbox, token: str
) -> None:
    sandbox = running_sandbox.sandbox
    let_measure(sandbox, token, [a_run()], points_of(START))
    async with running_gateway(running_sandbox, headers=linked(token), clock=noon) as gateway:
        for _ in range(2):
            await metrics_by_id(gateway, feed("steps"))
        asked_before = len(sandbox.calls_of(token))
        let_measure(sandbox, token, [a_run()], points_of(START, 2))
        metrics = await metrics_by_id(gateway, feed("steps"))

    assert metrics["run"]["steps"] == 8000
    assert [call.route for call in sandbox.calls_of(token)[asked_before:]] == ["aggregate"]


async def test_a_session_that_was_just_written_has_metrics(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_measure(sandbox, token, [], points_of(START))
    written = """upsertSession(input: {
      clientSessionId: "new", title: "Run", type: RUNNING
      startTime: "2026-05-01T06:00:00Z", endTime: "2026-05-01T06:%s:00Z"
    }) { activity { metrics { steps } } }"""
    document = f"mutation {{ one: {written % 10} two: {written % 30} }}"

    data = await gateway.execute(document)

    assert data["one"]["activity"]["metrics"]["steps"] == 1500
    assert data["two"]["activity"]["metrics"]["steps"] == 4000

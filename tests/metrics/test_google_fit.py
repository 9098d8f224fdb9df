"""Figures of Google Fit's sessions, each computed from the points that the sandbox was given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from gateway.sandbox import (
    CutBody,
    Fault,
    Hang,
    MalformedJson,
    Reset,
    Sandbox,
    Status,
    WrongShape,
)
from gateway.sandbox.seed.wires import fit_session
from tests.gateway_under_test import Gateway
from tests.ids import fit_id
from tests.metrics.people import (
    EVERYTHING,
    MEASURED,
    NOTHING,
    STATUS,
    a_run,
    at,
    calories,
    feed,
    fetches,
    figures,
    let_measure,
    metrics_by_id,
    points_of,
    pulse,
)
from tests.sandbox.fit_data import steps
from tests.wires import span

START = "2026-05-01T06:00:00Z"
IN_MILLIS = at(START)
IN_PARTS = Status(400)
"""Asked again by each of the four types."""
FAULTS = [
    (Status(500), "UPSTREAM_ERROR", "RETRY_LATER"),
    (Status(503), "UPSTREAM_ERROR", "RETRY_LATER"),
    (Status(429, retry_after=7), "RATE_LIMITED", "RETRY_LATER"),
    (Status(401), "REAUTH_REQUIRED", "RELINK"),
    (IN_PARTS, "UPSTREAM_ERROR", "CONTACT_OPERATOR"),
    (Hang(), "TIMEOUT", "RETRY_LATER"),
    (Reset(), "UPSTREAM_ERROR", "RETRY_LATER"),
    (CutBody(), "UPSTREAM_ERROR", "RETRY_LATER"),
    (MalformedJson(), "INVALID_RESPONSE", "RETRY_LATER"),
    (WrongShape(), "INVALID_RESPONSE", "RETRY_LATER"),
]
ASKED_TWICE = [Status(503), Reset(), CutBody()]


async def test_a_session_has_the_sums_and_the_range_of_its_points(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_measure(sandbox, token, [a_run()], points_of(START))

    metrics = await metrics_by_id(gateway)

    run = metrics["run"]
    fetched_at = run["status"].pop("fetchedAt")
    assert run == {
        "activeEnergyKcal": None,
        "totalEnergyKcal": 300.0,
        "distanceMeters": 5000.0,
        "steps": 4000,
        "averageHeartRateBpm": 120.0,
        "minimumHeartRateBpm": 100.0,
        "maximumHeartRateBpm": 140.0,
        "heartRate": None,
        "heartRateVariability": None,
        "motionCount": None,
        "status": {
            "provider": "GOOGLE_FIT",
            "state": "OK",
            "servedFrom": "LIVE",
            "itemCount": 4,
            "upstreamCalls": 1,
            "gaps": [],
            "error": None,
        },
    }
    assert fetched_at == "2026-07-15T12:00:00.000Z"
    assert fetches(sandbox, token) == ["aggregate"]


async def test_what_was_measured_outside_of_a_session_is_not_its_own(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    before, after = IN_MILLIS - 60_000, IN_MILLIS + 31 * 60_000
    outside = [steps(before - 1, before, 7), calories(after, after + 1, 9.0), pulse(after, 200.0)]
    let_measure(sandbox, token, [a_run()], [*points_of(START), *outside])

    assert figures((await metrics_by_id(gateway))["run"]) == MEASURED


async def test_a_session_without_points_has_nulls_and_never_zeros(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_measure(sandbox, token, [a_run()], [])

    run = (await metrics_by_id(gateway))["run"]

    assert figures(run) == NOTHING
    assert (run["status"]["state"], run["status"]["itemCount"]) == ("OK", 0)


async def test_a_measured_zero_is_zero(gateway: Gateway, sandbox: Sandbox, token: str) -> None:
    let_measure(sandbox, token, [a_run()], [steps(IN_MILLIS, IN_MILLIS + 1, 0)])

    run = (await metrics_by_id(gateway))["run"]

    assert (run["steps"], run["totalEnergyKcal"]) == (0, None)


async def test_sessions_that_overlap_count_what_they_share_for_each(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    minutes = [IN_MILLIS + minute * 60_000 for minute in range(60)]
    points = [steps(one, one + 60_000, 100) for one in minutes]
    late = a_run("late", "2026-05-01T06:20:00Z", 40)
    let_measure(sandbox, token, [a_run("early", START, 30), late], points)

    metrics = await metrics_by_id(gateway)

    assert {name: one["steps"] for name, one in metrics.items()} == {"early": 3000, "late": 4000}
    assert fetches(sandbox, token) == ["aggregate"]


@pytest.mark.parametrize(
    ("field", "calls"),
    [
        ("activeEnergyKcal", 0),
        ("heartRate { values }", 0),
        ("heartRateVariability { values }", 0),
        ("motionCount { values }", 0),
        (STATUS, 0),
        ("__typename", 0),
        ("totalEnergyKcal", 1),
        ("distanceMeters", 1),
        ("steps", 1),
        ("averageHeartRateBpm", 1),
        ("minimumHeartRateBpm", 1),
        ("maximumHeartRateBpm", 1),
        ("steps @skip(if: true)", 0),
        ("... @include(if: false) { steps }", 0),
        ("... on ActivityMetrics { distance: distanceMeters }", 1),
    ],
)
async def test_a_field_costs_a_call_only_where_it_needs_one(
    gateway: Gateway, sandbox: Sandbox, token: str, field: str, calls: int
) -> None:
    let_measure(sandbox, token, [a_run()], points_of(START))

    metrics = await metrics_by_id(gateway, feed(f"{field} {STATUS}"))

    assert fetches(sandbox, token) == ["aggregate"] * calls
    assert metrics["run"]["status"]["upstreamCalls"] == calls
    assert metrics["run"]["status"]["state"] == "OK"
    assert metrics["run"]["status"]["servedFrom"] == ("LIVE" if calls else "NONE")


async def test_status_tells_of_the_fields_beside_it_wherever_they_stand(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_measure(sandbox, token, [a_run()], points_of(START))
    sandbox.fail("google_fit", Status(500), route="aggregate", token=token)
    document = (
        "query { activities { nodes { providerId "
        f"metrics {{ {STATUS} ...Later }} energy: metrics {{ activeEnergyKcal {STATUS} }} "
        "} } } fragment Later on ActivityMetrics { ... { steps } }"
    )

    data = await gateway.execute(document)

    (node,) = data["activities"]["nodes"]
    assert node["metrics"]["status"]["state"] == "FAILED"
    assert node["energy"]["status"]["state"] == "OK"


@pytest.mark.parametrize(("fault", "code", "action"), FAULTS)
async def test_a_failure_costs_the_fetched_figures_and_nothing_else(
    gateway: Gateway, sandbox: Sandbox, token: str, fault: Fault, code: str, action: str
) -> None:
    let_measure(sandbox, token, [a_run()], points_of(START))
    sandbox.fail("google_fit", fault, route="aggregate", token=token)
    document = (
        f"{{ activities {{ isComplete nodes {{ providerId title metrics {{ {EVERYTHING} }} }} }} }}"
    )

    page = (await gateway.execute(document))["activities"]

    (run,) = page["nodes"]
    status = run["metrics"]["status"]
    assert page["isComplete"] is True
    assert figures(run["metrics"]) == NOTHING
    assert (status["state"], status["servedFrom"], status["fetchedAt"]) == ("FAILED", "NONE", None)
    assert (status["error"]["code"], status["error"]["action"]) == (code, action)
    calls = 5 if fault == IN_PARTS else 2 if fault in ASKED_TWICE else 1
    assert (status["itemCount"], status["upstreamCalls"]) == (0, calls)


@pytest.mark.parametrize(
    ("withheld", "expected"),
    [
        (["heart_rate"], [300.0, 5000.0, 4000, None, None, None]),
        (["location"], [300.0, None, 4000, 120.0, 100.0, 140.0]),
        (["activity", "location"], [None, None, None, 120.0, 100.0, 140.0]),
    ],
)
async def test_a_missing_scope_costs_its_own_figures(
    gateway: Gateway,
    sandbox: Sandbox,
    token: str,
    withheld: list[str],
    expected: list[float | None],
) -> None:
    let_measure(sandbox, token, [a_run()], points_of(START))
    sandbox.withhold_scopes(token, withheld)

    run = (await metrics_by_id(gateway))["run"]

    assert figures(run) == expected
    assert run["status"]["state"] == "PARTIAL"
    assert run["status"]["error"]["code"] == "SCOPE_MISSING"
    assert run["status"]["error"]["action"] == "RELINK"
    assert run["status"]["servedFrom"] == "LIVE"
    assert run["status"]["upstreamCalls"] == 4
    assert fetches(sandbox, token) == ["aggregate"] * 4


async def test_a_scope_that_all_selected_figures_need_is_asked_for_once(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_measure(sandbox, token, [a_run()], points_of(START))
    sandbox.withhold_scopes(token, ["location"])

    metrics = await metrics_by_id(gateway, feed(f"distanceMeters {STATUS}"))

    status = metrics["run"]["status"]
    assert (status["state"], status["error"]["code"]) == ("FAILED", "SCOPE_MISSING")
    assert fetches(sandbox, token) == ["aggregate"]


async def test_another_failure_after_a_missing_scope_is_told_too(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_measure(sandbox, token, [a_run()], points_of(START))
    sandbox.fail("google_fit", Status(500), route="aggregate", token=token)
    sandbox.fail("google_fit", Status(403), route="aggregate", token=token, times=1)

    run = (await metrics_by_id(gateway))["run"]

    assert figures(run) == NOTHING
    assert (run["status"]["state"], run["status"]["error"]["code"]) == ("FAILED", "UPSTREAM_ERROR")


async def test_a_session_that_is_longer_than_google_fit_aggregates_is_told_of(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    ninety = 90 * 24 * 60
    endless = a_run("endless", "2026-02-01T00:00:00Z", ninety + 1)
    longest = a_run("longest", "2026-02-01T00:00:00Z", ninety)
    let_measure(
        sandbox,
        token,
        [endless, longest],
        [steps(at("2026-02-03T00:00Z"), at("2026-02-03T00:01Z"), 5)],
    )
    ids = f'["{fit_id("endless")}", "{fit_id("longest")}"]'

    data = await gateway.execute(
        f"{{ nodes(ids: {ids}) {{ ... on Activity {{ metrics {{ steps {STATUS} }} }} }} }}"
    )

    first, second = [node["metrics"] for node in data["nodes"]]
    assert (first["steps"], first["status"]["state"]) == (None, "FAILED")
    assert first["status"]["error"]["code"] == "RESULT_LIMIT"
    assert first["status"]["error"]["message"] == (
        "Google Fit gives no figures of a session that is longer than 90 days."
    )
    assert first["status"]["upstreamCalls"] == 0
    assert (second["steps"], second["status"]["state"]) == (5, "OK")
    assert fetches(sandbox, token) == ["aggregate"]


async def test_nothing_is_measured_in_no_time(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_measure(sandbox, token, [a_run(minutes=0)], points_of(START))

    run = (await metrics_by_id(gateway))["run"]

    assert (figures(run), run["status"]["state"]) == (NOTHING, "OK")
    assert fetches(sandbox, token) == []


async def test_a_session_over_the_night_in_which_clocks_change_is_whole(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    night = fit_session("night", 72, span("2026-03-28T22:00:00Z", 9 * 60))
    hours = [datetime(2026, 3, 28, 22, tzinfo=UTC) + timedelta(hours=hour) for hour in range(9)]
    points = [
        calories(at(hour.isoformat()), at((hour + timedelta(hours=1)).isoformat()), 60.0)
        for hour in hours
    ]
    let_measure(sandbox, token, [night], points)

    assert (await metrics_by_id(gateway))["night"]["totalEnergyKcal"] == 540.0


async def test_sessions_of_different_quarters_are_different_calls(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    starts = [f"2026-{month:02}-01T06:00:00Z" for month in (1, 2, 3, 6, 7)]
    sessions = [a_run(f"run {i}", start) for i, start in enumerate(starts)]
    points = [one for i, start in enumerate(starts) for one in points_of(start, scale=1 + i)]
    let_measure(sandbox, token, sessions, points)

    metrics = await metrics_by_id(gateway)

    assert {name: one["steps"] for name, one in metrics.items()} == {
        f"run {i}": 4000 * (1 + i) for i in range(5)
    }
    assert fetches(sandbox, token) == ["aggregate"] * 2
    calls = {name: one["status"]["upstreamCalls"] for name, one in metrics.items()}
    assert calls == {"run 4": 1, "run 3": 0, "run 2": 1, "run 1": 0, "run 0": 0}

"""The heart rate of Oura's workouts, computed from the rows that the sandbox was given."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from gateway.sandbox import (
    CutBody,
    Fault,
    Hang,
    MalformedJson,
    Reset,
    RunningSandbox,
    Sandbox,
    Status,
    WrongShape,
)
from gateway.sandbox.seed.wires import oura_session, samples
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.metrics.people import (
    STATUS,
    Json,
    a_ride,
    feed,
    fetches,
    let_ride,
    metrics_by_id,
    row,
    rows,
)
from tests.one_odd_record import in_all_ways
from tests.wires import noon, span

START = "2026-05-01T06:00:00+00:00"
BEGIN = datetime.fromisoformat(START)
SCOPE = '{"detail": "The token lacks the scope heartrate."}'
FAULTS = [
    (Status(500), "UPSTREAM_ERROR", "RETRY_LATER"),
    (Status(429, retry_after=7), "RATE_LIMITED", "RETRY_LATER"),
    (Status(401), "SCOPE_MISSING", "RELINK"),
    (Status(403, body=SCOPE), "SCOPE_MISSING", "RELINK"),
    (Status(403), "SCOPE_MISSING", "RELINK"),
    (Hang(), "TIMEOUT", "RETRY_LATER"),
    (Reset(), "UPSTREAM_ERROR", "RETRY_LATER"),
    (CutBody(), "UPSTREAM_ERROR", "RETRY_LATER"),
    (MalformedJson(), "INVALID_RESPONSE", "RETRY_LATER"),
    (WrongShape(), "INVALID_RESPONSE", "RETRY_LATER"),
]
ASKED_TWICE = [Reset(), CutBody()]


def heart(metrics: Json) -> list[float | None]:
    return [
        metrics["averageHeartRateBpm"],
        metrics["minimumHeartRateBpm"],
        metrics["maximumHeartRateBpm"],
    ]


async def test_a_workout_has_the_rows_within_it(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    around = [row(BEGIN - timedelta(seconds=1), 40), row(BEGIN + timedelta(minutes=30), 41)]
    within = rows(START, 10, [100, 110, None, 130, 120])
    ride = a_ride(calories=310.5, distance=12_000.0)
    let_ride(sandbox, token, [ride], [*within, *around])

    metrics = (await metrics_by_id(gateway))["ride"]

    assert metrics == {
        "activeEnergyKcal": 310.5,
        "totalEnergyKcal": None,
        "distanceMeters": 12_000.0,
        "steps": None,
        "averageHeartRateBpm": 115.0,
        "minimumHeartRateBpm": 100.0,
        "maximumHeartRateBpm": 130.0,
        "heartRate": {
            "startTime": "2026-05-01T06:00:00.000Z",
            "intervalSeconds": 10.0,
            "values": [100.0, 110.0, None, 130.0, 120.0],
            "unit": "bpm",
            "downsampled": False,
        },
        "heartRateVariability": None,
        "motionCount": None,
        "status": {
            "provider": "OURA",
            "state": "OK",
            "servedFrom": "LIVE",
            "fetchedAt": "2026-07-15T12:00:00.000Z",
            "itemCount": 2,
            "upstreamCalls": 1,
            "gaps": [],
            "error": None,
        },
    }
    (call,) = [one for one in sandbox.calls_of(token) if one.route == "heartrate"]
    assert call.query == {
        "start_datetime": ["2026-05-01T05:59:59.000Z"],
        "end_datetime": ["2026-05-01T06:30:01.000Z"],
        "fields": ["bpm,timestamp"],
    }


async def test_a_row_that_is_not_a_pulse_is_a_gap(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_ride(sandbox, token, [a_ride()], rows(START, 60, [120, 0, None, 124]))

    metrics = (await metrics_by_id(gateway))["ride"]

    assert heart(metrics) == [122.0, 120.0, 124.0]
    assert metrics["heartRate"]["values"] == [120.0, 124.0]
    assert metrics["heartRate"]["intervalSeconds"] == 180.0


async def test_whatever_is_odd_in_a_row_the_others_are_there(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    ride = a_ride()
    let_ride(sandbox, token, [ride], [])
    first, odd_one, last = rows(START, 60, [120, 99, 124])

    for odd in in_all_ways(odd_one):
        sandbox.heal(token)
        body = json.dumps({"data": [first, odd.record, last], "next_token": None})
        sandbox.fail("oura", Status(200, body=body), route="heartrate", token=token)
        metrics = (await metrics_by_id(gateway))["ride"]

        status = metrics["status"]
        values = metrics["heartRate"]["values"]
        assert (values[0], values[-1]) == (120.0, 124.0), odd
        if status["state"] == "OK":
            assert status["error"] is None, odd
        else:
            assert (status["state"], values) == ("PARTIAL", [120.0, 124.0]), odd
            assert status["error"]["code"] == "INVALID_RESPONSE", odd
            assert status["error"]["message"].startswith("1 of the heart rate's rows"), odd
            assert not odd.path or odd.path[0] == "timestamp", odd


async def test_a_row_whose_number_is_text_is_a_pulse(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_ride(sandbox, token, [a_ride()], [])
    odd = [{**one, "bpm": str(one["bpm"])} for one in rows(START, 60, [120, 124])]
    body = json.dumps({"data": odd})
    sandbox.fail("oura", Status(200, body=body), route="heartrate", token=token)

    metrics = (await metrics_by_id(gateway))["ride"]

    assert heart(metrics) == [122.0, 120.0, 124.0]
    assert (metrics["status"]["state"], metrics["status"]["error"]) == ("OK", None)


async def test_a_workout_without_rows_has_no_heart_rate(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_ride(sandbox, token, [a_ride()], [row(BEGIN - timedelta(minutes=5), 70)])

    metrics = (await metrics_by_id(gateway))["ride"]

    assert (heart(metrics), metrics["heartRate"]) == ([None] * 3, None)
    assert (metrics["status"]["state"], metrics["status"]["itemCount"]) == ("OK", 0)


async def test_a_long_series_is_thinned_to_as_many_points_as_are_wanted(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_ride(sandbox, token, [a_ride()], rows(START, 10, range(100, 130)))

    metrics = await metrics_by_id(gateway, feed("heartRate(maxPoints: 3) { values downsampled }"))

    assert metrics["ride"]["heartRate"] == {"values": [104.5, 114.5, 124.5], "downsampled": True}


@pytest.mark.parametrize(
    ("field", "calls"),
    [
        ("activeEnergyKcal", 0),
        ("distanceMeters", 0),
        ("totalEnergyKcal", 0),
        ("steps", 0),
        ("motionCount { values }", 0),
        (STATUS, 0),
        ("averageHeartRateBpm", 1),
        ("minimumHeartRateBpm", 1),
        ("maximumHeartRateBpm", 1),
        ("heartRate { values }", 1),
    ],
)
async def test_a_field_costs_a_call_only_where_it_needs_one(
    gateway: Gateway, sandbox: Sandbox, token: str, field: str, calls: int
) -> None:
    let_ride(sandbox, token, [a_ride()], rows(START, 10, [100]))

    metrics = await metrics_by_id(gateway, feed(f"{field} {STATUS}"))

    assert fetches(sandbox, token) == ["heartrate"] * calls
    assert metrics["ride"]["status"]["state"] == "OK"
    assert metrics["ride"]["status"]["upstreamCalls"] == calls


async def test_a_session_has_its_own_samples_without_a_call(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    time = span("2026-05-01T06:00:00Z", 10)
    session = oura_session("rest", "rest", time, heart_rate=samples(time, 5.0, [60.0, None, 64.0]))
    sandbox.replace(token, oura_sessions=[session], oura={"heartrate": rows(START, 10, [100])})

    metrics = (await metrics_by_id(gateway))["rest"]

    assert heart(metrics) == [62.0, 60.0, 64.0]
    assert metrics["heartRate"]["values"] == [60.0, None, 64.0]
    assert (metrics["status"]["state"], metrics["status"]["servedFrom"]) == ("OK", "NONE")
    assert fetches(sandbox, token) == []


@pytest.mark.parametrize(("fault", "code", "action"), FAULTS)
async def test_a_failure_leaves_what_the_record_holds(
    gateway: Gateway, sandbox: Sandbox, token: str, fault: Fault, code: str, action: str
) -> None:
    let_ride(sandbox, token, [a_ride(calories=300.0, distance=5.5)], rows(START, 10, [100]))
    sandbox.fail("oura", fault, route="heartrate", token=token)

    metrics = (await metrics_by_id(gateway))["ride"]

    status = metrics["status"]
    assert (metrics["activeEnergyKcal"], metrics["distanceMeters"]) == (300.0, 5.5)
    assert (heart(metrics), metrics["heartRate"]) == ([None] * 3, None)
    assert (status["state"], status["servedFrom"]) == ("FAILED", "NONE")
    assert (status["error"]["code"], status["error"]["action"]) == (code, action)
    calls = 2 if fault in ASKED_TWICE else 1
    assert (status["itemCount"], status["upstreamCalls"]) == (0, calls)


@pytest.mark.parametrize(
    ("fault", "code"), [(Status(401), "REAUTH_REQUIRED"), (Status(403), "SUBSCRIPTION_EXPIRED")]
)
async def test_beside_a_feed_that_is_kept_nobody_knows_that_it_is_the_scope(
    running_sandbox: RunningSandbox, token: str, fault: Fault, code: str
) -> None:
    sandbox = running_sandbox.sandbox
    let_ride(sandbox, token, [a_ride()], [])
    async with running_gateway(running_sandbox, headers=linked(token), clock=noon) as gateway:
        await gateway.execute("{ activities { nodes { id } } }")
        sandbox.fail("oura", fault, token=token)
        metrics = (await metrics_by_id(gateway))["ride"]

    assert metrics["status"]["error"]["code"] == code


async def test_a_row_whose_time_cannot_be_read_fails_the_fetch(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_ride(sandbox, token, [a_ride()], [])
    body = '{"data": [{"timestamp": "soon", "bpm": 60}], "next_token": null}'
    sandbox.fail("oura", Status(200, body=body), route="heartrate", token=token)

    metrics = (await metrics_by_id(gateway))["ride"]

    assert metrics["status"]["error"]["code"] == "INVALID_RESPONSE"


async def test_workouts_that_overlap_share_rows(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    rides = [a_ride("whole", minutes=60), a_ride("half", "2026-05-01T06:30:00Z", 30)]
    let_ride(sandbox, token, rides, rows(START, 600, [100, 100, 100, 130, 130, 130]))

    metrics = await metrics_by_id(gateway, feed("averageHeartRateBpm"))

    assert metrics == {
        "whole": {"averageHeartRateBpm": 115.0},
        "half": {"averageHeartRateBpm": 130.0},
    }


async def test_a_workout_in_the_hour_that_clocks_skip_has_its_rows(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    ride = a_ride("night", "2026-03-29T00:30:00Z", 60)
    assert ride["start_datetime"] == "2026-03-29T01:30:00.000+01:00"
    assert ride["end_datetime"] == "2026-03-29T03:30:00.000+02:00"
    let_ride(sandbox, token, [ride], rows("2026-03-29T00:30:00Z", 300, range(90, 102)))

    metrics = (await metrics_by_id(gateway))["night"]

    assert metrics["heartRate"]["values"] == [float(bpm) for bpm in range(90, 102)]


async def test_every_page_of_the_rows_is_read(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    bpms = [100 + i % 50 for i in range(2_400)]
    let_ride(sandbox, token, [a_ride(minutes=60)], rows(START, 1.5, bpms))

    metrics = (await metrics_by_id(gateway))["ride"]

    assert metrics["averageHeartRateBpm"] == sum(bpms) / len(bpms)
    assert metrics["status"]["upstreamCalls"] == 3
    assert fetches(sandbox, token) == ["heartrate"] * 3


async def test_more_rows_than_the_gateway_reads_are_told_of(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_ride(sandbox, token, [a_ride(minutes=24 * 60)], rows(START, 8, [100] * 10_001))

    metrics = (await metrics_by_id(gateway))["ride"]

    assert metrics["averageHeartRateBpm"] is None
    assert metrics["status"]["error"]["code"] == "RESULT_LIMIT"
    assert metrics["status"]["error"]["action"] == "NARROW_RANGE"
    assert fetches(sandbox, token) == ["heartrate"] * 10


async def test_nothing_is_measured_in_no_time(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_ride(sandbox, token, [a_ride(minutes=0)], rows(START, 10, [100]))

    assert heart((await metrics_by_id(gateway))["ride"]) == [None] * 3
    assert fetches(sandbox, token) == []


async def test_ouras_own_sandbox_is_not_asked_for_fields(
    running_sandbox: RunningSandbox, token: str
) -> None:
    sandbox = running_sandbox.sandbox
    let_ride(sandbox, token, [a_ride()], rows(START, 10, [100]))

    async with running_gateway(
        running_sandbox, headers=linked(token), clock=noon, sandbox_routes=True
    ) as gateway:
        metrics = (await metrics_by_id(gateway))["ride"]

    assert heart(metrics) == [100.0] * 3
    (call,) = [one for one in sandbox.calls_of(token) if one.route == "heartrate"]
    assert call.path == "/v2/sandbox/usercollection/heartrate"
    assert "fields" not in call.query

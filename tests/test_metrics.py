"""The figures that come with an activity's record."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.sandbox import Sandbox
from tests.gateway_under_test import Gateway

METRICS = """query($points: Int! = 200) {
  activities {
    nodes {
      metrics {
        activeEnergyKcal distanceMeters
        averageHeartRateBpm minimumHeartRateBpm maximumHeartRateBpm
        heartRate(maxPoints: $points) { startTime intervalSeconds values unit downsampled }
        heartRateVariability(maxPoints: $points) { values unit }
        motionCount(maxPoints: $points) { values unit }
      }
      detail { ... on OuraSession { heartRate { values } heartRateVariability { values } } }
    }
  }
}"""


def samples(items: list[float | None], interval: float = 5.0) -> dict[str, Any]:
    return {"interval": interval, "items": items, "timestamp": "2026-03-02T08:00:00.000+01:00"}


def a_session(**own: Any) -> dict[str, Any]:
    return {
        "id": "session",
        "day": "2026-03-02",
        "start_datetime": "2026-03-02T08:00:00+01:00",
        "end_datetime": "2026-03-02T08:10:00+01:00",
        "type": "meditation",
        "mood": None,
        "heart_rate": None,
        "heart_rate_variability": None,
        "motion_count": None,
        **own,
    }


async def metrics_of(gateway: Gateway, **variables: object) -> Any:
    data = await gateway.execute(METRICS, **variables)
    (node,) = data["activities"]["nodes"]
    return node["metrics"]


async def test_an_oura_session_brings_its_samples_with_their_gaps(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    session = a_session(
        heart_rate=samples([60, None, 70]),
        heart_rate_variability=samples([40, 42]),
        motion_count=samples([0, 3]),
    )
    sandbox.replace(token, oura_sessions=[session])

    metrics = await metrics_of(gateway)

    assert metrics == {
        "activeEnergyKcal": None,
        "distanceMeters": None,
        "averageHeartRateBpm": 65,
        "minimumHeartRateBpm": 60,
        "maximumHeartRateBpm": 70,
        "heartRate": {
            "startTime": "2026-03-02T07:00:00.000Z",
            "intervalSeconds": 5,
            "values": [60, None, 70],
            "unit": "bpm",
            "downsampled": False,
        },
        "heartRateVariability": {"values": [40, 42], "unit": "ms"},
        "motionCount": {"values": [0, 3], "unit": "count"},
    }


async def test_a_longer_series_is_thinned_to_means_without_its_gaps(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(
        token, oura_sessions=[a_session(heart_rate=samples([60, 62, 70, None, None, None, 80]))]
    )

    metrics = await metrics_of(gateway, points=4)

    assert metrics["heartRate"]["values"] == [61, 70, None, 80]
    assert metrics["heartRate"]["intervalSeconds"] == 10
    assert metrics["heartRate"]["downsampled"] is True
    assert metrics["minimumHeartRateBpm"] == 60


async def test_what_was_not_recorded_is_null_and_never_zero(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(token, oura_sessions=[a_session(heart_rate=samples([None, None]))])

    metrics = await metrics_of(gateway)

    assert metrics["averageHeartRateBpm"] is None
    assert metrics["minimumHeartRateBpm"] is None
    assert metrics["maximumHeartRateBpm"] is None
    assert metrics["heartRate"]["values"] == [None, None]
    assert metrics["heartRateVariability"] is None


async def test_an_oura_workout_brings_energy_and_distance(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    workout = {
        "id": "workout",
        "activity": "running",
        "calories": 310.5,
        "day": "2026-03-02",
        "distance": 5012.0,
        "start_datetime": "2026-03-02T08:00:00+01:00",
        "end_datetime": "2026-03-02T08:30:00+01:00",
        "intensity": "hard",
        "label": None,
        "source": "manual",
    }
    sandbox.replace(token, oura_workouts=[workout])

    metrics = await metrics_of(gateway)

    assert (metrics["activeEnergyKcal"], metrics["distanceMeters"]) == (310.5, 5012.0)
    assert metrics["heartRate"] is None


@pytest.mark.parametrize("points", [0, -1, 10_001])
async def test_a_number_of_points_out_of_range_is_refused(
    gateway: Gateway, sandbox: Sandbox, token: str, points: int
) -> None:
    sandbox.replace(token, oura_sessions=[a_session(heart_rate=samples([60]))])

    answer = await gateway.answer(METRICS, points=points)

    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert answer["errors"][0]["message"] == "`maxPoints` must lie between 1 and 10000."

"""Records that no body and no clock can have made: told as they are, or as unreadable."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.sandbox import Sandbox
from tests.gateway_under_test import Gateway
from tests.test_metrics import a_session, samples

FEED = """{
  activities {
    nodes { providerId durationSeconds activeDurationSeconds }
    providers { error { code } }
  }
  viewer { profile { ageYears status { error { code } } } }
}"""


def a_fit_session(**own: Any) -> dict[str, Any]:
    return {
        "id": "backward",
        "name": "Backward",
        "startTimeMillis": "1772438400000",
        "endTimeMillis": "1772434800000",
        "modifiedTimeMillis": "1772442000000",
        "activityType": 8,
        **own,
    }


async def test_a_record_that_ends_before_it_starts_lasts_no_time(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    session = a_fit_session(activeTimeMillis=str(2**63 - 1))
    sandbox.replace(token, google_fit_sessions=[session])

    data = await gateway.execute(FEED)

    assert data["activities"]["nodes"] == [
        {"providerId": "backward", "durationSeconds": 0, "activeDurationSeconds": None}
    ]


@pytest.mark.parametrize(
    ("series", "values"),
    [
        (samples([1e308, 61, None]), [None, 61, None]),
        (samples([60], interval=0), None),
        (samples([60], interval=-5), None),
        ({**samples([60]), "timestamp": "soon"}, None),
    ],
)
async def test_samples_that_nobody_can_have_are_gaps_and_series_that_nobody_can_have_are_none(
    gateway: Gateway,
    sandbox: Sandbox,
    token: str,
    series: dict[str, Any],
    values: list[float | None] | None,
) -> None:
    sandbox.replace(token, oura_sessions=[a_session(heart_rate=series)])

    data = await gateway.execute("{ activities { nodes { metrics { heartRate { values } } } } }")

    (session,) = data["activities"]["nodes"]
    expected = None if values is None else {"values": values}
    assert session["metrics"]["heartRate"] == expected


async def test_an_age_that_nobody_reaches_costs_the_profile_alone(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(token, personal_info={"id": "person", "age": 2**40})

    data = await gateway.execute(FEED)

    assert data["viewer"]["profile"] == {
        "ageYears": None,
        "status": {"error": {"code": "INVALID_RESPONSE"}},
    }
    assert [p["error"] for p in data["activities"]["providers"]] == [None, None]

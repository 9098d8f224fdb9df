"""Records with parts that cannot be read, seen through the unified model: never an error."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any, Final, cast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway.sandbox import Sandbox, Status, Wire
from gateway.sandbox.providers import OuraCollection
from gateway.sandbox.seed.wires import fit_session, oura_workout
from gateway.sandbox.wire import millis
from tests.days.wires import METRIC, STATUS, daily_activity, scored
from tests.gateway_under_test import Gateway
from tests.metrics.people import EVERYTHING, rows
from tests.spoiling import spoilt_text
from tests.tags.wires import enhanced, older
from tests.wires import span

DAY: Final = "2026-03-28"
START: Final = f"{DAY}T09:00:00Z"
TIME: Final = span(START)
TAG: Final = "id origin code name comment codes startTime endTime startLocal startDay endDay"
TAGGED: Final = f"tags {{ {TAG} }} tagsStatus {{ provider state upstreamCalls }}"
DAYS: Final = f'range: {{from: "{DAY}", to: "2026-03-29"}}'
DOCUMENT: Final = f"""{{
  tags({DAYS}) {{ nodes {{ {TAG} }} {STATUS} }}
  dailySummaries({DAYS}, timeZone: "Europe/Zurich") {{
    id date isFinal steps {METRIC} distanceMeters {METRIC} activeEnergyKcal {METRIC}
    totalEnergyKcal {METRIC} activityScore sleepScore readinessScore
    activities {{ id }} tags {{ id }} {STATUS}
  }}
  activities(first: 5) {{
    nodes {{ providerId localDate metrics {{ {EVERYTHING} }} {TAGGED} }} {STATUS}
  }}
  activityChanges {{
    changes {{ ... on ActivityUpserted {{ activity {{ id title }} }} }} {STATUS}
  }}
  viewer {{ profile {{ ageYears heightMeters weightKg biologicalSex email status {{ state }} }} }}
}}"""
OURA: Final[dict[OuraCollection, Any]] = {
    "daily_activity": [daily_activity(DAY)],
    "daily_sleep": [scored(DAY, 80)],
    "daily_readiness": [scored(DAY, 70)],
    "enhanced_tag": [
        enhanced("e", f"{DAY}T10:00:00+01:00", f"{DAY}T11:00:00+01:00", "tag_sauna"),
        enhanced("f", f"{DAY}T10:05:00+01:00", comment="tired"),
    ],
    "tag": [older("o", f"{DAY}T10:10:00+01:00", "tag_generic", text="x")],
    "heartrate": rows(START, 10, range(90, 110)),
    "workout": [oura_workout("ride", "cycling", TIME)],
    "session": [],
}
BUCKET: Final[Wire] = {
    "type": "session",
    "startTimeMillis": str(millis(TIME.start)),
    "endTimeMillis": str(millis(TIME.end)),
    "session": {"id": "run", "startTimeMillis": str(millis(TIME.start))},
    "dataset": [
        {"point": [{"value": [{"fpVal": 5.5}]}]},
        {"point": [{"value": [{"intVal": 5}]}]},
        {"point": [{"value": [{"fpVal": 900.0}]}]},
        {"point": [{"value": [{"fpVal": 120.0}, {"fpVal": 150.0}, {"fpVal": 100.0}]}]},
    ],
}
FIT: Final[dict[str, Wire]] = {
    "sessions": {"session": [fit_session("run", 8, TIME)], "nextPageToken": "n"},
    "aggregate": {"bucket": [BUCKET]},
}
PERSON: Final[Wire] = {"id": "p", "age": 31, "weight": 70.5, "height": 1.8, "email": "a@b.c"}


def statuses_in(found: object) -> Iterator[dict[str, Any]]:
    """Every status of an answer, wherever it stands."""
    if isinstance(found, list):
        for one in cast("list[object]", found):
            yield from statuses_in(one)
    if isinstance(found, dict):
        whole = cast("dict[str, Any]", found)
        if "state" in whole:
            yield whole
        for one in whole.values():
            yield from statuses_in(one)


def spoil(sandbox: Sandbox, token: str, chance: Random, rate: float) -> None:
    """Let every list of both providers be a spoilt one."""
    sandbox.heal(token)
    for route, documents in OURA.items():
        body = spoilt_text({"data": documents, "next_token": None}, chance, rate)
        sandbox.fail("oura", Status(200, body=body), route=route, token=token)
    person = spoilt_text(PERSON, chance, rate)
    sandbox.fail("oura", Status(200, body=person), route="personal_info", token=token)
    sessions = Status(200, body=spoilt_text(FIT["sessions"], chance, rate))
    sandbox.fail("google_fit", sessions, route="sessions", token=token)
    aggregate = Status(200, body=spoilt_text(FIT["aggregate"], chance, rate))
    sandbox.fail("google_fit", aggregate, route="aggregate", token=token)


async def test_records_that_are_whole_are_ok(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    spoil(sandbox, token, Random(1), 0.0)  # noqa: S311 - not a secret

    data = await gateway.execute(DOCUMENT)

    assert {one["state"] for one in statuses_in(data)} == {"OK", "SKIPPED"}
    ride, run = sorted(data["activities"]["nodes"], key=lambda one: one["providerId"])
    assert [one["codes"] for one in ride["tags"]] == [["tag_sauna"], [], ["tag_generic"]]
    assert (ride["metrics"]["maximumHeartRateBpm"], run["metrics"]["steps"]) == (109.0, 5)


@settings(
    max_examples=150,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32), rate=st.sampled_from([0.01, 0.04, 0.12]))
async def test_whatever_the_providers_send_there_are_no_errors(
    gateway: Gateway, sandbox: Sandbox, token: str, seed: int, rate: float
) -> None:
    spoil(sandbox, token, Random(seed), rate)  # noqa: S311 - not a secret

    answer = await gateway.answer(DOCUMENT)

    assert "errors" not in answer, json.dumps(answer["errors"])
    told = list(statuses_in(answer["data"]))
    assert {one["state"] for one in told} <= {"OK", "PARTIAL", "FAILED", "SKIPPED"}
    codes = {one["error"]["code"] for one in told if one.get("error")}
    assert codes <= {"INVALID_RESPONSE", "RESULT_LIMIT"}

"""One odd record among others: the others are there, untouched, whatever is done to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import pytest

from gateway.sandbox import Sandbox, Status, Wire
from gateway.sandbox.providers import ProviderName
from gateway.sandbox.seed.wires import fit_session, oura_session, oura_workout, samples
from tests.gateway_under_test import Gateway
from tests.one_odd_record import Odd, in_all_ways
from tests.wires import span

SERIES: Final = "{ startTime intervalSeconds values unit downsampled }"
APPLICATION: Final = "application { name packageName version detailsUrl }"
ACTIVITY: Final = f"""
  id provider providerId kind type providerType title notes startTime endTime durationSeconds
  activeDurationSeconds startOffsetMinutes startLocal localDate providerDay intensity mood
  recordingMethod {APPLICATION} modifiedAt viewerCanUpdate viewerCanDelete
  detail {{
    ... on GoogleFitSession {{
      id activityType name description startTimeMillis endTimeMillis modifiedTimeMillis
      activeTimeMillis {APPLICATION}
    }}
    ... on OuraWorkout {{
      id activity calories day distance end: endDatetime intensity label source start: startDatetime
    }}
    ... on OuraSession {{
      id type day mood startDatetime endDatetime
      heartRate {SERIES} heartRateVariability {SERIES} motionCount {SERIES}
    }}
  }}
"""
STATUS: Final = "providers { provider state error { code action message } gaps { start } }"
MARCH: Final = '{startTime: {start: "2026-03-25T00:00:00Z", end: "2026-03-31T00:00:00Z"}}'
FEED: Final = f"""{{
  activities(filter: {MARCH}) {{
    nodes {{ {ACTIVITY} }} isComplete {STATUS}
  }}
}}"""
CHANGES: Final = f"""query($since: SyncToken) {{
  activityChanges(since: $since) {{
    changes {{
      __typename
      ... on ActivityUpserted {{ activity {{ {ACTIVITY} }} }}
      ... on ActivityDeleted {{ id }}
    }}
    nextToken hasMore {STATUS}
  }}
}}"""
"""Of a record that is left out."""

Json = dict[str, Any]
Route = Literal["workout", "session", "sessions"]
BEFORE, TIME, AFTER = (span(f"2026-03-{day}T09:00:00Z") for day in (27, 28, 29))
SAMPLES: Final = samples(TIME, 60.0, [60.5, None, 62.0])


@dataclass(frozen=True)
class Kind:
    """A kind of record, in the list that it stands in."""

    provider: ProviderName
    route: Route
    neighbours: tuple[Wire, Wire]
    record: Wire
    necessary: frozenset[str]
    """What it cannot be understood without."""
    body: Callable[[list[Any]], Wire] = field(repr=False)


def of_oura(records: list[Any]) -> Wire:
    return {"data": records, "next_token": None}


def of_fit(records: list[Any]) -> Wire:
    return {"session": records}


KINDS: Final = {
    "workout": Kind(
        "oura",
        "workout",
        (oura_workout("a", "running", BEFORE), oura_workout("c", "yoga", AFTER)),
        oura_workout("b", "cycling", TIME, calories=100.5, distance=2000.0, label="Ride"),
        frozenset({"id", "start_datetime", "end_datetime"}),
        of_oura,
    ),
    "session": Kind(
        "oura",
        "session",
        (oura_session("a", "nap", BEFORE), oura_session("c", "rest", AFTER, mood="good")),
        oura_session("b", "meditation", TIME, mood="same", heart_rate=SAMPLES),
        frozenset({"id", "start_datetime", "end_datetime"}),
        of_oura,
    ),
    "Google Fit session": Kind(
        "google_fit",
        "sessions",
        (fit_session("a", 8, BEFORE, name="Run"), fit_session("c", 1, AFTER)),
        fit_session("b", 7, TIME, name="Walk", description="x", activeTimeMillis="60000"),
        frozenset({"id", "startTimeMillis", "endTimeMillis"}),
        of_fit,
    ),
}


@dataclass
class Told:
    """What the feed tells of one list."""

    nodes: dict[str, Any]
    status: dict[str, Any]
    is_complete: bool


@dataclass
class Asking:
    """Asks for the feed of a list."""

    gateway: Gateway
    sandbox: Sandbox
    token: str

    async def told(self, kind: Kind, records: list[Any]) -> Told:
        self.sandbox.heal(self.token)
        self._answer("oura", "workout", of_oura([]))
        self._answer("oura", "session", of_oura([]))
        self._answer("google_fit", "sessions", of_fit([]))
        self._answer(kind.provider, kind.route, kind.body(records))
        found = (await self.gateway.execute(FEED))["activities"]
        (status,) = [one for one in found["providers"] if one["provider"] == kind.provider.upper()]
        nodes = {node["providerId"]: node for node in found["nodes"]}
        return Told(nodes, status, found["isComplete"])

    def _answer(self, provider: ProviderName, route: Route, body: Wire) -> None:
        answer = Status(200, body=json.dumps(body))
        self.sandbox.fail(provider, answer, route=route, token=self.token)


@pytest.fixture
def asking(gateway: Gateway, sandbox: Sandbox, token: str) -> Asking:
    return Asking(gateway, sandbox, token)


OK: Final[Json] = {"state": "OK", "error": None, "gaps": []}
LEFT_OUT: Final[Json] = {
    "state": "PARTIAL",
    "error": {
        "code": "INVALID_RESPONSE",
        "action": "RETRY_LATER",
        "message": "1 of the activities cannot be read, and are left out.",
    },
    "gaps": [],
}


@pytest.mark.parametrize("name", KINDS)
async def test_a_whole_list_is_ok(asking: Asking, name: str) -> None:
    kind = KINDS[name]
    first, last = kind.neighbours

    told = await asking.told(kind, [first, kind.record, last])

    assert told.nodes.keys() == {"a", "b", "c"}
    assert told.status == {"provider": kind.provider.upper(), **OK}


@pytest.mark.parametrize("name", KINDS)
async def test_whatever_is_odd_in_a_record_the_others_are_there_as_they_are(
    asking: Asking, name: str
) -> None:
    kind = KINDS[name]
    first, last = kind.neighbours
    alone = (await asking.told(kind, [first, last])).nodes

    for odd in in_all_ways(kind.record):
        told = await asking.told(kind, [first, odd.record, last])

        assert {id_: told.nodes.get(id_) for id_ in alone} == alone, odd
        others = told.nodes.keys() - alone.keys()
        del told.status["provider"]
        if told.status == OK:
            assert len(others) == 1 or _is_at_another_time(odd), odd
            assert told.is_complete
        else:
            assert (told.status, others, told.is_complete) == (LEFT_OUT, set(), False), odd
            assert not odd.path or odd.path[0] in kind.necessary, odd


def _is_at_another_time(odd: Odd) -> bool:
    return odd.path[0] in {"startTimeMillis", "id"}


READ_AS: Final[list[tuple[str, Json, Json]]] = [
    ("workout", {"intensity": None}, {"intensity": "UNKNOWN", "detail": {"intensity": ""}}),
    ("workout", {"intensity": 5}, {"intensity": "UNKNOWN", "detail": {"intensity": "5"}}),
    ("workout", {"source": None}, {"recordingMethod": "UNKNOWN", "detail": {"source": ""}}),
    (
        "workout",
        {"activity": None},
        {"type": "UNKNOWN", "kind": "WORKOUT", "providerType": "", "detail": {"activity": ""}},
    ),
    ("workout", {"day": None}, {"providerDay": "2026-03-28", "detail": {"day": "2026-03-28"}}),
    ("workout", {"day": "soon"}, {"providerDay": "2026-03-28", "detail": {"day": "2026-03-28"}}),
    ("workout", {"calories": "100.5"}, {"detail": {"calories": 100.5}}),
    ("workout", {"calories": "NaN"}, {"detail": {"calories": None}}),
    ("workout", {"label": 5}, {"title": "5", "detail": {"label": "5"}}),
    ("session", {"type": None}, {"type": "UNKNOWN", "providerType": "", "detail": {"type": ""}}),
    ("session", {"day": None}, {"providerDay": "2026-03-28", "detail": {"day": "2026-03-28"}}),
    ("session", {"mood": 5}, {"mood": "5", "detail": {"mood": "5"}}),
    (
        "session",
        {"heart_rate": {**SAMPLES, "interval": "60", "items": ["60.5", {}, 62]}},
        {
            "detail": {
                "heartRate": {
                    "startTime": "2026-03-28T09:00:00.000Z",
                    "intervalSeconds": 60.0,
                    "values": [60.5, None, 62.0],
                    "unit": "bpm",
                    "downsampled": False,
                }
            }
        },
    ),
    ("session", {"heart_rate": {**SAMPLES, "timestamp": None}}, {"detail": {"heartRate": None}}),
    ("session", {"motion_count": {}}, {"detail": {"motionCount": None}}),
    (
        "Google Fit session",
        {"activityType": None},
        {"type": "IN_VEHICLE", "providerType": "0", "detail": {"activityType": 0}},
    ),
    (
        "Google Fit session",
        {"activityType": "x"},
        {"type": "UNKNOWN", "providerType": "4", "detail": {"activityType": 4}},
    ),
    ("Google Fit session", {"name": 5}, {"title": "5", "detail": {"name": "5"}}),
    (
        "Google Fit session",
        {"application": {"name": [], "version": 3}},
        {"application": {"name": None, "packageName": None, "version": "3", "detailsUrl": None}},
    ),
    (
        "Google Fit session",
        {"modifiedTimeMillis": "9" * 17, "activeTimeMillis": 10**40},
        {"modifiedAt": None, "activeDurationSeconds": None, "detail": {"activeTimeMillis": None}},
    ),
]


@pytest.mark.parametrize(("name", "odd", "expected"), READ_AS)
async def test_what_is_odd_is_read_as_far_as_its_meaning_is_beyond_doubt(
    asking: Asking, name: str, odd: Json, expected: Json
) -> None:
    kind = KINDS[name]
    first, last = kind.neighbours

    told = await asking.told(kind, [first, {**kind.record, **odd}, last])

    shown = told.nodes["b"]
    assert {key: shown[key] for key in expected if key != "detail"} == {
        key: value for key, value in expected.items() if key != "detail"
    }
    below: Json = expected.get("detail", {})
    assert {key: shown["detail"][key] for key in below} == below
    assert (told.status["state"], told.is_complete) == ("OK", True)

"""Every collection of Oura through the whole application: all of it, by pages, as Oura has it."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from gateway.sandbox import Sandbox, Viewer, Wire
from gateway.sandbox.providers import OuraCollection
from gateway.sandbox.wire import instant_of
from tests.gateway_under_test import Gateway
from tests.june import noon
from tests.oura.asking import (
    BY_DAYS,
    COLLECTIONS,
    END,
    FROM,
    LISTS,
    SERIES,
    SINGLES,
    START,
    TO,
    Json,
    as_told,
    document_type,
    everything_of,
    field_name,
    page_query,
)

RARE = {"rest_mode_period", "session", "tag", "vO2_max", "workout"}
"""What not everybody has in the usual range."""


@pytest.fixture
def token(sandbox: Sandbox, token: str) -> str:
    """A person whom no other test knows, with documents of all that is not rare."""
    while not all(held(sandbox.viewer(token), route) for route in LISTS if route not in RARE):
        sandbox.forget(token)
        token = f"person-{uuid4().hex}"
    return token


def held(viewer: Viewer, route: OuraCollection) -> list[Wire]:
    """What the sandbox has in the usual range."""
    documents = viewer.oura.collections[route]
    if route in SERIES:
        start, end = instant_of(START), instant_of(END)
        return documents.between(start, end, after=None, limit=99_999)
    if route not in BY_DAYS:
        return documents.all()
    name = COLLECTIONS[route].day or ""
    around = [instant_of(day) + timedelta(days=by) for day, by in ((FROM, -3), (TO, 4))]
    wide = documents.between(around[0], around[1], after=None, limit=99_999)
    return [one for one in wide if FROM <= one[name] <= TO]


async def all_pages(gateway: Gateway, route: str) -> list[Json]:
    pages: list[Json] = []
    token: str | None = None
    while not pages or token:
        answer = await gateway.execute(page_query(route, token=token))
        pages.append(answer["oura"]["page"])
        token = pages[-1]["nextToken"]
    return pages


@pytest.mark.parametrize("route", LISTS)
async def test_all_pages_together_are_all_that_oura_has(
    gateway: Gateway, sandbox: Sandbox, token: str, route: OuraCollection
) -> None:
    expected = held(sandbox.viewer(token), route)

    pages = await all_pages(gateway, route)

    told = [one for page in pages for one in page["data"]]
    assert told == [as_told(one) for one in expected]
    assert expected or route in RARE
    assert {page["status"]["state"] for page in pages} == {"OK"}
    assert sum(page["status"]["itemCount"] for page in pages) == len(told)


@pytest.mark.parametrize("route", LISTS)
async def test_each_page_costs_one_call(
    gateway: Gateway, sandbox: Sandbox, token: str, route: OuraCollection
) -> None:
    pages = await all_pages(gateway, route)

    calls = sandbox.calls_of(token)
    assert [call.route for call in calls] == [route] * len(pages)
    assert [page["status"]["upstreamCalls"] for page in pages] == [1] * len(pages)
    assert [call.query.get("next_token") for call in calls] == [
        None,
        *([page["nextToken"]] for page in pages[:-1]),
    ]


@pytest.mark.parametrize("route", SINGLES)
async def test_a_single_document_is_told_whole_and_costs_one_call(
    gateway: Gateway, sandbox: Sandbox, token: str, route: OuraCollection
) -> None:
    wire = sandbox.viewer(token).oura.collections[route].all()[-1]
    asked = everything_of(document_type(route))
    identity = json.dumps(wire["id"])

    answer = await gateway.execute(
        f"{{ oura {{ one: {field_name(route)}Document(documentId: {identity}) {asked} }} }}"
    )

    assert answer["oura"]["one"] == as_told(wire)
    assert [call.path for call in sandbox.calls_of(token)] == [
        f"/v2/usercollection/{route}/{wire['id']}"
    ]


async def test_the_personal_information_is_told_whole(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    asked = everything_of(document_type("personal_info"))

    answer = await gateway.execute(f"{{ oura {{ personalInfo {asked} }} }}")

    assert answer["oura"]["personalInfo"] == as_told(sandbox.viewer(token).oura.personal_info)
    assert len(sandbox.calls_of(token)) == 1


@pytest.mark.parametrize("route", SERIES)
async def test_the_latest_row_comes_alone(
    gateway: Gateway, sandbox: Sandbox, token: str, route: OuraCollection
) -> None:
    row = (
        sandbox.viewer(token)
        .oura.collections[route]
        .between(
            noon() - timedelta(hours=3), noon() + timedelta(seconds=1), after=None, limit=99_999
        )[-1]
    )

    answer = await gateway.execute(
        f"{{ oura {{ {field_name(route)}(latest: true) {{ data {{ timestamp }} nextToken }} }} }}"
    )

    page = {"data": [{"timestamp": row["timestamp"]}], "nextToken": None}
    assert answer["oura"][field_name(route)] == page
    (call,) = sandbox.calls_of(token)
    assert call.query == {"latest": ["true"], "fields": ["timestamp"]}


@pytest.mark.parametrize("identity", ["nowhere", "", "..", "a/b?c#d", "x" * 8000])
async def test_a_document_that_oura_does_not_have_is_null(gateway: Gateway, identity: str) -> None:
    query = "query ($id: String!) { oura { sleepDocument(documentId: $id) { id } } }"

    assert await gateway.execute(query, id=identity) == {"oura": {"sleepDocument": None}}


async def test_an_id_goes_upstream_as_one_segment(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    query = '{ oura { tagDocument(documentId: "../personal_info?a=b") { id } } }'

    await gateway.execute(query)

    (call,) = sandbox.calls_of(token)
    assert call.path == "/v2/usercollection/tag/..%2Fpersonal_info%3Fa%3Db"


def at_home(document_id: str, start: str, day: str) -> Wire:
    return {
        "id": document_id,
        "activity": "running",
        "calories": None,
        "day": day,
        "distance": None,
        "end_datetime": start,
        "intensity": "easy",
        "label": None,
        "source": "manual",
        "start_datetime": start,
    }


async def test_days_are_those_of_the_wearer_whatever_day_it_was_in_utc(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    workouts = [
        at_home("before", "2026-03-09T23:59:00-11:00", "2026-03-09"),
        at_home("first", "2026-03-10T00:00:00+14:00", "2026-03-10"),
        at_home("last", "2026-03-10T23:59:00-11:00", "2026-03-10"),
        at_home("after", "2026-03-11T00:00:00+14:00", "2026-03-11"),
    ]
    sandbox.replace(token, oura_workouts=workouts)

    answer = await gateway.execute(
        '{ oura { workout(range: {from: "2026-03-10", to: "2026-03-10"})'
        " { data { id } nextToken } } }"
    )

    page = answer["oura"]["workout"]
    more = await gateway.execute(
        "query ($token: String) { oura { workout("
        'range: {from: "2026-03-10", to: "2026-03-10"}, nextToken: $token) { data { id } } } }',
        token=page["nextToken"],
    )
    found = [one["id"] for one in (*page["data"], *more["oura"]["workout"]["data"])]
    assert sorted(found) == ["first", "last"]


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        ("2026-03-10", ("2026-03-08", "2026-03-12")),
        ("0001-01-01", ("0001-01-01", "0001-01-03")),
        ("9999-12-31", ("9999-12-29", "9999-12-31")),
    ],
)
async def test_two_days_more_are_asked_for_as_far_as_the_calendar_goes(
    gateway: Gateway, sandbox: Sandbox, token: str, day: str, asked: tuple[str, str]
) -> None:
    query = "query ($d: Date!) { oura { tag(range: {from: $d, to: $d}) { status { state } } } }"

    await gateway.execute(query, d=day)

    (call,) = sandbox.calls_of(token)
    assert call.query == {"start_date": [asked[0]], "end_date": [asked[1]]}


async def test_rows_of_the_interval_alone_are_told_and_both_ends_of_time_can_be_asked_for(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    times = ("09:59:59.999", "10:00:00.000", "10:00:00.999", "10:00:01.000")
    rows = [
        {"timestamp": f"2026-03-10T{one}Z", "timestamp_unix": 0, "bpm": 60, "source": "awake"}
        for one in times
    ]
    sandbox.replace(token, oura={"heartrate": rows})
    query = (
        "query ($start: DateTime!, $end: DateTime!) { oura { heartRate("
        "range: {start: $start, end: $end}) { data { timestamp } status { state } } } }"
    )

    second = await gateway.execute(
        query, start="2026-03-10T10:00:00Z", end="2026-03-10T10:00:01.000Z"
    )
    always = await gateway.execute(query, start="0001-01-01T00:00:00Z", end="9999-12-31T23:59:59Z")

    assert [one["timestamp"] for one in second["oura"]["heartRate"]["data"]] == [
        "2026-03-10T10:00:00.000Z",
        "2026-03-10T10:00:00.999Z",
    ]
    assert len(always["oura"]["heartRate"]["data"]) == 4
    assert [call.query["end_datetime"] for call in sandbox.calls_of(token)] == [
        ["2026-03-10T10:00:02.000Z"],
        ["9999-12-31T23:59:59.999Z"],
    ]


async def test_what_does_not_tell_its_day_is_kept(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    period: Wire = {
        "id": "p",
        "end_day": None,
        "end_time": None,
        "episodes": [],
        "start_day": "someday",
        "start_time": "2026-03-10T10:00:00Z",
    }
    sandbox.replace(token, oura={"rest_mode_period": [period]})

    answer = await gateway.execute(
        '{ oura { restModePeriod(range: {from: "2026-03-10", to: "2026-03-10"}) '
        "{ data { id startDay } } } }"
    )

    assert answer["oura"]["restModePeriod"]["data"] == [{"id": "p", "startDay": None}]

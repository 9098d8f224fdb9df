"""Each page of `googleFit`: what it brings, what it costs, and what it tells when it fails."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.sandbox import Fault, MalformedJson, Sandbox, Status, Wire, WrongShape
from gateway.sandbox.providers import Route
from tests.gateway_under_test import Gateway
from tests.google_fit.documents import ARGUMENTS, ROUTES, SOURCE, asking, variables_of
from tests.sandbox.fit_data import HEART_SOURCE, STEPS, STEPS_SOURCE, steps
from tests.sandbox.records import fit

SESSION = fit("s", "1970-01-01T00:00:00.010Z", "1970-01-01T00:00:00.050Z")
PAGES = sorted(ARGUMENTS)
OK = {"state": "OK", "error": None, "upstreamCalls": 1}
ITEMS = {
    "aggregate": 1,
    "dataPointChanges": 7,
    "dataSources": 1,
    "dataset": 7,
    "sessionChanges": 0,
    "sessions": 0,
}
DATASET = """
query Points($source: String!, $start: Long!, $end: Long!, $limit: Int, $page: String) {
  googleFit {
    dataset(
      dataSourceId: $source, startTimeNanos: $start, endTimeNanos: $end,
      limit: $limit, pageToken: $page
    ) {
      dataSourceId minStartTimeNs maxEndTimeNs nextPageToken
      point { startTimeNanos endTimeNanos dataTypeName value { intVal } }
      status { state itemCount }
    }
  }
}
"""
CHANGES = """
query Changes($source: String!, $limit: Int, $page: String) {
  googleFit {
    dataPointChanges(dataSourceId: $source, limit: $limit, pageToken: $page) {
      insertedDataPoint { startTimeNanos value { intVal } } deletedDataPoint { startTimeNanos }
      nextPageToken
    }
  }
}
"""
AGGREGATE = """
query Buckets($input: GoogleFitAggregateInput!) {
  googleFit {
    aggregate(input: $input) {
      bucket {
        type startTimeMillis endTimeMillis activity session { id }
        dataset { dataSourceId point { value { intVal fpVal } } }
      }
      status { state error { code } }
    }
  }
}
"""


@pytest.fixture(autouse=True)
def person(sandbox: Sandbox, token: str) -> None:
    """One session of one source's seven points."""
    sandbox.replace(
        token,
        google_fit_sessions=[SESSION],
        google_fit_data_sources=[STEPS_SOURCE],
        google_fit_points={SOURCE: [steps(at, at + 5, at) for at in range(10, 80, 10)]},
    )


async def page(gateway: Gateway, field: str) -> dict[str, Any]:
    data = await gateway.execute(asking(field), **variables_of(field))
    return data["googleFit"][field]


async def points(gateway: Gateway, **variables: object) -> dict[str, Any]:
    given = {"source": SOURCE, "start": 0, "end": 99_000_000, **variables}
    return (await gateway.execute(DATASET, **given))["googleFit"]["dataset"]


async def buckets(gateway: Gateway, **request: object) -> list[dict[str, Any]]:
    sent = {
        "aggregateBy": [{"dataTypeName": STEPS}],
        "startTimeMillis": 0,
        "endTimeMillis": 100,
        **request,
    }
    return (await gateway.execute(AGGREGATE, input=sent))["googleFit"]["aggregate"]["bucket"]


@pytest.mark.parametrize("field", PAGES)
async def test_a_page_costs_one_call_and_says_that_it_is_whole(
    gateway: Gateway, sandbox: Sandbox, token: str, field: str
) -> None:
    status = (await page(gateway, field))["status"]

    assert {name: status[name] for name in OK} == OK
    assert status["itemCount"] == ITEMS[field]
    assert len(sandbox.calls_of(token)) == 1


@pytest.mark.parametrize("field", sorted(ROUTES))
async def test_equal_fields_of_a_request_cost_one_call(
    gateway: Gateway, sandbox: Sandbox, token: str, field: str
) -> None:
    document = asking(field)
    one = document[document.index(field) : document.rindex("} }")]

    await gateway.execute(document.replace(one, f"a: {one} b: {one}"), **variables_of(field))

    assert len(sandbox.calls_of(token)) == 1


async def test_different_fields_cost_a_call_each(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    await gateway.execute(
        "{ googleFit { a: dataSources { status { state } } "
        'b: dataSources(dataTypeNames: ["x", "y"]) { status { state } } } }'
    )

    asked = [call.query for call in sandbox.calls_of(token)]
    assert sorted(asked, key=len) == [{}, {"dataTypeName": ["x", "y"]}]


@pytest.mark.parametrize("field", PAGES)
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Status(401), "REAUTH_REQUIRED"),
        (Status(403), "SCOPE_MISSING"),
        (Status(429, retry_after=7), "RATE_LIMITED"),
        (Status(500), "UPSTREAM_ERROR"),
        (Status(400), "UPSTREAM_ERROR"),
        (MalformedJson(), "INVALID_RESPONSE"),
        (WrongShape(), "INVALID_RESPONSE"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
async def test_a_failure_is_told_in_the_pages_own_status(
    gateway: Gateway, sandbox: Sandbox, token: str, field: str, fault: Fault, code: str
) -> None:
    sandbox.fail("google_fit", fault, token=token)

    failed = await page(gateway, field)

    status = failed.pop("status")
    assert (status["state"], status["error"]["code"]) == ("FAILED", code)
    assert all(value in (None, []) for value in failed.values())
    assert len(sandbox.calls_of(token)) == 1


@pytest.mark.parametrize("field", PAGES)
async def test_without_a_token_nobody_is_asked(
    gateway: Gateway, sandbox: Sandbox, token: str, field: str
) -> None:
    answer = await gateway.answer(asking(field), {}, **variables_of(field))

    assert "errors" not in answer
    status = answer["data"]["googleFit"][field]["status"]
    assert (status["state"], status["error"]["code"]) == ("NOT_LINKED", "NOT_LINKED")
    assert sandbox.calls_of(token) == []


async def test_one_failing_route_costs_its_own_page(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("google_fit", Status(503), route="data_sources", token=token)

    data = await gateway.execute(
        "{ googleFit { dataSources { status { state } } sessionChanges { status { state } } } }"
    )

    states = {name: one["status"]["state"] for name, one in data["googleFit"].items()}
    assert states == {"dataSources": "FAILED", "sessionChanges": "OK"}


async def test_a_data_source_that_cannot_be_asked_for_is_an_error_in_its_place(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("google_fit", Status(503), route="data_sources", token=token)

    answer = await gateway.answer(asking("dataSource"), source=SOURCE)

    assert answer["data"] == {"googleFit": {"dataSource": None}}
    (error,) = answer["errors"]
    assert error["path"] == ["googleFit", "dataSource"]
    assert error["extensions"]["code"] == "UPSTREAM_ERROR"


async def test_a_data_source_is_null_when_there_is_none(gateway: Gateway) -> None:
    data = await gateway.execute(asking("dataSource"), source="raw:none")

    assert data["googleFit"]["dataSource"] is None


@pytest.mark.parametrize("field", ["dataSource", "dataset", "dataPointChanges"])
async def test_an_id_arrives_as_one_segment_whatever_it_holds(
    gateway: Gateway, sandbox: Sandbox, token: str, field: str
) -> None:
    odd = "raw:a/b%2F../c d:é?#"
    sandbox.replace(token, google_fit_data_sources=[{**STEPS_SOURCE, "dataStreamId": odd}])

    data = await gateway.execute(asking(field), source=odd)

    found = data["googleFit"][field]
    assert found.get("dataStreamId", found.get("dataSourceId")) == odd
    (call,) = sandbox.calls_of(token)
    segments = call.path.removeprefix("/fitness/v1/users/me/dataSources/").split("/")
    assert segments[0] == "raw%3Aa%2Fb%252F..%2Fc%20d%3A%C3%A9%3F%23"


@pytest.mark.parametrize("odd", ["", ".", ".."])
async def test_an_id_that_no_path_can_name_is_refused_unasked(
    gateway: Gateway, sandbox: Sandbox, token: str, odd: str
) -> None:
    answer = await gateway.answer(asking("dataSource"), source=odd)

    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert sandbox.calls_of(token) == []


async def test_a_dataset_paged_to_its_end_gives_every_point_once(gateway: Gateway) -> None:
    pages = [await points(gateway, limit=3)]
    while pages[-1]["nextPageToken"] is not None:
        pages.append(await points(gateway, limit=3, page=pages[-1]["nextPageToken"]))

    assert [[one["value"][0]["intVal"] for one in page["point"]] for page in pages] == [
        [50, 60, 70],
        [20, 30, 40],
        [10],
    ]


async def test_the_largest_integers_survive_both_ways(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    most = 2**63 - 1
    last: Wire = {**steps(1, 2, 3), "startTimeNanos": str(most - 1), "endTimeNanos": str(most)}
    sandbox.replace(
        token, google_fit_data_sources=[STEPS_SOURCE], google_fit_points={SOURCE: [last]}
    )

    as_text = await points(gateway, start=str(most), end=str(most))
    as_number = await points(gateway, start=most, end=most)

    assert as_text == as_number
    assert as_text["point"][0]["startTimeNanos"] == "9223372036854775806"
    assert as_text["maxEndTimeNs"] == "9223372036854775807"
    paths = {call.path.rpartition("/")[2] for call in sandbox.calls_of(token)}
    assert paths == {"9223372036854775807-9223372036854775807"}


@pytest.mark.parametrize("value", [1.0, 1.5, True, "1.0", "one", "", 2**63, "9223372036854775808"])
async def test_what_is_no_whole_number_of_64_bits_is_refused(
    gateway: Gateway, sandbox: Sandbox, token: str, value: object
) -> None:
    response = await gateway.post(DATASET, source=SOURCE, start=0, end=value)

    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "Write a whole number of at most 64 bits" in error["message"]
    assert sandbox.calls_of(token) == []


@pytest.mark.parametrize(
    ("field", "arguments", "told"),
    [
        ("sessions", "(interval: {})", "sessionChanges"),
        (
            "sessions",
            '(interval: {start: "2026-06-02T00:00:00Z", end: "2026-06-01T00:00:00Z"})',
            "`interval.end` must be later than its `start`.",
        ),
        (
            "sessions",
            '(interval: {start: "2026-06-02T02:00:00+02:00", end: "2026-06-02T00:00:00Z"})',
            "`interval.end` must be later than its `start`.",
        ),
        ("dataset", "(dataSourceId: $source, startTimeNanos: 2, endTimeNanos: 1)", "later"),
        ("dataset", "(dataSourceId: $source, startTimeNanos: -1, endTimeNanos: 1)", "negative"),
        (
            "dataset",
            "(dataSourceId: $source, startTimeNanos: 0, endTimeNanos: 1, limit: 0)",
            "limit",
        ),
        ("dataPointChanges", "(dataSourceId: $source, limit: 10001)", "limit"),
    ],
)
async def test_arguments_that_cannot_be_are_refused_unasked(
    gateway: Gateway, sandbox: Sandbox, token: str, field: str, arguments: str, told: str
) -> None:
    variables = {"source": SOURCE} if "$source" in arguments else {}

    answer = await gateway.answer(asking(field, arguments), **variables)

    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert told in error["message"]
    assert sandbox.calls_of(token) == []


BY_TIME = {"durationMillis": 50}
PERIOD = {"type": "DAY", "timeZoneId": "Europe/Zurich"}


IMPOSSIBLE: list[tuple[dict[str, Any], str]] = [
    ({}, "exactly one of `bucketByTime`"),
    ({"bucketByTime": BY_TIME, "bucketBySession": {}}, "exactly one of `bucketByTime`"),
    ({"bucketByTime": {}}, "`durationMillis` and `period`"),
    ({"bucketByTime": {**BY_TIME, "period": PERIOD}}, "`durationMillis` and `period`"),
    ({"bucketByTime": {"durationMillis": 0}}, "`durationMillis` must be at least 1"),
    ({"bucketByTime": {"period": {**PERIOD, "value": 0}}}, "`period.value`"),
    ({"bucketBySession": {"minDurationMillis": -1}}, "`minDurationMillis`"),
    ({"bucketBySession": {}, "aggregateBy": []}, "one entry"),
    ({"bucketBySession": {}, "aggregateBy": [{}]}, "one of `dataTypeName`"),
    (
        {"bucketBySession": {}, "aggregateBy": [{"dataTypeName": "a", "dataSourceId": "b"}]},
        "one of `dataTypeName`",
    ),
    ({"bucketBySession": {}, "endTimeMillis": 0}, "later"),
    ({"bucketBySession": {}, "startTimeMillis": -1}, "negative"),
    ({"bucketBySession": {}, "endTimeMillis": 7_776_000_001}, "90 days"),
]


@pytest.mark.parametrize(("change", "told"), IMPOSSIBLE)
async def test_an_aggregation_that_cannot_be_is_refused_unasked(
    gateway: Gateway, sandbox: Sandbox, token: str, change: dict[str, Any], told: str
) -> None:
    usual = {"aggregateBy": [{"dataTypeName": STEPS}], "startTimeMillis": 0, "endTimeMillis": 100}

    answer = await gateway.answer(AGGREGATE, input={**usual, **change})

    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert told in error["message"]
    assert sandbox.calls_of(token) == []


async def test_time_is_cut_into_equal_spans(gateway: Gateway) -> None:
    found = await buckets(gateway, bucketByTime=BY_TIME)

    spans = [(one["type"], one["startTimeMillis"], one["endTimeMillis"]) for one in found]
    assert spans == [("time", 0, 50), ("time", 50, 100)]
    assert [one["dataset"][0]["point"][0]["value"][0]["intVal"] for one in found] == [100, 180]


async def test_ninety_days_are_cut_by_the_calendar_of_a_zone(gateway: Gateway) -> None:
    start = 1_774_652_400_000
    """2026-03-28T00:00 in Zurich; the next day has 23 hours."""

    found = await buckets(
        gateway,
        startTimeMillis=start,
        endTimeMillis=start + 7_776_000_000,
        bucketByTime={"period": PERIOD},
    )

    lengths = [one["endTimeMillis"] - one["startTimeMillis"] for one in found]
    assert [length // 3_600_000 for length in lengths[:3]] == [24, 23, 24]


async def test_sessions_and_activities_are_buckets(gateway: Gateway, sandbox: Sandbox) -> None:
    by_session = await buckets(gateway, bucketBySession={"minDurationMillis": "39"})
    too_short = await buckets(gateway, bucketBySession={"minDurationMillis": 40})
    by_type = await buckets(gateway, bucketByActivityType={})
    by_segment = await buckets(gateway, bucketByActivitySegment={"minDurationMillis": 5})

    assert [(one["type"], one["session"]) for one in by_session] == [("session", {"id": "s"})]
    assert [too_short, by_type, by_segment] == [[], [], []]
    assert sandbox.calls[-1].route == "aggregate"


async def test_activities_of_a_seeded_person_are_buckets(gateway: Gateway) -> None:
    headers = {"X-Google-Fit-Token": "demo"}
    noon = 1_780_300_000_000
    sent = {
        "aggregateBy": [{"dataTypeName": STEPS}],
        "startTimeMillis": noon,
        "endTimeMillis": noon + 86_400_000,
    }

    for kind in ("bucketByActivityType", "bucketByActivitySegment"):
        data = await gateway.execute(AGGREGATE, headers, input={**sent, kind: {}})
        found = data["googleFit"]["aggregate"]["bucket"]
        assert {one["type"] for one in found} == {kind[8].lower() + kind[9:]}
        assert {3, 7} <= {one["activity"] for one in found}


async def test_changes_lead_on_by_their_token(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    first = await gateway.execute(CHANGES, source=SOURCE, limit=5)
    page_token = first["googleFit"]["dataPointChanges"]["nextPageToken"]
    sandbox.viewer(token).google_fit.sources.all()[SOURCE][1].delete(0, 10**7, splits=False)

    second = await gateway.execute(CHANGES, source=SOURCE, page=page_token)

    changes = second["googleFit"]["dataPointChanges"]
    assert [one["value"][0]["intVal"] for one in changes["insertedDataPoint"]] == [60, 70]
    assert changes["deletedDataPoint"] == [{"startTimeNanos": 10_000_000}]


async def test_deleted_sessions_are_among_the_changes(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    document = """
    query Changes($page: String, $deleted: Boolean) {
      googleFit {
        sessionChanges(pageToken: $page, includeDeleted: $deleted, activityTypes: [8]) {
          session { id startTimeMillis } deletedSession { id startTimeMillis } nextPageToken
        }
      }
    }
    """
    sandbox.replace(token, google_fit_sessions=[])
    first = (await gateway.execute(document))["googleFit"]["sessionChanges"]
    store = sandbox.viewer(token).google_fit.sessions
    for one in ("a", "b"):
        store.put({**SESSION, "id": one})
    store.delete("b")

    later = await gateway.execute(document, page=first["nextPageToken"])
    without = await gateway.execute(document, page=first["nextPageToken"], deleted=False)

    changes = later["googleFit"]["sessionChanges"]
    assert changes["session"] == [{"id": "a", "startTimeMillis": 10}]
    assert changes["deletedSession"] == [{"id": "b", "startTimeMillis": None}]
    assert without["googleFit"]["sessionChanges"]["deletedSession"] == []


async def test_sessions_are_asked_for_as_the_api_has_it(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    interval = '{start: "1970-01-01T00:00:00.020Z", end: "1970-01-02T01:00:00+01:00"}'
    arguments = f"(interval: {interval}, activityTypes: [8, 7])"

    data = await gateway.execute(asking("sessions", arguments))

    assert [one["id"] for one in data["googleFit"]["sessions"]["session"]] == ["s"]
    assert sandbox.calls_of(token)[0].query == {
        "activityType": ["8", "7"],
        "startTime": ["1970-01-01T00:00:00.020Z"],
        "endTime": ["1970-01-02T00:00:00.000Z"],
    }


async def test_a_lacking_scope_costs_what_needs_it(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(token, google_fit_data_sources=[STEPS_SOURCE, HEART_SOURCE])
    sandbox.withhold_scopes(token, {"heart_rate"})

    source: Route = "data_sources"
    sources = (await page(gateway, "dataSources"))["dataSource"]
    answer = await gateway.answer(asking("dataSource"), source=HEART_SOURCE["dataStreamId"])

    assert [one["dataStreamId"] for one in sources] == [SOURCE]
    assert answer["errors"][0]["extensions"]["code"] == "SCOPE_MISSING"
    assert {call.route for call in sandbox.calls_of(token)} == {source}

"""Mutations of data sources and points: what the next read shows, and what is told otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.sandbox import Fault, HangAfterApplying, Reset, Sandbox, Status
from tests.gateway_under_test import HURRIED_SECONDS, Gateway
from tests.google_fit.documents import SOURCE, everything, object_type
from tests.sandbox.fit_data import STEPS, STEPS_SOURCE, steps

FOREIGN = {**STEPS_SOURCE, "application": {"packageName": "example.app"}}
ERRORS = "userErrors { code field message retryable }"
WHOLE_SOURCE = everything(object_type("GoogleFitDataSource"))
SELECTIONS = {
    "createGoogleFitDataSource": f"dataSource {WHOLE_SOURCE}",
    "updateGoogleFitDataSource": f"dataSource {WHOLE_SOURCE}",
    "deleteGoogleFitDataSource": "deletedDataSourceId outcome",
    "insertGoogleFitDataPoints": "dataset { dataSourceId point { value { intVal } } }",
    "deleteGoogleFitDataset": "dataSourceId",
}
NEW: dict[str, Any] = {
    "application": {"name": "App"},
    "dataType": {"name": STEPS, "field": [{"name": "steps", "format": "INTEGER"}]},
    "device": {
        "manufacturer": "Maker",
        "model": "Band",
        "type": "WATCH",
        "uid": "1000",
        "version": "1",
    },
    "type": "RAW",
}
POINT = {"startTimeNanos": 1_000_000, "endTimeNanos": "2000000", "value": [{"intVal": 42}]}
INPUTS: dict[str, dict[str, Any]] = {
    "createGoogleFitDataSource": NEW,
    "updateGoogleFitDataSource": {"dataSourceId": SOURCE, "deviceVersion": "2", "name": "Mine"},
    "deleteGoogleFitDataSource": {"dataSourceId": SOURCE},
    "insertGoogleFitDataPoints": {
        "dataSourceId": SOURCE,
        "dataTypeName": STEPS,
        "points": [POINT],
    },
    "deleteGoogleFitDataset": {"dataSourceId": SOURCE, "startTimeNanos": 0, "endTimeNanos": 10**9},
}
MUTATIONS = sorted(INPUTS)
OF_A_SOURCE = sorted(INPUTS.keys() - {"createGoogleFitDataSource"})
READ = """
query Read($source: String!) {
  googleFit {
    dataSource(dataSourceId: $source) { dataStreamId name device { version } }
    dataset(dataSourceId: $source, startTimeNanos: 0, endTimeNanos: 1000000000) {
      point {
        startTimeNanos rawTimestampNanos
        value { intVal fpVal stringVal mapVal { key value { fpVal } } }
      }
    }
  }
}
"""


@pytest.fixture(autouse=True)
def person(sandbox: Sandbox, token: str) -> None:
    """A data source without points."""
    sandbox.replace(token, google_fit_data_sources=[STEPS_SOURCE])


async def write(
    gateway: Gateway, name: str, headers: dict[str, str] | None = None, /, **change: object
) -> dict[str, Any]:
    title = name[0].upper() + name[1:]
    document = (
        f"mutation Write($input: {title}Input!) "
        f"{{ {name}(input: $input) {{ {SELECTIONS[name]} {ERRORS} }} }}"
    )
    data = await gateway.execute(document, headers, input={**INPUTS[name], **change})
    return data[name]


async def read(gateway: Gateway, source: str = SOURCE) -> dict[str, Any]:
    return (await gateway.execute(READ, source=source))["googleFit"]


async def refused(gateway: Gateway, name: str, /, **change: object) -> list[dict[str, Any]]:
    """The userErrors of a payload that holds nothing else."""
    payload = await write(gateway, name, **change)
    errors = payload.pop("userErrors")
    assert all(value is None for value in payload.values())
    return errors


async def test_a_created_data_source_is_shown_by_the_next_read(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(token)

    created = await write(gateway, "createGoogleFitDataSource", name="Mine")

    assert created["userErrors"] == []
    assert created["dataSource"]["dataStreamId"] == SOURCE
    assert (await read(gateway))["dataSource"]["name"] == "Mine"


async def test_a_data_source_that_is_there_already_is_a_conflict(gateway: Gateway) -> None:
    (error,) = await refused(gateway, "createGoogleFitDataSource")

    assert (error["code"], error["field"]) == ("CONFLICT", ["input"])


async def test_an_updated_data_source_keeps_what_was_not_sent(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    await write(gateway, "updateGoogleFitDataSource")
    updated = await write(
        gateway, "updateGoogleFitDataSource", name=None, application={"name": "B", "version": "7"}
    )

    assert updated["userErrors"] == []
    assert (updated["dataSource"]["name"], updated["dataSource"]["device"]["version"]) == (
        "Mine",
        "2",
    )
    assert updated["dataSource"]["application"]["version"] == "7"
    shown = await read(gateway)
    assert shown["dataSource"] == {
        "dataStreamId": SOURCE,
        "name": "Mine",
        "device": {"version": "2"},
    }
    assert sandbox.calls_of(token)[0].method == "GET"


async def test_a_deleted_data_source_is_gone_and_a_repetition_says_so(gateway: Gateway) -> None:
    first = await write(gateway, "deleteGoogleFitDataSource")
    again = await write(gateway, "deleteGoogleFitDataSource")

    assert first == {"deletedDataSourceId": SOURCE, "outcome": "DELETED", "userErrors": []}
    assert again["outcome"] == "ALREADY_ABSENT"
    assert (await read(gateway))["dataSource"] is None


async def test_a_data_source_that_holds_points_is_not_deleted(gateway: Gateway) -> None:
    await write(gateway, "insertGoogleFitDataPoints")

    (error,) = await refused(gateway, "deleteGoogleFitDataSource")

    assert (error["code"], error["field"]) == ("INVALID", ["input"])
    assert "holds points" in error["message"]
    assert (await read(gateway))["dataSource"] is not None


async def test_inserted_points_are_shown_by_the_next_read(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    inserted = await write(gateway, "insertGoogleFitDataPoints")

    assert inserted["userErrors"] == []
    assert inserted["dataset"] == {
        "dataSourceId": SOURCE,
        "point": [{"value": [{"intVal": 42}]}],
    }
    (shown,) = (await read(gateway))["dataset"]["point"]
    assert (shown["startTimeNanos"], shown["value"][0]["intVal"]) == (1_000_000, 42)
    assert sandbox.calls_of(token)[0].path.endswith("/datasets/1000000-2000000")


async def test_values_of_every_kind_are_kept(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    formats = ("integer", "floatPoint", "string", "map")
    fields = [{"name": form, "format": form, "optional": True} for form in formats]
    data_type = {"name": "my.own", "field": fields}
    sandbox.replace(token, google_fit_data_sources=[{**STEPS_SOURCE, "dataType": data_type}])
    value: list[dict[str, Any]] = [
        {"intVal": 0},
        {"fpVal": 0.0},
        {"stringVal": "calm"},
        {"mapVal": [{"key": "tea", "value": {"fpVal": 2.5}}]},
    ]

    nothing: list[dict[str, Any]] = [{}, {}, {}, {}]
    for sent in (value, nothing):
        payload = await write(
            gateway,
            "insertGoogleFitDataPoints",
            dataTypeName="my.own",
            points=[{**POINT, "value": sent, "rawTimestampNanos": str(2**63 - 1)}],
        )
        assert payload["userErrors"] == []

    empty: dict[str, Any] = {"intVal": None, "fpVal": None, "stringVal": None, "mapVal": []}
    first, second = (await read(gateway))["dataset"]["point"]
    assert first["value"] == [{**empty, **one} for one in value]
    assert second["value"] == [empty] * 4
    assert first["rawTimestampNanos"] == "9223372036854775807"


async def test_deleted_points_are_gone(gateway: Gateway, sandbox: Sandbox, token: str) -> None:
    sandbox.replace(
        token,
        google_fit_data_sources=[STEPS_SOURCE],
        google_fit_points={SOURCE: [steps(1, 2, 1), steps(5, 6, 2)]},
    )

    payload = await write(gateway, "deleteGoogleFitDataset", endTimeNanos=2_000_000)

    assert payload == {"dataSourceId": SOURCE, "userErrors": []}
    assert [one["startTimeNanos"] for one in (await read(gateway))["dataset"]["point"]] == [
        5_000_000
    ]


@pytest.mark.parametrize("name", sorted(set(OF_A_SOURCE) - {"deleteGoogleFitDataSource"}))
async def test_a_data_source_that_is_not_there_is_not_found(gateway: Gateway, name: str) -> None:
    (error,) = await refused(gateway, name, dataSourceId="raw:none")

    assert (error["code"], error["field"]) == ("NOT_FOUND", ["input", "dataSourceId"])


@pytest.mark.parametrize("name", OF_A_SOURCE)
async def test_an_apps_data_source_is_its_own(
    gateway: Gateway, sandbox: Sandbox, token: str, name: str
) -> None:
    sandbox.replace(token, google_fit_data_sources=[FOREIGN])

    (error,) = await refused(gateway, name)

    assert (error["code"], error["field"]) == ("NOT_OWNED", ["input", "dataSourceId"])


@pytest.mark.parametrize("name", MUTATIONS)
async def test_a_lacking_scope_is_told(
    gateway: Gateway, sandbox: Sandbox, token: str, name: str
) -> None:
    sandbox.replace(token, google_fit_data_sources=[FOREIGN])
    sandbox.withhold_scopes(token, {"activity"})

    (error,) = await refused(gateway, name)

    assert error["code"] == "SCOPE_MISSING"


@pytest.mark.parametrize("name", MUTATIONS)
async def test_without_a_token_nobody_is_asked(
    gateway: Gateway, sandbox: Sandbox, token: str, name: str
) -> None:
    payload = await write(gateway, name, {})

    assert [error["code"] for error in payload["userErrors"]] == ["NOT_LINKED"]
    assert sandbox.calls_of(token) == []


@pytest.mark.parametrize("name", MUTATIONS)
@pytest.mark.parametrize(
    ("fault", "code", "calls"),
    [
        (Status(401), "REAUTH_REQUIRED", 1),
        (Status(403), "SCOPE_MISSING", 2),
        (Status(429), "RATE_LIMITED", 1),
        (Status(400), "INVALID", 1),
        (Status(503), "UPSTREAM_UNAVAILABLE", 2),
    ],
)
async def test_a_refusal_is_told_and_nothing_is_written(
    gateway: Gateway,
    sandbox: Sandbox,
    token: str,
    name: str,
    fault: Fault,
    code: str,
    calls: int,
) -> None:
    before = await read(gateway)
    method = None if "update" not in name else "PUT"
    sandbox.fail("google_fit", fault, token=token, method=method)
    sandbox.clear_calls()

    (error,) = await refused(gateway, name)

    assert error["code"] == code
    asked = [call for call in sandbox.calls_of(token) if method in (None, call.method)]
    if code != "SCOPE_MISSING":
        assert len(asked) == calls
    sandbox.heal(token)
    assert await read(gateway) == before


REASONS = {
    "createGoogleFitDataSource": "The fields of a data type that Google Fit knows",
    "updateGoogleFitDataSource": "`application`, `name` and `deviceVersion`",
    "deleteGoogleFitDataSource": "holds points cannot be deleted",
    "insertGoogleFitDataPoints": "Each value must be of the kind that its field has",
    "deleteGoogleFitDataset": "does not take this range",
}


@pytest.mark.parametrize("name", MUTATIONS)
@pytest.mark.parametrize("status", [400, 409, 422])
async def test_a_refusal_names_what_its_own_write_may_suffer_from(
    gateway: Gateway, sandbox: Sandbox, token: str, name: str, status: int
) -> None:
    method = "PUT" if "update" in name else None
    sandbox.fail("google_fit", Status(status), token=token, method=method)

    (error,) = await refused(gateway, name)

    expected = [reason in error["message"] for reason in REASONS.values()]
    if (name, status) == ("createGoogleFitDataSource", 409):
        assert (error["code"], any(expected)) == ("CONFLICT", False)
    else:
        assert (error["code"], error["field"]) == ("INVALID", ["input"])
        assert expected == [other == name for other in REASONS]


async def test_a_value_of_the_wrong_kind_is_refused_as_that(gateway: Gateway) -> None:
    (error,) = await refused(
        gateway, "insertGoogleFitDataPoints", points=[{**POINT, "value": [{"fpVal": 1.5}]}]
    )

    assert error == {
        "code": "INVALID",
        "field": ["input"],
        "message": (
            "The provider refused the call with status 400. Each value must be of the kind that "
            "its field has in the data source's type, and `dataTypeName` must be that type's."
        ),
        "retryable": False,
    }


UNKNOWN = [
    ("createGoogleFitDataSource", 1, True),
    ("insertGoogleFitDataPoints", 1, False),
    ("updateGoogleFitDataSource", 2, True),
    ("deleteGoogleFitDataSource", 2, True),
    ("deleteGoogleFitDataset", 2, True),
]


@pytest.mark.parametrize(("name", "attempts", "is_safe"), UNKNOWN)
async def test_what_may_not_be_done_twice_is_tried_once(
    gateway: Gateway, sandbox: Sandbox, token: str, name: str, attempts: int, *, is_safe: bool
) -> None:
    method = "PUT" if "update" in name else None
    rule = sandbox.fail("google_fit", Status(500), token=token, method=method)

    (error,) = await refused(gateway, name)

    assert (error["code"], error["retryable"]) == ("OUTCOME_UNKNOWN", is_safe)
    assert rule.struck == attempts


@pytest.mark.parametrize("name", ["createGoogleFitDataSource", "insertGoogleFitDataPoints"])
async def test_what_may_not_be_done_twice_is_sent_once_over_a_connection_that_breaks(
    gateway: Gateway, sandbox: Sandbox, token: str, name: str
) -> None:
    await read(gateway)
    rule = sandbox.fail("google_fit", Reset(), token=token)

    (error,) = await refused(gateway, name)

    assert error["code"] == "OUTCOME_UNKNOWN"
    assert rule.struck == 1


@pytest.mark.parametrize("upstream_deadline", [HURRIED_SECONDS])
async def test_points_whose_insertion_nobody_confirmed_are_there_once(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("google_fit", HangAfterApplying(), token=token)

    (error,) = await refused(gateway, "insertGoogleFitDataPoints")
    sandbox.heal(token)

    assert error["code"] == "OUTCOME_UNKNOWN"
    assert "Read the dataset" in error["message"]
    assert len((await read(gateway))["dataset"]["point"]) == 1


async def test_an_insertion_that_the_provider_could_not_take_is_tried_again(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("google_fit", Status(503), token=token, times=1)

    payload = await write(gateway, "insertGoogleFitDataPoints")

    assert payload["userErrors"] == []
    assert len((await read(gateway))["dataset"]["point"]) == 1


def changed_point(**change: object) -> dict[str, Any]:
    return {"points": [POINT, {**POINT, **change}]}


BAD_INPUTS: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    ("createGoogleFitDataSource", {"application": {"name": " "}}, [("BLANK", "application.name")]),
    (
        "createGoogleFitDataSource",
        {"application": {"name": "A", "detailsUrl": "ftp://x"}},
        [("INVALID", "application.detailsUrl")],
    ),
    (
        "createGoogleFitDataSource",
        {"dataType": {"name": "", "field": []}, "dataStreamName": "a\nb"},
        [("BLANK", "dataType.name"), ("BLANK", "dataType.field"), ("INVALID", "dataStreamName")],
    ),
    (
        "createGoogleFitDataSource",
        {"dataType": {"name": "a", "field": [{"name": "x" * 201, "format": "MAP"}]}},
        [("TOO_LONG", "dataType.field.0.name")],
    ),
    (
        "createGoogleFitDataSource",
        {"device": {**NEW["device"], "uid": ""}, "name": ""},
        [("BLANK", "device.uid"), ("BLANK", "name")],
    ),
    ("updateGoogleFitDataSource", {"deviceVersion": ""}, [("BLANK", "deviceVersion")]),
    ("updateGoogleFitDataSource", {"application": {"name": ""}}, [("BLANK", "application.name")]),
    ("updateGoogleFitDataSource", {"dataSourceId": ".."}, [("INVALID", "dataSourceId")]),
    ("deleteGoogleFitDataSource", {"dataSourceId": ""}, [("INVALID", "dataSourceId")]),
    ("deleteGoogleFitDataset", {"startTimeNanos": -1}, [("OUT_OF_RANGE", "startTimeNanos")]),
    (
        "deleteGoogleFitDataset",
        {"startTimeNanos": 9, "endTimeNanos": 8},
        [("END_BEFORE_START", "endTimeNanos")],
    ),
    ("insertGoogleFitDataPoints", {"points": []}, [("OUT_OF_RANGE", "points")]),
    ("insertGoogleFitDataPoints", {"points": [POINT] * 1001}, [("OUT_OF_RANGE", "points")]),
    ("insertGoogleFitDataPoints", {"dataTypeName": ""}, [("BLANK", "dataTypeName")]),
    (
        "insertGoogleFitDataPoints",
        changed_point(endTimeNanos=1),
        [("END_BEFORE_START", "points.1.endTimeNanos")],
    ),
    ("insertGoogleFitDataPoints", changed_point(value=[]), [("BLANK", "points.1.value")]),
    (
        "insertGoogleFitDataPoints",
        changed_point(value=[{"intVal": 1, "fpVal": 1.0}]),
        [("INVALID", "points.1.value.0")],
    ),
    (
        "insertGoogleFitDataPoints",
        changed_point(value=[{"stringVal": "x" * 10_001}]),
        [("TOO_LONG", "points.1.value.0.stringVal")],
    ),
]


@pytest.mark.parametrize(("name", "change", "expected"), BAD_INPUTS)
async def test_every_problem_of_an_input_is_told_before_anybody_is_asked(
    gateway: Gateway,
    sandbox: Sandbox,
    token: str,
    name: str,
    change: dict[str, Any],
    expected: list[tuple[str, str]],
) -> None:
    errors = await refused(gateway, name, **change)

    told = [(error["code"], ".".join(error["field"][1:])) for error in errors]
    assert told == expected
    assert sandbox.calls_of(token) == []

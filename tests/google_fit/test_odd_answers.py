"""Answers that are not quite what the description says: they never cost an answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway.sandbox import Sandbox, Status
from tests.gateway_under_test import Gateway
from tests.google_fit.documents import ARGUMENTS, ROUTES, asking, variables_of
from tests.sandbox.descriptions import google_fit

ANSWERS = {
    "sessions": "ListSessionsResponse",
    "sessionChanges": "ListSessionsResponse",
    "dataSources": "ListDataSourcesResponse",
    "dataSource": "DataSource",
    "dataset": "Dataset",
    "dataPointChanges": "ListDataPointChangesResponse",
    "aggregate": "AggregateResponse",
}
TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
INT32 = st.integers(-(2**31), 2**31 - 1)
INT64 = st.integers(-(2**63), 2**63 - 1)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
ANYTHING = st.none() | st.booleans() | TEXT | st.lists(INT32, max_size=2)


def scalars(part: dict[str, Any]) -> st.SearchStrategy[object]:
    """A value in its documented form and in the other one: text for numbers, numbers for text."""
    if part.get("format") == "int64":
        return INT64 | INT64.map(str)
    if part.get("format") == "int32":
        return INT32 | INT32.map(str)
    if part["type"] == "number":
        return NUMBER | NUMBER.map(str) | INT32
    if part["type"] == "boolean":
        return st.booleans() | st.sampled_from(["true", "false"])
    return TEXT | INT64 | st.booleans() | st.sampled_from(part.get("enum", ["a:b/c%20"]))


def values(part: dict[str, Any]) -> st.SearchStrategy[object]:
    if "$ref" in part:
        return documents(part["$ref"])
    if part["type"] == "array":
        return st.lists(st.none() | values(part["items"]), max_size=2)
    return scalars(part)


def documents(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """Objects of a schema: any field absent or null, and fields that nobody knows."""
    optional = {
        key: st.none() | st.deferred(lambda part=part: values(part))
        for key, part in google_fit()["schemas"][name]["properties"].items()
    }
    return st.fixed_dictionaries({}, optional={**optional, "lately": ANYTHING})


@pytest.mark.parametrize("field", sorted(ANSWERS))
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
async def test_odd_answers_are_shown(
    gateway: Gateway, sandbox: Sandbox, token: str, field: str, data: st.DataObject
) -> None:
    document = data.draw(documents(ANSWERS[field]))
    sandbox.heal(token)
    sandbox.fail("google_fit", Status(200, body=json.dumps(document)), token=token)

    answer = await gateway.answer(asking(field), **variables_of(field))

    assert "errors" not in answer, answer
    shown = answer["data"]["googleFit"][field]
    assert shown is not None
    if field in ARGUMENTS:
        assert shown["status"]["state"] == "OK"


ODD_BODIES = ["", "[]", "7", '{"session": 7}', '{"session": [7]}', "{" * 3000]


@pytest.mark.parametrize("body", ODD_BODIES, ids=range(len(ODD_BODIES)))
async def test_an_answer_that_is_no_such_document_is_told_as_one(
    gateway: Gateway, sandbox: Sandbox, token: str, body: str
) -> None:
    sandbox.fail("google_fit", Status(200, body=body), token=token)

    data = await gateway.execute(asking("sessions"))

    status = data["googleFit"]["sessions"]["status"]
    assert (status["state"], status["error"]["code"]) == ("FAILED", "INVALID_RESPONSE")


async def test_text_and_numbers_change_places_exactly(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    one = {
        "id": 7,
        "name": None,
        "startTimeMillis": 2**63 - 1,
        "endTimeMillis": "-9223372036854775808",
        "activityType": "8",
        "application": {"name": 1.5, "version": True},
    }
    sandbox.fail("google_fit", Status(200, body=json.dumps({"session": [one, None]})), token=token)

    data = await gateway.execute(asking("sessions"))

    first, second = data["googleFit"]["sessions"]["session"]
    assert first["id"] == "7"
    assert first["name"] is None
    assert (first["startTimeMillis"], first["endTimeMillis"]) == (
        "9223372036854775807",
        "-9223372036854775808",
    )
    assert first["activityType"] == 8
    assert (first["application"]["name"], first["application"]["version"]) == ("1.5", "true")
    assert set(second.values()) == {None}


def test_every_field_has_its_answer_and_its_route() -> None:
    assert ANSWERS.keys() == ROUTES.keys()

"""Answers of Google Fit with parts that cannot be read: they cost a page, never the whole."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway.sandbox import Sandbox, Status, Wire
from tests.gateway_under_test import Gateway
from tests.google_fit.documents import ARGUMENTS, SOURCE, asking, variables_of
from tests.sandbox.fit_data import STEPS_SOURCE, point
from tests.spoiling import spoilt_text

POINT: Wire = {
    **point(1_000, 2_000, {"intVal": 5}),
    "originDataSourceId": "raw:x",
    "modifiedTimeMillis": "3000",
    "value": [{"intVal": 5}, {"mapVal": [{"key": "k", "value": {"fpVal": 1.5}}]}],
}
SESSION: Wire = {
    "id": "run",
    "name": "Run",
    "startTimeMillis": "1000",
    "endTimeMillis": "2000",
    "modifiedTimeMillis": "3000",
    "activityType": 8,
    "application": {"packageName": "com.example", "name": "App", "version": "1"},
}
DATASET: Wire = {
    "dataSourceId": SOURCE,
    "minStartTimeNs": "0",
    "maxEndTimeNs": "99000000",
    "point": [POINT, POINT],
    "nextPageToken": "n",
}
BUCKET: Wire = {
    "type": "session",
    "startTimeMillis": "1000",
    "endTimeMillis": "2000",
    "activity": 8,
    "session": SESSION,
    "dataset": [DATASET],
}
BODIES: dict[str, Wire] = {
    "sessions": {"session": [SESSION, SESSION], "hasMoreData": False},
    "sessionChanges": {
        "session": [SESSION],
        "deletedSession": [SESSION],
        "nextPageToken": "n",
    },
    "dataSources": {"dataSource": [STEPS_SOURCE, STEPS_SOURCE]},
    "dataset": DATASET,
    "dataPointChanges": {
        "dataSourceId": SOURCE,
        "insertedDataPoint": [POINT],
        "deletedDataPoint": [POINT],
        "nextPageToken": "n",
    },
    "aggregate": {"bucket": [BUCKET, BUCKET]},
}
"""A whole answer of each page."""


async def asked(
    gateway: Gateway, sandbox: Sandbox, token: str, field: str, body: str
) -> dict[str, Any]:
    """The page that is told of this body; no errors."""
    sandbox.heal(token)
    sandbox.fail("google_fit", Status(200, body=body), token=token)
    answer = await gateway.answer(asking(field), **variables_of(field))
    assert "errors" not in answer, (body, answer)
    return answer["data"]["googleFit"][field]


def test_every_page_has_a_whole_answer() -> None:
    assert BODIES.keys() == ARGUMENTS.keys()


@pytest.mark.parametrize("field", BODIES)
async def test_an_answer_that_is_whole_is_ok(
    gateway: Gateway, sandbox: Sandbox, token: str, field: str
) -> None:
    page = await asked(gateway, sandbox, token, field, json.dumps(BODIES[field]))

    assert page["status"]["state"] == "OK"
    assert page["status"]["itemCount"] == 2


@settings(
    max_examples=150,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    field=st.sampled_from(sorted(BODIES)),
    seed=st.integers(0, 2**32),
    rate=st.sampled_from([0.01, 0.04, 0.12]),
)
async def test_whatever_google_fit_sends_there_are_no_errors(
    gateway: Gateway, sandbox: Sandbox, token: str, field: str, seed: int, rate: float
) -> None:
    body = spoilt_text(BODIES[field], Random(seed), rate)  # noqa: S311 - not a secret

    status = (await asked(gateway, sandbox, token, field, body))["status"]

    assert status["upstreamCalls"] == 1
    if status["state"] == "FAILED":
        assert (status["error"]["code"], status["itemCount"]) == ("INVALID_RESPONSE", 0)
    else:
        assert (status["state"], status["error"]) == ("OK", None)


APP: Wire = {"packageName": "com.example", "name": "App", "version": "1"}
ONE_SOURCE: Wire = {
    **STEPS_SOURCE,
    "application": APP,
    "device": {"model": "Watch", "type": "watch"},
}
DIMENSION: Wire = {"name": "steps", "format": "integer"}
TELLING = (
    "dataStreamId type device { model type } application { name version } "
    "dataType { name field { name format optional } } dataQualityStandard"
)


UNREADABLE: list[tuple[Wire, Wire]] = [
    ({"device": 5}, {"device": None}),
    ({"device": {"model": {}, "type": "watch"}}, {"device": {"model": None, "type": "watch"}}),
    ({"application": [None]}, {"application": None}),
    ({"application": {"version": 3}}, {"application": {"name": None, "version": "3"}}),
    ({"type": ["raw"]}, {"type": None}),
    ({"dataQualityStandard": "high"}, {"dataQualityStandard": []}),
    ({"dataQualityStandard": ["a", {}, None]}, {"dataQualityStandard": ["a"]}),
    (
        {"dataType": {"name": [], "field": [DIMENSION, 7, {"name": [], "optional": "maybe"}]}},
        {
            "dataType": {
                "name": None,
                "field": [
                    {**DIMENSION, "optional": None},
                    {"name": None, "format": None, "optional": None},
                ],
            }
        },
    ),
]


async def one_source(gateway: Gateway, sandbox: Sandbox, token: str, body: str) -> dict[str, Any]:
    """The answer that is told of this body."""
    sandbox.heal(token)
    sandbox.fail("google_fit", Status(200, body=body), token=token)
    return await gateway.answer(
        f'{{ googleFit {{ dataSource(dataSourceId: "{SOURCE}") {{ {TELLING} }} }} }}'
    )


@pytest.mark.parametrize(("sent", "told"), UNREADABLE)
async def test_a_part_of_a_data_source_that_cannot_be_read_is_null_alone(
    gateway: Gateway, sandbox: Sandbox, token: str, sent: Wire, told: Wire
) -> None:
    whole = await one_source(gateway, sandbox, token, json.dumps(ONE_SOURCE))
    answer = await one_source(gateway, sandbox, token, json.dumps({**ONE_SOURCE, **sent}))

    assert "errors" not in answer, answer
    assert answer["data"]["googleFit"]["dataSource"] == {
        **whole["data"]["googleFit"]["dataSource"],
        **told,
    }


@pytest.mark.parametrize("body", ["", "[]", "7", "{", '{"device": ' + "[" * 3000])
async def test_what_is_no_data_source_at_all_is_an_error_with_its_code(
    gateway: Gateway, sandbox: Sandbox, token: str, body: str
) -> None:
    answer = await one_source(gateway, sandbox, token, body)

    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "INVALID_RESPONSE"


async def test_a_spoilt_data_source_is_told_as_far_as_it_can_be_read(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    for seed in range(60):
        body = spoilt_text(ONE_SOURCE, Random(seed), 0.08)  # noqa: S311 - not a secret

        answer = await one_source(gateway, sandbox, token, body)

        is_object = isinstance(json.loads(body), dict)
        assert ("errors" not in answer) is is_object, body

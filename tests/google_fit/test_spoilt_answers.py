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

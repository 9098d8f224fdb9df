"""Faults over HTTP."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from gateway.sandbox import Sandbox
from tests.sandbox.records import WORKOUTS

FAULTS = "/sandbox/faults"
LIMITED: dict[str, Any] = {
    "provider": "oura",
    "fault": "STATUS",
    "status": 429,
    "retryAfterSeconds": 30,
    "route": "workout",
    "token": "t",
    "times": 2,
}


async def test_a_posted_fault_strikes(client: httpx.AsyncClient) -> None:
    created = await client.post(FAULTS, json=LIMITED)

    response = await client.get(WORKOUTS)

    assert created.status_code == 201
    assert (response.status_code, response.headers["retry-after"]) == (429, "30")


@pytest.mark.parametrize(
    "fault",
    [
        {"fault": "HANG", "seconds": 5},
        {"fault": "SLOW_BODY", "seconds": 5, "intervalSeconds": 1},
        {"fault": "CUT_BODY"},
        {"fault": "MALFORMED_JSON"},
        {"fault": "WRONG_SHAPE"},
        {"fault": "RESET"},
        {"fault": "HANG_AFTER_APPLYING"},
        {"fault": "LAG"},
    ],
)
async def test_every_fault_can_be_posted_and_is_listed(
    client: httpx.AsyncClient, fault: dict[str, Any]
) -> None:
    created = await client.post(FAULTS, json={"provider": "google_fit", **fault})

    listed = (await client.get(FAULTS)).json()["faults"]

    assert created.status_code == 201, created.text
    assert listed == [created.json()]
    assert listed[0].items() >= fault.items()


async def test_the_list_tells_what_a_fault_is_for_but_not_the_token(
    client: httpx.AsyncClient,
) -> None:
    await client.post(FAULTS, json={**LIMITED, "token": "secret-token"})

    response = await client.get(FAULTS)

    (fault,) = response.json()["faults"]
    assert "secret-token" not in response.text
    assert (fault["forOneToken"], fault["route"], fault["remaining"]) == (True, "workout", 2)


async def test_a_fault_that_is_used_up_is_no_longer_listed(client: httpx.AsyncClient) -> None:
    await client.post(FAULTS, json={**LIMITED, "times": 1})

    await client.get(WORKOUTS)

    assert (await client.get(FAULTS)).json() == {"faults": []}


async def test_deleting_ends_every_fault(client: httpx.AsyncClient) -> None:
    await client.post(FAULTS, json=LIMITED)

    ended = await client.delete(FAULTS)

    assert ended.status_code == 204
    assert (await client.get(WORKOUTS)).status_code == 200


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"fault": "EXPLODE"}, "EXPLODE"),
        ({"fault": None}, "fault"),
        ({"provider": "fitbit"}, "fitbit"),
        ({"route": "meal"}, "meal"),
        ({"route": "sessions"}, "sessions"),
        ({"status": "503"}, "status"),
        ({"status": 99}, "status"),
        ({"retryAfterSeconds": -1}, "retryAfterSeconds"),
        ({"times": 0}, "times"),
        ({"seconds": 3}, "seconds"),
        ({"tier": "galaxy"}, "galaxy"),
    ],
)
async def test_a_fault_that_cannot_be_is_a_400_that_says_why(
    client: httpx.AsyncClient, sandbox: Sandbox, change: dict[str, Any], told: str
) -> None:
    response = await client.post(FAULTS, json={**LIMITED, **change})

    assert response.status_code == 400
    assert told in response.json()["error"]
    assert sandbox.faults.all() == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"fault": "HANG"}', b"{}"])
async def test_a_body_that_is_no_fault_is_a_400(client: httpx.AsyncClient, body: bytes) -> None:
    response = await client.post(FAULTS, content=body)

    assert response.status_code == 400
    assert response.json()["error"]

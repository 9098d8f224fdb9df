"""Faults that spoil an answer, over a real socket: what a client sees of each."""

from __future__ import annotations

import httpx
import pytest

from gateway.sandbox import (
    CutBody,
    MalformedJson,
    Reset,
    Sandbox,
    SlowBody,
    Status,
    WrongShape,
)
from gateway.sandbox.google_fit.store import SessionStore
from tests.sandbox.fault_calls import (
    RANGE,
    STORED,
    listed,
    put,
)
from tests.sandbox.records import SESSIONS, WORKOUTS


@pytest.mark.usefixtures("sessions")
def test_a_status_comes_in_each_providers_form(wire: httpx.Client, sandbox: Sandbox) -> None:
    sandbox.fail("google_fit", Status(503))
    sandbox.fail("oura", Status(418, retry_after=7))

    fit_answer, oura_answer = wire.get(SESSIONS), wire.get(WORKOUTS)

    assert (fit_answer.status_code, oura_answer.status_code) == (503, 418)
    assert fit_answer.json()["error"]["status"] == "UNAVAILABLE"
    assert isinstance(oura_answer.json()["detail"], str)
    assert oura_answer.headers["retry-after"] == "7"


def test_a_status_can_have_a_body_and_headers_of_its_own(
    wire: httpx.Client, sandbox: Sandbox
) -> None:
    body, headers = '{"detail": "\udcff"}', {"location": "http://elsewhere.example/"}
    sandbox.fail("oura", Status(302, body=body, headers=headers))

    response = wire.get(WORKOUTS)

    assert response.content == b'{"detail": "\xff"}'
    assert (response.status_code, response.headers["location"]) == (302, headers["location"])


@pytest.mark.parametrize("code", [204, 304])
def test_a_status_that_has_no_body_leaves_the_connection_in_order(
    wire: httpx.Client, sandbox: Sandbox, code: int
) -> None:
    sandbox.fail("oura", Status(code), times=1)

    assert [wire.get(WORKOUTS).status_code for _ in range(2)] == [code, 200]


def test_the_application_tier_is_told(wire: httpx.Client, sandbox: Sandbox) -> None:
    sandbox.fail("oura", Status(429, tier="application"))

    assert wire.get(WORKOUTS).headers["x-ratelimit-tier"] == "application"


def test_a_status_applies_no_write(
    wire: httpx.Client, sandbox: Sandbox, sessions: SessionStore
) -> None:
    sandbox.fail("google_fit", Status(500), method="PUT")

    assert put(wire).status_code == 500
    assert sessions.all() == [STORED]


@pytest.mark.usefixtures("sessions")
async def test_an_answer_without_a_body_is_not_slow(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.fail("google_fit", SlowBody(seconds=0.01, interval=0.002))

    response = await client.delete(f"{SESSIONS}/stored")

    assert (response.status_code, response.content) == (204, b"")


@pytest.mark.usefixtures("sessions")
def test_a_cut_body_breaks_off_in_the_middle(wire: httpx.Client, sandbox: Sandbox) -> None:
    sandbox.fail("google_fit", CutBody(), times=1)

    with wire.stream("GET", SESSIONS, params=RANGE) as response:
        got = bytearray()
        with pytest.raises(httpx.RemoteProtocolError):
            got += b"".join(response.iter_raw())

    assert response.status_code == 200
    assert int(response.headers["content-length"]) > 300
    assert listed(wire) == ["stored"]


@pytest.mark.usefixtures("sessions")
def test_malformed_json_is_a_200_that_no_parser_reads(wire: httpx.Client, sandbox: Sandbox) -> None:
    sandbox.fail("oura", MalformedJson())

    response = wire.get(WORKOUTS)

    assert response.status_code == 200
    with pytest.raises(ValueError, match="Unterminated string"):
        response.json()


def test_a_wrong_shape_is_json_with_wrong_types_and_applies_a_write(
    wire: httpx.Client, sandbox: Sandbox, sessions: SessionStore
) -> None:
    sandbox.fail("google_fit", WrongShape())

    read, written = wire.get(SESSIONS).json(), put(wire).json()

    assert not isinstance(read["session"], list)
    assert not isinstance(written["id"], str)
    assert sessions.get("new") is not None


def test_a_reset_drops_the_connection_and_applies_nothing(
    wire: httpx.Client, sandbox: Sandbox, sessions: SessionStore
) -> None:
    sandbox.fail("google_fit", Reset(), times=1)

    with pytest.raises(httpx.ReadError, match="reset by peer"):
        put(wire)

    assert sessions.all() == [STORED]
    assert listed(wire) == ["stored"]

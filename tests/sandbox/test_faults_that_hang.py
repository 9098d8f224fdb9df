"""Faults that take their time, over a real socket, and how they end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from gateway.sandbox import (
    Fault,
    Hang,
    HangAfterApplying,
    Reset,
    RunningSandbox,
    Sandbox,
    SlowBody,
    sandbox_app,
    serve_sandbox,
)
from gateway.sandbox.google_fit.store import SessionStore
from tests.sandbox.fault_calls import (
    PATIENCE_SECONDS,
    RANGE,
    SHORT,
    STORED,
    listed,
    put,
    wait_until,
)
from tests.sandbox.records import SESSIONS, WORKOUTS


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


@pytest.mark.usefixtures("sessions")
def test_a_hang_ends_only_with_the_clients_patience(wire: httpx.Client, sandbox: Sandbox) -> None:
    sandbox.fail("google_fit", Hang(), times=1)

    with pytest.raises(httpx.ReadTimeout):
        wire.get(SESSIONS, timeout=SHORT)
    assert listed(wire) == ["stored"]


@pytest.mark.usefixtures("sessions")
def test_a_hang_of_so_many_seconds_is_followed_by_the_answer(
    wire: httpx.Client, sandbox: Sandbox
) -> None:
    sandbox.fail("google_fit", Hang(seconds=0.01))

    assert listed(wire) == ["stored"]


@pytest.mark.usefixtures("sessions")
def test_calls_that_hang_are_answered_when_the_fault_is_healed(
    wire: httpx.Client, sandbox: Sandbox, pool: ThreadPoolExecutor
) -> None:
    rule = sandbox.fail("google_fit", Hang(), times=2)
    answers = [pool.submit(listed, wire) for _ in range(2)]
    wait_until(lambda: rule.struck == 2)

    sandbox.heal()

    assert [answer.result(PATIENCE_SECONDS) for answer in answers] == [["stored"], ["stored"]]


def test_a_write_that_hangs_after_it_was_applied_is_kept_without_an_answer(
    wire: httpx.Client, sandbox: Sandbox, sessions: SessionStore
) -> None:
    sandbox.fail("google_fit", HangAfterApplying())

    with pytest.raises(httpx.ReadTimeout):
        put(wire, SHORT)

    assert sessions.get("new") is not None
    assert listed(wire) == ["stored", "new"]


def test_a_write_that_hangs_after_it_was_applied_is_answered_once_healed(
    wire: httpx.Client, sandbox: Sandbox, sessions: SessionStore, pool: ThreadPoolExecutor
) -> None:
    rule = sandbox.fail("google_fit", HangAfterApplying())
    answer = pool.submit(put, wire)
    wait_until(lambda: sessions.get("new") is not None)

    rule.heal()

    assert answer.result(PATIENCE_SECONDS).json() == sessions.get("new")


@pytest.mark.usefixtures("sessions")
def test_a_slow_body_begins_at_once_and_goes_on_dripping(
    wire: httpx.Client, sandbox: Sandbox
) -> None:
    sandbox.fail("google_fit", SlowBody(interval=0.001))

    with wire.stream("GET", SESSIONS, params=RANGE) as response:
        chunks = response.iter_raw()
        first_bytes = b"".join(next(chunks) for _ in range(5))

    assert response.status_code == 200
    assert first_bytes.strip() == b""


@pytest.mark.usefixtures("sessions")
def test_a_slow_body_is_readable_when_it_has_come_to_its_end(
    wire: httpx.Client, sandbox: Sandbox
) -> None:
    sandbox.fail("google_fit", SlowBody(seconds=0.01, interval=0.002))

    response = wire.get(SESSIONS, params=RANGE)

    assert response.content.startswith(b"     {")
    assert response.json() == {"session": [STORED]}


@pytest.mark.usefixtures("sessions")
def test_a_slow_body_hurries_up_when_it_is_healed(
    wire: httpx.Client, sandbox: Sandbox, pool: ThreadPoolExecutor
) -> None:
    rule = sandbox.fail("google_fit", SlowBody(interval=30))
    answer = pool.submit(wire.get, SESSIONS, params=RANGE)
    wait_until(lambda: rule.struck == 1)

    rule.heal()

    content = answer.result(PATIENCE_SECONDS).content
    assert content.lstrip().startswith(b'{"session"')
    assert len(content) - len(content.lstrip()) <= 1


@pytest.mark.parametrize("fault", [Hang(), SlowBody(), HangAfterApplying()])
def test_what_hangs_ends_when_the_sandbox_stops(
    sandbox: Sandbox, pool: ThreadPoolExecutor, fault: Fault
) -> None:
    others = threading.enumerate()
    with serve_sandbox(sandbox) as running:
        rule = sandbox.fail("google_fit", fault)
        answer = pool.submit(
            httpx.delete,
            f"{running.google_fit_url}me/sessions/x",
            headers={"authorization": "Bearer t"},
            timeout=PATIENCE_SECONDS * 2,
            trust_env=False,
        )
        wait_until(lambda: rule.struck == 1)

    assert isinstance(answer.exception(PATIENCE_SECONDS), httpx.TransportError)
    started = [thread for thread in threading.enumerate() if thread not in others]
    assert "sandbox" not in {thread.name for thread in started}


@pytest.mark.parametrize("fault", [Hang(), SlowBody(seconds=1e9, interval=30), HangAfterApplying()])
def test_what_hangs_ends_when_the_client_leaves(
    running: RunningSandbox, wire: httpx.Client, sandbox: Sandbox, fault: Fault
) -> None:
    sandbox.fail("google_fit", fault)

    with pytest.raises(httpx.ReadTimeout):
        wire.delete(f"{SESSIONS}/x", timeout=SHORT)

    wait_until(lambda: running.requests_under_way == 0)


async def test_a_fault_of_the_connection_needs_a_connection(sandbox: Sandbox) -> None:
    sandbox.fail("oura", Reset())
    transport = httpx.ASGITransport(sandbox_app(sandbox))

    async with httpx.AsyncClient(transport=transport, base_url="http://sandbox") as client:
        with pytest.raises(RuntimeError, match="serve_sandbox"):
            await client.get(WORKOUTS)

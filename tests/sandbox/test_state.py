"""Driving the sandbox from a test: own records, many records, the served sandbox."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from gateway.sandbox import RunningSandbox, Sandbox, run_sandbox, serve_sandbox, synthetic
from gateway.sandbox.wire import millis
from tests.sandbox.conftest import SetClock
from tests.sandbox.records import SESSIONS, WORKOUTS, fit, workout

START, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
TWICE = [fit("s", "2026-03-10T12:00:00", "2026-03-10T13:00:00")] * 2


def test_a_person_with_own_records_gets_no_seeded_ones_any_more(
    sandbox: Sandbox, clock: SetClock
) -> None:
    sandbox.replace("t", oura_workouts=[workout("w", "2026-03-10T12:00:00Z")])
    clock.advance(timedelta(days=60))

    viewer = sandbox.viewer("t")

    assert [wire["id"] for wire in viewer.oura.workouts.all()] == ["w"]
    assert (len(viewer.google_fit.sessions), len(viewer.oura.sessions)) == (0, 0)


def test_a_person_who_is_forgotten_has_the_seeded_records_again(sandbox: Sandbox) -> None:
    seeded = len(sandbox.viewer("t").google_fit.sessions)
    sandbox.replace("t")
    sandbox.replace("u")

    sandbox.forget("t")
    sandbox.forget("nobody")

    assert len(sandbox.viewer("t").google_fit.sessions) == seeded > 0
    assert len(sandbox.viewer("u").google_fit.sessions) == 0


def test_one_collection_can_be_replaced_alone(sandbox: Sandbox) -> None:
    viewer = sandbox.viewer("t")
    count = len(viewer.oura.sessions)

    viewer.google_fit.sessions.replace([])

    assert (len(viewer.google_fit.sessions), len(viewer.oura.sessions)) == (0, count)


def test_a_document_that_is_added_again_is_replaced(sandbox: Sandbox) -> None:
    store = sandbox.replace("t", oura_workouts=[workout("w", "2026-03-10T12:00:00Z")]).oura.workouts

    store.add(moved := workout("w", "2026-03-11T12:00:00Z"))

    assert store.all() == [moved]


def test_records_of_one_collection_have_different_ids(sandbox: Sandbox) -> None:
    sessions, workouts = sandbox.viewer("t").google_fit.sessions, sandbox.viewer("t").oura.workouts
    before = sessions.all(), workouts.all()

    with pytest.raises(ValueError, match="same id"):
        sessions.replace(TWICE)
    with pytest.raises(ValueError, match="same id"):
        workouts.replace([workout("w", "2026-03-10T12:00:00Z")] * 2)

    assert (sessions.all(), workouts.all()) == before


def test_synthetic_records_are_always_the_same() -> None:
    assert synthetic("t", 200, START, END) == synthetic("t", 200, START, END)
    assert synthetic("t", 200, START, END) != synthetic("u", 200, START, END)


def test_synthetic_records_are_as_many_as_asked_for_and_lie_in_the_range() -> None:
    records = synthetic("t", 2003, START, END)

    starts = [int(wire["startTimeMillis"]) for wire in records.google_fit_sessions]
    assert sum(map(len, records)) == 2003
    assert min(map(len, records)) > 300
    assert min(starts) >= millis(START)
    assert max(starts) < millis(END)


@pytest.mark.parametrize(("equal_starts", "most_at_once"), [(True, 4), (False, 1)])
def test_synthetic_records_have_equal_starts_only_if_asked_for(
    *, equal_starts: bool, most_at_once: int
) -> None:
    records = synthetic("t", 1000, START, END, equal_starts=equal_starts)

    oura = (*records.oura_workouts, *records.oura_sessions)
    starts = Counter(int(wire["startTimeMillis"]) for wire in records.google_fit_sessions)
    starts.update(millis(datetime.fromisoformat(wire["start_datetime"])) for wire in oura)
    assert max(starts.values()) == most_at_once


def test_synthetic_records_can_be_taken_over(sandbox: Sandbox) -> None:
    records = synthetic("t", 100, START, END)

    viewer = sandbox.replace("t", **records._asdict())

    assert len(viewer.google_fit.sessions) == 50
    assert len(viewer.oura.workouts) + len(viewer.oura.sessions) == 50


def test_a_range_of_synthetic_records_has_to_run_forward() -> None:
    with pytest.raises(ValueError, match="after start"):
        synthetic("t", 1, END, END)


def test_both_providers_are_served_at_the_addresses_that_the_settings_take(
    running: RunningSandbox,
) -> None:
    headers = {"authorization": "Bearer demo"}

    with httpx.Client(headers=headers, trust_env=False) as client:
        fit_answer = client.get(running.google_fit_url + "me/sessions")
        oura_answer = client.get(running.oura_url + "/v2/usercollection/personal_info")

    assert (fit_answer.status_code, oura_answer.status_code) == (200, 200)
    assert running.google_fit_url == f"{running.oura_url}{SESSIONS.removesuffix('me/sessions')}"


def test_ipv6_addresses_are_put_in_brackets(sandbox: Sandbox) -> None:
    with serve_sandbox(sandbox, host="::1") as running:
        assert running.oura_url == f"http://[::1]:{running.port}"
        assert httpx.get(running.oura_url + WORKOUTS, trust_env=False).status_code == 401


def test_a_taken_port_is_an_os_error(sandbox: Sandbox, running: RunningSandbox) -> None:
    with (
        pytest.raises(OSError, match="Address already in use"),
        serve_sandbox(sandbox, port=running.port),
    ):
        pytest.fail("it must not be served")


def test_a_sandbox_can_be_served_again_on_the_same_port(sandbox: Sandbox) -> None:
    with serve_sandbox(sandbox) as first:
        assert httpx.get(first.oura_url + WORKOUTS, trust_env=False).status_code == 401

    with serve_sandbox(sandbox, port=first.port) as second:
        assert httpx.get(second.oura_url + WORKOUTS, trust_env=False).status_code == 401


def test_a_port_that_was_closed_refuses_connections(sandbox: Sandbox) -> None:
    with serve_sandbox(sandbox) as running:
        pass

    with pytest.raises(OSError, match="refused"):
        socket.create_connection((running.host, running.port))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_in_the_foreground_it_runs_until_a_signal_and_restores_the_handlers(
    number: signal.Signals,
) -> None:
    seen: list[int] = []
    before = signal.getsignal(number)

    def started(running: RunningSandbox) -> None:
        headers = {"authorization": "Bearer demo"}
        answer = httpx.get(running.oura_url + WORKOUTS, headers=headers, trust_env=False)
        seen.append(answer.status_code)
        os.kill(os.getpid(), number)

    run_sandbox("127.0.0.1", 0, started=started)

    assert seen == [200]
    assert signal.getsignal(number) == before


def test_the_sandbox_prints_and_logs_nothing_about_a_call() -> None:
    program = """
import httpx
from gateway.sandbox import CutBody, Hang, Reset, Sandbox, serve_sandbox
sandbox = Sandbox()
sandbox.fail("oura", Reset(), route="workout")
sandbox.fail("oura", CutBody(), route="session")
with serve_sandbox(sandbox) as running:
    for route in ("workout", "session", "personal_info", "nowhere"):
        try:
            url = f"{running.oura_url}/v2/usercollection/{route}"
            httpx.get(url, headers={"authorization": "Bearer secret-token"}, trust_env=False)
        except httpx.TransportError:
            pass
"""
    done = subprocess.run(  # noqa: S603 - this interpreter, with the program above
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert (done.stdout, done.stderr) == ("", "")

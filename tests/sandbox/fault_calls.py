"""Calls that the tests of faults make."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx

from tests.sandbox.records import SESSIONS, fit

RANGE = {"startTime": "2026-03-10T00:00:00Z", "endTime": "2026-03-11T00:00:00Z"}
STORED = fit("stored", "2026-03-10T12:00:00", "2026-03-10T13:00:00")
PATIENCE_SECONDS = 10.0
PATIENT = httpx.Timeout(PATIENCE_SECONDS)
SHORT = httpx.Timeout(PATIENCE_SECONDS, read=0.3)


def put(wire: httpx.Client, timeout: httpx.Timeout = PATIENT) -> httpx.Response:
    """Write a session `new`."""
    return wire.put(f"{SESSIONS}/new", json={**STORED, "id": "new"}, timeout=timeout)


def listed(wire: httpx.Client) -> list[str]:
    """The ids of the sessions of the day of `STORED`."""
    answer = wire.get(SESSIONS, params=RANGE).json()
    return [session["id"] for session in answer.get("session", [])]


def wait_until(is_true: Callable[[], bool]) -> None:
    """Return as soon as it is true; fail if it does not become true."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.005)

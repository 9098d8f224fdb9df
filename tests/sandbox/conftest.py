"""A sandbox with a clock that a test can set, and clients to call it with."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from gateway.sandbox import RunningSandbox, Sandbox, sandbox_app, serve_sandbox
from gateway.sandbox.google_fit.store import SessionStore
from tests.sandbox.fault_calls import STORED
from tests.sandbox.records import workout


class SetClock:
    """Shows what a test sets."""

    def __init__(self) -> None:
        self.time = datetime(2026, 6, 15, 12, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def advance(self, span: timedelta) -> None:
        self.time += span


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def sandbox(clock: SetClock) -> Sandbox:
    return Sandbox(clock, oura_page_size=3, google_fit_changes_per_page=3)


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    """Calls the sandbox without a network, as the person `t`."""
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(sandbox_app(sandbox)),
        base_url="http://sandbox",
        headers={"authorization": "Bearer t"},
    ) as client:
        yield client


@pytest.fixture
def running(sandbox: Sandbox) -> Iterator[RunningSandbox]:
    with serve_sandbox(sandbox) as running:
        yield running


@pytest.fixture
def wire(running: RunningSandbox) -> Iterator[httpx.Client]:
    """Calls the sandbox over a socket, as the person `t`."""
    with httpx.Client(
        base_url=running.oura_url,
        headers={"authorization": "Bearer t"},
        timeout=10,
        trust_env=False,
    ) as client:
        yield client


@pytest.fixture
def sessions(sandbox: Sandbox) -> SessionStore:
    viewer = sandbox.replace(
        "t",
        google_fit_sessions=[STORED],
        oura_workouts=[workout("w", "2026-06-14T12:00:00Z")],
    )
    return viewer.google_fit.sessions

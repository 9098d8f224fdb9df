"""What most tests need: one sandbox for the whole run, a person of one's own, and a gateway."""

from __future__ import annotations

import gc
from collections.abc import AsyncGenerator, Generator
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from gateway.sandbox import Hang, RunningSandbox, Sandbox, SlowBody, serve_sandbox
from tests.gateway_under_test import (
    HURRIED_SECONDS,
    PATIENT_SECONDS,
    Gateway,
    linked,
    running_gateway,
)
from tests.leaks import pytest_runtest_makereport
from tests.redis_server import RedisServer

__all__ = ["pytest_runtest_makereport"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run last what goes by the documents that all other tests have sent."""
    items.sort(key=lambda item: "test_both_executors" in item.nodeid)


def pytest_collection_finish() -> None:
    """Spare what is there for the whole run from being looked through by the garbage collector.

    In a process as large as this one that stops everything for longer than a deadline may be.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def running_sandbox() -> Generator[RunningSandbox]:
    """Both providers on a real socket."""
    with serve_sandbox(Sandbox()) as running:
        yield running


@pytest.fixture
def token() -> str:
    """A person whom no other test knows, at both providers."""
    return f"person-{uuid4().hex}"


@pytest.fixture(autouse=True)
def _forgotten_person(request: pytest.FixtureRequest) -> Generator[None]:
    """Thousands of people and their heart rates would fill the memory, and slow the collector."""
    if not {"running_sandbox", "token"} <= set(request.fixturenames):
        yield
        return
    running: RunningSandbox = request.getfixturevalue("running_sandbox")
    token: str = request.getfixturevalue("token")
    yield
    running.sandbox.forget(token)


@pytest.fixture
def sandbox(running_sandbox: RunningSandbox, token: str) -> Generator[Sandbox]:
    """The providers' state; faults for this test's person end with the test."""
    yield running_sandbox.sandbox
    running_sandbox.sandbox.heal(token)


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Generator[RedisServer]:
    """One Redis for the whole run."""
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def redis(redis_server: RedisServer) -> RedisServer:
    """The Redis, empty."""
    redis_server.flush()
    return redis_server


@pytest.fixture
def upstream_deadline(request: pytest.FixtureRequest) -> float:
    """In seconds: for tests that are given a fault that hangs one to wait for, else a long one."""
    case: Any = getattr(request.node, "callspec", None)
    given: list[object] = [] if case is None else list(case.params.values())
    return HURRIED_SECONDS if any(map(_hangs, given)) else PATIENT_SECONDS


def _hangs(given: object) -> bool:
    return isinstance(given, Hang | SlowBody)


@pytest_asyncio.fixture
async def gateway(
    running_sandbox: RunningSandbox, token: str, upstream_deadline: float
) -> AsyncGenerator[Gateway]:
    """A gateway of this test alone, asked by this test's person; it keeps no windows."""
    async with running_gateway(
        running_sandbox,
        headers=linked(token),
        upstream_deadline_seconds=upstream_deadline,
        cache_activities=0,
    ) as gateway:
        yield gateway

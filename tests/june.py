"""Fixtures for packages whose time is fixed, so that the seeded records are always the same."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from gateway.sandbox import RunningSandbox, Sandbox, serve_sandbox
from tests.gateway_under_test import Gateway, linked, running_gateway


def noon() -> datetime:
    return datetime(2026, 6, 15, 12, tzinfo=UTC)


@pytest.fixture(scope="package")
def running_sandbox() -> Generator[RunningSandbox]:
    with serve_sandbox(Sandbox(clock=noon)) as running:
        yield running


@pytest_asyncio.fixture
async def gateway(
    running_sandbox: RunningSandbox, token: str, upstream_deadline: float
) -> AsyncGenerator[Gateway]:
    async with running_gateway(
        running_sandbox,
        headers=linked(token),
        upstream_deadline_seconds=upstream_deadline,
        cache_activities=0,
        clock=noon,
    ) as gateway:
        yield gateway

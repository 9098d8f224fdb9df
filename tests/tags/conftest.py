"""A person at a fixed time, so that the seeded records are always the same."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from gateway.sandbox import RunningSandbox, Sandbox, serve_sandbox
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.tags.asking import MANY
from tests.tags.wires import enhanced, tag_id


def noon() -> datetime:
    return datetime(2026, 6, 15, 12, tzinfo=UTC)


@pytest.fixture(scope="package")
def running_sandbox() -> Generator[RunningSandbox]:
    with serve_sandbox(Sandbox(clock=noon)) as running:
        yield running


@pytest_asyncio.fixture
async def gateway(running_sandbox: RunningSandbox, token: str) -> AsyncGenerator[Gateway]:
    async with running_gateway(
        running_sandbox,
        headers=linked(token),
        upstream_deadline_seconds=2.0,
        cache_activities=0,
        clock=noon,
    ) as gateway:
        yield gateway


@pytest.fixture
def many(sandbox: Sandbox, token: str) -> list[str]:
    """The ids of so many tags of a month, many of equal starts, as they are to be told."""
    starts = [
        (datetime(2026, 5, 1, tzinfo=UTC) + timedelta(hours=6 * (number // 3)))
        for number in range(MANY)
    ]
    wires = [
        enhanced(f"t{number % 7}-{number}", start.isoformat())
        for number, start in enumerate(starts)
    ]
    sandbox.replace(token, oura={"enhanced_tag": wires})
    return [
        tag_id(wire["id"])
        for wire in sorted(wires, key=lambda w: (w["start_time"], w["id"]), reverse=True)
    ]

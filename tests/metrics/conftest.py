"""A gateway for which time stands still."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest_asyncio

from gateway.sandbox import RunningSandbox
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.wires import noon


@pytest_asyncio.fixture
async def gateway(
    running_sandbox: RunningSandbox, token: str, upstream_deadline: float
) -> AsyncGenerator[Gateway]:
    async with running_gateway(
        running_sandbox,
        headers=linked(token),
        clock=noon,
        upstream_deadline_seconds=upstream_deadline,
        cache_activities=0,
    ) as gateway:
        yield gateway

"""Providers over a real client."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from gateway.upstream.client import Upstreams
from gateway.upstream.http import open_http
from gateway.upstream.policy import Policy


@pytest.fixture
async def upstreams() -> AsyncGenerator[Upstreams]:
    async with open_http() as http:
        yield Upstreams(http, Policy(deadline_seconds=5, read_attempts=1, write_attempts=1))

"""A client and links for the tests of HTTP out."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import httpx
import pytest

from gateway.upstream.http import open_http


@pytest.fixture
async def http() -> AsyncGenerator[httpx.AsyncBaseTransport]:
    async with open_http() as client:
        yield client

"""What a page of another origin sees of an endpoint that has no place left."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import pytest

from gateway.server.admission import AdmissionMiddleware, refuse
from gateway.server.cors import with_cors
from gateway.server.gate import Capacity
from gateway.server.graphql import EndpointOptions

from .clients import served
from .tiny import TOKEN_HEADERS, Work, application

PAGE = "https://app.example"
PATIENCE_SECONDS = 30
HELLO = {"query": "{ hello }"}
SLOW = {"query": "{ slow }"}
PREFLIGHT = {"Origin": PAGE, "Access-Control-Request-Method": "POST"}


@dataclass
class Small:
    """An endpoint where one request runs at a time, and nobody waits in line."""

    http: httpx.AsyncClient
    work: Work

    @asynccontextmanager
    async def full(self) -> AsyncGenerator[None]:
        """Somebody runs, so that nobody else may."""
        running = asyncio.create_task(self.http.post("/graphql", json=SLOW))
        await asyncio.wait_for(self.work.started.wait(), PATIENCE_SECONDS)
        yield
        running.cancel()
        await asyncio.wait([running])


@pytest.fixture
async def small() -> AsyncGenerator[Small]:
    work = Work()
    guarded = AdmissionMiddleware(
        application(
            lambda _: work, options=EndpointOptions(token_headers=TOKEN_HEADERS), origins=(PAGE,)
        ),
        "/graphql",
        Capacity(max_running=1, max_wait_seconds=0),
        with_cors(refuse, (PAGE,), TOKEN_HEADERS),
    )
    async with (
        served(guarded) as (host, port),
        httpx.AsyncClient(base_url=f"http://{host}:{port}", timeout=PATIENCE_SECONDS) as http,
    ):
        yield Small(http, work)


async def test_a_page_of_another_origin_can_read_a_refusal_and_its_id(small: Small) -> None:
    async with small.full():
        refused = await small.http.post(
            "/graphql", json=HELLO, headers={"Origin": PAGE, "X-Request-Id": "a-page-s-own"}
        )

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
    assert refused.headers["x-request-id"] == "a-page-s-own"
    assert refused.headers["access-control-allow-origin"] == PAGE
    assert refused.headers["access-control-expose-headers"] == "X-Request-Id"
    assert refused.json()["errors"][0]["extensions"]["code"] == "OVERLOADED"


async def test_a_page_of_another_origin_may_ask_whether_it_may_ask_at_any_time(
    small: Small,
) -> None:
    async with small.full():
        preflight = await small.http.options("/graphql", headers=PREFLIGHT)

    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == PAGE

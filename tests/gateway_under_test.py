"""The whole application, asked as a client asks it; only the providers are the sandbox."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import strawberry
from starlette.types import ASGIApp, Message

from gateway.app import create_app
from gateway.domain.clock import Clock, system_clock
from gateway.domain.provider_name import Provider
from gateway.providers.google_fit.settings import GoogleFitSettings
from gateway.providers.oura.settings import OuraSettings
from gateway.sandbox import RunningSandbox
from gateway.settings import Settings
from gateway.telemetry.telemetry import Telemetry

GOOGLE_FIT_TOKEN = "X-Google-Fit-Token"
OURA_TOKEN = "X-Oura-Token"


PATIENT_SECONDS = 6.5
"""An upstream deadline that a busy machine keeps, where providers answer.

A `Retry-After` of 7 seconds is beyond it: it is told, and not waited for."""
HURRIED_SECONDS = 2.0
"""One that tests can wait for, where a provider hangs."""
PATIENCE: Mapping[str, object] = {"max_wait_seconds": 60, "upstream_connect_timeout_seconds": 30}
"""A machine that tests have to share is overloaded at times."""
SEEN: dict[tuple[str, str], dict[str, object]] = {}
"""Every document that the tests have sent, with its variables."""


def linked(token: str) -> dict[str, str]:
    """The headers of a viewer who has the same token at both providers."""
    return {GOOGLE_FIT_TOKEN: token, OURA_TOKEN: token}


@dataclass(frozen=True)
class Gateway:
    """One gateway, and who asks it unless a call says otherwise."""

    http: httpx.AsyncClient
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    async def post(
        self, document: str, headers: Mapping[str, str] | None = None, /, **variables: object
    ) -> httpx.Response:
        """The HTTP answer to a document."""
        SEEN.setdefault((document, repr(variables)), variables)
        body = {"query": document, "variables": variables}
        sent = self.headers if headers is None else headers
        return await self.http.post("/graphql", json=body, headers=sent)

    async def answer(
        self, document: str, headers: Mapping[str, str] | None = None, /, **variables: object
    ) -> dict[str, Any]:
        """The whole GraphQL answer, `errors` and all."""
        response = await self.post(document, headers, **variables)
        assert response.status_code == 200, response.text
        return response.json()

    async def execute(
        self, document: str, headers: Mapping[str, str] | None = None, /, **variables: object
    ) -> dict[str, Any]:
        """The data of an answer without `errors`."""
        answer = await self.answer(document, headers, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]


@asynccontextmanager
async def running_gateway(
    sandbox: RunningSandbox,
    /,
    *,
    headers: Mapping[str, str] | None = None,
    clock: Clock = system_clock,
    schema: strawberry.Schema | None = None,
    sandbox_routes: bool = False,
    telemetry: Telemetry | None = None,
    **settings: object,
) -> AsyncGenerator[Gateway]:
    """A gateway over the sandbox, from its start to its end. `settings`: of `Settings`.

    It refuses no request because the machine is slow, unless a setting says so.
    With `sandbox_routes` it asks the routes that play Oura's own sandbox.
    """
    app = create_app(
        Settings.model_validate({**PATIENCE, **settings}),
        {
            Provider.GOOGLE_FIT: GoogleFitSettings(base_url=sandbox.google_fit_url),
            Provider.OURA: OuraSettings(base_url=sandbox.oura_url, sandbox_routes=sandbox_routes),
        },
        clock=clock,
        schema=schema,
        telemetry=telemetry,
    )
    transport = httpx.ASGITransport(app)
    async with (
        _lifespan(app),
        httpx.AsyncClient(transport=transport, base_url="http://gateway.test") as http,
    ):
        yield Gateway(http, headers or {})


@asynccontextmanager
async def _lifespan(app: ASGIApp) -> AsyncGenerator[None]:
    to_app: asyncio.Queue[Message] = asyncio.Queue()
    from_app: asyncio.Queue[Message] = asyncio.Queue()
    running = asyncio.create_task(
        _as_coroutine(app({"type": "lifespan"}, to_app.get, from_app.put))
    )
    to_app.put_nowait({"type": "lifespan.startup"})
    assert (await from_app.get())["type"] == "lifespan.startup.complete"
    try:
        yield
    finally:
        to_app.put_nowait({"type": "lifespan.shutdown"})
        assert (await from_app.get())["type"] == "lifespan.shutdown.complete"
        await running


async def _as_coroutine(awaitable: Any) -> None:
    await awaitable

"""Clients of an application: in process, and over a socket where the wire matters."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx
import uvicorn
from starlette.types import ASGIApp

from .tiny import application

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"
PREFLIGHT = {"GraphQL-Preflight": "1"}

Json = dict[str, Any]


def client_of(app: ASGIApp) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://gateway", follow_redirects=False
    )


async def post(
    content: object,
    accept: str = GRAPHQL_RESPONSE,
    *,
    app: ASGIApp | None = None,
    headers: Mapping[str, str] | None = None,
) -> httpx.Response:
    """The answer to a JSON body: `content` itself when bytes, else its JSON."""
    sent = {"Accept": accept, "Content-Type": JSON, **(headers or {})}
    async with client_of(app or application()) as client:
        if isinstance(content, bytes):
            return await client.post("/graphql", content=content, headers=sent)
        return await client.post("/graphql", json=content, headers=sent)


async def get(
    query_string: str,
    accept: str = GRAPHQL_RESPONSE,
    *,
    app: ASGIApp | None = None,
    headers: Mapping[str, str] = PREFLIGHT,
) -> httpx.Response:
    async with client_of(app or application()) as client:
        return await client.get(f"/graphql{query_string}", headers={"Accept": accept, **headers})


def errors(response: httpx.Response) -> list[Json]:
    return response.json()["errors"]


def code(response: httpx.Response) -> str:
    """The code of the only error."""
    (error,) = errors(response)
    return error["extensions"]["code"]


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncGenerator[tuple[str, int]]:
    """The host and port where uvicorn serves `app`, on this loop, until the block ends."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.005)
        try:
            yield listener.getsockname()
        finally:
            server.should_exit = True
            await serving

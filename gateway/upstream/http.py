"""The HTTP transport that all providers share: one pool, no memory of any viewer."""

from __future__ import annotations

from contextvars import ContextVar

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport
from yarl import URL

DEFAULT_CONNECTIONS = 100
DEFAULT_CONNECTIONS_PER_HOST = 50
DEFAULT_KEEPALIVE_SECONDS = 15.0

_target: ContextVar[str] = ContextVar("target")


def open_http(
    *,
    connections: int = DEFAULT_CONNECTIONS,
    connections_per_host: int = DEFAULT_CONNECTIONS_PER_HOST,
    keepalive_seconds: float = DEFAULT_KEEPALIVE_SECONDS,
) -> httpx.AsyncBaseTransport:
    """The interface of httpx over the pool of aiohttp; close it with `aclose()`.

    Without an `AsyncClient` around it, whose redirects, cookies and credentials are not wanted here
    and take longer than the call. It follows no redirects, reads no proxies or credentials from the
    environment, and keeps no cookies. A hanging host holds at most `connections_per_host` of all
    `connections`.
    """
    tls = httpx.create_ssl_context(trust_env=False)

    def session() -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=connections,
                limit_per_host=connections_per_host,
                keepalive_timeout=keepalive_seconds,
                ssl=tls,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            middlewares=(_send_to_exact_target,),
            trust_env=False,
        )

    return _ExactTransport(verify=tls, trust_env=False, client=session)


class _ExactTransport(AiohttpTransport):
    """Sends percent-encoded paths as they are.

    aiohttp would decode what it thinks needs no encoding (`%3A` to `:`), and Google reads a bare
    colon in the last segment of a path as a verb.
    """

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        _target.set(str(request.url))
        return await super().handle_async_request(request)


async def _send_to_exact_target(
    request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Undo what aiohttp did to the address on its way from the transport."""
    request.url = URL(_target.get(), encoded=True)
    return await send(request)

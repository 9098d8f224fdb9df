"""The HTTP transport that all providers share: one pool, no memory of any viewer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from functools import lru_cache

import aiohttp
import httpx
from httpx_aiohttp.transport import AiohttpResponseStream, map_aiohttp_exceptions
from yarl import URL

DEFAULT_CONNECTIONS = 100
DEFAULT_CONNECTIONS_PER_HOST = 50
DEFAULT_KEEPALIVE_SECONDS = 15.0


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
            trust_env=False,
        )

    return _ExactTransport(session)


class _ExactTransport(httpx.AsyncBaseTransport):
    """httpx-aiohttp's transport for calls with whole bodies, which sends addresses as they are.

    aiohttp would decode what it thinks needs no encoding (`%3A` to `:`), and Google reads a bare
    colon in the last segment of a path as a verb.
    """

    def __init__(self, open_session: Callable[[], aiohttp.ClientSession]) -> None:
        self._open_session = open_session
        self._session: aiohttp.ClientSession | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self._session is None:
            self._session = self._open_session()
        try:
            response = await self._session.request(
                request.method,
                URL(str(request.url), encoded=True),
                headers=[(name.decode(), value.decode()) for name, value in request.headers.raw],
                data=request.read() or None,
                allow_redirects=False,
                auto_decompress=False,
                compress=False,
                timeout=_timeout(**request.extensions["timeout"]),
            )
        except Exception:
            with map_aiohttp_exceptions():
                raise
        return httpx.Response(
            status_code=response.status, headers=response.raw_headers, stream=_Body(response)
        )

    async def aclose(self) -> None:
        if self._session is not None:
            await self._session.close()


class _Body(AiohttpResponseStream):
    """httpx-aiohttp's stream, in chunks as they come."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        content = self._aiohttp_response.content
        try:
            while chunk := await content.readany():
                yield chunk
        except Exception:
            with map_aiohttp_exceptions():
                raise


@lru_cache(maxsize=8)
def _timeout(
    *, connect: float | None, pool: float | None, read: float | None, write: float | None
) -> aiohttp.ClientTimeout:
    """Httpx's timeouts as aiohttp has them; it has none for writing, the deadline has."""
    del write
    return aiohttp.ClientTimeout(sock_connect=connect, sock_read=read, connect=pool)

"""What the shared client must not remember, follow, or keep."""

from __future__ import annotations

import asyncio
import logging

import httpx
import pytest

from gateway.domain.errors import UpstreamRefusedError
from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.upstream.http import open_http

from .calls import LINK, Thing, upstream
from .raw_server import Answer, answer, drip, hang, serving

OTHER = Link(provider=Provider.OURA, token="other", fingerprint="f2")


async def test_a_cookie_of_one_viewer_is_not_sent_with_another_ones_call(
    http: httpx.AsyncBaseTransport,
) -> None:
    greeting = answer(headers={"Set-Cookie": "who=jane; Path=/"})
    async with serving(greeting) as server:
        made = upstream(http, f"http://localhost:{server.port}")
        await made.get(LINK, "/things", into=Thing)
        await made.get(OTHER, "/things", into=Thing)

    assert ["cookie" in request.headers for request in server.requests] == [False, False]


async def test_a_redirect_is_not_followed(http: httpx.AsyncBaseTransport) -> None:
    async with serving(answer()) as elsewhere:
        redirect = answer(status=307, headers={"Location": f"{elsewhere.url}/things"})
        async with serving(redirect) as server:
            with pytest.raises(UpstreamRefusedError, match="307, which is not followed"):
                await upstream(http, server.url).get(LINK, "/things", into=Thing)

    assert not elsewhere.requests


async def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(answer()) as proxy, serving(answer()) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        async with open_http() as http:
            await upstream(http, server.url).get(LINK, "/things", into=Thing)

    assert not proxy.requests
    assert len(server.requests) == 1


async def test_no_address_is_logged(
    http: httpx.AsyncBaseTransport, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        async with serving(answer()) as server:
            await upstream(http, server.url).get(LINK, "/things/7", into=Thing)

    assert caplog.records == []


async def test_a_connection_is_used_again(http: httpx.AsyncBaseTransport) -> None:
    connections: set[object] = set()

    async def remember(_: object, writer: asyncio.StreamWriter) -> None:
        connections.add(writer)
        writer.write(answer())
        await asyncio.sleep(0)

    async with serving(remember) as server:
        for _ in range(3):
            await upstream(http, server.url).get(LINK, "/things", into=Thing)

    assert len(connections) == 1


@pytest.mark.parametrize("misbehave", [hang, drip])
async def test_a_cancelled_call_leaves_no_connection_in_use(misbehave: Answer) -> None:
    async with serving(misbehave, answer()) as server, open_http(connections=1) as http:
        made = upstream(http, server.url)
        call = asyncio.create_task(made.get(LINK, "/things", into=Thing))
        await server.arrival()
        call.cancel()

        with pytest.raises(asyncio.CancelledError):
            await call
        await server.all_closed()
        await made.get(LINK, "/things", into=Thing)


async def test_a_call_cancelled_while_it_waits_for_a_connection_keeps_none() -> None:
    async with serving(hang, answer()) as server, open_http(connections=1) as http:
        made = upstream(http, server.url)
        first = asyncio.create_task(made.get(LINK, "/things", into=Thing))
        await server.arrival()
        waiting = [asyncio.create_task(made.get(LINK, "/t", into=Thing)) for _ in range(5)]
        await asyncio.sleep(0)
        for call in (*waiting, first):
            call.cancel()
        await asyncio.gather(first, *waiting, return_exceptions=True)

        await made.get(LINK, "/things", into=Thing)

    assert len(server.requests) == 2

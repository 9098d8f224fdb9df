"""Bodies of 100 MB, to the gateway and from a provider: neither is held."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Generator
from pathlib import Path

import httpx
import pytest

from tests.gateway_under_test import linked
from tests.served import Served, served
from tests.upstream.raw_server import RawServer, Request, serving

from .impatient import connected, head

MEGABYTE = 1_000_000
SENT = 100 * MEGABYTE
MOST_GROWN = 40 * MEGABYTE


async def large(_: Request, writer: asyncio.StreamWriter) -> None:
    """A page of 100 MB that would be one if it were read."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % SENT)
    for _part in range(SENT // MEGABYTE):
        writer.write(b" " * MEGABYTE)
        await writer.drain()


@pytest.fixture(scope="module")
def provider() -> Generator[RawServer]:
    """One that answers everything so, in a thread of its own."""
    started, ended = threading.Event(), asyncio.Event()
    running: list[tuple[RawServer, asyncio.AbstractEventLoop]] = []

    async def serve() -> None:
        async with serving(large) as server:
            running.append((server, asyncio.get_running_loop()))
            started.set()
            await ended.wait()

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    started.wait()
    server, loop = running[0]
    yield server
    loop.call_soon_threadsafe(ended.set)
    thread.join()


@pytest.fixture(scope="module")
def gateway(provider: RawServer) -> Generator[Served]:
    """A gateway over it; bodies of 1 MB are what providers may send."""
    environment = {
        "GATEWAY_GOOGLE_FIT_BASE_URL": provider.url,
        "GATEWAY_OURA_BASE_URL": provider.url,
        "GATEWAY_UPSTREAM_BODY_LIMIT_BYTES": str(MEGABYTE),
    }
    with served("serve", "--port", "0", environment=environment) as running:
        httpx.post(f"{running.url}/graphql", json={"query": "{ __typename }"})
        yield running


def most_held(process: int) -> int:
    """The most memory that the process has ever had, in bytes."""
    status = Path(f"/proc/{process}/status").read_text()
    (line,) = [one for one in status.splitlines() if one.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024


@pytest.mark.parametrize("beginning", [f"Content-Length: {SENT}", "Transfer-Encoding: chunked"])
def test_a_body_of_100_mb_is_refused_and_not_held(gateway: Served, beginning: str) -> None:
    before = most_held(gateway.process.pid)
    with connected(gateway.url) as connection:
        connection.sendall(head(beginning))
        try:
            for _ in range(SENT // MEGABYTE):
                connection.sendall(b"%x\r\n%s\r\n" % (MEGABYTE, b" " * MEGABYTE))
        except OSError:
            pass
        answered = connection.recv(12)

    assert answered == b"HTTP/1.1 413"
    assert most_held(gateway.process.pid) - before < MOST_GROWN


def test_a_body_of_100_mb_of_a_provider_is_given_up_and_not_held(gateway: Served) -> None:
    before = most_held(gateway.process.pid)
    query = "{ activities { providers { error { code } } } }"

    response = httpx.post(
        f"{gateway.url}/graphql", json={"query": query}, headers=linked("somebody")
    )

    told = response.json()["data"]["activities"]["providers"]
    assert [one["error"]["code"] for one in told] == ["RESULT_LIMIT"] * 2
    assert most_held(gateway.process.pid) - before < MOST_GROWN

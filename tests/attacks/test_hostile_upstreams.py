"""A provider, or who plays it, that means harm: each answer costs its own part, within bounds."""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import asynccontextmanager
from itertools import count, repeat

import pytest

from tests.gateway_under_test import Gateway
from tests.upstream.raw_server import Answer, RawServer, Request, answer, drip, flood, serving

from .test_edges import gateway_at

FEED = """
{
  activities(first: 5, filter: { startTime: {
    start: "2026-07-01T00:00:00Z", end: "2026-07-03T00:00:00Z"
  } }) { nodes { id } providers { provider state error { code } } }
}
"""
CHANGES = "{ activityChanges { changes { __typename } hasMore providers { state upstreamCalls } } }"
BOMB = b'{"data": [' + b" " * 20_000_000 + b"]}"


@asynccontextmanager
async def fed_by(*answers: bytes | Answer) -> AsyncGenerator[tuple[Gateway, RawServer]]:
    """A gateway whose providers both give these answers."""
    async with serving(*answers) as host, gateway_at(host.url) as gateway:
        yield gateway, host


async def failures(*answers: bytes | Answer) -> set[str]:
    """What the feed says of its providers."""
    async with fed_by(*answers) as (gateway, _):
        data = await gateway.execute(FEED)
    assert {one["state"] for one in data["activities"]["providers"]} == {"FAILED"}
    return {one["error"]["code"] for one in data["activities"]["providers"]}


def compressed(body: bytes, encoding: str) -> bytes:
    return answer(body, headers={"Content-Encoding": encoding})


BOMBS = {
    "gzip": compressed(gzip.compress(BOMB), "gzip"),
    "deflate": compressed(zlib.compress(BOMB), "deflate"),
    "gzip in gzip": compressed(gzip.compress(gzip.compress(BOMB)), "gzip, gzip"),
    "br": compressed(b"\x8b\x02\x80", "br"),
    "zstd": compressed(b"\x28\xb5\x2f\xfd", "zstd"),
    "in capitals": compressed(gzip.compress(BOMB), "GZIP"),
    "unsaid": answer(gzip.compress(BOMB)),
}


@pytest.mark.parametrize("name", BOMBS)
async def test_a_compressed_body_is_not_unpacked(name: str) -> None:
    assert await failures(BOMBS[name]) == {"INVALID_RESPONSE"}


ODD_ANSWERS: dict[str, tuple[bytes | Answer, str]] = {
    "a page of HTML": (answer("<html>", headers={"Content-Type": "text/html"}), "INVALID_RESPONSE"),
    "nothing": (answer(b"", 204), "INVALID_RESPONSE"),
    "a list": (answer("[]"), "INVALID_RESPONSE"),
    "text": (answer('"ya29.secret"'), "INVALID_RESPONSE"),
    "deep lists": (answer(b'{"data":' + b"[" * 400_000), "INVALID_RESPONSE"),
    "a number of 5,000 digits": (
        answer(b'{"data": ' + b"9" * 5000 + b', "session": ' + b"9" * 5000 + b"}"),
        "INVALID_RESPONSE",
    ),
    "a body beyond the limit": (answer(b" " * 2_000_000), "RESULT_LIMIT"),
    "a body without end": (flood, "RESULT_LIMIT"),
    "a header without end": (
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 100_000 + b"\r\n\r\n{}",
        "INVALID_RESPONSE",
    ),
    "thousands of headers": (
        b"HTTP/1.1 200 OK\r\n" + b"X-More: 1\r\n" * 10_000 + b"Content-Length: 2\r\n\r\n{}",
        "INVALID_RESPONSE",
    ),
    "a header of rubbish": (
        b"HTTP/1.1 200 OK\r\nX-\x00Odd: \xff\xfe\r\nContent-Length: 2\r\n\r\n{}",
        "INVALID_RESPONSE",
    ),
    "two lengths": (
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{}",
        "INVALID_RESPONSE",
    ),
    "a length and chunks": (
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        "INVALID_RESPONSE",
    ),
    "another protocol": (b"HTTP/1.1 101 Switching Protocols\r\n\r\n", "UPSTREAM_ERROR"),
}


@pytest.mark.parametrize("name", ODD_ANSWERS)
async def test_an_odd_answer_costs_its_own_part(name: str) -> None:
    sent, code = ODD_ANSWERS[name]

    assert await failures(sent) == {code}


async def test_a_redirect_to_another_host_is_not_followed_and_gets_no_token() -> None:
    async with serving(answer()) as elsewhere:
        moved = answer("", 307, {"Location": f"{elsewhere.url}/steal"})

        assert await failures(moved) == {"UPSTREAM_ERROR"}
        assert elsewhere.requests == []


async def test_cookies_of_a_provider_are_not_sent_back() -> None:
    body = json.dumps({"data": [], "session": []})
    async with fed_by(answer(body, headers={"Set-Cookie": "who=somebody; Path=/"})) as (
        gateway,
        host,
    ):
        await gateway.execute(FEED)
        await gateway.execute(FEED)

    assert len(host.requests) > 3
    assert all("cookie" not in each.headers for each in host.requests)


async def test_a_retry_after_of_rubbish_is_bounded() -> None:
    busy = answer("{}", 429, {"Retry-After": "9" * 400})
    async with fed_by(busy) as (gateway, _):
        data = await gateway.execute(
            "{ activities { providers { error { code retryAfterSeconds } } } }"
        )

    told = [one["error"] for one in data["activities"]["providers"]]
    assert told == [{"code": "RATE_LIMITED", "retryAfterSeconds": 86_400}] * 2


class Endless:
    """Each page leads to another one; `next` names it."""

    def __init__(self, names: Iterator[str]) -> None:
        self._names = names

    async def __call__(self, _: Request, writer: asyncio.StreamWriter) -> None:
        name = next(self._names)
        page = f'{{"data": [], "session": [], "next_token": "{name}", "nextPageToken": "{name}"}}'
        writer.write(answer(page))
        await writer.drain()


NAMES: dict[str, Callable[[], Iterator[str]]] = {
    "always another": lambda: (f"page-{number}" for number in count()),
    "always the same": lambda: repeat("again"),
}


@pytest.mark.parametrize(
    ("name", "code", "most"),
    [("always another", "RESULT_LIMIT", 450), ("always the same", "INVALID_RESPONSE", 20)],
)
async def test_pages_without_end_are_given_up(name: str, code: str, most: int) -> None:
    async with fed_by(Endless(NAMES[name]())) as (gateway, host):
        data = await gateway.execute(FEED)

    oura = data["activities"]["providers"][1]
    assert oura == {"provider": "OURA", "state": "FAILED", "error": {"code": code}}
    assert len(host.requests) <= most


@pytest.mark.parametrize("name", NAMES)
async def test_a_journal_without_end_is_read_a_little_at_a_time(name: str) -> None:
    async with fed_by(Endless(NAMES[name]())) as (gateway, host):
        answered = await gateway.answer(CHANGES)

    assert "INTERNAL" not in str(answered)
    assert len(host.requests) <= 450


async def test_a_body_that_drips_is_over_at_the_deadline() -> None:
    async with (
        serving(drip) as host,
        gateway_at(host.url, upstream_deadline_seconds=0.3) as gateway,
    ):
        data = await gateway.execute(FEED)

    codes = {one["error"]["code"] for one in data["activities"]["providers"]}
    assert codes == {"TIMEOUT"}

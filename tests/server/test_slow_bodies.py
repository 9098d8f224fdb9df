"""Bodies that come in pieces, at an endpoint that can run few requests: they wait outside."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import orjson
import pytest
from starlette.types import Message

from gateway.server.admission import AdmissionMiddleware, refuse
from gateway.server.arriving import Arriving
from gateway.server.cors import with_cors
from gateway.server.gate import Capacity
from gateway.server.graphql import EndpointOptions

from .clients import served
from .tiny import TOKEN_HEADERS, Work, application

PAGE = "https://app.example"
PATIENCE_SECONDS = 5
HELLO = {"query": "{ hello }"}
SLOW = {"query": "{ slow }"}
PREFLIGHT = {"Origin": PAGE, "Access-Control-Request-Method": "POST"}


class Piecemeal:
    """A client that sends a body when, and as far as, it is told to."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def send(self, content: bytes) -> None:
        self.writer.write(content)
        await self.writer.drain()

    async def answer(self) -> bytes:
        """The head of the answer, and the body after it."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            head = await self.reader.readuntil(b"\r\n\r\n")
            length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
            return head + await self.reader.readexactly(int(length))

    async def leave(self) -> None:
        self.writer.close()
        await self.writer.wait_closed()


@dataclass
class Small:
    """An endpoint where one request runs at a time, and nobody waits in line."""

    host: str
    port: int
    http: httpx.AsyncClient
    work: Work

    async def begin(self, body: bytes, *, sent: int, **headers: str) -> Piecemeal:
        """Send a head, and so many bytes of the body."""
        client = Piecemeal(*await asyncio.open_connection(self.host, self.port))
        lines = [f"{name}: {value}" for name, value in headers.items()]
        head = [
            "POST /graphql HTTP/1.1",
            "Host: gateway",
            "Content-Type: application/json",
            f"Content-Length: {len(body)}",
            *lines,
        ]
        await client.send("\r\n".join([*head, "", ""]).encode() + body[:sent])
        return client

    async def hello(self) -> httpx.Response:
        return await self.http.post("/graphql", json=HELLO, headers={"Origin": PAGE})

    @asynccontextmanager
    async def full(self) -> AsyncGenerator[None]:
        """Somebody runs, so that nobody else may."""
        running = asyncio.create_task(self.http.post("/graphql", json=SLOW))
        await asyncio.wait_for(self.work.started.wait(), PATIENCE_SECONDS)
        yield
        running.cancel()
        await asyncio.wait([running])


@pytest.fixture
def room() -> int:
    """For how many bytes of bodies in pieces there is room."""
    return 1_000


@pytest.fixture
async def small(room: int) -> AsyncGenerator[Small]:
    work = Work()
    options = EndpointOptions(token_headers=TOKEN_HEADERS, body_timeout_seconds=PATIENCE_SECONDS)
    guarded = AdmissionMiddleware(
        application(lambda _: work, options=options, origins=(PAGE,)),
        "/graphql",
        Capacity(max_running=1, max_wait_seconds=0),
        with_cors(refuse, (PAGE,), TOKEN_HEADERS),
        most_arriving_bytes=room,
    )
    async with (
        served(guarded) as (host, port),
        httpx.AsyncClient(base_url=f"http://{host}:{port}") as http,
    ):
        yield Small(host, port, http, work)


def code(answer: bytes) -> Any:
    return orjson.loads(answer.partition(b"\r\n\r\n")[2])["errors"][0]["extensions"]["code"]


async def test_bodies_that_are_still_coming_leave_the_place_to_whoever_is_ready(
    small: Small,
) -> None:
    body = orjson.dumps(HELLO)
    waiting = [await small.begin(body, sent=sent) for sent in range(5)]

    ready = await small.hello()

    assert ready.json() == {"data": {"hello": "hello world"}}
    for sent, client in enumerate(waiting):
        await client.send(body[sent:])
        assert (await client.answer()).endswith(ready.content)
        await client.leave()


async def test_a_body_that_is_whole_at_last_is_refused_while_others_run(small: Small) -> None:
    body = orjson.dumps(HELLO)
    client = await small.begin(body, sent=5, Origin=PAGE)

    async with small.full():
        await client.send(body[5:])
        answer = await client.answer()

    assert answer.startswith(b"HTTP/1.1 503 ")
    assert code(answer) == "OVERLOADED"
    for header in (b"retry-after: 1", b"access-control-allow-origin: " + PAGE.encode()):
        assert header in answer
    assert b"x-request-id: " in answer
    await client.leave()


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


async def test_bodies_in_pieces_may_fill_the_room_for_them_and_no_more(small: Small) -> None:
    waiting = [await small.begin(b" " * 401, sent=400) for _ in range(2)]
    await small.hello()

    beyond = await small.begin(b" " * 401, sent=400)
    assert code(await beyond.answer()) == "OVERLOADED"

    for client in [*waiting, beyond]:
        await client.leave()


async def test_who_leaves_amid_a_body_gives_its_room_back(small: Small) -> None:
    body = orjson.dumps({**HELLO, "extensions": {"padding": "-" * 700}})
    for _ in range(5):
        leaver = await small.begin(body, sent=700)
        await small.hello()
        await leaver.leave()
        await small.hello()
    client = await small.begin(body, sent=700)

    await client.send(body[700:])

    assert (await client.answer()).startswith(b"HTTP/1.1 200 ")
    await client.leave()


async def test_who_is_answered_gives_its_place_back(small: Small) -> None:
    body = orjson.dumps(HELLO)
    for _ in range(3):
        client = await small.begin(body, sent=3)
        await client.send(body[3:])
        assert (await client.answer()).startswith(b"HTTP/1.1 200 ")
        await client.leave()

    assert (await small.hello()).status_code == 200


async def test_what_is_refused_before_its_body_is_read_waits_for_none(small: Small) -> None:
    client = Piecemeal(*await asyncio.open_connection(small.host, small.port))

    await client.send(b"POST /graphql HTTP/1.1\r\nHost: gateway\r\nContent-Length: 9\r\n\r\n")

    assert code(await client.answer()) == "UNSUPPORTED_MEDIA_TYPE"
    await client.leave()


# The first thing that a connection brings


def piece(body: bytes, *, more: bool) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


async def test_what_is_there_is_seen_and_received_once() -> None:
    brought = iter([piece(b"a", more=True), piece(b"b", more=False)])

    async def receive() -> Message:
        return next(brought)

    arriving = Arriving(receive)

    assert not arriving.is_whole
    assert [(await arriving.receive())["body"] for _ in range(2)] == [b"a", b"b"]


async def test_what_is_not_there_is_waited_for_by_who_receives_it() -> None:
    arrived = asyncio.Event()

    async def receive() -> Message:
        await arrived.wait()
        await asyncio.sleep(0)
        return piece(b"a", more=False)

    arriving = Arriving(receive)
    receiving = asyncio.create_task(arriving.receive())
    await asyncio.sleep(0)
    arrived.set()

    assert not arriving.is_whole
    assert (await receiving)["body"] == b"a"
    assert (await arriving.receive())["body"] == b"a"


async def test_a_wait_that_is_cut_off_ends_where_it_waits() -> None:
    ended: list[str] = []

    async def receive() -> Message:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("waiting")
        raise AssertionError

    arriving = Arriving(receive)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await arriving.receive()

    assert ended == ["waiting"]


async def test_a_wait_that_nobody_goes_on_with_ends_with_the_request() -> None:
    ended: list[str] = []

    async def receive() -> Message:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("waiting")
        raise AssertionError

    Arriving(receive).close()

    assert ended == ["waiting"]

"""A provider's side of the wire: records what arrives byte for byte, answers what a test says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from typing import NamedTuple


class Request(NamedTuple):
    """A request as it arrived. Header names are in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


_WITHOUT_BODY = {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}

Answer = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


def answer(
    body: bytes | str = b"{}", status: int = 200, headers: dict[str, str] | None = None
) -> bytes:
    """A whole response."""
    content = body.encode() if isinstance(body, str) else body
    content = b"" if status in _WITHOUT_BODY else content
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if status not in _WITHOUT_BODY:
        lines.append(f"Content-Length: {len(content)}")
    return "\r\n".join([*lines, "", ""]).encode() + content


class RawServer:
    """Answers each request with the next of its answers, and the last one for ever."""

    def __init__(self, *answers: bytes | Answer) -> None:
        self.requests: list[Request] = []
        self.port = 0
        self._answers = list(answers)
        self._connections: set[asyncio.Task[None]] = set()
        self._arrived = asyncio.Event()
        self._idle = asyncio.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def targets(self) -> list[str]:
        return [request.target for request in self.requests]

    async def arrival(self) -> None:
        """Wait for the first request."""
        await self.arrivals(1)

    async def arrivals(self, number: int) -> None:
        """Wait until so many requests have come in."""
        async with asyncio.timeout(5):
            while len(self.requests) < number:
                self._arrived.clear()
                await self._arrived.wait()

    async def all_closed(self) -> None:
        """Wait until the client holds no connection any more."""
        await asyncio.wait_for(self._idle.wait(), timeout=5)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        self._idle.clear()
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                await self._converse(reader, writer)
        except asyncio.CancelledError:
            pass
        finally:
            writer.close()
            self._connections.discard(task)
            if not self._connections:
                self._idle.set()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while not writer.is_closing():
            request = await _request(reader)
            self.requests.append(request)
            self._arrived.set()
            chosen = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
            if isinstance(chosen, bytes):
                writer.write(chosen)
                await writer.drain()
            else:
                await _until_client_leaves(chosen(request, writer), reader)

    async def end(self) -> None:
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections)


@asynccontextmanager
async def serving(*answers: bytes | Answer) -> AsyncGenerator[RawServer]:
    """A server on an ephemeral port of 127.0.0.1."""
    raw = RawServer(*answers)
    server = await asyncio.start_server(raw.serve, "127.0.0.1", 0)
    raw.port = server.sockets[0].getsockname()[1]
    try:
        yield raw
    finally:
        server.close()
        await raw.end()
        await server.wait_closed()


async def hang(request: Request, writer: asyncio.StreamWriter) -> None:
    """Never answer."""
    del request, writer
    await asyncio.Event().wait()


async def close(request: Request, writer: asyncio.StreamWriter) -> None:
    """Close without an answer."""
    del request
    writer.close()


async def reset(request: Request, writer: asyncio.StreamWriter) -> None:
    """Reset the connection."""
    del request
    writer.transport.abort()


async def drip(request: Request, writer: asyncio.StreamWriter) -> None:
    """Send a body that never ends, a byte at a time."""
    del request
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.01)


async def flood(request: Request, writer: asyncio.StreamWriter) -> None:
    """Send a body that never ends, as fast as the client takes it."""
    del request
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"1000\r\n" + b" " * 0x1000 + b"\r\n")
        await writer.drain()


async def cut(request: Request, writer: asyncio.StreamWriter) -> None:
    """Close in the middle of the body."""
    del request
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a":')
    await writer.drain()
    writer.close()


async def _request(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(method, target, headers, body)


async def _until_client_leaves(answering: Awaitable[None], reader: asyncio.StreamReader) -> None:
    """Run the answer, but no longer than the client stays; clients do not pipeline."""
    work = asyncio.ensure_future(answering)
    left = asyncio.ensure_future(reader.read(1))
    try:
        await asyncio.wait({work, left}, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            work.result()
    finally:
        for task in (work, left):
            task.cancel()
        await asyncio.gather(work, left, return_exceptions=True)

"""A line to a Redis that is slow, that breaks, or that says half of what it should."""

from __future__ import annotations

import asyncio
import contextlib
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from random import Random
from urllib.parse import urlsplit


class CrookedLine:
    """Forwards bytes to the Redis; what the Redis says goes through whatever is set.

    A real socket on each side. Set `treats` to one of the ways below, or to `straight`.
    """

    def __init__(self, target: str, seed: int = 1) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "", parts.port or 0)
        self._random = Random(seed)  # noqa: S311 - nothing secret
        self._open: set[StreamWriter] = set()
        self._handling: set[asyncio.Task[None]] = set()
        self.treats = self.straight
        self.url = ""

    async def straight(self, said: bytes, to: StreamWriter) -> None:
        """As it is."""
        to.write(said)
        await to.drain()

    async def late(self, said: bytes, to: StreamWriter) -> None:
        """A while later, still in time."""
        await asyncio.sleep(0.05)
        await self.straight(said, to)

    async def too_late(self, said: bytes, to: StreamWriter) -> None:
        """When nobody waits any more."""
        await asyncio.sleep(0.5)
        await self.straight(said, to)

    async def sometimes_late(self, said: bytes, to: StreamWriter) -> None:
        """In time, or just too late, by turns."""
        await asyncio.sleep(self._random.random() * 0.3)
        await self.straight(said, to)

    async def dripping(self, said: bytes, to: StreamWriter) -> None:
        """A few bytes at a time."""
        for begin in range(0, len(said), 7):
            await self.straight(said[begin : begin + 7], to)
            await asyncio.sleep(0)

    async def half_and_silent(self, said: bytes, to: StreamWriter) -> None:
        """Half of it, and then nothing for as long as the line is up."""
        await self.straight(said[: len(said) // 2], to)
        await asyncio.sleep(60)

    async def half_and_gone(self, said: bytes, to: StreamWriter) -> None:
        """Half of it, and the line breaks."""
        await self.straight(said[: len(said) // 2], to)
        to.transport.abort()

    async def gone(self, said: bytes, to: StreamWriter) -> None:
        """The line breaks in place of an answer."""
        del said
        to.transport.abort()

    async def noise(self, said: bytes, to: StreamWriter) -> None:
        """Other bytes, as many."""
        await self.straight(self._random.randbytes(len(said)), to)

    async def broken_numbers(self, said: bytes, to: StreamWriter) -> None:
        """Lengths and numbers that are none."""
        kind = self._random.choice([b":", b"$", b"*"])
        await self.straight(kind + b"seven\r\n" + said, to)

    async def another_protocol(self, said: bytes, to: StreamWriter) -> None:
        """What a web server says."""
        del said
        await self.straight(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", to)

    async def yes_to_all(self, said: bytes, to: StreamWriter) -> None:
        """A good answer, to another question."""
        del said
        await self.straight(b"+OK\r\n", to)

    async def too_many(self, said: bytes, to: StreamWriter) -> None:
        """A list of other length than was asked for."""
        del said
        await self.straight(b"*1\r\n*1\r\n:7\r\n", to)

    def hang_up(self) -> None:
        """Break every line that is open."""
        for writer in list(self._open):
            writer.transport.abort()

    @asynccontextmanager
    async def served(self) -> AsyncGenerator[CrookedLine]:
        """Serve until the block ends."""
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.url = f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}/0"
        try:
            yield self
        finally:
            server.close()
            self.hang_up()
            for task in list(self._handling):
                task.cancel()
            await asyncio.gather(*self._handling, return_exceptions=True)
            await server.wait_closed()

    async def _connected(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._handling.add(task)
        self._open.add(writer)
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await self._joined(reader, writer)
        writer.transport.abort()
        self._open.discard(writer)
        self._handling.discard(task)

    async def _joined(self, reader: StreamReader, writer: StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(*self._target)
        try:
            async with asyncio.TaskGroup() as group:
                there = group.create_task(self._there(reader, far_writer))
                back = group.create_task(self._back(far_reader, writer))
                await asyncio.wait([there, back], return_when=asyncio.FIRST_COMPLETED)
                there.cancel()
                back.cancel()
        except* OSError:
            pass
        finally:
            far_writer.transport.abort()

    async def _there(self, reader: StreamReader, to: StreamWriter) -> None:
        while asked := await reader.read(65_536):
            to.write(asked)
            await to.drain()

    async def _back(self, reader: StreamReader, to: StreamWriter) -> None:
        while said := await reader.read(65_536):
            await self.treats(said, to)

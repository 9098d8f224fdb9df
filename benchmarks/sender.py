"""Sends requests as bytes, each on a connection that is free, and tells the statuses."""

from __future__ import annotations

import asyncio
from typing import cast

_HEAD_END = b"\r\n\r\n"
_LENGTH = b"content-length: "
_STATUS = slice(9, 12)
NO_ANSWER = 0


class Sender:
    """Connections to one port of this machine, as many as are needed at once."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._free: list[_Connection] = []

    async def status(self, request: bytes) -> int:
        """The status of the answer; `NO_ANSWER` when the connection breaks."""
        try:
            connection = self._free.pop() if self._free else await self._opened()
        except OSError:
            return NO_ANSWER
        status = await connection.status(request)
        if connection.is_open:
            self._free.append(connection)
        return status

    def close(self) -> None:
        """Close what is free."""
        while self._free:
            self._free.pop().close()

    async def _opened(self) -> _Connection:
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(_Connection, "127.0.0.1", self._port)
        return connection


class _Connection(asyncio.Protocol):
    """One request at a time; answers tell their length."""

    def __init__(self) -> None:
        self.is_open = False
        self._received = b""
        self._status: asyncio.Future[int] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self.is_open = True

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's own
        self.is_open = False
        self._tell(NO_ANSWER)

    async def status(self, request: bytes) -> int:
        if not self.is_open:
            return NO_ANSWER
        self._received = b""
        self._status = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._status

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, body = self._received.partition(_HEAD_END)
        if not end:
            return
        length = head.lower().partition(_LENGTH)[2].partition(b"\r")[0]
        if len(body) >= int(length):
            self._tell(int(head[_STATUS]))

    def close(self) -> None:
        self._transport.close()

    def _tell(self, status: int) -> None:
        if self._status is not None and not self._status.done():
            self._status.set_result(status)

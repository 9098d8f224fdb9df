"""A connection to a client, bounded where uvicorn sets no bound: slow heads and large ones."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionLimits:
    """What the settings allow."""

    head_seconds: float
    """From the connection, or from the first byte of a later request, to the end of the head."""
    connections: int
    """Of the process, idle ones too."""


def bounded(limits: ConnectionLimits) -> Callable[..., asyncio.Protocol]:
    """Makes connections, for uvicorn's `http`; it can be sent to another process."""
    return partial(BoundedConnection, limits)


class BoundedConnection(HttpToolsProtocol):
    """A request whose head comes in one piece, as nearly all do, costs it nothing."""

    def __init__(self, limits: ConnectionLimits, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # pyright: ignore[reportArgumentType] # uvicorn's own
        self._limits = limits
        self._in_head = False
        self._head_bytes = 0
        self._head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the first head."""
        super().connection_made(transport)  # pyright: ignore[reportArgumentType] # a Transport
        if len(self.connections) > self._limits.connections:
            self._turn_away(b"503 Service Unavailable", b"retry-after: 1\r\n")
        else:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._head_is_there()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; wait for the rest of a head."""
        super().data_received(data)
        if not self._in_head:
            return
        self._head_bytes += len(data)
        if self._head_bytes > MOST_HEAD_BYTES:
            self._turn_away(b"431 Request Header Fields Too Large")
        elif self._head_timer is None:
            self._await_head()

    def on_message_begin(self) -> None:
        """A head begins."""
        self._in_head = True
        self._head_bytes = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """It is there."""
        self._in_head = False
        if self._head_timer is not None:
            self._head_is_there()
        super().on_headers_complete()

    def _await_head(self) -> None:
        self._head_timer = self.loop.call_later(self._limits.head_seconds, self._too_late)

    def _head_is_there(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _too_late(self) -> None:
        self._turn_away(b"408 Request Timeout")

    def _turn_away(self, status: bytes, headers: bytes = b"") -> None:
        self._in_head = False
        if not self.transport.is_closing():
            head = b"HTTP/1.1 %s\r\n%sconnection: close\r\ncontent-length: 0\r\n\r\n"
            self.transport.write(head % (status, headers))
            self.transport.close()

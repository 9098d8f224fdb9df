"""An event loop that accepts all who wait at the door, and not one of them in each of its rounds.

uvloop does the latter: while a round takes milliseconds, new connections queue for seconds where
nothing that could refuse them sees them.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import uvloop

_AT_ONCE = 128
"""Connections that are accepted in a round: others have their turn, too."""
_REST_SECONDS = 0.1
"""How long nobody is accepted when there are too many open files."""

Factory = Callable[[], asyncio.Protocol]


class EagerLoop(uvloop.Loop):
    """uvloop's, but for listening at a socket that exists."""

    async def create_server(  # pyright: ignore[reportIncompatibleMethodOverride] # of its arguments, those that uvicorn sends
        self,
        protocol_factory: Factory,
        *arguments: Any,  # noqa: ANN401 - uvloop's own
        sock: socket.socket | None = None,
        **options: Any,  # noqa: ANN401 - uvloop's own
    ) -> Any:  # noqa: ANN401 - a server of one kind or the other
        """Listen."""
        if sock is None or options.get("ssl") is not None:
            listen: Any = super().create_server
            return await listen(protocol_factory, *arguments, sock=sock, **options)
        return _Door(self, protocol_factory, sock)


class _Door(asyncio.AbstractServer):
    """Accepts what comes to one socket, until it is closed."""

    def __init__(self, loop: EagerLoop, factory: Factory, listener: socket.socket) -> None:
        listener.settimeout(0)
        self._loop = loop
        self._factory = factory
        self._listener = listener.dup()
        self._coming: set[asyncio.Task[object]] = set()
        loop.add_reader(self._listener, self._accept)

    def close(self) -> None:
        """Accept no more."""
        if self._listener.fileno() >= 0:
            self._loop.remove_reader(self._listener)
            self._listener.close()

    async def wait_closed(self) -> None:
        """Nothing is to be waited for: uvicorn knows its connections."""

    def _accept(self) -> None:
        for _ in range(_AT_ONCE):
            try:
                accepted, _address = self._listener.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError:
                self._rest()
                return
            accepted.settimeout(0)
            connecting = self._loop.connect_accepted_socket(self._factory, accepted)
            task = self._loop.create_task(connecting)
            self._coming.add(task)
            task.add_done_callback(self._coming.discard)

    def _rest(self) -> None:
        self._loop.remove_reader(self._listener)
        self._loop.call_later(_REST_SECONDS, self._go_on)

    def _go_on(self) -> None:
        if self._listener.fileno() >= 0:
            self._loop.add_reader(self._listener, self._accept)

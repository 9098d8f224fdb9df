"""A connection to a client, bounded where uvicorn sets no bound: slow, large and endless ones.

No request is begun before its body is there, and no second one before the answer to the first is
taken: who is slow waits at the door, and takes no room from who is not.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from gateway.server.turned_away import BODY_TIMEOUT, HEAD_TIMEOUT, NO_ROOM, TOO_LARGE

MOST_HEAD_BYTES = 64 * 1024
MOST_HEADERS = 200
MOST_PIPELINED = 16
"""Requests that came before the answer to the one before them; few clients send any so."""
MOST_WAITING_BYTES = 64 * 1024 * 1024
"""Of all bodies of the process that are not complete."""
LEAST_TAKEN_BYTES = 64 * 1024
"""Of an answer, in each `answer_seconds`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionLimits:
    """What the settings allow."""

    head_seconds: float
    """From the connection, or from the first byte of a later request, to the end of the head."""
    body_seconds: float
    """From the head to the end of the body, whether it is answered already or not."""
    answer_seconds: float
    """In which some of an answer must be taken."""
    body_bytes: int
    """A larger body is not waited for: the application refuses it."""
    connections: int
    """Of the process, idle ones too."""


class WaitingBodies:
    """How many bytes of incomplete bodies a process holds."""

    def __init__(self) -> None:
        self.bytes = 0


def bounded(limits: ConnectionLimits) -> Callable[..., asyncio.Protocol]:
    """Makes connections, for uvicorn's `http`; it can be sent to another process."""
    return partial(BoundedConnection, limits, WaitingBodies())


class BoundedConnection(HttpToolsProtocol):
    """A request that comes in one piece, as nearly all do, costs it next to nothing."""

    def __init__(
        self, limits: ConnectionLimits, bodies: WaitingBodies, *args: object, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # pyright: ignore[reportArgumentType] # uvicorn's own
        self._limits = limits
        self._bodies = bodies
        self._in_head = self._in_message = False
        self._has_body_come = False
        self._bytes_without_body = self._received = 0
        self._timer: asyncio.TimerHandle | None = None
        self._answer_timer: asyncio.TimerHandle | None = None
        self._waiting: Any = None
        """The application, until the body is there that it is called for."""
        self._held_bytes = 0
        self._is_answer_untaken = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the first head."""
        super().connection_made(transport)  # pyright: ignore[reportArgumentType] # a Transport
        if len(self.connections) > self._limits.connections:
            self._turn_away(NO_ROOM)
        else:
            self._await(self._limits.head_seconds)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._has_come()
        self._has_waited()
        if self._answer_timer is not None:
            self._answer_timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; wait for what is not there yet."""
        self._has_body_come = False
        self._received = len(data)
        super().data_received(data)
        if self._in_message:
            self._count(len(data))
            if self._waiting is not None and not self._in_head:
                self._hold(len(self.cycle.body))
        if self._timer is None:
            self._await_rest()

    def on_message_begin(self) -> None:
        """A head begins."""
        self._in_head = self._in_message = True
        self._bytes_without_body = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """It is there.

        Raises:
            ValueError: it is too large, or comes too early: uvicorn reads no further.
        """
        self._in_head = False
        self._has_come()
        if len(self.headers) > MOST_HEADERS or self._head_is_large():
            self._turn_away(TOO_LARGE)
            raise ValueError("too large a head")
        if len(self.pipeline) >= MOST_PIPELINED:
            self.transport.abort()
            raise ValueError("too many requests at once")
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A part of the body is there."""
        self._has_body_come = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        """All of it is there."""
        self._in_message = False
        if self._timer is not None:
            self._has_come()
        super().on_message_complete()
        if self._waiting is not None:
            self._begin()

    def on_response_complete(self) -> None:
        """Go on, once the answer is taken but for what fits into the transport's buffer."""
        if self._answer_timer is None and (left := self.transport.get_write_buffer_size()):
            self._await_reader(left)
        if self.flow.write_paused and not self.transport.is_closing():
            self._is_answer_untaken = True
            self.flow.pause_reading()
        else:
            super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Say that it is no HTTP, where nothing has been said yet."""
        if not self.transport.is_closing():
            super().send_400_response(msg)

    def resume_writing(self) -> None:
        """The answer is taken."""
        super().resume_writing()
        if self._is_answer_untaken:
            self._is_answer_untaken = False
            super().on_response_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:  # noqa: ANN401 - uvicorn's own type
        if cycle.more_body:
            self._waiting = app
        else:
            super()._start_asgi_task(cycle, app)

    def _hold(self, held: int) -> None:
        """Begin where the body is one that is refused; else let the client send the rest of it."""
        self._bodies.bytes += held - self._held_bytes
        self._held_bytes = held
        lengths = [int(value) for name, value in self.headers if name == b"content-length"]
        if max(held, *lengths, 0) > self._limits.body_bytes:
            self._begin()
        elif self._bodies.bytes > MOST_WAITING_BYTES:
            self._turn_away(NO_ROOM)
        else:
            self._let_go_on(self.cycle)

    def _let_go_on(self, cycle: RequestResponseCycle) -> None:
        self.flow.resume_reading()
        if cycle.waiting_for_100_continue:
            cycle.waiting_for_100_continue = False
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def _await_rest(self) -> None:
        """Set a time to what is not there: a head, a body, or the next request after an answer."""
        if self._in_message:
            limits = self._limits
            self._await(limits.head_seconds if self._in_head else limits.body_seconds)
        elif not self._is_answering():
            self._await(self._limits.head_seconds)

    def _head_is_large(self) -> bool:
        """Whether a head that came in one piece is one that would not be waited for in several."""
        if self._received <= MOST_HEAD_BYTES:
            return False
        size = sum(len(name) + len(value) for name, value in self.headers)
        return size + len(self.url) > MOST_HEAD_BYTES

    def _is_answering(self) -> bool:
        return bool(self.cycle) and not self.cycle.response_complete

    def _count(self, more: int) -> None:
        """Count what is neither body nor much of it: heads, trailers, what stands around chunks."""
        self._bytes_without_body = 0 if self._has_body_come else self._bytes_without_body + more
        if self._bytes_without_body > MOST_HEAD_BYTES:
            self._turn_away(TOO_LARGE)

    def _begin(self) -> None:
        """Call the application."""
        app = self._waiting
        self._has_waited()
        super()._start_asgi_task(self.cycle, app)

    def _has_waited(self) -> None:
        self._waiting = None
        if self._held_bytes:
            self._bodies.bytes -= self._held_bytes
            self._held_bytes = 0

    def _await(self, seconds: float) -> None:
        self._timer = self.loop.call_later(seconds, self._too_late)

    def _has_come(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_late(self) -> None:
        if self._in_message and not self._in_head:
            self._turn_away(BODY_TIMEOUT if self._waiting is not None else b"")
        else:
            self._turn_away(HEAD_TIMEOUT)

    def _turn_away(self, answer: bytes) -> None:
        self._in_message = self._in_head = False
        self._has_waited()
        if not self.transport.is_closing():
            if answer:
                self.transport.write(answer)
            self.transport.close()

    def _await_reader(self, left: int) -> None:
        seconds = self._limits.answer_seconds
        self._answer_timer = self.loop.call_later(seconds, self._look_at_reader, left)

    def _look_at_reader(self, before: int) -> None:
        self._answer_timer = None
        left = self.transport.get_write_buffer_size()
        if left > max(before - LEAST_TAKEN_BYTES, 0):
            self.transport.abort()
        elif left:
            self._await_reader(left)

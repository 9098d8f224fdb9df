"""Turns requests away when there are more than can be answered in time."""

from __future__ import annotations

from http import HTTPStatus

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.server.arriving import Arriving, is_end
from gateway.server.gate import Capacity, Gate
from gateway.server.refusal import OverloadedError
from gateway.server.request_id import id_header

MOST_ARRIVING_BYTES = 32 * 1024 * 1024
"""Of all bodies that come in pieces and are not whole yet."""

_OVERLOADED = OverloadedError()
_BODY = orjson.dumps(
    {"errors": [{"message": _OVERLOADED.message, "extensions": _OVERLOADED.extensions}]}
)
_HEADERS = [
    (b"content-type", b"application/json; charset=utf-8"),
    (b"content-length", str(len(_BODY)).encode()),
    (b"cache-control", b"no-store"),
    *((name.lower().encode(), value.encode()) for name, value in _OVERLOADED.headers.items()),
]


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - unread
    """An application that is overloaded: a refusal with an id, and no line in the log."""
    start: Message = {
        "type": "http.response.start",
        "status": HTTPStatus.SERVICE_UNAVAILABLE.value,
        "headers": [*_HEADERS, id_header(scope)],
    }
    await send(start)
    await send({"type": "http.response.body", "body": _BODY})


class AdmissionMiddleware:
    """Guards one path; all others, such as the probes, pass.

    Belongs around everything else, so that a refusal costs next to nothing; `refusal` answers it.
    The gate logs how many there were, once a second. A body that has not come with its head is
    read first: until it is whole, it takes bytes, and no place of those that run.
    """

    def __init__(
        self,
        app: ASGIApp,
        path: str,
        capacity: Capacity,
        refusal: ASGIApp = refuse,
        *,
        most_arriving_bytes: int = MOST_ARRIVING_BYTES,
    ) -> None:
        self._app = app
        self._path = path
        self._refusal = refusal
        self._gate = Gate(capacity)
        self._arriving = _Room(most_arriving_bytes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, now or in its turn, or refuse it."""
        if scope["type"] != "http" or scope["path"] != self._path:
            await self._app(scope, receive, send)
        elif scope["method"] != "POST":
            await self._in_turn(scope, receive, send)
        else:
            arriving = Arriving(receive)
            if arriving.is_whole:
                await self._in_turn(scope, arriving.receive, send)
            else:
                await self._once_whole(scope, arriving, send)

    async def _in_turn(self, scope: Scope, receive: Receive, send: Send) -> None:
        gate = self._gate
        if not (gate.enter() or await gate.wait()):
            await self._refusal(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            gate.leave()

    async def _once_whole(self, scope: Scope, arriving: Arriving, send: Send) -> None:
        body = _Guarded(arriving, self._gate, self._arriving)
        try:
            await self._app(scope, body.receive, send)
        finally:
            body.close()


class _Room:
    """For bytes that wait for the rest of their bodies."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0

    def take(self, count: int) -> None:
        """Hold so many.

        Raises:
            OverloadedError: there is no room for them.
        """
        if self._held + count > self._most:
            raise OverloadedError
        self._held += count

    def give_back(self, count: int) -> None:
        """Hold so many less."""
        self._held -= count


class _Guarded:
    """A body that comes in pieces: whoever has read its last one has been let in."""

    def __init__(self, arriving: Arriving, gate: Gate, room: _Room) -> None:
        self._arriving = arriving
        self._gate = gate
        self._room = room
        self._bytes = 0
        self._is_in = False

    async def receive(self) -> Message:
        """What the connection brings.

        Raises:
            OverloadedError: too much is waiting for the rest of its bodies, or in line.
        """
        message = await self._arriving.receive()
        if not self._is_in and message["type"] == "http.request":
            self._hold(len(message.get("body", b"")))
            if is_end(message):
                await self._enter()
        return message

    def close(self) -> None:
        """The request is answered."""
        self._arriving.close()
        self._let_go()
        if self._is_in:
            self._gate.leave()

    def _hold(self, count: int) -> None:
        self._room.take(count)
        self._bytes += count

    def _let_go(self) -> None:
        self._room.give_back(self._bytes)
        self._bytes = 0

    async def _enter(self) -> None:
        if not (self._gate.enter() or await self._gate.wait()):
            raise OverloadedError
        self._is_in = True
        self._let_go()

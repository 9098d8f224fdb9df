"""Turns requests away when there are more than can be answered in time."""

from __future__ import annotations

from http import HTTPStatus

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.server.gate import Capacity, Gate
from gateway.server.refusal import OverloadedError
from gateway.server.request_id import id_header

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
    The gate logs how many there were, once a second. Bodies are there when it is called: see
    `gateway.server.connection`.
    """

    def __init__(
        self, app: ASGIApp, path: str, capacity: Capacity, refusal: ASGIApp = refuse
    ) -> None:
        self._app = app
        self._path = path
        self._refusal = refusal
        self.gate = Gate(capacity)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, now or in its turn, or refuse it."""
        if scope["type"] != "http" or scope["path"] != self._path:
            await self._app(scope, receive, send)
            return
        gate = self.gate
        if not (gate.enter() or await gate.wait()):
            await self._refusal(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            gate.leave()

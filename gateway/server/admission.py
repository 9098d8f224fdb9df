"""Turns requests away when there are more than can be answered in time, before reading them."""

from __future__ import annotations

from http import HTTPStatus

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.server.gate import Capacity, Gate

RETRY_AFTER_SECONDS = 1

_BODY = orjson.dumps(
    {
        "errors": [
            {
                "message": "More requests came than can be answered in time, and this one was not "
                "begun: send it again after a second, and wait longer each time.",
                "extensions": {"code": "OVERLOADED", "retryAfterSeconds": RETRY_AFTER_SECONDS},
            }
        ]
    }
)
_HEADERS = [
    (b"content-type", b"application/json; charset=utf-8"),
    (b"content-length", str(len(_BODY)).encode()),
    (b"retry-after", str(RETRY_AFTER_SECONDS).encode()),
    (b"cache-control", b"no-store"),
]


class AdmissionMiddleware:
    """Guards one path; all others, such as the probes, pass.

    Belongs around everything else: a refusal has no id and no line in the log, as both cost more
    than it does. The gate logs how many there were, once a second.
    """

    def __init__(self, app: ASGIApp, path: str, capacity: Capacity) -> None:
        self._app = app
        self._path = path
        self.gate = Gate(capacity)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, now or in its turn, or refuse it."""
        if scope["type"] != "http" or scope["path"] != self._path:
            await self._app(scope, receive, send)
            return
        gate = self.gate
        if not (gate.enter() or await gate.wait()):
            await _refuse(send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            gate.leave()


async def _refuse(send: Send) -> None:
    start: Message = {
        "type": "http.response.start",
        "status": HTTPStatus.SERVICE_UNAVAILABLE.value,
        "headers": _HEADERS,
    }
    await send(start)
    await send({"type": "http.response.body", "body": _BODY})

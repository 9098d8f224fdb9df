"""One id and one log event for each request, and the last net under it."""

from __future__ import annotations

import random
import re
import time
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import quote

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.server.answer import failed
from gateway.server.failures import report_failure
from gateway.server.negotiation import MediaType

REQUEST_ID_HEADER = "X-Request-Id"

_NAME = REQUEST_ID_HEADER.lower().encode()
_WELL_FORMED = re.compile(rb"[A-Za-z0-9._-]{8,128}")
_LOGGED_PATH_CHARACTERS = 200
_ID_BITS = 128
_ids = random.Random()  # noqa: S311 - ids are to differ; who guesses one gains nothing
_CLIENT_LEFT = 499
"""The status that is logged when the client left without an answer, as proxies log it."""

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


def request_id_of(scope: Scope) -> str:
    """The request's id: the client's own if it is well-formed, else one that is made now."""
    state: MutableMapping[str, Any] = scope.setdefault("state", {})
    if "request_id" not in state:
        given = next((value for name, value in scope["headers"] if name == _NAME), b"")
        is_good = _WELL_FORMED.fullmatch(given)
        state["request_id"] = given.decode() if is_good else f"{_ids.getrandbits(_ID_BITS):032x}"
    return state["request_id"]


def id_header(scope: Scope) -> tuple[bytes, bytes]:
    """The header that tells the request's id."""
    return _NAME, request_id_of(scope).encode()


class RequestIdMiddleware:
    """Names each request, logs how it ended, and answers 500 for what nothing else caught.

    Belongs around everything else, since what it catches must not reach the server: that would
    log the exception with its message.
    """

    def __init__(self, app: ASGIApp, *, logs_requests: bool = True) -> None:
        self._app = app
        self._logs_requests = logs_requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; what is not HTTP passes untouched."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with structlog.contextvars.bound_contextvars(request_id=request_id_of(scope)):
            await self._logged(scope, receive, send)

    async def _logged(self, scope: Scope, receive: Receive, send: Send) -> None:
        status = _CLIENT_LEFT
        started = time.perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                message["headers"] = [*message.get("headers", ()), id_header(scope)]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as failure:  # noqa: BLE001 - the last net: it is logged and answered
            report_failure(failure)
            if status == _CLIENT_LEFT:
                await failed(MediaType.JSON, request_id_of(scope))(scope, receive, noting)
        finally:
            if self._logs_requests:
                _log_request(scope, status, time.perf_counter() - started)


def _log_request(scope: Scope, status: int, seconds: float) -> None:
    _log.info(
        "request",
        method=scope["method"],
        path=quote(scope["path"])[:_LOGGED_PATH_CHARACTERS],
        status=status,
        elapsed_ms=round(seconds * 1000, 1),
    )

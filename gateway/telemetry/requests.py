"""Notes how each GraphQL request ended: in a histogram, and in a span when it is traced."""

from __future__ import annotations

import re
from collections.abc import Awaitable
from time import perf_counter
from typing import Final

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.execution import CompiledExecutor
from gateway.server.answer import ERRORS_FIRST
from gateway.server.request import GraphQLRequest
from gateway.telemetry.metrics import MOST_CODES, OTHER, Metrics
from gateway.telemetry.tracing import RequestSpan, Tracing

KEY: Final = "gateway.observed"
"""Where the scope holds what is noted of a request."""
NONE: Final = "none"
"""No operation was run."""
QUERY: Final = "query"
OK: Final = "OK"
CLIENT_LEFT: Final = "CLIENT_LEFT"

_GOOD = {200, 304}
_CODE = re.compile(r"[A-Z][A-Z0-9_]{0,63}")


class _Extensions(msgspec.Struct):
    code: str = OTHER


class _Error(msgspec.Struct):
    extensions: _Extensions = msgspec.field(default_factory=_Extensions)


class _Answer(msgspec.Struct):
    errors: list[_Error] = []


_DECODER = msgspec.json.Decoder(_Answer)


class Observed:
    """One request, and how its answer is sent."""

    __slots__ = ("_send", "name", "operation", "outcome", "status", "was_executed")

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0
        self.operation = NONE
        """`query` or `mutation`."""
        self.name: str | None = None
        """As the client chose it: for spans alone."""
        self.outcome = CLIENT_LEFT
        self.was_executed = False

    @property
    def is_kept_answer(self) -> bool:
        """Whether it is one that was kept: nothing was executed for it, and it went well.

        So is GraphiQL's page for a browser, but for its status.
        """
        return not self.was_executed and self.outcome is OK and self.status in _GOOD

    def send(self, message: Message) -> Awaitable[None]:
        """Send on, and note the status, and the code of the first error if there is one."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.outcome = OK
        elif (body := message.get("body")) and body.startswith(ERRORS_FIRST):
            self.outcome = _first_code(body)
        return self._send(message)


class RequestWatch:
    """Stands around all that answers at one path, what turns requests away included."""

    def __init__(
        self, app: ASGIApp, path: str, metrics: Metrics | None, tracing: Tracing | None
    ) -> None:
        self._app = app
        self._path = path
        self._metrics = metrics
        self._tracing = tracing
        self._codes: set[str] = {OK, CLIENT_LEFT}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and note how it went."""
        if scope["type"] != "http" or scope["path"] != self._path:
            await self._app(scope, receive, send)
            return
        span = None if self._tracing is None else self._tracing.begun(scope)
        if self._metrics is None and span is None:
            await self._app(scope, receive, send)
        else:
            await self._watched(scope, receive, send, span)

    async def _watched(
        self, scope: Scope, receive: Receive, send: Send, span: RequestSpan | None
    ) -> None:
        scope[KEY] = observed = Observed(send)
        started = perf_counter()
        try:
            await self._app(scope, receive, observed.send)
        finally:
            if is_kept := observed.is_kept_answer:
                observed.operation = QUERY
            if self._metrics is not None:
                self._count(self._metrics, observed, perf_counter() - started, is_kept=is_kept)
            if span is not None:
                _end(span, observed, scope)

    def _count(
        self, metrics: Metrics, observed: Observed, seconds: float, *, is_kept: bool
    ) -> None:
        metrics.answers_told_again += is_kept
        outcome = observed.outcome
        if outcome not in self._codes:
            outcome = self._bounded(outcome)
        metrics.requests[observed.operation, outcome].observe(seconds)

    def _bounded(self, code: str) -> str:
        """The code, unless there are more than any gateway of ours has."""
        if len(self._codes) >= MOST_CODES or not _CODE.fullmatch(code):
            return OTHER
        self._codes.add(code)
        return code


class OperationWatch:
    """Told by the endpoint what it has executed."""

    def __init__(self, executor: CompiledExecutor, metrics: Metrics | None) -> None:
        self._executor = executor
        self._metrics = metrics

    def __call__(self, scope: Scope, asked: GraphQLRequest) -> None:
        """Note which operation it is, if the request is watched."""
        if self._metrics is not None:
            self._metrics.answers_made += 1
        observed: Observed | None = scope.get(KEY)
        if observed is None:
            return
        observed.was_executed = True
        kind, observed.name = self._executor.operation_of(asked.query, asked.operation_name)
        observed.operation = kind or NONE


def _first_code(body: bytes) -> str:
    try:
        errors = _DECODER.decode(body).errors
    except msgspec.DecodeError:
        return OTHER
    return errors[0].extensions.code if errors else OTHER


def _end(span: RequestSpan, observed: Observed, scope: Scope) -> None:
    request_id: str | None = scope.get("state", {}).get("request_id")
    span.end(
        operation=observed.operation,
        name=observed.name,
        outcome=observed.outcome,
        status=observed.status,
        request_id=request_id,
    )

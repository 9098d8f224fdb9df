"""One path of a provider: notes the call, lets a fault strike, asks who is there, answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from gateway.sandbox.calls import Call
from gateway.sandbox.faults import Status
from gateway.sandbox.json_response import JsonResponse, raw_json
from gateway.sandbox.misbehaviour import Exchange, misbehave
from gateway.sandbox.providers import ProviderName, Route
from gateway.sandbox.state import Sandbox
from gateway.sandbox.tokens import FAILING
from gateway.sandbox.viewer import Viewer
from gateway.sandbox.wire import Wire

_WITHOUT_BODY = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)


class Failure(NamedTuple):
    """How a provider tells a failure."""

    body: Wire
    headers: dict[str, str]


ErrorForm = Callable[[Status, str | None, datetime], Failure]
"""A provider's form of a failure: of what, the message if it says more, and now."""


class RefusedError(Exception):
    """A request that is answered with a failure."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.status = Status(code)
        self.message = message


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with everything that is needed to answer it."""

    sandbox: Sandbox
    viewer: Viewer
    call: Call
    segments: Mapping[str, str]
    """The parts of the path that vary, as sent: percent-encoded."""
    body: bytes = field(repr=False)
    until: int | None
    """Lists leave out writes with a higher sequence number; None: nothing is left out."""


Handler = Callable[[Asked], Response]


class Endpoint:
    """An ASGI application that answers the methods of one path."""

    def __init__(
        self,
        sandbox: Sandbox,
        provider: ProviderName,
        route: Route,
        error_form: ErrorForm,
        handlers: Mapping[str, Handler],
    ) -> None:
        self.route: Route = route
        self.provider: ProviderName = provider
        self.handlers = handlers
        self._sandbox = sandbox
        self._error_form = error_form

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, in the way that the faults in force allow."""
        request = Request(scope, receive)
        try:
            body = await request.body()
        except ClientDisconnect:
            return
        call = self._call(request)
        self._sandbox.record(call)
        rule = self._sandbox.faults.strike(call)

        def answer(until: int | None) -> Response:
            return self._answer(call, request.path_params, body, until)

        if rule is None:
            await answer(None)(scope, receive, send)
        else:
            exchange = Exchange(scope, receive, send, answer, self._failure, rule)
            await misbehave(exchange)

    def _call(self, request: Request) -> Call:
        return Call(
            provider=self.provider,
            method=request.method,
            route=self.route,
            token=_bearer_token(request.headers.get("authorization", "")),
            path=request.url.path,
            query=parse_qs(request.url.query, keep_blank_values=True),
        )

    def _answer(
        self, call: Call, segments: Mapping[str, str], body: bytes, until: int | None
    ) -> Response:
        if call.token is None:
            return self._failure(Status(401))
        if call.token in FAILING:
            return self._failure(FAILING[call.token])
        handler = self.handlers.get(call.method)
        if handler is None:
            return self._failure(Status(405))
        with self._sandbox.lock:
            viewer = self._sandbox.viewer(call.token)
            asked = Asked(self._sandbox, viewer, call, segments, body, until)
            try:
                return handler(asked)
            except RefusedError as refused:
                return self._failure(refused.status, refused.message)

    def _failure(self, status: Status, message: str | None = None) -> Response:
        body, headers = self._error_form(status, message, self._sandbox.now())
        if status.retry_after is not None:
            headers["retry-after"] = str(status.retry_after)
        headers |= status.headers
        if status.code in _WITHOUT_BODY:
            return Response(status_code=status.code, headers=headers)
        if status.body is None:
            return JsonResponse(body, status.code, headers)
        return raw_json(status.body, status.code, headers)


def not_found(_: Asked) -> Response:
    """The answer to a path that the provider does not have.

    Raises:
        RefusedError: always.
    """
    raise RefusedError(404, "There is nothing at this address.")


def _bearer_token(authorization: str) -> str | None:
    scheme, _, token = authorization.partition(" ")
    return (token.strip() or None) if scheme.lower() == "bearer" else None

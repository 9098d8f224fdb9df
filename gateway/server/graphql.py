"""The GraphQL endpoint: GraphQL over HTTP in front of a schema, with one context a request."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from strawberry.types import ExecutionResult

from gateway.execution import CompiledExecutor
from gateway.server.answer import executed, failed, refused
from gateway.server.body import read_body, require_json
from gateway.server.csrf import require_preflight
from gateway.server.disconnect import ClientLeftError, unless_client_leaves
from gateway.server.errors import unforeseen
from gateway.server.failures import report_failure
from gateway.server.negotiation import MediaType, negotiate, prefers_html
from gateway.server.operation import READ_AND_WRITE, READ_ONLY, execute
from gateway.server.refusal import RefusalError
from gateway.server.request import GraphQLRequest, request_in_body, request_in_query_string
from gateway.server.request_id import request_id_of

ContextMaker = Callable[[Request], object]
"""Makes what resolvers see as `info.context`; awaited when it can be. May raise `RefusalError`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointOptions:
    """What the settings decide about the endpoint."""

    token_headers: tuple[str, ...] = ()
    """The headers that carry provider tokens."""
    max_body_bytes: int = 1024 * 1024
    body_timeout_seconds: float = 10.0
    graphiql_path: str | None = None
    """Where a browser that comes without a query is sent; None: nowhere."""


def graphql_endpoint(
    executor: CompiledExecutor, make_context: ContextMaker, options: EndpointOptions
) -> ASGIApp:
    """An ASGI application for one path; it answers every method itself."""
    return _Endpoint(executor, make_context, options)


class _Endpoint:
    def __init__(
        self, executor: CompiledExecutor, make_context: ContextMaker, options: EndpointOptions
    ) -> None:
        self._executor = executor
        self._make_context = make_context
        self._options = options
        self._vary = ", ".join(("Accept", "Authorization", *options.token_headers))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = await self._respond(Request(scope, receive))
        except ClientLeftError:
            return
        response.headers["Vary"] = self._vary
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        media_type = MediaType.JSON
        accept = ",".join(request.headers.getlist("accept"))
        try:
            if (page := self._page_instead(request, accept)) is not None:
                return page
            media_type = negotiate(accept)
            return await self._answer(request, media_type)
        except RefusalError as refusal:
            return refused(refusal, media_type)
        except ClientLeftError:
            raise
        except Exception as failure:  # noqa: BLE001 - whatever it is, the client gets JSON
            report_failure(failure)
            return failed(media_type, request_id_of(request.scope))

    def _page_instead(self, request: Request, accept: str) -> Response | None:
        """The way to GraphiQL, for a browser that comes to look around."""
        path = self._options.graphiql_path
        if path is None or request.method != "GET" or "query" in request.query_params:
            return None
        if not prefers_html(accept):
            return None
        root_path: str = request.scope.get("root_path", "")
        return RedirectResponse(
            root_path + path, HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"}
        )

    async def _answer(self, request: Request, media_type: MediaType) -> Response:
        asked = await self._read(request)
        result = await unless_client_leaves(request.receive, self._execute(request, asked))
        for failure in unforeseen(result):
            report_failure(failure)
        return executed(result, media_type, request_id_of(request.scope))

    async def _read(self, request: Request) -> GraphQLRequest:
        if request.method == "POST":
            require_json(request)
            options = self._options
            body = await read_body(request, options.max_body_bytes, options.body_timeout_seconds)
            return request_in_body(body)
        if request.method == "GET":
            asked = request_in_query_string(request.scope["query_string"])
            require_preflight(request.headers, self._options.token_headers)
            return asked
        raise RefusalError(
            HTTPStatus.METHOD_NOT_ALLOWED,
            "METHOD_NOT_ALLOWED",
            "Send GraphQL by POST; queries may also come by GET.",
            headers={"Allow": "GET, POST"},
        )

    async def _execute(self, request: Request, asked: GraphQLRequest) -> ExecutionResult:
        context = self._make_context(request)
        if inspect.isawaitable(context):
            context = await context
        allowed = READ_AND_WRITE if request.method == "POST" else READ_ONLY
        return await execute(self._executor, asked, context, allowed)

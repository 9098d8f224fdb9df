"""The GraphQL endpoint: GraphQL over HTTP in front of a schema, with one context a request."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import cast

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from strawberry.types.execution import PreExecutionError

from gateway.execution import CompiledExecutor
from gateway.schema.context import Context
from gateway.server.answer import executed, failed, is_whole, refused, told_again
from gateway.server.body import read_body, require_json
from gateway.server.conditional import validated
from gateway.server.csrf import require_preflight
from gateway.server.disconnect import ClientLeftError, unless_client_leaves
from gateway.server.documents.lookup import Documents
from gateway.server.errors import unforeseen
from gateway.server.failures import report_failure
from gateway.server.known_answers import KnownAnswers
from gateway.server.negotiation import MediaType, negotiate, prefers_html
from gateway.server.operation import READ_AND_WRITE, READ_ONLY, execute
from gateway.server.refusal import RefusalError
from gateway.server.request import (
    GraphQLRequest,
    SentRequest,
    may_name_a_document,
    request_in_body,
    request_in_query_string,
)
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
    known_answers: KnownAnswers | None = None
    """None: every request is executed. Else contexts are those of `gateway.schema`."""
    documents: Documents = field(default_factory=Documents)
    """Those that requests may name instead of sending them."""
    told: Callable[[Scope, GraphQLRequest], None] | None = None
    """Who is told what has been executed, or refused by the executor; None: nobody."""


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
        vary = ", ".join(("Accept", "Authorization", *options.token_headers))
        self._vary = (b"vary", vary.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = await self._respond(Request(scope, receive))
        except ClientLeftError:
            return
        response.raw_headers.append(self._vary)
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
        if path is None or request.method != "GET":
            return None
        if may_name_a_document(request.scope["query_string"]):
            return None
        if not prefers_html(accept):
            return None
        root_path: str = request.scope.get("root_path", "")
        return RedirectResponse(
            root_path + path, HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"}
        )

    async def _answer(self, request: Request, media_type: MediaType) -> Response:
        if request.method == "POST":
            return await self._answer_to_post(request, media_type)
        if request.method == "GET":
            return await self._answer_to_get(request, media_type)
        raise RefusalError(
            HTTPStatus.METHOD_NOT_ALLOWED,
            "METHOD_NOT_ALLOWED",
            "Send GraphQL by POST; queries may also come by GET.",
            headers={"Allow": "GET, POST"},
        )

    async def _answer_to_post(self, request: Request, media_type: MediaType) -> Response:
        require_json(request)
        options = self._options
        body = await read_body(request, options.max_body_bytes, options.body_timeout_seconds)
        return await self._known_or_made(request, body, partial(request_in_body, body), media_type)

    async def _answer_to_get(self, request: Request, media_type: MediaType) -> Response:
        query_string: bytes = request.scope["query_string"]
        sent = request_in_query_string(query_string)
        require_preflight(request.headers, self._options.token_headers)
        key = b"?" + query_string
        response = await self._known_or_made(request, key, lambda: sent, media_type)
        return validated(response, request.headers, media_type)

    async def _known_or_made(
        self, request: Request, key: bytes, sent: Callable[[], SentRequest], media_type: MediaType
    ) -> Response:
        """The answer; `key` is all that it depends on, but for who asks and the media type."""
        known = self._options.known_answers
        if known is None:
            asked = await self._options.documents.resolved(sent())
            return await self._executed(request, asked, await self._context(request), media_type)
        context = cast("Context", await self._context(request))
        name = known.key(context, key, media_type)
        content = await known.find(name)
        if content is not None:
            return told_again(content, media_type)
        asked = await self._options.documents.resolved(sent())
        response = await self._executed(request, asked, context, media_type)
        if _can_be_told_again(asked, response):
            await known.keep(name, bytes(response.body), context)
        return response

    async def _context(self, request: Request) -> object:
        context = self._make_context(request)
        return await context if inspect.isawaitable(context) else context

    async def _executed(
        self, request: Request, asked: GraphQLRequest, context: object, media_type: MediaType
    ) -> Response:
        allowed = READ_AND_WRITE if request.method == "POST" else READ_ONLY
        work = execute(self._executor, asked, context, allowed)
        try:
            result = await unless_client_leaves(request.receive, work)
        finally:
            if self._options.told is not None:
                self._options.told(request.scope, asked)
        if asked.register_as is not None and not isinstance(result, PreExecutionError):
            await self._options.documents.register(asked)
        for failure in unforeseen(result):
            report_failure(failure)
        return executed(result, media_type, request_id_of(request.scope))


def _can_be_told_again(asked: GraphQLRequest, response: Response) -> bool:
    """Whether it answers a query, without errors, and does nothing else.

    An operation that writes says `mutation`; a document that is registered must be so each time.
    """
    registers = asked.register_as is not None
    return is_whole(response) and not registers and "mutation" not in asked.query

"""A gateway in miniature: the fields that the first tabs select, behind a real socket."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager
from enum import Enum
from typing import cast

import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from gateway.server.graphiql import GraphiQLOptions, graphiql_routes


@strawberry.enum
class ProviderState(Enum):
    OK = "OK"
    FAILED = "FAILED"


@strawberry.enum
class Dedupe(Enum):
    NONE = "NONE"
    COLLAPSE = "COLLAPSE"


@strawberry.type
class ProviderError:
    code: str
    message: str
    action: str


@strawberry.type
class Interval:
    start: str
    end: str


@strawberry.type
class ProviderStatus:
    provider: str
    state: ProviderState
    error: ProviderError | None
    gaps: list[Interval]
    item_count: int


@strawberry.type
class PageInfo:
    has_next_page: bool
    end_cursor: str | None


@strawberry.type
class DuplicateMatch:
    score: float
    reasons: list[str]
    is_primary: bool
    activity: Activity


@strawberry.type
class Activity:
    id: strawberry.ID
    provider: str
    type: str
    title: str | None
    start_time: str
    local_date: str | None
    duration_seconds: float
    duplicates: list[DuplicateMatch]


@strawberry.type
class ActivityConnection:
    nodes: list[Activity]
    page_info: PageInfo
    providers: list[ProviderStatus]


@strawberry.type
class Warning:  # noqa: A001 (the type's name in the contract)
    field: list[str]
    message: str


@strawberry.type
class UserError:
    code: str
    message: str
    field: list[str] | None


@strawberry.input
class UpsertSessionInput:
    client_session_id: str
    title: str
    type: str
    start_time: str
    end_time: str


@strawberry.input
class DeleteSessionInput:
    id: strawberry.ID


@strawberry.type
class UpsertSessionPayload:
    activity: Activity | None
    outcome: str | None
    warnings: list[Warning]
    user_errors: list[UserError]


@strawberry.type
class DeleteSessionPayload:
    deleted_id: strawberry.ID | None
    outcome: str | None
    user_errors: list[UserError]


RUN = Activity(
    id=strawberry.ID("run"),
    provider="GOOGLE_FIT",
    type="RUNNING",
    title="A run by the lake",
    start_time="2026-10-19T06:30:00.000Z",
    local_date="2026-10-19",
    duration_seconds=2700,
    duplicates=[],
)
UNAVAILABLE = ProviderError(
    code="UPSTREAM_ERROR", message="Oura does not answer.", action="RETRY_LATER"
)


def _status(provider: str, error: ProviderError | None) -> ProviderStatus:
    state = ProviderState.OK if error is None else ProviderState.FAILED
    return ProviderStatus(
        provider=provider, state=state, error=error, gaps=[], item_count=int(error is None)
    )


@strawberry.type
class Query:
    @strawberry.field
    def activities(
        self,
        info: strawberry.Info[Request],
        first: int = 20,
        dedupe: Dedupe = Dedupe.NONE,
    ) -> ActivityConnection:
        oura_token = info.context.headers.get("X-Oura-Token")
        del first, dedupe
        return ActivityConnection(
            nodes=[RUN],
            page_info=PageInfo(has_next_page=False, end_cursor=None),
            providers=[
                _status("GOOGLE_FIT", None),
                _status("OURA", UNAVAILABLE if oura_token == "unavailable" else None),
            ],
        )


@strawberry.type
class Mutation:
    @strawberry.mutation
    def upsert_session(self, input: UpsertSessionInput) -> UpsertSessionPayload:  # noqa: A002 (the contract's word)
        del input
        return UpsertSessionPayload(activity=RUN, outcome="CREATED", warnings=[], user_errors=[])

    @strawberry.mutation
    def delete_session(self, input: DeleteSessionInput) -> DeleteSessionPayload:  # noqa: A002 (the contract's word)
        return DeleteSessionPayload(deleted_id=input.id, outcome="DELETED", user_errors=[])


SCHEMA = strawberry.Schema(Query, Mutation)


async def _graphql(request: Request) -> Response:
    body = cast("dict[str, object]", json.loads(await request.body()))
    result = await SCHEMA.execute(
        cast("str", body["query"]),
        variable_values=cast("dict[str, object] | None", body.get("variables")),
        operation_name=cast("str | None", body.get("operationName")),
        context_value=request,
    )
    errors = [error.formatted for error in result.errors or []]
    return JSONResponse({"data": result.data} | ({"errors": errors} if errors else {}))


@contextmanager
def serving(options: GraphiQLOptions) -> Generator[str]:
    """The address of a gateway that also answers below `/behind/a/proxy`."""
    routes = [Route("/graphql", _graphql, methods=["POST"]), *graphiql_routes(options)]
    application = Starlette(routes=[*routes, Mount("/behind/a/proxy", routes=routes)])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(application, log_config=None, lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()

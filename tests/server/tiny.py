"""A schema of a few fields, and an application that serves it as the gateway serves its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import NewType

import strawberry
from graphql import GraphQLError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import ASGIApp
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig

from gateway.domain.errors import (
    BadUserInputError,
    GatewayError,
    InvalidIdError,
    ProvidersFailedError,
    RateLimitedError,
    UpstreamStatusError,
)
from gateway.domain.provider_name import Provider
from gateway.execution import CompiledExecutor
from gateway.server.cors import with_cors
from gateway.server.graphql import ContextMaker, EndpointOptions, graphql_endpoint
from gateway.server.request_id import RequestIdMiddleware

TOKEN_HEADERS = ("X-Google-Fit-Token", "X-Oura-Token")
SECRET = "61 bpm of token abc"

Even = NewType("Even", int)


class OddNumberError(BadUserInputError):
    """A number that is not even."""

    code = "ODD"


def _even(value: object) -> int:
    if not isinstance(value, int):
        raise ValueError("no number")  # noqa: TRY004 - what a scalar's parser is to raise
    if value % 2:
        raise OddNumberError("The number is odd: double it.")
    return value


@dataclass
class Work:
    """What the slow fields did."""

    started: asyncio.Event = field(default_factory=asyncio.Event)
    ended: list[str] = field(default_factory=list[str])

    async def last(self, name: str) -> str:
        self.started.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.ended.append(name)
        return name


@strawberry.type
class Query:
    @strawberry.field
    def hello(self, name: str = "world") -> str:
        return f"hello {name}"

    @strawberry.field
    def context(self, info: strawberry.Info[object]) -> str:
        return str(info.context)

    @strawberry.field
    def extension(self, info: strawberry.Info[object]) -> str:
        return str(info.input_extensions["tag"])

    @strawberry.field
    def even(self, number: Even) -> int:
        return number

    @strawberry.field
    def maybe(self) -> str | None:
        raise ValueError(SECRET)

    @strawberry.field
    def broken(self) -> str:
        raise ValueError(SECRET)

    @strawberry.field
    def too_large(self) -> int | None:
        return 61_000_000_000

    @strawberry.field
    def not_encodable(self) -> str:
        return "\ud800"

    @strawberry.field
    def refused_id(self) -> str | None:
        raise InvalidIdError("x")

    @strawberry.field
    def rate_limited(self) -> str | None:
        raise RateLimitedError(Provider.OURA, "Too many calls.", status=429, retry_after_seconds=30)

    @strawberry.field
    def both_failed(self) -> str | None:
        raise ProvidersFailedError(
            [
                UpstreamStatusError(Provider.GOOGLE_FIT, "Out of order.", status=503),
                RateLimitedError(Provider.OURA, "Too many calls.", retry_after_seconds=30),
            ]
        )

    @strawberry.field
    def bare_failure(self) -> str | None:
        raise GatewayError(SECRET)

    @strawberry.field
    def coded(self) -> str | None:
        raise GraphQLError("Too costly.", extensions={"code": "TOO_COSTLY", "cost": 7})

    @strawberry.field
    async def slow(self, info: strawberry.Info[Work], name: str = "slow") -> str:
        return await info.context.last(name)


@strawberry.type
class Mutation:
    @strawberry.mutation
    def rename(self, name: str) -> str:
        return name


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def ticks(self) -> AsyncIterator[int]:
        yield 1


def schema_with(*extensions: type[SchemaExtension]) -> strawberry.Schema:
    return strawberry.Schema(
        Query,
        Mutation,
        Subscription,
        extensions=extensions,
        config=StrawberryConfig(
            scalar_map={Even: strawberry.scalar(name="Even", parse_value=_even, serialize=int)}
        ),
    )


SCHEMA = schema_with()


def application(
    make_context: ContextMaker | None = None,
    *,
    options: EndpointOptions | None = None,
    schema: strawberry.Schema = SCHEMA,
    origins: tuple[str, ...] = (),
) -> ASGIApp:
    """The endpoint at `/graphql` inside the middlewares."""
    endpoint = graphql_endpoint(
        CompiledExecutor(schema, compile_at_use=1),
        make_context or _no_context,
        options or EndpointOptions(token_headers=TOKEN_HEADERS),
    )
    routed = Starlette(routes=[Route("/graphql", endpoint)])
    return RequestIdMiddleware(with_cors(routed, origins, TOKEN_HEADERS))


def _no_context(_: Request) -> None:
    return None

"""What is served, as the settings say: which documents, and how many at once."""

from __future__ import annotations

import strawberry
from graphql import NoSchemaIntrospectionCustomRule

from gateway.execution import CompiledExecutor, Limits
from gateway.execution.schema import graphql_schema_of
from gateway.schema.prices import prices
from gateway.server.gate import Capacity
from gateway.settings import Settings


def make_executor(settings: Settings, schema: strawberry.Schema) -> CompiledExecutor:
    """What executes the schema's operations, within the limits of the settings."""
    rules = () if settings.introspection else (NoSchemaIntrospectionCustomRule,)
    limits = Limits(
        tokens=settings.max_tokens,
        depth=settings.max_depth,
        aliases=settings.max_aliases,
        directives=settings.max_directives,
        root_fields=settings.max_root_fields,
        cost=settings.max_cost,
        answer_fields=settings.max_answer_fields,
        hides_schema=not settings.introspection,
        prices=prices(graphql_schema_of(schema)),
    )
    return CompiledExecutor(schema, rules=rules, limits=limits)


def capacity(settings: Settings) -> Capacity:
    """How many requests run at once, and how long others wait for it."""
    return Capacity(
        max_running=settings.max_running_requests, max_wait_seconds=settings.max_wait_seconds
    )

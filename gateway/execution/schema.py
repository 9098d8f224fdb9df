"""What is inside a Strawberry schema, and whether compiled execution can stand in for its own."""

from __future__ import annotations

import strawberry
from graphql import GraphQLError, GraphQLSchema
from strawberry.extensions import ParserCache, SchemaExtension, ValidationCache
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types import ExecutionContext

_REPLACED = (ParserCache, ValidationCache)
"""Extensions whose work is done here anyway."""


def graphql_schema_of(schema: strawberry.Schema) -> GraphQLSchema:
    """graphql-core's schema, which Strawberry builds and keeps to itself."""
    return schema._schema  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] # no other way to it


def can_be_compiled(schema: strawberry.Schema) -> bool:
    """Whether nothing but resolvers takes part in an execution."""
    return (
        all(_is_replaced(extension) for extension in schema.get_extensions())
        and _executor_class(schema) is StrawberryGraphQLCoreExecutionContext
        and not schema.config.enable_experimental_incremental_execution
    )


def _executor_class(schema: strawberry.Schema) -> object:
    return schema.execution_context_class  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]


def _is_replaced(extension: SchemaExtension) -> bool:
    return type(extension) in _REPLACED


def process_errors(
    schema: strawberry.Schema, errors: list[GraphQLError], asked: ExecutionContext
) -> None:
    """Let the schema see the errors of an execution, as Strawberry does."""
    schema._process_errors(errors, asked)  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] # no other way to it

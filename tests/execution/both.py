"""Runs a document through Strawberry's own execution and through compiled code, and compares."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.types import ExecutionResult

from gateway.execution import CompiledExecutor

Make = Callable[[], object]
"""Makes a root value or a context anew for each of the executions."""


def nothing() -> None:
    """No root value, or no context."""


async def both(
    schema: strawberry.Schema,
    document: str,
    *,
    variables: Mapping[str, Any] | None = None,
    root: Make = nothing,
    context: Make = nothing,
    operation_name: str | None = None,
    executor: CompiledExecutor | None = None,
) -> ExecutionResult:
    """The result of the document, which is the same compiled, and when that code runs again.

    Data must be equal in values and in the order of keys; errors in their order, messages, paths,
    locations, extensions, and in the class of what was raised first.
    """
    expected = await schema.execute(
        document,
        dict(variables or {}),
        context_value=context(),
        root_value=root(),
        operation_name=operation_name,
    )
    await settle()
    executor = executor or CompiledExecutor(schema, compile_at_use=1)
    for _ in range(2):
        result = await executor.execute(
            document,
            variables=variables,
            context=context(),
            root=root(),
            operation_name=operation_name,
        )
        await settle()
        assert shown(result) == shown(expected)
    return expected


def shown(result: ExecutionResult) -> dict[str, object]:
    """All of the result that a client or a log could see, comparable."""
    return {
        "kind": type(result).__name__,
        "data": repr(result.data),
        "errors": [_shown(error) for error in result.errors or []],
        "extensions": result.extensions,
    }


def _shown(error: GraphQLError) -> dict[str, object]:
    return {
        "message": error.message,
        "path": error.path,
        "locations": error.locations,
        "extensions": error.extensions,
        "raised": type(error.original_error),
    }


async def settle() -> None:
    """Let what an execution has given up come to its end."""
    for _ in range(20):
        await asyncio.sleep(0)

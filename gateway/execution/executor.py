"""The way in: a document and its variables to a result, as `strawberry.Schema.execute` gives it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import strawberry
from graphql import GraphQLError
from graphql.validation import ASTValidationRule
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionContext, ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType

from gateway.execution.budget import Budget
from gateway.execution.documents import Documents
from gateway.execution.limits import Limits
from gateway.execution.schema import can_be_compiled, process_errors


class CompiledExecutor:
    """Executes operations of one schema; those that come again as compiled code.

    It remembers up to `documents` documents with up to `characters` characters in all, none of them
    larger than `largest_cached_characters`. `rules` are checked beside those of GraphQL, `limits`
    before anything is executed.
    """

    def __init__(  # noqa: PLR0913 - limits, each with its default
        self,
        schema: strawberry.Schema,
        *,
        documents: int = 500,
        characters: int = 200_000,
        largest_cached_characters: int = 20_000,
        rules: Collection[type[ASTValidationRule]] = (),
        limits: Limits | None = None,
        compile_at_use: int = 2,
    ) -> None:
        self.compiles = can_be_compiled(schema)
        """Whether operations are compiled at all, or the schema's extensions leave it to itself."""
        self._schema = schema
        self._budget = Budget(limits)
        self._documents = Documents(
            schema,
            documents=documents,
            characters=characters,
            largest_cached_characters=largest_cached_characters,
            rules=tuple(rules),
            limits=limits,
            compile_at_use=compile_at_use,
        )

    async def execute(  # noqa: PLR0913 - what a request consists of
        self,
        query: str | None,
        *,
        variables: Mapping[str, Any] | None = None,
        context: object = None,
        operation_name: str | None = None,
        allowed: Collection[OperationType] = frozenset(OperationType),
        root: object = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """What the schema makes of the document; a `PreExecutionError` when it refuses it.

        Raises:
            MissingQueryError: there is no document.
            CannotGetOperationTypeError: it has no operation, or none of that name.
            InvalidOperationTypeError: the operation is of a kind that is not allowed.
        """
        asked = ExecutionContext(
            query=query,
            schema=self._schema,
            allowed_operations=allowed,
            context=context,
            variables=None if variables is None else dict(variables),
            root_value=root,
            provided_operation_name=operation_name,
            operation_extensions=operation_extensions,
        )
        if not self.compiles and not self._budget.is_limited:
            return await self._execute_by_strawberry(asked, operation_name)
        try:
            result = await self._execute(asked, operation_name)
        except (MissingQueryError, CannotGetOperationTypeError, InvalidOperationTypeError):
            raise
        except Exception as error:  # noqa: BLE001 - told to the schema, and in the result
            result = _refused([_as_graphql(error)])
        if result.errors:
            process_errors(self._schema, result.errors, asked)
        return result

    def operations_in(self, query: str) -> int:
        """How many operations the document has; none when it cannot be read."""
        try:
            return self._documents.read(query).count
        except (MissingQueryError, GraphQLError):
            return 0

    def errors_in(self, query: str) -> Sequence[GraphQLError]:
        """Why the document is refused, whatever its variables may be; none where it is not."""
        try:
            return self._documents.read(query).errors
        except MissingQueryError:
            return [GraphQLError("The document is empty.")]
        except GraphQLError as error:
            return [error]

    def operation_of(self, query: str, name: str | None) -> tuple[str | None, str | None]:
        """The kind and the name of an operation that has been executed; None: nobody remembers.

        It looks, and parses nothing.
        """
        operation = self._documents.remembered(query, name)
        return (None, None) if operation is None else (operation.type.value, operation.name)

    async def _execute(
        self, asked: ExecutionContext, operation_name: str | None
    ) -> ExecutionResult:
        document = self._documents.read(asked.query)
        asked.graphql_document = document.ast
        operation = document.operation(asked.operation_name)
        if operation.type not in asked.allowed_operations:
            raise InvalidOperationTypeError(operation.type)
        if document.errors:
            return _refused([*document.errors])
        cost = self._budget.cost(operation, asked.variables)
        if not self.compiles:
            return await self._execute_by_strawberry(asked, operation_name)
        executed = await operation.execute(asked)
        told = self._budget.told(cost, asked.operation_extensions)
        return ExecutionResult(executed.data, executed.errors, extensions=told)

    async def _execute_by_strawberry(
        self, asked: ExecutionContext, operation_name: str | None
    ) -> ExecutionResult:
        return await self._schema.execute(
            asked.query,
            asked.variables,
            asked.context,
            asked.root_value,
            operation_name,
            asked.allowed_operations,
            asked.operation_extensions,
        )


def _refused(errors: list[GraphQLError]) -> PreExecutionError:
    return PreExecutionError(data=None, errors=errors, extensions={})


def _as_graphql(error: Exception) -> GraphQLError:
    if isinstance(error, GraphQLError):
        return error
    return GraphQLError(str(error), original_error=error)

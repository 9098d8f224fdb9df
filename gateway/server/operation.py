"""Runs one request's operation in the schema, and says so when there is none to run."""

from __future__ import annotations

import re
from http import HTTPStatus

from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from gateway.execution import CompiledExecutor
from gateway.server.refusal import OperationRefusedError, RefusalError
from gateway.server.request import GraphQLRequest

READ_ONLY = frozenset({OperationType.QUERY})
READ_AND_WRITE = frozenset({OperationType.QUERY, OperationType.MUTATION})

_OPERATION_KEYWORD = re.compile(r"\b(?:query|mutation|subscription)\b")


async def execute(
    executor: CompiledExecutor,
    asked: GraphQLRequest,
    context: object,
    allowed: frozenset[OperationType],
) -> ExecutionResult:
    """What the schema makes of the request.

    Raises:
        OperationRefusedError: the document does not say which operation to run, or a kind that is
            not served.
        RefusalError: 405, it asks a GET for a mutation.
    """
    _require_a_choice(executor, asked)
    try:
        return await executor.execute(
            asked.query,
            variables=asked.variables,
            context=context,
            operation_name=asked.operation_name or None,
            allowed=allowed,
            operation_extensions=asked.extensions,
        )
    except MissingQueryError:
        raise OperationRefusedError(
            "GRAPHQL_PARSE_FAILED", "The document is empty: send one such as `{ __typename }`."
        ) from None
    except CannotGetOperationTypeError:
        raise _unresolved(
            "The document has no operation, or none named as `operationName` says."
        ) from None
    except InvalidOperationTypeError as error:
        raise _not_served(error.operation_type) from None


def _require_a_choice(executor: CompiledExecutor, asked: GraphQLRequest) -> None:
    """Check that a document of several operations comes with a name: Strawberry runs the first.

    Several operations need a keyword each, so most documents are told apart without parsing.
    """
    if asked.operation_name or len(_OPERATION_KEYWORD.findall(asked.query)) <= 1:
        return
    if executor.operations_in(asked.query) > 1:
        raise _unresolved("The document has several operations: name one in `operationName`.")


def _unresolved(message: str) -> OperationRefusedError:
    return OperationRefusedError("OPERATION_RESOLUTION_FAILURE", message)


def _not_served(kind: OperationType) -> RefusalError:
    if kind is OperationType.MUTATION:
        return RefusalError(
            HTTPStatus.METHOD_NOT_ALLOWED,
            "METHOD_NOT_ALLOWED",
            "A GET only reads: send mutations by POST.",
            headers={"Allow": "POST"},
        )
    return OperationRefusedError("BAD_REQUEST", "Subscriptions are not served: send a query.")

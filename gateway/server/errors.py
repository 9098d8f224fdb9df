"""Entries of `errors`, made of what the execution reports: known failures told, others masked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError, ValueNode
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from gateway.domain.errors import BadUserInputError, ProvidersFailedError, UpstreamError
from gateway.server.failures import INTERNAL_CODE, INTERNAL_MESSAGE

Json = dict[str, Any]
LONGEST_MESSAGE = 2_000
"""In characters: one name of a document may stand in every error about it."""

Told = tuple[str, Json]
"""The message and the extensions that the client may see of one failure."""


def began(result: ExecutionResult) -> bool:
    """Whether fields were resolved, so that the response has a `data` entry, be it null."""
    return result.data is not None or any(e.path is not None for e in result.errors or ())


def response_errors(result: ExecutionResult, request_id: str) -> list[Json]:
    """The entries of `errors`; empty when there are none."""
    masked = (INTERNAL_MESSAGE, {"code": INTERNAL_CODE, "requestId": request_id})
    return [
        _entry(error, told)
        for error in result.errors or ()
        for told in _known(error, result) or [masked]
    ]


def unforeseen(result: ExecutionResult) -> Iterator[BaseException]:
    """The failures that `response_errors` masks, for the log."""
    for error in result.errors or ():
        if not _known(error, result):
            yield _innermost(error)


def _entry(error: GraphQLError, told: Told) -> Json:
    message, extensions = told
    entry: Json = {"message": _cut(message)}
    if error.locations:
        entry["locations"] = [location.formatted for location in error.locations]
    if error.path is not None:
        entry["path"] = error.path
    return {**entry, "extensions": extensions}


def _cut(message: str) -> str:
    """The message, without most of a name or value of the client's that is longer than any is."""
    half = LONGEST_MESSAGE // 2
    return message if len(message) <= LONGEST_MESSAGE else f"{message[:half]} … {message[-half:]}"


def _known(error: GraphQLError, result: ExecutionResult) -> list[Told]:
    """What the client may see: several where providers failed together, nothing of a bug."""
    for cause in _chain(error):
        if isinstance(cause, BadUserInputError):
            return [(error.message, {"code": cause.code})]
        if isinstance(cause, UpstreamError):
            return [_upstream(cause)]
        if isinstance(cause, ProvidersFailedError):
            return [_upstream(failure) for failure in cause.failures]
        extensions: Json = (isinstance(cause, GraphQLError) and cause.extensions) or {}
        if isinstance(extensions.get("code"), str):
            return [(error.message, extensions)]
    code = _request_code(error, result) if error.path is None else _field_code(error)
    return [] if code is None else [(error.message, {"code": code})]


def _upstream(error: UpstreamError) -> Told:
    return error.message, {
        "code": error.code.value,
        "provider": error.provider.name,
        "action": error.action.value,
        "retryable": error.retryable,
        "retryAfterSeconds": error.retry_after_seconds,
        "upstreamStatus": error.upstream_status,
    }


def _request_code(error: GraphQLError, result: ExecutionResult) -> str | None:
    """The code of what is wrong with the document or its variables; None: with the gateway."""
    if isinstance(error, GraphQLSyntaxError):
        return "GRAPHQL_PARSE_FAILED"
    if not error.nodes and not isinstance(error.original_error, GraphQLError | None):
        return None
    if isinstance(result, PreExecutionError):
        return "GRAPHQL_VALIDATION_FAILED"
    return BadUserInputError.code


def _field_code(error: GraphQLError) -> str | None:
    """The code of an argument that has no usable value; None for whatever else a field does.

    graphql-core's own errors about a field's result are bugs of the gateway, and quote the value.
    """
    for cause in _chain(error):
        nodes = cause.nodes if isinstance(cause, GraphQLError) else None
        if nodes and all(isinstance(node, ValueNode) for node in nodes):
            return BadUserInputError.code
    return None


def _chain(error: GraphQLError) -> Iterator[BaseException]:
    """The error, and what it wraps, from the outside in."""
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.original_error if isinstance(link, GraphQLError) else None


def _innermost(error: GraphQLError) -> BaseException:
    *_, last = _chain(error)
    return last

"""An HTTP response out of what was executed, or of why nothing was."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson
from starlette.responses import Response
from strawberry.types import ExecutionResult

from gateway.server.errors import began, response_errors
from gateway.server.failures import INTERNAL_CODE, INTERNAL_MESSAGE
from gateway.server.negotiation import MediaType
from gateway.server.refusal import OperationRefusedError, RefusalError

ERRORS_FIRST = b'{"errors"'
"""How the body of an answer with errors begins."""

_NEVER_STORED = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def executed(result: ExecutionResult, media_type: MediaType, request_id: str) -> Response:
    """The answer to a well-formed request.

    The status is 200 whenever there is a `data` entry, and under `application/json` also when
    there is none; a failure of the gateway's own before there is data is 500 under both.
    """
    errors = response_errors(result, request_id)
    content: dict[str, Any] = {"errors": errors} if errors else {}
    if began(result):
        content["data"] = result.data
    if result.extensions:
        content["extensions"] = result.extensions
    return _response(content, _status(content, media_type), media_type)


def told_again(content: bytes, media_type: MediaType) -> Response:
    """The answer that an `executed` one without errors gave before."""
    return _sent(content, HTTPStatus.OK, media_type)


def is_whole(response: Response) -> bool:
    """Whether it is the answer to what was executed, without errors."""
    content = bytes(response.body)
    return response.status_code == HTTPStatus.OK and not content.startswith(ERRORS_FIRST)


def refused(refusal: RefusalError, media_type: MediaType) -> Response:
    """The answer to a request that nothing was executed for."""
    well_formed = isinstance(refusal, OperationRefusedError) and media_type is MediaType.JSON
    return _response(
        _one_error(refusal.message, refusal.extensions),
        HTTPStatus.OK if well_formed else refusal.status,
        media_type,
        refusal.headers,
    )


def failed(media_type: MediaType, request_id: str) -> Response:
    """The answer when the gateway itself failed."""
    return _response(
        _one_error(INTERNAL_MESSAGE, {"code": INTERNAL_CODE, "requestId": request_id}),
        HTTPStatus.INTERNAL_SERVER_ERROR,
        media_type,
    )


def _one_error(message: str, extensions: Mapping[str, str | int]) -> dict[str, Any]:
    return {"errors": [{"message": message, "extensions": extensions}]}


def _status(content: Mapping[str, Any], media_type: MediaType) -> HTTPStatus:
    if "data" in content:
        return HTTPStatus.OK
    if any(error["extensions"]["code"] == INTERNAL_CODE for error in content["errors"]):
        return HTTPStatus.INTERNAL_SERVER_ERROR
    return HTTPStatus.OK if media_type is MediaType.JSON else HTTPStatus.BAD_REQUEST


def _response(
    content: Mapping[str, Any],
    status: HTTPStatus,
    media_type: MediaType,
    headers: Mapping[str, str] | None = None,
) -> Response:
    return _sent(orjson.dumps(content), status, media_type, headers)


def _sent(
    content: bytes,
    status: HTTPStatus,
    media_type: MediaType,
    headers: Mapping[str, str] | None = None,
) -> Response:
    return Response(
        content,
        status,
        {**_NEVER_STORED, **(headers or {})},
        f"{media_type}; charset=utf-8",
    )

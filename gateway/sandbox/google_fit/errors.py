"""Google's form of an error, as its APIs share it."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import NamedTuple

from gateway.sandbox.endpoint import Failure
from gateway.sandbox.faults import Status


class _Kind(NamedTuple):
    status: str
    reason: str
    message: str


_KINDS = {
    400: _Kind("INVALID_ARGUMENT", "badRequest", "The request has an invalid argument."),
    401: _Kind("UNAUTHENTICATED", "authError", "The access token is missing or not accepted."),
    403: _Kind("PERMISSION_DENIED", "insufficientPermissions", "The token lacks a scope for this."),
    404: _Kind("NOT_FOUND", "notFound", "There is no such resource."),
    405: _Kind("UNIMPLEMENTED", "httpMethodNotAllowed", "The method is not allowed here."),
    409: _Kind("ALREADY_EXISTS", "conflict", "There is such a resource already."),
    429: _Kind("RESOURCE_EXHAUSTED", "rateLimitExceeded", "The quota for these calls is used up."),
    500: _Kind("INTERNAL", "backendError", "Something went wrong inside."),
    503: _Kind("UNAVAILABLE", "backendError", "The service is out of order for now."),
}
_OTHER = _Kind("UNKNOWN", "unknown", "The request failed.")


def google_error(status: Status, message: str | None, _: datetime) -> Failure:
    """`{"error": {"code", "message", "status", "errors": [...]}}`."""
    kind = _KINDS.get(status.code, _OTHER)
    text = message or kind.message
    entry = {"message": text, "domain": "global", "reason": kind.reason}
    headers: dict[str, str] = {}
    if status.code == HTTPStatus.UNAUTHORIZED:
        entry |= {"location": "Authorization", "locationType": "header"}
        headers["www-authenticate"] = 'Bearer realm="sandbox", error="invalid_token"'
    error = {"code": status.code, "message": text, "errors": [entry], "status": kind.status}
    return Failure({"error": error}, headers)

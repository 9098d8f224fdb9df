"""What a connection is told that no request is taken from: whole answers, which close it."""

from __future__ import annotations

from http import HTTPStatus

import orjson


def _answer(status: HTTPStatus, headers: bytes = b"", body: bytes = b"") -> bytes:
    return (
        b"HTTP/1.1 %d %s\r\n%sconnection: close\r\ncontent-length: %d\r\n\r\n%s"
        % (status, status.phrase.encode(), headers, len(body), body)
    )  # fmt: skip


_TOO_SLOW = orjson.dumps(
    {
        "errors": [
            {
                "message": "The body did not arrive in time: send it again.",
                "extensions": {"code": "REQUEST_TIMEOUT"},
            }
        ]
    }
)

HEAD_TIMEOUT = _answer(HTTPStatus.REQUEST_TIMEOUT)
BODY_TIMEOUT = _answer(
    HTTPStatus.REQUEST_TIMEOUT, b"content-type: application/json; charset=utf-8\r\n", _TOO_SLOW
)
TOO_LARGE = _answer(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
NO_ROOM = _answer(HTTPStatus.SERVICE_UNAVAILABLE, b"retry-after: 1\r\n")

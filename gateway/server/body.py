"""A request's body: of the one type that is served, within a size and a time."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request

from gateway.server.disconnect import ClientLeftError
from gateway.server.negotiation import MediaType, media_range
from gateway.server.refusal import BadRequestError, RefusalError


def require_json(request: Request) -> None:
    """Check that the body is said to be plain JSON.

    This is also what keeps other sites' forms out: a browser sends `application/json` to another
    origin only after a preflight that the origin has allowed.

    Raises:
        RefusalError: 415, it is of another type, or of none.
    """
    types = [media_range(value) for value in request.headers.getlist("content-type")]
    encoding = request.headers.get("content-encoding", "identity")
    if len(types) != 1 or types[0].type != MediaType.JSON:
        raise _unsupported("Send the body as JSON, with one Content-Type: application/json.")
    if types[0].charset not in {"utf-8", "utf8"}:
        raise _unsupported("Encode the body as UTF-8; no other charset is read.")
    if encoding.strip().lower() not in {"", "identity"}:
        raise _unsupported("Send the body uncompressed, without a Content-Encoding.")


async def read_body(request: Request, max_bytes: int, timeout_seconds: float) -> bytes:
    """The whole body; counted while it arrives, so that no more than `max_bytes` is ever held.

    Raises:
        RefusalError: 413, it is larger; 408, it takes longer than `timeout_seconds`.
        ClientLeftError: the client went away before the end.
    """
    _check_declared_length(request.headers.get("content-length"), max_bytes)
    try:
        async with asyncio.timeout(timeout_seconds):
            return await _counted(request, max_bytes)
    except TimeoutError:
        raise RefusalError(
            HTTPStatus.REQUEST_TIMEOUT,
            "REQUEST_TIMEOUT",
            f"The body did not arrive within {timeout_seconds:g} seconds: send it again.",
            headers={"Connection": "close"},
        ) from None
    except ClientDisconnect:
        raise ClientLeftError from None


async def _counted(request: Request, max_bytes: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        if len(body) + len(chunk) > max_bytes:
            raise _too_large(max_bytes)
        body += chunk
    return bytes(body)


def _check_declared_length(declared: str | None, max_bytes: int) -> None:
    if declared is None:
        return
    if not (declared.isascii() and declared.isdecimal()):
        raise BadRequestError("The Content-Length is not a number.")
    if len(declared) > len(str(max_bytes)) or int(declared) > max_bytes:
        raise _too_large(max_bytes)


def _too_large(max_bytes: int) -> RefusalError:
    return RefusalError(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "PAYLOAD_TOO_LARGE",
        f"The body is larger than the {max_bytes} bytes that are read: send a shorter document.",
    )


def _unsupported(message: str) -> RefusalError:
    return RefusalError(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        "UNSUPPORTED_MEDIA_TYPE",
        message,
        headers={"Accept-Post": MediaType.JSON},
    )

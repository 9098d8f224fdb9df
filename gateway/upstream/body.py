"""The body of an answer, as far as it is within the limit."""

from __future__ import annotations

from typing import cast

import httpx

from gateway.domain.errors import InvalidResponseError, ResultLimitError
from gateway.domain.provider_name import Provider


async def whole_body(
    response: httpx.Response, provider: Provider, limit_bytes: int, *, is_question: bool
) -> bytes:
    """All of it.

    Raises:
        InvalidResponseError: it is compressed, which nobody asked for, or too large for a write's.
        ResultLimitError: it is too large, and answers a question.
    """
    if any(
        name.lower() == b"content-encoding" and value.lower() != b"identity"
        for name, value in response.headers.raw
    ):
        raise unreadable(provider, response.status_code)
    chunks: list[bytes] = []
    bytes_left = limit_bytes
    async for chunk in cast("httpx.AsyncByteStream", response.stream):
        bytes_left -= len(chunk)
        if bytes_left < 0:
            raise _too_large(response, provider, is_question=is_question)
        chunks.append(chunk)
    return b"".join(chunks)


def unreadable(provider: Provider, status: int | None = None) -> InvalidResponseError:
    """What an answer that nobody can read makes of a call."""
    return InvalidResponseError(
        provider, "The provider's answer is not what it documents.", status=status
    )


def _too_large(
    response: httpx.Response, provider: Provider, *, is_question: bool
) -> InvalidResponseError | ResultLimitError:
    if not is_question:
        return unreadable(provider, response.status_code)
    return ResultLimitError(
        provider,
        "The provider's answer is larger than the gateway takes: ask for a shorter range.",
        status=response.status_code,
    )

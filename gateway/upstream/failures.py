"""httpx exceptions and statuses -> UpstreamError: translated here, once."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from http import HTTPStatus

import aiohttp
import httpx
import structlog
from structlog.typing import FilteringBoundLogger

from gateway.domain.errors import (
    CircuitOpenError,
    InvalidResponseError,
    NotSentError,
    RateLimitedError,
    ReauthRequiredError,
    ScopeMissingError,
    StillLimitedError,
    SunsetError,
    UpstreamBrokenError,
    UpstreamError,
    UpstreamRefusedError,
    UpstreamStatusError,
    UpstreamTimeoutError,
    UpstreamUnreachableError,
)
from gateway.domain.provider_name import Provider
from gateway.upstream.answer import Answer

CALL_FAILURES = (httpx.HTTPError, aiohttp.ClientError, TimeoutError, OSError)
"""What a call over HTTP can raise. aiohttp's own come through where its transport knows no twin."""

_NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, httpx.ConnectError)
_LATE = (TimeoutError, httpx.TimeoutException)
_NOT_HTTP = (aiohttp.ClientResponseError, httpx.RemoteProtocolError, httpx.DecodingError)

_REFUSALS: dict[int, tuple[type[UpstreamError], str]] = {
    HTTPStatus.UNAUTHORIZED: (
        ReauthRequiredError,
        "The provider refused the token: link the account again.",
    ),
    HTTPStatus.FORBIDDEN: (
        ScopeMissingError,
        "The token was not granted what this needs: link the account again and allow it.",
    ),
    HTTPStatus.GONE: (SunsetError, "The provider has switched this API off."),
    HTTPStatus.TOO_MANY_REQUESTS: (
        RateLimitedError,
        "The provider limits the number of calls, and the limit is reached.",
    ),
}

_log: FilteringBoundLogger = structlog.get_logger()


def unanswered(provider: Provider, problem: Exception) -> UpstreamError:
    """What a call that brought no whole answer failed of (one of `CALL_FAILURES`).

    The aiohttp transport reports a connection that closed without an answer as if none had been
    made, so that its cause decides and not httpx's class.
    """
    cause = problem.__cause__ if isinstance(problem.__cause__, aiohttp.ClientError) else problem
    if isinstance(cause, _NOT_SENT):
        return NotSentError(provider, "No connection to the provider could be had.")
    if isinstance(cause, _LATE):
        return UpstreamTimeoutError(provider, "The provider gave no whole answer in time.")
    if isinstance(cause, _NOT_HTTP):
        return InvalidResponseError(provider, "The provider's answer is not sound HTTP.")
    return UpstreamUnreachableError(
        provider, "The connection to the provider broke before its answer was whole."
    )


def refused(provider: Provider, answer: Answer) -> UpstreamError:
    """What an answer outside 2xx means where its status says it all."""
    kind, message = _REFUSALS.get(answer.status) or _by_class(answer.status)
    return kind(
        provider,
        message,
        status=answer.status,
        retry_after_seconds=answer.retry_after_seconds,
    )


def _by_class(status: int) -> tuple[type[UpstreamError], str]:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        is_busy = status == HTTPStatus.SERVICE_UNAVAILABLE
        kind = UpstreamStatusError if is_busy else UpstreamBrokenError
        return kind, f"The provider failed with status {status}."
    if status < HTTPStatus.BAD_REQUEST:
        return (
            UpstreamRefusedError,
            f"The provider answered with status {status}, which is not followed.",
        )
    return UpstreamRefusedError, f"The provider refused the call with status {status}."


@contextmanager
def reported(provider: Provider) -> Generator[None]:
    """Log a failure inside as one event, without path, query, body or token.

    What was not sent because of earlier failures, which have been logged, is not.
    """
    started = time.monotonic()
    try:
        yield
    except (CircuitOpenError, StillLimitedError):
        raise
    except UpstreamError as failure:
        _log.warning(
            "upstream_failed",
            provider=provider.value,
            code=failure.code.value,
            elapsed_ms=round((time.monotonic() - started) * 1000),
            status=failure.upstream_status,
        )
        raise

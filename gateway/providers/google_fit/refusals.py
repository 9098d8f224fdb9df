"""What Google's error bodies say beyond their status."""

from __future__ import annotations

from http import HTTPStatus

from gateway.domain.errors import (
    ApplicationLimitedError,
    NotOwnedError,
    RateLimitedError,
    ScopeMissingError,
    UpstreamError,
    UpstreamRefusedError,
)
from gateway.domain.provider_name import Provider
from gateway.providers.google_fit import wire
from gateway.upstream.answer import Answer
from gateway.upstream.decoding import decoded_or_none

_QUOTA_REASONS = {
    "rateLimitExceeded",
    "userRateLimitExceeded",
    "quotaExceeded",
    "RATE_LIMIT_EXCEEDED",
}
_PROJECT_QUOTA_REASONS = {"dailyLimitExceeded"}
"""The others may be about one person or all of them; Google does not say which."""
_SCOPE_REASONS = {"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}
_PROJECT_REASONS = {"accessNotConfigured", "SERVICE_DISABLED"}

_Meaning = tuple[type[UpstreamError], str]
_TOO_MANY: _Meaning = (RateLimitedError, "Google Fit's limit on calls is reached.")
_TOO_MANY_OF_ALL: _Meaning = (
    ApplicationLimitedError,
    "Google Fit's limit on the calls of this gateway as a whole is reached.",
)
_SCOPE: _Meaning = (
    ScopeMissingError,
    "The token was not granted what this needs at Google Fit: link again and allow it.",
)
_PROJECT: _Meaning = (
    UpstreamRefusedError,
    "The Fitness API is not enabled for the project that the token was issued to.",
)
_NOT_OWNED: _Meaning = (
    NotOwnedError,
    "Google Fit lets only the application that wrote a record change or delete it.",
)


def explain(answer: Answer) -> UpstreamError | None:
    """What a 403 means, and whose limit a 429 is about; other statuses speak for themselves."""
    if answer.status == HTTPStatus.FORBIDDEN:
        kind, message = _meaning(_reasons(answer.body), is_of_write=answer.is_of_write)
    elif _is_limit_of_project(answer):
        kind, message = _TOO_MANY_OF_ALL
    else:
        return None
    return kind(
        Provider.GOOGLE_FIT,
        message,
        status=answer.status,
        retry_after_seconds=answer.retry_after_seconds,
    )


def _meaning(reasons: set[str], *, is_of_write: bool) -> _Meaning:
    if reasons & _PROJECT_QUOTA_REASONS:
        return _TOO_MANY_OF_ALL
    if reasons & _QUOTA_REASONS:
        return _TOO_MANY
    if reasons & _SCOPE_REASONS:
        return _SCOPE
    if reasons & _PROJECT_REASONS:
        return _PROJECT
    return _NOT_OWNED if is_of_write else _SCOPE


def _is_limit_of_project(answer: Answer) -> bool:
    is_limit = answer.status == HTTPStatus.TOO_MANY_REQUESTS
    return is_limit and bool(_reasons(answer.body) & _PROJECT_QUOTA_REASONS)


def _reasons(body: bytes) -> set[str]:
    sent = decoded_or_none(body, wire.ErrorBody)
    if sent is None:
        return set()
    entries = (*sent.error.errors, *sent.error.details)
    return {entry.reason for entry in entries if entry.reason is not None}

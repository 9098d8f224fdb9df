"""What Oura's refusals say beyond their status."""

from __future__ import annotations

from http import HTTPStatus

from gateway.domain.errors import (
    ApplicationLimitedError,
    ReauthRequiredError,
    ScopeMissingError,
    SubscriptionExpiredError,
    UpstreamError,
)
from gateway.domain.provider_name import Provider
from gateway.providers.oura import wire
from gateway.upstream.answer import Answer
from gateway.upstream.decoding import decoded_or_none

_WORDS_FOR_SCOPES = ("scope", "permission")
_TIER_OF_ALL = "application"
"""In `X-RateLimit-Tier`: the limit of all wearers together was reached, not that of the token."""


def explain(answer: Answer) -> UpstreamError | None:
    """What a 403 means: mostly, that the membership has lapsed. And whose limit a 429 is about.

    A scope that is missing may be refused by 401 as well, and by 403 without a word of it.
    """
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return _application_limit(answer)
    if answer.status == HTTPStatus.UNAUTHORIZED:
        return ReauthRequiredError(
            Provider.OURA,
            "Oura refused the token: link the account again.",
            status=answer.status,
            may_be_scope=True,
        )
    if answer.status != HTTPStatus.FORBIDDEN:
        return None
    if _speaks_of_scopes(answer.body):
        return ScopeMissingError(
            Provider.OURA,
            "The token was not granted what this needs at Oura: link again and allow it.",
            status=answer.status,
        )
    return SubscriptionExpiredError(
        Provider.OURA,
        "Oura gives no data: the membership has lapsed, or the access was not permitted.",
        status=answer.status,
        may_be_scope=True,
    )


def _application_limit(answer: Answer) -> ApplicationLimitedError | None:
    if answer.headers.get("x-ratelimit-tier", "").strip().lower() != _TIER_OF_ALL:
        return None
    return ApplicationLimitedError(
        Provider.OURA,
        "Oura limits the number of calls of this gateway as a whole, and the limit is reached.",
        status=answer.status,
        retry_after_seconds=answer.retry_after_seconds,
    )


def _speaks_of_scopes(body: bytes) -> bool:
    refusal = decoded_or_none(body, wire.Refusal)
    return refusal is not None and any(word in refusal.detail.lower() for word in _WORDS_FOR_SCOPES)

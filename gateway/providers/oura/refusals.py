"""What Oura's error bodies say beyond their status."""

from __future__ import annotations

from http import HTTPStatus

from gateway.domain.errors import ScopeMissingError, SubscriptionExpiredError, UpstreamError
from gateway.domain.provider_name import Provider
from gateway.providers.oura import wire
from gateway.upstream.answer import Answer
from gateway.upstream.decoding import decoded_or_none

_WORDS_FOR_SCOPES = ("scope", "permission")


def explain(answer: Answer) -> UpstreamError | None:
    """What a 403 means: mostly, that the membership has lapsed."""
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
    )


def _speaks_of_scopes(body: bytes) -> bool:
    refusal = decoded_or_none(body, wire.Refusal)
    return refusal is not None and any(word in refusal.detail.lower() for word in _WORDS_FOR_SCOPES)

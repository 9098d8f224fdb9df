"""FreshnessInput: how old an answer may be."""

from __future__ import annotations

import strawberry

from gateway.domain.errors import BadUserInputError
from gateway.domain.freshness import Freshness


@strawberry.input(description="How old an answer may be.")
class FreshnessInput:
    """See `domain.freshness.Freshness`."""

    max_age_seconds: int | None = strawberry.field(
        default=None,
        description=(
            "The oldest that an answer from the cache may be, in seconds. 0 forces a live call; "
            "left out: as the gateway is set."
        ),
    )
    stale_if_error: bool = strawberry.field(
        default=True,
        description=(
            "Whether an older answer may stand in when the provider fails, unless by refusing the "
            "token; its state is then STALE."
        ),
    )


def freshness(wanted: FreshnessInput | None) -> Freshness:
    """What the query accepts.

    Raises:
        BadUserInputError: an age below zero.
    """
    if wanted is None:
        return Freshness()
    if wanted.max_age_seconds is not None and wanted.max_age_seconds < 0:
        raise BadUserInputError("`freshness.maxAgeSeconds` must not be negative.")
    return Freshness(wanted.max_age_seconds, wanted.stale_if_error)

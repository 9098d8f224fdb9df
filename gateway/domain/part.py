"""One part of what a provider was asked for: how it went, and what it cost."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from gateway.domain.answered import Answered
from gateway.domain.errors import UpstreamError


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part that came, that came with something left out (`error`), or that did not come."""

    fetched_at: datetime | None = None
    """When it left the provider; None for one that did not come."""
    error: UpstreamError | None = None
    upstream_calls: int = 0
    is_live: bool = True
    """Whether something of it came from the provider now, rather than from what was kept."""
    is_stale: bool = False
    """Whether nothing is left out, but an older answer stands in beside the error."""


def part_of(answered: Answered[Any], *, left_out: UpstreamError | None) -> Part:
    """An answer as a part; `left_out` says why it is not whole."""
    return Part(
        fetched_at=answered.fetched_at,
        error=answered.error or left_out,
        upstream_calls=answered.upstream_calls,
    )

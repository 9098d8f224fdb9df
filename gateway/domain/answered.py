"""What a provider answered to one question, or why it did not, and what asking cost."""

from __future__ import annotations

from datetime import datetime
from typing import Generic, TypeVar

import msgspec

from gateway.domain.errors import UpstreamError

T = TypeVar("T")


class Answered(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """What a provider answered to one question."""

    content: T | None = None
    """None for a failure, and for what the provider does not have."""
    error: UpstreamError | None = None
    fetched_at: datetime | None = None
    upstream_calls: int = 0

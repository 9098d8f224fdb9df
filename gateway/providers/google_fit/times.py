"""Milliseconds since 1970, as Google Fit's aggregation takes and gives times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


def millis(instant: datetime) -> int:
    """Cut to whole ones."""
    return (instant - _EPOCH) // _MILLISECOND


def from_millis(since_1970: int) -> datetime:
    """In UTC."""
    return _EPOCH + since_1970 * _MILLISECOND

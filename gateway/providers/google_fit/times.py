"""Milliseconds since 1970, as Google Fit takes and gives times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


def millis(instant: datetime) -> int:
    """Cut to whole ones."""
    return (instant - _EPOCH) // _MILLISECOND


def from_millis(since_1970: int) -> datetime:
    """In UTC.

    Raises:
        OverflowError: it is beyond the calendar.
    """
    return _EPOCH + since_1970 * _MILLISECOND


def instant_or_none(since_1970: int | None) -> datetime | None:
    """In UTC; None for none, and for one beyond the calendar."""
    try:
        return None if since_1970 is None else from_millis(since_1970)
    except OverflowError:
        return None

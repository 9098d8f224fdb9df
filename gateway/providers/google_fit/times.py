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


_FIRST: Final = millis(datetime.min.replace(tzinfo=UTC))
_LAST: Final = millis(datetime.max.replace(tzinfo=UTC))


def is_in_the_calendar(since_1970: int) -> bool:
    """Whether it is an instant of the years 1 to 9999."""
    return _FIRST <= since_1970 <= _LAST

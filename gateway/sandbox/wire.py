"""Records as the providers' JSON has them, and the sandbox's sense of time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

Wire = dict[str, Any]
"""One record, exactly as its provider's API answers it. Never changed once it is stored."""

Clock = Callable[[], datetime]
"""Says what time it is: an aware datetime."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Records(NamedTuple):
    """Records of one person at both providers."""

    google_fit_sessions: list[Wire]
    oura_workouts: list[Wire]
    oura_sessions: list[Wire]


def utc_now() -> datetime:
    """The time by the machine's clock."""
    return datetime.now(UTC)


def millis(instant: datetime) -> int:
    """Whole milliseconds since 1970, rounded down."""
    return (instant - _EPOCH) // timedelta(milliseconds=1)


def instant_of(text: str) -> datetime:
    """An ISO 8601 date-time as an instant; one without an offset is taken as UTC.

    Raises:
        ValueError: it is not a date-time.
    """
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

"""Records in the providers' JSON that start exactly when a test says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from gateway.sandbox.seed.wires import Span

NOW = datetime(2026, 7, 15, 12, tzinfo=UTC)
"""The time of gateways whose answers must not depend on today's date; in the middle of a month, so
that the day ahead, which a feed looks at too, is in the same window."""

ZURICH = ZoneInfo("Europe/Zurich")


def noon() -> datetime:
    """A clock that stands still."""
    return NOW


def span(start: str, minutes: float = 30, zone: ZoneInfo = ZURICH) -> Span:
    """The time from `start`, an instant such as `2026-05-01T06:00:00Z`, on."""
    begin = datetime.fromisoformat(start).astimezone(UTC)
    return Span(begin, begin + timedelta(minutes=minutes), zone)

"""Oura's times: ISO 8601 texts with the wearer's offset, as activities need them.

One without an offset, which Oura does not promise never to send, is read as UTC, and the wearer's
wall clock counts as unknown.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

_MINUTE: Final = timedelta(minutes=1)
_DATE_LENGTH: Final = len("2026-03-29")
_MICROS_PER_MILLI: Final = 1000


def instant(text: str) -> datetime:
    """In UTC, cut to whole milliseconds.

    What has an instant has an offset and a wall clock that can be read, or none.

    Raises:
        ValueError: it is no date with a time.
        OverflowError: it is beyond the calendar in UTC.
    """
    if len(text) <= _DATE_LENGTH:
        raise ValueError("a time of day is missing")
    parsed = datetime.fromisoformat(text)
    return _cut(parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC))


def instant_or_none(text: str) -> datetime | None:
    """The instant; None for what is none."""
    try:
        return instant(text)
    except (ValueError, OverflowError):
        return None


def day_of(text: str) -> date:
    """The day on the wearer's calendar, or on that of UTC. `text` has an instant."""
    return datetime.fromisoformat(text).date()


def offset_minutes(text: str) -> int | None:
    """Minutes east of UTC; None without an offset. `text` has an instant."""
    offset = datetime.fromisoformat(text).utcoffset()
    return None if offset is None else offset // _MINUTE


def wall_clock(text: str) -> datetime | None:
    """Without a zone, cut to whole milliseconds; None without an offset. `text` has an instant."""
    parsed = datetime.fromisoformat(text)
    if parsed.tzinfo is None:
        return None
    return _cut(datetime.combine(parsed.date(), parsed.time()))  # faster than `replace` by far


def _cut(moment: datetime) -> datetime:
    surplus = moment.microsecond % _MICROS_PER_MILLI
    return moment.replace(microsecond=moment.microsecond - surplus) if surplus else moment

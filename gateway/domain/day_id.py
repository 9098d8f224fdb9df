"""Ids of days: the day and the zone that it is a day of, which together tell all of it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from gateway.domain.errors import InvalidIdError
from gateway.domain.record_id import from_opaque, to_opaque
from gateway.domain.zones import zone_named

_PREFIX = "1:DailySummary:"
_YEARS = range(1970, 2100)
"""Days of other years have no ids."""


class DayId(NamedTuple):
    """A day's id, in parts."""

    zone: ZoneInfo | None
    day: date


def encode_day_id(day: DayId) -> str:
    """`1:DailySummary:<zone, or nothing>:<date>` in base64url, without padding."""
    zone = "" if day.zone is None else day.zone.key
    return to_opaque(f"{_PREFIX}{zone}:{day.day.isoformat()}")


def decode_day_id(encoded: str) -> DayId:
    """The parts of an id.

    Raises:
        InvalidIdError: it is not the id of a day, in exactly the form that `encode_day_id` gives.
    """
    try:
        text = from_opaque(encoded)
        zone, _, day = text.removeprefix(_PREFIX).rpartition(":")
        found = DayId(zone_named(zone) if zone else None, date.fromisoformat(day))
    except ValueError:
        raise InvalidIdError(encoded, "a day") from None
    if encode_day_id(found) != encoded or found.day.year not in _YEARS:
        raise InvalidIdError(encoded, "a day")
    return found

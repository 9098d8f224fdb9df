"""Oura `ring_configuration` and `ring_battery_level`: what the person wears."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from gateway.sandbox.seed.oura.ids import document_id
from gateway.sandbox.seed.oura.words import ODD_RING_COLOR
from gateway.sandbox.seed.person import Person
from gateway.sandbox.wire import Wire, millis

FIRST_RING: Final = date(2025, 9, 1)
SECOND_RING: Final = date(2026, 2, 14)
_CHARGED_EVERY_DAYS = 4
_LOSS_AN_HOUR = 0.95
_CHARGING_HOUR = 18


def ring_configuration(person: Person, day: date) -> list[Wire]:
    """The ring that is set up on a day; the second one has a colour that came later."""
    if day not in (FIRST_RING, SECOND_RING):
        return []
    is_first = day == FIRST_RING
    dice = person.dice(day, "ring")
    return [
        {
            "id": document_id(day, dice),
            "color": "stealth_black" if is_first else ODD_RING_COLOR,
            "design": "horizon" if is_first else None,
            "firmware_version": "3.4.5" if is_first else "1.0.2",
            "hardware_type": "gen3" if is_first else "or5",
            "set_up_at": _text(datetime.combine(day, time(6), UTC)),
            "size": None if dice.chance(0.2) else dice.whole(6, 12),
        }
    ]


def ring_battery_level(person: Person, day: date) -> list[Wire]:
    """Each hour of a day in UTC; charged every fourth day."""
    dice = person.dice(day, "battery")
    since = day.toordinal() % _CHARGED_EVERY_DAYS
    rows: list[Wire] = []
    for hour in range(24):
        charging = since == 0 and hour == _CHARGING_HOUR
        hours = (since * 24 + hour - _CHARGING_HOUR - 1) % (_CHARGED_EVERY_DAYS * 24)
        level = 100 if charging else max(3, round(100 - hours * _LOSS_AN_HOUR))
        instant = datetime.combine(day, time(hour), UTC) + timedelta(seconds=dice.whole(0, 59))
        known = not dice.chance(0.05)
        rows.append(
            {
                "timestamp": _text(instant),
                "timestamp_unix": millis(instant),
                "charging": charging if known else None,
                "in_charger": charging if known else None,
                "level": level,
            }
        )
    return rows


def _text(instant: datetime) -> str:
    return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")

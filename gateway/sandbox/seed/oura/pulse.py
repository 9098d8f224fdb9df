"""Oura `heartrate`: every five minutes, and every ten seconds during workouts."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from gateway.sandbox.seed.dice import Dice
from gateway.sandbox.seed.history import records_of
from gateway.sandbox.seed.oura.nights import SLOT, Night, night_of
from gateway.sandbox.seed.oura.words import ODD_DAY, ODD_SOURCE
from gateway.sandbox.seed.person import Person
from gateway.sandbox.wire import Wire, instant_of, millis

_DAY, _STEP = timedelta(days=1), timedelta(seconds=10)
_WARM_UP = timedelta(minutes=8)


class _Effort(NamedTuple):
    """A workout, as the heart knows it."""

    start: datetime
    end: datetime
    bpm: float


def heartrate(person: Person, day: date) -> list[Wire]:
    """The rows of a day in UTC; none for the hour in which the ring is charged."""
    dice = person.dice(day, "heart rate")
    midnight = datetime.combine(day, time(), UTC)
    nights = night_of(person, day), night_of(person, day + _DAY)
    efforts = _efforts(person, day)
    charged = midnight + dice.minutes(17 * 60, 19 * 60)
    rows = [
        _quiet(instant, nights, dice)
        for instant in (midnight + index * SLOT for index in range(_DAY // SLOT))
        if not charged <= instant < charged + timedelta(hours=1)
        and not any(effort.start <= instant < effort.end for effort in efforts)
    ]
    for effort in efforts:
        rows += _during(effort, midnight, dice)
    if day.day == ODD_DAY:
        rows[0]["source"] = ODD_SOURCE
    return [*{row["timestamp"]: row for row in rows}.values()]


def _quiet(instant: datetime, nights: tuple[Night, ...], dice: Dice) -> Wire:
    for night in nights:
        if night.holds(instant):
            return _row(instant, night.bpm(instant), "sleep")
    if dice.chance(0.1):
        return _row(instant, dice.whole(54, 64), "rest")
    return _row(instant, dice.whole(60, 96), "awake")


def _efforts(person: Person, day: date) -> list[_Effort]:
    """The workouts that may touch a day in UTC."""
    days = (day + number * _DAY for number in (-1, 0, 1))
    return [_effort(wire) for one in days for wire in records_of(person, one).oura_workouts]


def _effort(workout: Wire) -> _Effort:
    start, end = instant_of(workout["start_datetime"]), instant_of(workout["end_datetime"])
    minutes = max(1.0, (end - start) / timedelta(minutes=1))
    return _Effort(start, end, min(176.0, 78 + 7.2 * (workout["calories"] or 0) / minutes))


def _during(effort: _Effort, midnight: datetime, dice: Dice) -> list[Wire]:
    """Rising through the first minutes, then steady; only what lies in the day."""
    rows: list[Wire] = []
    instant = effort.start
    while instant < effort.end:
        if midnight <= instant < midnight + _DAY:
            warm = min(1.0, (instant - effort.start) / _WARM_UP)
            bpm = 78 + (effort.bpm - 78) * warm + dice.between(-5, 5)
            rows.append(_row(instant, round(bpm), "workout"))
        instant += _STEP
    return rows


def _row(instant: datetime, bpm: int, source: str) -> Wire:
    text = instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"timestamp": text, "timestamp_unix": millis(instant), "bpm": bpm, "source": source}

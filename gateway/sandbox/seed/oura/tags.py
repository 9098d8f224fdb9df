"""Oura `enhanced_tag` and the older `tag`: what the person noted, mostly in both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from gateway.sandbox.seed.dice import Dice
from gateway.sandbox.seed.oura.ids import document_id
from gateway.sandbox.seed.person import Person, at, zone_on
from gateway.sandbox.seed.wires import local_time
from gateway.sandbox.wire import Wire

LONELY_TAG: Final = (10, 3)
"""Month and day of the older tag that no enhanced one stands for."""


class Habit(NamedTuple):
    """Something that is noted: how likely on a day, when, and for how long where it lasts."""

    code: str | None
    probability: float
    hour: int
    minutes: tuple[int, int] | None
    comment: str | None = None
    custom_name: str | None = None


HABITS: Final[Sequence[Habit]] = (
    Habit("tag_generic_coffee", 0.3, 8, None),
    Habit("tag_sleep_nap", 0.04, 14, (20, 50)),
    Habit("custom", 0.06, 17, (15, 40), custom_name="Sauna 🧖"),
    Habit("custom", 0.03, 18, None, "new strings", "Violin"),
    Habit(None, 0.07, 19, None, "Long day; legs feel heavy."),
    Habit("tag_generic_alcohol", 0.08, 20, (60, 150), "One glass."),
)


def enhanced_tag(person: Person, day: date) -> list[Wire]:
    """A time, or a range of it; a code, `custom` with a name, or a text alone."""
    return [_enhanced(day, habit, start, dice) for habit, start, dice in _noted(person, day)]


def tag(person: Person, day: date) -> list[Wire]:
    """The older form of what has neither a range nor a name of its own; once a year one more."""
    older = [
        _older(day, start, dice, habit.comment, [habit.code] if habit.code else [])
        for habit, start, dice in _noted(person, day)
        if habit.minutes is None and habit.custom_name is None
    ]
    if (day.month, day.day) == LONELY_TAG:
        dice = person.dice(day, "lonely tag")
        older.append(_older(day, at(day, 21), dice, "From the old app.", ["tag_generic_stress"]))
    return older


def _noted(person: Person, day: date) -> list[tuple[Habit, datetime, Dice]]:
    dice = person.dice(day, "tags")
    return [
        (habit, at(day, habit.hour, dice.minutes(0, 50)), person.dice(day, f"tag {number}"))
        for number, habit in enumerate(HABITS)
        if dice.chance(habit.probability)
    ]


def _enhanced(day: date, habit: Habit, start: datetime, dice: Dice) -> Wire:
    zone = zone_on(day)
    end = None if habit.minutes is None else start + dice.minutes(*habit.minutes)
    return {
        "id": document_id(day, dice),
        "tag_type_code": habit.code,
        "start_time": local_time(start, zone),
        "end_time": None if end is None else local_time(end, zone),
        "start_day": day.isoformat(),
        "end_day": None if end is None else end.astimezone(zone).date().isoformat(),
        "comment": habit.comment,
        "custom_name": habit.custom_name,
    }


def _older(day: date, start: datetime, dice: Dice, text: str | None, tags: list[str]) -> Wire:
    return {
        "id": document_id(day, dice),
        "day": day.isoformat(),
        "text": text,
        "timestamp": local_time(start, zone_on(day)),
        "tags": tags,
    }

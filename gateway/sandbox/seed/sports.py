"""Workouts: runs, rides, walks, hikes and strength, recorded by one provider or by both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from gateway.sandbox.seed.dice import Dice
from gateway.sandbox.seed.person import HOME, Person, at, zone_on
from gateway.sandbox.seed.wires import Span, fit_session, oura_workout
from gateway.sandbox.wire import Records, Wire

EUROPE_CHANGES_CLOCKS = time(1)
"""In UTC, in all zones at once."""

_NOON, _EVENING = 12, 17


@dataclass(frozen=True, slots=True)
class Sport:
    """What one kind of workout looks like at both providers."""

    noun: str
    fit_types: Sequence[int]
    oura_activities: Sequence[str]
    minutes: tuple[int, int]
    kcal_per_minute: tuple[float, float]
    meters_per_minute: tuple[float, float] | None
    intensities: Sequence[str]


RUN = Sport(
    "run", (8, 8, 8, 56), ("running",), (28, 75), (9.5, 12.5), (155, 205), ("moderate", "hard")
)
RIDE = Sport(
    "ride", (1, 16), ("cycling",), (45, 170), (7, 10.5), (330, 480), ("moderate", "hard", "easy")
)
STRENGTH = Sport(
    "strength session", (80, 97), ("strengthTraining",), (30, 60), (4.5, 7), None, ("moderate",)
)
WALK = Sport(
    "walk", (7, 7, 93), ("walking", "walking", "hiking"), (25, 80), (3.6, 5), (75, 98), ("easy",)
)
HIKE = Sport("hike", (35,), ("hiking",), (120, 330), (5.5, 8), (48, 66), ("moderate", "hard"))


class Habit(NamedTuple):
    """What is done on a day of the week: how likely, and from when on."""

    sport: Sport
    probability: float
    hour: int


HABITS: Mapping[int, Sequence[Habit]] = {
    0: (Habit(STRENGTH, 0.5, 18),),
    1: (Habit(RUN, 0.55, 6),),
    2: (Habit(RIDE, 0.25, 17), Habit(WALK, 0.2, 12)),
    3: (Habit(RUN, 0.4, 18),),
    4: (Habit(STRENGTH, 0.25, 7),),
    5: (Habit(RIDE, 0.3, 9), Habit(HIKE, 0.25, 13)),
    6: (Habit(WALK, 0.5, 15),),
}
"""By the day of the week, Monday first."""


def workouts(person: Person, day: date) -> Records:
    """The workouts of a day."""
    dice = person.dice(day, "workouts")
    records = Records([], [], [])
    for habit in HABITS[day.weekday()]:
        if dice.chance(habit.probability):
            start = at(day, habit.hour, dice.minutes(0, 70) + dice.seconds(0, 59))
            end = start + dice.minutes(*habit.sport.minutes) + dice.seconds(0, 59)
            _record(records, habit.sport, Span(start, end, zone_on(day)), dice)
    return records


def clock_change(person: Person, day: date) -> Records:
    """A walk around half past two in the night in which the clocks change."""
    records = Records([], [], [])
    moment = datetime.combine(day, EUROPE_CHANGES_CLOCKS, UTC)
    span = Span(moment - timedelta(minutes=30), moment + timedelta(minutes=20), HOME)
    if span.start.astimezone(HOME).utcoffset() != span.end.astimezone(HOME).utcoffset():
        dice = person.dice(day, "clock change")
        records.google_fit_sessions.append(_in_fit(WALK, span, dice))
        records.oura_workouts.append(_in_oura(WALK, span, dice))
    return records


def _record(records: Records, sport: Sport, span: Span, dice: Dice) -> None:
    """Let both providers have it, or one: 3 to 1 to 1."""
    who = dice.whole(1, 5)
    if who != 1:
        records.oura_workouts.append(_in_oura(sport, span, dice))
    if who != 2:  # noqa: PLR2004 - the second of the five cases
        records.google_fit_sessions.append(_in_fit(sport, _by_the_phone(span, dice), dice))


def _by_the_phone(span: Span, dice: Dice) -> Span:
    """A phone is started and stopped by hand: a little off, sometimes to the same millisecond."""
    if dice.chance(0.1):
        return span
    tenths = timedelta(milliseconds=dice.whole(0, 999))
    return span.shifted(dice.seconds(-130, 150) + tenths, dice.seconds(-90, 240) + tenths)


def _in_fit(sport: Sport, span: Span, dice: Dice) -> Wire:
    hour = span.start.astimezone(span.zone).hour
    title = f"{_part_of_day(hour)} {sport.noun}" if dice.chance(0.6) else ""
    active = int(span.minutes * dice.between(0.86, 1) * 60_000)
    more: Wire = {"activeTimeMillis": str(active)} if dice.chance(0.7) else {}
    if dice.chance(0.1):
        more["description"] = dice.pick(("Felt good.", "Windy.", "With Noa.", "Tired legs."))
    return fit_session(dice.uuid(), dice.pick(sport.fit_types), span, name=title, **more)


def _in_oura(sport: Sport, span: Span, dice: Dice) -> Wire:
    pace = sport.meters_per_minute
    return oura_workout(
        dice.uuid(),
        dice.pick(sport.oura_activities),
        span,
        calories=round(span.minutes * dice.between(*sport.kcal_per_minute), 3),
        distance=None if pace is None else round(span.minutes * dice.between(*pace), 1),
        intensity=dice.pick(sport.intensities),
        label=dice.pick(("Lunch break", "Along the lake", "Club")) if dice.chance(0.12) else None,
        source=dice.pick(("confirmed", "confirmed", "autodetected", "workout_heart_rate")),
    )


def _part_of_day(hour: int) -> str:
    if hour < _NOON:
        return "Morning"
    return "Afternoon" if hour < _EVENING else "Evening"

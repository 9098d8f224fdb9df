"""Oura `daily_activity`: a day from 4 to 4, minute by minute, with the workouts in it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from gateway.sandbox.seed.history import records_of
from gateway.sandbox.seed.oura.ids import document_id
from gateway.sandbox.seed.oura.nights import night_of
from gateway.sandbox.seed.oura.scores import around, overall, score
from gateway.sandbox.seed.person import Person, at, zone_on
from gateway.sandbox.seed.wires import Span, local_time, samples
from gateway.sandbox.wire import Wire, instant_of

FIRST_HOUR: Final = 4
_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)
_CLASS_MINUTES = 5
_CLASSES = ((1.05, "1"), (1.5, "2"), (3.0, "3"), (6.0, "4"))
"""The METs below which five minutes count as rest, inactive, low and medium; above, as high."""
_USUAL_MET = 3.5
_STEPS_A_MINUTE = {"3": 38, "4": 96, "5": 150}
_TARGET_KCAL = 450


class _Minutes(NamedTuple):
    span: Span
    mets: list[float]
    classes: str
    """One for each five minutes; 0 where the ring was not worn."""
    ridden: frozenset[int]
    """The minutes on wheels, which have no steps."""

    def seconds(self, klass: str) -> int:
        return self.classes.count(klass) * _CLASS_MINUTES * 60

    def met_minutes(self, klass: str) -> int:
        steps = range(0, len(self.mets), _CLASS_MINUTES)
        chosen = (at for at, own in zip(steps, self.classes, strict=True) if own == klass)
        return round(sum(sum(self.mets[at : at + _CLASS_MINUTES]) for at in chosen))


def daily_activity(person: Person, day: date) -> list[Wire]:
    """The day's energies, times and steps; its active energy holds that of its workouts."""
    dice = person.dice(day, "daily activity")
    minutes = _minutes(person, day)
    kcal_per_met = _kcal_per_met(person)
    active = round(sum(met - 1 for met in minutes.mets if met > _CLASSES[1][0]) * kcal_per_met)
    walked = round(active / (0.00075 * person.weight_kg))
    target = round(_TARGET_KCAL / (0.00075 * person.weight_kg))
    contributors: dict[str, int | None] = {
        "meet_daily_targets": around(dice, 76),
        "move_every_hour": around(dice, 83),
        "recovery_time": around(dice, 88),
        "stay_active": score(100 - minutes.seconds("2") / 900),
        "training_frequency": around(dice, 80),
        "training_volume": None if dice.chance(0.05) else around(dice, 74),
    }
    return [
        {
            "id": document_id(day, dice),
            "active_calories": active,
            "average_met_minutes": round(sum(minutes.mets) / len(minutes.mets), 5),
            "class_5_min": minutes.classes,
            "contributors": contributors,
            "day": day.isoformat(),
            "equivalent_walking_distance": walked,
            "high_activity_met_minutes": minutes.met_minutes("5"),
            "high_activity_time": minutes.seconds("5"),
            "inactivity_alerts": dice.whole(0, 4),
            "low_activity_met_minutes": minutes.met_minutes("3"),
            "low_activity_time": minutes.seconds("3"),
            "medium_activity_met_minutes": minutes.met_minutes("4"),
            "medium_activity_time": minutes.seconds("4"),
            "met": samples(minutes.span, 60.0, [*minutes.mets]),
            "meters_to_target": max(0, target - walked),
            "non_wear_time": minutes.seconds("0"),
            "resting_time": minutes.seconds("1"),
            "score": None if dice.chance(0.03) else overall(contributors),
            "sedentary_met_minutes": minutes.met_minutes("2"),
            "sedentary_time": minutes.seconds("2"),
            "steps": _steps(minutes),
            "target_calories": _TARGET_KCAL,
            "target_meters": target,
            "timestamp": local_time(minutes.span.start, minutes.span.zone),
            "total_calories": active + round(len(minutes.mets) * kcal_per_met),
        }
    ]


def _minutes(person: Person, day: date) -> _Minutes:
    """A MET for each minute: in bed, up and about, on the way, at a workout."""
    dice = person.dice(day, "minutes")
    span = Span(at(day, FIRST_HOUR), at(day + _DAY, FIRST_HOUR), zone_on(day))
    count = (span.end - span.start) // (_CLASS_MINUTES * _MINUTE) * _CLASS_MINUTES
    nights = night_of(person, day), night_of(person, day + _DAY)
    instants = [span.start + index * _MINUTE for index in range(count)]
    mets = [
        0.9 if any(night.holds(at) for night in nights) else round(dice.between(1.1, 1.4), 1)
        for at in instants
    ]
    for _ in range(dice.whole(9, 16)):
        begin = at(day, 8, dice.minutes(0, 720))
        _lay(
            mets,
            span.start,
            Span(begin, begin + dice.minutes(5, 18), span.zone),
            dice.between(2, 4),
        )
    shower = dice.whole(150, 168) * _CLASS_MINUTES if dice.chance(0.5) else None
    ridden = _lay_workouts(mets, span.start, person, day)
    worn = Span(span.start, instants[-1] + _MINUTE, span.zone)
    return _Minutes(worn, mets, _classes(mets, shower), ridden)


def _lay_workouts(mets: list[float], begin: datetime, person: Person, day: date) -> frozenset[int]:
    """Put the METs of the workouts in, with their whole energies; the minutes on wheels."""
    ridden: set[int] = set()
    for wire in (w for d in (day, day + _DAY) for w in records_of(person, d).oura_workouts):
        start, end = instant_of(wire["start_datetime"]), instant_of(wire["end_datetime"])
        met = _USUAL_MET
        if wire["calories"] is not None:
            met = 1 + wire["calories"] / ((end - start) / _MINUTE) / _kcal_per_met(person)
        laid = _lay(mets, begin, Span(start, end, zone_on(day)), met)
        if wire["activity"] == "cycling":
            ridden.update(laid)
    return frozenset(ridden)


def _lay(mets: list[float], begin: datetime, span: Span, met: float) -> range:
    """Let the minutes of the span have the METs; which they are."""
    first = max(0, (span.start - begin) // _MINUTE)
    minutes = range(first, min(len(mets), -((begin - span.end) // _MINUTE)))
    for index in minutes:
        mets[index] = round(met, 2)
    return minutes


def _classes(mets: list[float], shower: int | None) -> str:
    """A letter for each five minutes."""
    return "".join(
        "0" if start == shower else _class(mets[start : start + _CLASS_MINUTES])
        for start in range(0, len(mets), _CLASS_MINUTES)
    )


def _class(mets: list[float]) -> str:
    mean = sum(mets) / len(mets)
    return next((klass for limit, klass in _CLASSES if mean < limit), "5")


def _steps(minutes: _Minutes) -> int:
    return sum(
        _STEPS_A_MINUTE.get(minutes.classes[index // _CLASS_MINUTES], 0)
        for index in range(len(minutes.mets))
        if index not in minutes.ridden
    )


def _kcal_per_met(person: Person) -> float:
    """What one MET burns in a minute."""
    return 3.5 * person.weight_kg / 200

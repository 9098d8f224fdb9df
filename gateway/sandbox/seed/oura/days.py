"""Oura's collections that tell of a whole day in few words, and of days of rest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from gateway.sandbox.seed.oura.ids import document_id
from gateway.sandbox.seed.oura.words import ODD_DAY, ODD_RESILIENCE_LEVEL, ODD_STRESS_SUMMARY
from gateway.sandbox.seed.person import Person, at, zone_on
from gateway.sandbox.seed.wires import local_time
from gateway.sandbox.wire import Wire

REST_MODES: Final = {(12, 8): 3, (3, 17): 2, (7, 2): None}
"""By month and day of their start: how many days they last; None: nobody has ended it."""
_SUNDAY = 6
_BALANCED_SECONDS = 3600
_LEVELS = ((35, "limited"), (50, "adequate"), (65, "solid"), (80, "strong"), (101, "exceptional"))


def daily_stress(person: Person, day: date) -> list[Wire]:
    """How long the day was stressful, and how long restoring; whole quarters of an hour."""
    dice = person.dice(day, "daily stress")
    stress, recovery = dice.whole(0, 18) * 900, dice.whole(0, 14) * 900
    return [
        {
            "id": document_id(day, dice),
            "day": day.isoformat(),
            "day_summary": None if dice.chance(0.06) else _summary(day, stress - recovery),
            "recovery_high": recovery,
            "stress_high": stress,
        }
    ]


def _summary(day: date, stress_beyond_recovery: int) -> str:
    if day.day == ODD_DAY:
        return ODD_STRESS_SUMMARY
    if abs(stress_beyond_recovery) <= _BALANCED_SECONDS:
        return "normal"
    return "stressful" if stress_beyond_recovery > 0 else "restored"


def daily_resilience(person: Person, day: date) -> list[Wire]:
    """How well the person recovers, over two weeks."""
    dice = person.dice(day, "daily resilience")
    contributors = {
        "sleep_recovery": round(dice.between(45, 90), 1),
        "daytime_recovery": round(dice.between(20, 70), 1),
        "stress": round(dice.between(30, 85), 1),
    }
    mean = sum(contributors.values()) / len(contributors)
    level = next(level for limit, level in _LEVELS if mean < limit)
    return [
        {
            "id": document_id(day, dice),
            "day": day.isoformat(),
            "contributors": contributors,
            "level": ODD_RESILIENCE_LEVEL if day.day == ODD_DAY else level,
        }
    ]


def daily_cardiovascular_age(person: Person, day: date) -> list[Wire]:
    """Near the person's age; now and then without a result."""
    dice = person.dice(day, "cardiovascular age")
    age = max(18, person.age + dice.whole(-4, 3))
    return [
        {
            "id": document_id(day, dice),
            "day": day.isoformat(),
            "pulse_wave_velocity": None if dice.chance(0.1) else round(4.5 + age / 20, 3),
            "vascular_age": None if dice.chance(0.05) else age,
        }
    ]


def vo2_max(person: Person, day: date) -> list[Wire]:
    """An estimate each Sunday."""
    if day.weekday() != _SUNDAY:
        return []
    dice = person.dice(day, "vo2 max")
    return [
        {
            "id": document_id(day, dice),
            "day": day.isoformat(),
            "timestamp": local_time(at(day, 9), zone_on(day)),
            "vo2_max": dice.whole(38, 46),
        }
    ]


def rest_mode_period(person: Person, day: date) -> list[Wire]:
    """Some days of rest, with a tag for each; one of them nobody has ended."""
    if (day.month, day.day) not in REST_MODES:
        return []
    dice = person.dice(day, "rest mode")
    length = REST_MODES[day.month, day.day]
    days = [day + timedelta(days=number) for number in range(length or 1)]
    episodes = [
        {"tags": ["tag_generic_sick"], "timestamp": local_time(at(one, 10), zone_on(one))}
        for one in days
    ]
    end = None if length is None else local_time(at(days[-1], 20), zone_on(day))
    return [
        {
            "id": document_id(day, dice),
            "end_day": None if length is None else days[-1].isoformat(),
            "end_time": end,
            "episodes": episodes,
            "start_day": day.isoformat(),
            "start_time": local_time(at(day, 10), zone_on(day)),
        }
    ]

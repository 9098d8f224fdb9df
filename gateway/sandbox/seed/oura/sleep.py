"""Oura's collections that tell of one night: `sleep`, its scores, oxygen, when to go to bed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from gateway.sandbox.seed.dice import Dice
from gateway.sandbox.seed.history import records_of
from gateway.sandbox.seed.oura.ids import document_id
from gateway.sandbox.seed.oura.nights import AWAKE, DEEP, LIGHT, REM, SLOT, Night, night_of
from gateway.sandbox.seed.oura.scores import around, overall, score
from gateway.sandbox.seed.oura.words import ODD_DAY, ODD_SLEEP_TYPE
from gateway.sandbox.seed.person import Person, zone_on
from gateway.sandbox.seed.wires import Span, local_time, samples
from gateway.sandbox.wire import Wire, instant_of

RING_ID: Final = "cmluZy1vZi10aGUtc2FuZGJveA"
_SLOT_SECONDS = int(SLOT.total_seconds())
_HALF_MINUTES = 10
"""In a slot."""
_LOST_PULSE_DAY = 9
"""The day of each month whose night has no samples."""


def sleep(person: Person, day: date) -> list[Wire]:
    """The night that ends on a day, and the naps of the day."""
    naps = [w for w in records_of(person, day).oura_sessions if w["type"] == "nap"]
    return [_night(person, day), *(_nap(person, day, nap) for nap in naps)]


def daily_sleep(person: Person, day: date) -> list[Wire]:
    """The score of the night."""
    dice, night = person.dice(day, "daily sleep"), night_of(person, day)
    contributors: dict[str, int | None] = {
        "deep_sleep": score(night.seconds(DEEP) / 60),
        "efficiency": _efficiency(night),
        "latency": around(dice, 78),
        "rem_sleep": score(night.seconds(REM) / 80),
        "restfulness": around(dice, 72),
        "timing": None if dice.chance(0.05) else around(dice, 84),
        "total_sleep": score(_asleep(night) / 300),
    }
    return [
        {
            "id": document_id(day, dice),
            "contributors": contributors,
            "day": day.isoformat(),
            "score": overall(contributors),
            "timestamp": _midnight(day),
        }
    ]


def daily_readiness(person: Person, day: date) -> list[Wire]:
    """How ready the person is after the night; the same as in its `sleep` document."""
    dice = person.dice(day, "daily readiness")
    readiness = _readiness(person, day)
    return [
        {
            "id": document_id(day, dice),
            **readiness,
            "day": day.isoformat(),
            "timestamp": _midnight(day),
        }
    ]


def daily_spo2(person: Person, day: date) -> list[Wire]:
    """Oxygen in the blood; not measured in some nights."""
    dice = person.dice(day, "daily spo2")
    average = {"average": round(dice.between(94.2, 98.6), 3)}
    return [
        {
            "id": document_id(day, dice),
            "breathing_disturbance_index": dice.whole(0, 14),
            "day": day.isoformat(),
            "spo2_percentage": None if dice.chance(0.08) else average,
        }
    ]


def sleep_time(person: Person, day: date) -> list[Wire]:
    """When to go to bed, as far as enough nights are known."""
    dice = person.dice(day, "sleep time")
    knows_enough = dice.chance(0.8)
    offset = zone_on(day).utcoffset(night_of(person, day).span.end.replace(tzinfo=None))
    start = -dice.whole(4, 8) * 900
    window = {
        "day_tz": int((offset or timedelta()).total_seconds()),
        "end_offset": start + 2700,
        "start_offset": start,
    }
    advice = dice.pick(("earlier_bedtime", "improve_efficiency", "follow_optimal_bedtime"))
    return [
        {
            "id": document_id(day, dice),
            "day": day.isoformat(),
            "optimal_bedtime": window if knows_enough else None,
            "recommendation": advice if knows_enough else None,
            "status": "optimal_found" if knows_enough else "not_enough_recent_nights",
        }
    ]


def _night(person: Person, day: date) -> Wire:
    dice, night = person.dice(day, "sleep"), night_of(person, day)
    lost = day.day == _LOST_PULSE_DAY
    pulse = [None if dice.chance(0.03) else float(night.bpm(at)) for at in night.slots()]
    known = [bpm for bpm in pulse if bpm is not None]
    variability = [
        None if bpm is None else round(3200 / bpm + dice.between(-9, 9)) for bpm in pulse
    ]
    known_variability = [value for value in variability if value is not None]
    return {
        **_in_bed(document_id(day, dice), night, dice),
        "average_breath": None if lost else round(dice.between(13, 16.5), 3),
        "average_heart_rate": None if lost else round(sum(known) / len(known), 2),
        "average_hrv": None if lost else round(sum(known_variability) / len(known_variability)),
        "heart_rate": None if lost else samples(night.span, 300.0, pulse),
        "hrv": None if lost else samples(night.span, 300.0, [*variability]),
        "lowest_heart_rate": None if lost else int(min(known)),
        "low_battery_alert": dice.chance(0.03),
        "period": 0,
        "readiness": _readiness(person, day),
        "readiness_score_delta": None if lost else dice.whole(-6, 6),
        "sleep_score_delta": None if lost else dice.whole(-6, 6),
        "type": ODD_SLEEP_TYPE if day.day == ODD_DAY else "long_sleep",
    }


def _nap(person: Person, day: date, session: Wire) -> Wire:
    """A nap that is a session too, with the session's pulse and without a readiness."""
    dice = person.dice(day, f"nap {session['id']}")
    start = instant_of(session["start_datetime"])
    slots = max(1, (instant_of(session["end_datetime"]) - start) // SLOT)
    span = Span(start, start + slots * SLOT, zone_on(day))
    nap = Night(day, span, AWAKE + LIGHT * (slots - 1), 56.0)
    return {
        **_in_bed(document_id(day, dice), nap, dice),
        "average_breath": None,
        "average_heart_rate": None,
        "average_hrv": None,
        "heart_rate": session["heart_rate"],
        "hrv": session["heart_rate_variability"],
        "lowest_heart_rate": None,
        "low_battery_alert": False,
        "period": 1,
        "readiness": None,
        "readiness_score_delta": None,
        "sleep_score_delta": None,
        "type": "late_nap",
    }


def _in_bed(identity: str, night: Night, dice: Dice) -> Wire:
    """What a document tells of any time in bed; the durations of the phases add up to it."""
    phases = "".join(phase * _HALF_MINUTES for phase in night.phases)
    movement = "".join("1" if dice.chance(0.86) else dice.pick("234") for _ in phases)
    return {
        "id": identity,
        "app_sleep_phase_5_min": night.phases,
        "awake_time": night.seconds(AWAKE),
        "bedtime_end": local_time(night.span.end, night.span.zone),
        "bedtime_start": local_time(night.span.start, night.span.zone),
        "day": night.day.isoformat(),
        "deep_sleep_duration": night.seconds(DEEP),
        "efficiency": _efficiency(night),
        "latency": _latency(night),
        "light_sleep_duration": night.seconds(LIGHT),
        "movement_30_sec": movement,
        "rem_sleep_duration": night.seconds(REM),
        "restless_periods": movement.count("3"),
        "ring_id": RING_ID,
        "sleep_algorithm_version": "v2",
        "sleep_analysis_reason": "foreground_sleep_analysis",
        "sleep_phase_30_sec": phases,
        "sleep_phase_5_min": night.phases,
        "time_in_bed": len(night.phases) * _SLOT_SECONDS,
        "total_sleep_duration": _asleep(night),
    }


def _readiness(person: Person, day: date) -> Wire:
    dice = person.dice(day, "readiness")
    contributors: dict[str, int | None] = {
        "activity_balance": around(dice, 80),
        "body_temperature": around(dice, 95, 5),
        "hrv_balance": around(dice, 74),
        "previous_day_activity": None if dice.chance(0.06) else around(dice, 79),
        "previous_night": score(_asleep(night_of(person, day)) / 310),
        "recovery_index": around(dice, 82, 15),
        "resting_heart_rate": around(dice, 85),
        "sleep_balance": around(dice, 77),
        "sleep_regularity": around(dice, 81),
    }
    return {
        "contributors": contributors,
        "score": overall(contributors),
        "temperature_deviation": round(dice.between(-0.4, 0.5), 2),
        "temperature_trend_deviation": None
        if dice.chance(0.1)
        else round(dice.between(-0.2, 0.2), 2),
    }


def _asleep(night: Night) -> int:
    return sum(night.seconds(phase) for phase in (DEEP, LIGHT, REM))


def _efficiency(night: Night) -> int:
    return score(100 * _asleep(night) / (len(night.phases) * _SLOT_SECONDS))


def _latency(night: Night) -> int:
    """From lying down until the first slot asleep."""
    return (len(night.phases) - len(night.phases.lstrip(AWAKE))) * _SLOT_SECONDS


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00.000+00:00"

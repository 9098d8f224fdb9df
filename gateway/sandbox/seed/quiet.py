"""Quiet times: sleep at Google Fit; meditation, breathing, naps and rest at Oura."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from gateway.sandbox.seed.dice import Dice
from gateway.sandbox.seed.person import Person, at, zone_on
from gateway.sandbox.seed.wires import ANDROID_APP, Span, fit_session, oura_session, samples
from gateway.sandbox.wire import Records, Wire

SLEEP_TYPE = 72
MOODS = ("bad", "worse", "same", "good", "great", None, None)


class Moment(NamedTuple):
    """A kind of Oura session: how likely on a day, from when on, how long, how it is sampled."""

    type: str
    probability: float
    hour: int
    minutes: tuple[int, int]
    interval_seconds: int
    resting_bpm: int


MOMENTS: Sequence[Moment] = (
    Moment("breathing", 0.05, 7, (3, 9), 10, 64),
    Moment("nap", 0.04, 14, (18, 48), 60, 56),
    Moment("rest", 0.035, 19, (10, 25), 30, 60),
    Moment("relaxation", 0.03, 21, (10, 22), 30, 61),
    Moment("body_status", 0.015, 11, (1, 2), 5, 66),
)
MEDITATION = Moment("meditation", 0.1, 7, (8, 21), 10, 60)


def nights(person: Person, day: date) -> Records:
    """The night that begins on a day, when the phone lies beside the bed."""
    dice = person.dice(day, "night")
    is_beside = dice.chance(0.15)
    span = _bedtime(day, dice)
    if not is_beside:
        return Records([], [], [])
    name = dice.pick(("Sleep", "", "Night"))
    night = fit_session(dice.uuid(), SLEEP_TYPE, span, name=name, application=ANDROID_APP)
    return Records([night], [], [])


def bedtime(person: Person, day: date) -> Span:
    """When the person is in bed in the night that begins on a day."""
    dice = person.dice(day, "night")
    dice.chance(0.15)
    return _bedtime(day, dice)


def moments(person: Person, day: date) -> Records:
    """Oura's sessions of a day. Meditation sometimes follows breathing without a pause."""
    dice = person.dice(day, "moments")
    found: list[Wire] = []
    meditates = dice.chance(MEDITATION.probability)
    for moment in MOMENTS:
        if dice.chance(moment.probability):
            start = at(day, moment.hour, dice.minutes(0, 90))
            span = Span(start, start + dice.minutes(*moment.minutes), zone_on(day))
            found.append(_session(moment, span, dice))
            if moment.type == "breathing" and dice.chance(0.6):
                after = Span(span.end, span.end + dice.minutes(*MEDITATION.minutes), span.zone)
                found.append(_session(MEDITATION, after, dice))
                meditates = False
    if meditates:
        start = at(day, MEDITATION.hour, dice.minutes(0, 90))
        span = Span(start, start + dice.minutes(*MEDITATION.minutes), zone_on(day))
        found.append(_session(MEDITATION, span, dice))
    return Records([], [], found)


def _bedtime(day: date, dice: Dice) -> Span:
    start = at(day, 22, dice.minutes(0, 95))
    return Span(start, start + dice.minutes(350, 530), zone_on(day))


def _session(moment: Moment, span: Span, dice: Dice) -> Wire:
    count = int(span.minutes * 60 / moment.interval_seconds)
    return oura_session(
        dice.uuid(),
        moment.type,
        span,
        mood=dice.pick(MOODS),
        heart_rate=_series(moment, span, _around(dice, count, moment.resting_bpm, 6)),
        heart_rate_variability=_series(moment, span, _around(dice, count, 58, 24)),
        motion_count=_series(moment, span, [float(dice.whole(0, 9)) for _ in range(count)]),
    )


def _series(moment: Moment, span: Span, items: list[float | None] | list[float]) -> Wire:
    return samples(span, float(moment.interval_seconds), [*items])


def _around(dice: Dice, count: int, mean: float, spread: float) -> list[float | None]:
    """Samples near the mean, with a gap where the ring lost the pulse: None, never 0."""
    lost = dice.whole(0, count)
    gap = range(lost, lost + dice.whole(1, 6))
    return [
        None if index in gap else round(mean + dice.between(-spread, spread), 1)
        for index in range(count)
    ]

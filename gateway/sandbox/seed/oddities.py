"""What real accounts hold too: odd ids, missing values, words that no description knows.

One oddity on the 5th and one on the 19th of each month, in turn, so that every one comes each year.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from gateway.sandbox.seed.dice import Dice
from gateway.sandbox.seed.person import Person, at, zone_on
from gateway.sandbox.seed.wires import (
    Span,
    fit_session,
    oura_session,
    oura_workout,
    samples,
)
from gateway.sandbox.wire import Records, Wire

DAYS: Final = (5, 19)
_MONTHS = 12
_EXPORTER: Wire = {"name": "Exporter"}
_ANDROID_TRACKER: Wire = {"packageName": "example.tracker"}

Oddity = Callable[[date, Span, Dice], Records]


def oddities(person: Person, day: date) -> Records:
    """The oddity of a day; of most days none."""
    if day.day not in DAYS:
        return Records([], [], [])
    dice = person.dice(day, "oddities")
    turn = (day.year * _MONTHS + day.month) * len(DAYS) + DAYS.index(day.day)
    start = at(day, 20, dice.minutes(0, 40))
    span = Span(start, start + dice.minutes(20, 50), zone_on(day))
    return ODDITIES[turn % len(ODDITIES)](day, span, dice)


def _odd_id(form: str) -> Oddity:
    """A Fit session with an id of this form; `{}` is the day."""

    def records(day: date, span: Span, _: Dice) -> Records:
        name = "Evening walk"
        return _fit(fit_session(form.format(day), 7, span, name=name, application=_EXPORTER))

    return records


def _no_activity_type(_: date, span: Span, dice: Dice) -> Records:
    """In a vehicle is type 0, which Fit leaves out of its JSON."""
    return _fit(fit_session(dice.uuid(), 0, span, name="Drive home"))


def _bare_session(_: date, span: Span, dice: Dice) -> Records:
    """Neither name nor application."""
    return _fit(fit_session(dice.uuid(), 108, span, application={}))


def _android_session(_: date, span: Span, dice: Dice) -> Records:
    """An Android app's own: others may not change it."""
    name, application = "Tracker: gym", _ANDROID_TRACKER
    return _fit(fit_session(dice.uuid(), 80, span, name=name, application=application))


def _longer_than_a_day(_: date, span: Span, dice: Dice) -> Records:
    """A tour that ends more than a day after it began."""
    tour = span.shifted(timedelta(hours=-14), timedelta(hours=17))
    return _fit(fit_session(dice.uuid(), 35, tour, name="Hut tour ⛰️, both days"))


def _moment_without_length(_: date, span: Span, dice: Dice) -> Records:
    """It ends when it starts."""
    return _fit(fit_session(dice.uuid(), 7, Span(span.start, span.start, span.zone), name="Tap"))


def _unknown_codes(_: date, span: Span, dice: Dice) -> Records:
    """An activity and a source that came after the description was written."""
    workout = oura_workout(dice.uuid(), "underwaterHockey", span, source="smart_glasses")
    fit = fit_session(dice.uuid(), 9001, span.shifted(-timedelta(hours=3), -timedelta(hours=3)))
    return Records([fit], [workout], [])


def _workout_without_figures(_: date, span: Span, dice: Dice) -> Records:
    """Entered by hand: no energy, no distance, no label."""
    return Records([], [oura_workout(dice.uuid(), "houseWork", span, source="manual")], [])


def _session_without_samples(_: date, span: Span, dice: Dice) -> Records:
    """The ring was not worn: no samples at all."""
    return Records([], [], [oura_session(dice.uuid(), "rest", span)])


def _session_of_gaps(_: date, span: Span, dice: Dice) -> Records:
    """The ring was worn and saw nothing."""
    gaps = samples(span, 60.0, [None] * 10)
    empty = samples(span, 60.0, [])
    session = oura_session(
        dice.uuid(), "relaxation", span, heart_rate=gaps, heart_rate_variability=empty, mood="same"
    )
    return Records([], [], [session])


def _twins(_: date, span: Span, dice: Dice) -> Records:
    """Three records that start in the same millisecond, two of them at one provider."""
    fit = [fit_session(dice.uuid(), code, span, name="Circuit") for code in (22, 114)]
    return Records(fit, [oura_workout(dice.uuid(), "HIIT", span, intensity="hard")], [])


def _fit(session: Wire) -> Records:
    return Records([session], [], [])


ODDITIES: Final[Sequence[Oddity]] = (
    _odd_id("a/b/{}"),
    _unknown_codes,
    _no_activity_type,
    _session_without_samples,
    _odd_id("x%2Fy-{}"),
    _android_session,
    _workout_without_figures,
    _odd_id("id with space {}"),
    _bare_session,
    _session_of_gaps,
    _odd_id("🏃‍♀️-{}"),
    _longer_than_a_day,
    _twins,
    _odd_id("google:fit:{}"),
    _moment_without_length,
    _odd_id("../me/{}?a=1&b=2#c"),
)

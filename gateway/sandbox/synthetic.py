"""Many made-up records at will, for tests and benchmarks that need a long history."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from gateway.sandbox.seed.dice import Dice
from gateway.sandbox.seed.wires import Span, fit_session, oura_session, oura_workout, samples
from gateway.sandbox.wire import Records

_ZONE = ZoneInfo("Europe/Zurich")
_GROUP = 10
"""Each ten records in a row hold five Fit sessions, three workouts and two Oura sessions."""
_EQUAL = 4
"""So many of each ten start at one instant, when starts may be equal."""


def synthetic(
    token: str, count: int, start: datetime, end: datetime, *, equal_starts: bool = True
) -> Records:
    """`count` records of both providers, whose starts are spread evenly over [start, end).

    Always the same for the same arguments. With `equal_starts`, the first four of each ten, of all
    three collections, start in the same millisecond; without, no two do as long as there is a
    millisecond for each. Pass them on with `sandbox.replace(token, **records._asdict())`.

    Raises:
        ValueError: `end` is not after `start`.
    """
    if end <= start:
        raise ValueError("end must be after start")
    dice = Dice(token, "synthetic")
    records = Records([], [], [])
    for index in range(count):
        place = index % _GROUP
        moment = index - place if equal_starts and place < _EQUAL else index
        offset = (end - start) * moment // count
        begin = start + timedelta(milliseconds=offset // timedelta(milliseconds=1))
        _add(records, place, Span(begin, begin + dice.minutes(10, 90), _ZONE), dice)
    return records


def _add(records: Records, place: int, span: Span, dice: Dice) -> None:
    if place in (0, 1, 4, 5, 6):
        fit = fit_session(dice.uuid(), dice.pick((1, 7, 8, 80)), span, name="Session")
        records.google_fit_sessions.append(fit)
    elif place in (2, 7, 8):
        workout = oura_workout(dice.uuid(), dice.pick(("running", "cycling", "walking")), span)
        records.oura_workouts.append(workout)
    else:
        pulse = samples(span, 60.0, [62.0, 60.5, None, 59.0])
        session = oura_session(dice.uuid(), "meditation", span, heart_rate=pulse)
        records.oura_sessions.append(session)

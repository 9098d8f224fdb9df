"""The data sources that a made-up person has, and their points, worked out when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, timedelta
from itertools import groupby
from typing import Final

from gateway.sandbox.google_fit.data_types import CALORIES, DISTANCE, HEART_RATE, SEGMENT, STEPS
from gateway.sandbox.google_fit.point import NANOS_PER_MILLI, Point, measured
from gateway.sandbox.google_fit.source_store import Sensor
from gateway.sandbox.google_fit.stream_id import stream_id_of
from gateway.sandbox.seed.person import Person, at
from gateway.sandbox.seed.stretches import Stretch, stretches
from gateway.sandbox.seed.wires import PHONE_APP
from gateway.sandbox.wire import Clock, Wire, millis

CHECK_IN: Final = "app.trailbook.check_in"
"""A custom data type, with a field of each format that values have."""

_MINUTE: Final = 60_000
_DAY_NANOS: Final = 86_400_000 * NANOS_PER_MILLI
_EPOCH: Final = date(1970, 1, 1)
_EVENING: Final = 20
_BASAL_KCAL_PER_KG_AND_MINUTE: Final = 1 / 60
_PLAY_SERVICES: Final[Wire] = {"packageName": "com.google.android.gms"}
_WATCH_APP: Final[Wire] = {"packageName": "example.pulsewatch", "version": "3"}

OfDay = Callable[[Person, date], Iterable[Point]]


def sensors(person: Person, first_day: date, clock: Clock) -> list[Sensor]:
    """What there is from a day on, up to now."""
    kinds: list[tuple[Wire, OfDay]] = [
        (_source(STEPS, "steps", "integer", _device("phone")), _steps),
        (_source(DISTANCE, "distance", "floatPoint", _device("phone")), _distance),
        (_source(CALORIES, "calories", "floatPoint", None), _calories),
        (_source(HEART_RATE, "bpm", "floatPoint", _device("watch")), _heart_rate),
        (_source(SEGMENT, "activity", "integer", None), _segments),
        (_check_ins(), _checked_in),
    ]

    def sensor(wire: Wire, of_day: OfDay) -> Sensor:
        def points(start: int, end: int) -> Iterator[Point]:
            now = millis(clock()) * NANOS_PER_MILLI
            for day in _days(first_day, start, min(end, now)):
                for one in of_day(person, day):
                    if one.overlaps(start, end) and one.end <= now:
                        yield one

        return Sensor(wire, points)

    return [sensor(wire, of_day) for wire, of_day in kinds]


def _days(first_day: date, start: int, end: int) -> Iterator[date]:
    """The days in UTC, from the first on, that touch [start, end].

    The last point of a day ends with it, and so touches a range that begins with the next.
    """
    first = max((first_day - _EPOCH).days, (start - 1) // _DAY_NANOS)
    return (_EPOCH + timedelta(days=day) for day in range(first, end // _DAY_NANOS + 1))


def _steps(person: Person, day: date) -> Iterator[Point]:
    for one in stretches(person, day):
        steps = round(one.effort.steps * one.minutes)
        if steps:
            yield _over(one, STEPS, {"intVal": steps})


def _distance(person: Person, day: date) -> Iterator[Point]:
    for one in stretches(person, day):
        meters = round(one.effort.meters * one.minutes, 2)
        if meters:
            yield _over(one, DISTANCE, {"fpVal": meters})


def _calories(person: Person, day: date) -> Iterator[Point]:
    """The basal share included, so that there is no time without."""
    basal = person.weight_kg * _BASAL_KCAL_PER_KG_AND_MINUTE
    for one in stretches(person, day):
        yield _over(one, CALORIES, {"fpVal": round((one.effort.kcal + basal) * one.minutes, 4)})


def _heart_rate(person: Person, day: date) -> Iterator[Point]:
    """Once a minute, while a session runs: the watch is worn for sport and at night."""
    dice = person.dice(day, "heart rate")
    for one in stretches(person, day):
        if one.session_activity is None:
            continue
        for minute in range(-(-one.start // _MINUTE), -(-one.end // _MINUTE)):
            moment = minute * _MINUTE * NANOS_PER_MILLI
            bpm = round(one.effort.bpm + dice.between(-7, 7), 1)
            yield measured(moment, moment, HEART_RATE, {"fpVal": bpm})


def _segments(person: Person, day: date) -> Iterator[Point]:
    """Neighbouring stretches of one activity are one segment, within a day."""
    for activity, run in groupby(stretches(person, day), key=lambda one: one.activity):
        whole = list(run)
        start, end = whole[0].start * NANOS_PER_MILLI, whole[-1].end * NANOS_PER_MILLI
        yield measured(start, end, SEGMENT, {"intVal": activity})


def _checked_in(person: Person, day: date) -> Iterator[Point]:
    """How the day was: told once each evening."""
    dice = person.dice(day, "check-in")
    moment = millis(at(day, _EVENING).astimezone(UTC) + dice.minutes(0, 50)) * NANOS_PER_MILLI
    coffee, water = float(dice.whole(0, 4)), round(dice.between(0.8, 2.6), 1)
    drinks = [
        {"key": "coffee", "value": {"fpVal": coffee}},
        {"key": "water", "value": {"fpVal": water}},
    ]
    yield measured(
        moment,
        moment,
        CHECK_IN,
        {"intVal": dice.whole(1, 5)},
        {"fpVal": round(dice.between(0, 1), 2)},
        {"stringVal": dice.pick(("calm", "busy", "tired", "glad"))},
        {"mapVal": drinks},
    )


def _over(one: Stretch, data_type: str, value: Wire) -> Point:
    return measured(one.start * NANOS_PER_MILLI, one.end * NANOS_PER_MILLI, data_type, value)


def _source(data_type: str, field: str, form: str, device: Wire | None) -> Wire:
    """What a device measures is raw; what Google makes of it is derived."""
    source: Wire = {
        "application": _PLAY_SERVICES,
        "dataType": {"name": data_type, "field": [{"name": field, "format": form}]},
        "type": "derived",
    }
    if device is None:
        source["dataStreamName"] = f"merged_{field}"
    else:
        application = _WATCH_APP if device["type"] == "watch" else _PLAY_SERVICES
        source |= {"application": application, "device": device, "type": "raw"}
    return {"dataStreamId": stream_id_of(source), **source}


def _device(kind: str) -> Wire:
    return {
        "manufacturer": "Alpine",
        "model": f"{kind.title()} 7",
        "type": kind,
        "uid": f"{kind}-4711",
        "version": "1",
    }


def _check_ins() -> Wire:
    fields = [
        {"name": "mood", "format": "integer"},
        {"name": "energy", "format": "floatPoint"},
        {"name": "word", "format": "string", "optional": True},
        {"name": "drinks", "format": "map", "optional": True},
    ]
    source: Wire = {
        "application": PHONE_APP,
        "dataStreamName": "evening",
        "dataType": {"name": CHECK_IN, "field": fields},
        "device": _device("phone"),
        "name": "Evening check-in",
        "type": "raw",
    }
    return {"dataStreamId": stream_id_of(source), **source}

"""Made-up people: how much each has recorded, and the upstream bodies for any range of it.

A person is told by the token alone, so that one upstream serves every scenario at once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

import orjson

from gateway.sandbox.seed.wires import Span, fit_session, oura_workout
from gateway.sandbox.wire import Wire

END = datetime(2025, 1, 1, tzinfo=UTC)
"""Where every history ends."""
VARIANTS = 4
"""People whose numbers differ by this much have records with equal ids."""

_MONTHS = 12
_LENGTH = timedelta(minutes=45)
_ZONE = ZoneInfo("Europe/Zurich")
_FIT_TYPES = (1, 7, 8, 35, 80, 82, 100)
_OURA_TYPES = ("cycling", "walking", "running", "hiking", "strengthTraining", "swimming", "yoga")
_INTENSITIES = ("easy", "moderate", "hard")


class Person(NamedTuple):
    """Who a token stands for, and how far away the upstream is for that person."""

    per_month: int
    """Records in each month, half of them Google Fit sessions, half Oura workouts."""
    months: int
    latency_ms: int
    number: int

    @property
    def token(self) -> str:
        """The bearer token at both providers."""
        return ".".join(map(str, self))

    @classmethod
    def of(cls, token: str) -> Person:
        """The person of a token.

        Raises:
            ValueError: it is not one that `token` makes.
        """
        per_month, months, latency_ms, number = map(int, token.split("."))
        return cls(per_month, months, latency_ms, number)


@dataclass(frozen=True, slots=True)
class Record:
    """One record: when it took place, and its JSON."""

    start: datetime
    end: datetime
    day: str
    """Of the start, where the person was."""
    json: bytes


class History(NamedTuple):
    """What one person has recorded at each provider, oldest first."""

    sessions: list[Record]
    workouts: list[Record]


def month_start(months_back: int) -> datetime:
    """The first instant of the month that began so many months before the end of all histories."""
    year, month = divmod(END.year * _MONTHS - months_back, _MONTHS)
    return END.replace(year=year, month=month + 1)


@lru_cache(maxsize=64)
def history(per_month: int, months: int, variant: int) -> History:
    """The records of everybody of this variant with so many months of history."""
    made = History([], [])
    for months_back in range(months, 0, -1):
        start = month_start(months_back)
        step = (month_start(months_back - 1) - start) / per_month
        for index in range(per_month):
            begin = _to_the_second(start + step * index)
            serial = (months - months_back) * per_month + index
            _add(made, serial, f"{variant}-{serial:06}", Span(begin, begin + _LENGTH, _ZONE))
    return made


def sessions_between(person: Person, start: datetime, end: datetime) -> bytes:
    """Google Fit's list of the sessions that overlap [start, end)."""
    records = _history(person).sessions
    first = bisect_right(records, start, key=attrgetter("end"))
    last = bisect_left(records, end, key=attrgetter("start"))
    return b'{"session":[' + _joined(records[first:last]) + b'],"deletedSession":[]}'


def workouts_between(person: Person, first_day: str, last_day: str) -> bytes:
    """Oura's list of the workouts of these days, both included, in one page."""
    records = _history(person).workouts
    first = bisect_left(records, first_day, key=attrgetter("day"))
    last = bisect_right(records, last_day, key=attrgetter("day"))
    return b'{"data":[' + _joined(records[first:last]) + b'],"next_token":null}'


def _history(person: Person) -> History:
    return history(person.per_month, person.months, person.number % VARIANTS)


def _joined(records: list[Record]) -> bytes:
    return b",".join(record.json for record in records)


def _to_the_second(instant: datetime) -> datetime:
    return instant.replace(microsecond=0)


def _add(made: History, serial: int, native_id: str, span: Span) -> None:
    """Every other record is a Google Fit session; some have no title, intensity or distance."""
    if serial % 2 == 0:
        made.sessions.append(_record(span, _session(serial, native_id, span)))
    else:
        made.workouts.append(_record(span, _workout(serial, native_id, span)))


def _session(serial: int, native_id: str, span: Span) -> Wire:
    name = "" if serial % 5 == 0 else f"Outing {serial}"
    return fit_session(f"fit-{native_id}", _FIT_TYPES[serial % 7], span, name=name)


def _workout(serial: int, native_id: str, span: Span) -> Wire:
    return oura_workout(
        f"oura-{native_id}",
        _OURA_TYPES[serial % 7],
        span,
        calories=200.5 + serial % 100,
        distance=None if serial % 3 == 0 else 1500.25 + serial % 1000,
        intensity=_INTENSITIES[serial % 3],
        label=None if serial % 5 == 0 else f"Workout {serial}",
    )


def _record(span: Span, wire: Wire) -> Record:
    day = span.start.astimezone(span.zone).date().isoformat()
    return Record(span.start, span.end, day, orjson.dumps(wire))

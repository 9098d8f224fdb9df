"""A day cut into stretches in which a person does one thing, as a phone would notice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from gateway.sandbox.seed.person import Person, zone_on
from gateway.sandbox.seed.quiet import nights
from gateway.sandbox.seed.sports import clock_change, workouts

_DAY = timedelta(days=1)
_SLOT = timedelta(minutes=15)
_SLOTS_PER_DAY = _DAY // _SLOT
_MILLI = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

STILL: Final = 3
WALKING: Final = 7
_UP_AND_ABOUT: Final = 8
"""Steps per minute from which a phone would call it walking."""

_RHYTHM: Final = (
    0, 0, 0, 0, 0, 0, 30, 110, 170, 80, 55, 70, 150, 100, 65, 55, 75, 140, 160, 90, 55, 35, 15, 0,
)  # fmt: skip
"""Steps in 15 minutes of everyday life, by the hour of the wearer's clock, on average."""


class Effort(NamedTuple):
    """What an activity costs and brings, per minute; energy without the basal share."""

    steps: float
    meters: float
    kcal: float
    bpm: float


AT_REST: Final = Effort(0, 0, 0, 62)
_ASLEEP: Final = Effort(0, 0, 0, 53)
_RUN: Final = Effort(162, 176, 9.5, 151)
_RIDE: Final = Effort(0, 395, 7.2, 133)
_WALK: Final = Effort(104, 82, 3.2, 99)
_STRENGTH: Final = Effort(9, 5, 4.4, 112)
_HIKE: Final = Effort(88, 57, 5.3, 117)
EFFORTS: Final[Mapping[int, Effort]] = {
    1: _RIDE, 16: _RIDE, 7: _WALK, 93: _WALK, 8: _RUN, 56: _RUN, 35: _HIKE, 80: _STRENGTH,
    97: _STRENGTH, 72: _ASLEEP,
}  # fmt: skip
"""By Google's code of the activity."""


class Stretch(NamedTuple):
    """A time, in milliseconds since 1970, in which one thing was done."""

    start: int
    end: int
    everyday_steps: float
    """Steps per minute; 0 within sessions."""
    session_activity: int | None
    """Google's code, where a session covers the time."""

    @property
    def minutes(self) -> float:
        """How long it is."""
        return (self.end - self.start) / 60_000

    @property
    def effort(self) -> Effort:
        """Of the session, or of everyday life."""
        if self.session_activity is not None:
            return EFFORTS.get(self.session_activity, AT_REST)
        share = self.everyday_steps / _WALK.steps
        return Effort(self.everyday_steps, _WALK.meters * share, _WALK.kcal * share, AT_REST.bpm)

    @property
    def activity(self) -> int:
        """Google's code of what a phone would say."""
        if self.session_activity is not None:
            return self.session_activity
        return WALKING if self.everyday_steps > _UP_AND_ABOUT else STILL


@lru_cache(maxsize=64)
def stretches(person: Person, day: date) -> Sequence[Stretch]:
    """The whole of a day in UTC: each quarter of an hour, cut where a session begins or ends."""
    start = _millis(datetime.combine(day, time(), UTC))
    dice = person.dice(day, "steps")
    sessions = _sessions_around(person, day)
    found: list[Stretch] = []
    for slot in range(_SLOTS_PER_DAY):
        low = start + slot * (_SLOT // _MILLI)
        high = low + _SLOT // _MILLI
        usual = _RHYTHM[_hour(day, slot)] * dice.between(0, 2) / 15
        edges = sorted({low, high, *_edges(sessions, low, high)})
        found += [_stretch(begin, end, usual, sessions) for begin, end in pairwise(edges)]
    return found


class _Session(NamedTuple):
    start: int
    end: int
    activity: int


def _stretch(start: int, end: int, usual: float, sessions: Sequence[_Session]) -> Stretch:
    covering = [one for one in sessions if one.start <= start and one.end >= end]
    if covering:
        return Stretch(start, end, 0, covering[-1].activity)
    return Stretch(start, end, usual, None)


def _sessions_around(person: Person, day: date) -> Sequence[_Session]:
    """The sessions of sports and sleep that may touch the day, by start."""
    found = [
        _Session(int(wire["startTimeMillis"]), int(wire["endTimeMillis"]), wire["activityType"])
        for near in (day - _DAY, day, day + _DAY)
        for topic in (workouts, clock_change, nights)
        for wire in topic(person, near).google_fit_sessions
    ]
    return sorted(found)


def _edges(sessions: Sequence[_Session], low: int, high: int) -> Iterable[int]:
    return (edge for one in sessions for edge in (one.start, one.end) if low < edge < high)


def _hour(day: date, slot: int) -> int:
    """What the wearer's clock shows at the start of a slot."""
    moment = datetime.combine(day, time(), UTC) + slot * _SLOT
    return moment.astimezone(zone_on(day)).hour


def _millis(instant: datetime) -> int:
    return (instant - _EPOCH) // _MILLI

"""A made-up night: when, which phases, how the heart beats. Several collections tell of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from gateway.sandbox.seed.history import records_of
from gateway.sandbox.seed.person import Person, at
from gateway.sandbox.seed.quiet import bedtime
from gateway.sandbox.seed.wires import Span
from gateway.sandbox.wire import instant_of

SLOT: Final = timedelta(minutes=5)
DEEP, LIGHT, REM, AWAKE = "1234"
_DAY = timedelta(days=1)
_CYCLE_SLOTS = 18
"""Ninety minutes."""
_LIGHT_FIRST = 0.1
_UP_BEFORE = timedelta(minutes=20)
_SHORTEST = timedelta(hours=4)


class Night(NamedTuple):
    """The night that ends on a day; it is whole slots long."""

    day: date
    span: Span
    phases: str
    """One of DEEP, LIGHT, REM and AWAKE for each slot."""
    resting_bpm: float

    def seconds(self, phase: str) -> int:
        """How long a phase lasted in all."""
        return self.phases.count(phase) * int(SLOT.total_seconds())

    def bpm(self, instant: datetime) -> int:
        """The heart rate: falling until the morning, with each cycle a little up and down."""
        passed = (instant - self.span.start) / (self.span.end - self.span.start)
        cycles = (instant - self.span.start) / (_CYCLE_SLOTS * SLOT)
        dip = 7 * math.sin(math.pi * passed)
        return round(self.resting_bpm + 7 - dip + 2 * math.cos(2 * math.pi * cycles))

    def holds(self, instant: datetime) -> bool:
        """Whether the person is in bed."""
        return self.span.start <= instant < self.span.end

    def slots(self) -> Sequence[datetime]:
        """The instants at which the slots begin."""
        return [self.span.start + index * SLOT for index in range(len(self.phases))]


def night_of(person: Person, day: date) -> Night:
    """The night that ends on a day; it ends before what the person does in the morning."""
    dice = person.dice(day, "oura night")
    bed = bedtime(person, day - _DAY)
    end = _before_the_first_activity(person, day, bed)
    slots = (end - bed.start) // SLOT
    awake = (dice.whole(1, 4), dice.between(0.01, 0.06))
    phases = "".join(
        AWAKE if index < awake[0] or dice.chance(awake[1]) else _phase(index, slots)
        for index in range(slots)
    )
    span = Span(bed.start, bed.start + slots * SLOT, bed.zone)
    return Night(day, span, phases, round(dice.between(46, 56), 1))


def _phase(index: int, slots: int) -> str:
    """Deep sleep comes early in a cycle and in the night, REM late in both."""
    passed, within = index / slots, (index % _CYCLE_SLOTS) / _CYCLE_SLOTS
    if _LIGHT_FIRST < within < _LIGHT_FIRST + 0.45 * (1 - passed):
        return DEEP
    return REM if within > 0.9 - 0.35 * passed else LIGHT


def _before_the_first_activity(person: Person, day: date, bed: Span) -> datetime:
    records = records_of(person, day)
    wires = [*records.oura_workouts, *records.oura_sessions]
    starts = [instant_of(wire["start_datetime"]) for wire in wires]
    morning = [start - _UP_BEFORE for start in starts if start >= at(day, 5)]
    end = min([bed.end, *morning])
    return end if end - bed.start >= _SHORTEST else bed.end

"""One person's history: it begins on a fixed day and grows as time passes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
from typing import Final

from gateway.sandbox.google_fit.source_store import Sensor
from gateway.sandbox.seed.oddities import oddities
from gateway.sandbox.seed.person import Person, person_of
from gateway.sandbox.seed.quiet import moments, nights
from gateway.sandbox.seed.sensors import sensors
from gateway.sandbox.seed.sports import clock_change, workouts
from gateway.sandbox.seed.wires import UPLOAD_DELAY
from gateway.sandbox.tokens import EMPTY
from gateway.sandbox.wire import Clock, Records, Wire, instant_of, millis

FIRST_DAY: Final = date(2025, 9, 1)
_DAY = timedelta(days=1)
_TOPICS = (workouts, clock_change, moments, nights, oddities)


class History:
    """The records of one person, handed out once each, when they have come to be."""

    def __init__(self, token: str) -> None:
        self.person = person_of(token)
        self.first_day = FIRST_DAY if token != EMPTY else date.max
        self._next_day = self.first_day
        self._to_come: list[tuple[int, str, str, Wire]] = []

    @property
    def personal_info(self) -> Wire:
        """Oura's `PersonalInfoResponse`."""
        return self.person.personal_info

    def sensors(self, clock: Clock) -> list[Sensor]:
        """The data sources at Google Fit, whose points go up to the clock's now."""
        is_empty = self.person.token == EMPTY
        return [] if is_empty else sensors(self.person, FIRST_DAY, clock)

    def until(self, now: datetime) -> Records:
        """The records that came to be by now and that no earlier call has returned."""
        self._look_ahead(now.astimezone(UTC).date() + _DAY)
        records = Records([], [], [])
        while self._to_come and self._to_come[0][0] <= millis(now):
            _, collection, _, wire = heappop(self._to_come)
            getattr(records, collection).append(wire)
        return records

    def _look_ahead(self, last_day: date) -> None:
        """Work out the days up to this one; somewhere on Earth it may have begun."""
        while self._next_day <= last_day:
            for collection, uploaded, wire in _uploads(records_of(self.person, self._next_day)):
                heappush(self._to_come, (uploaded, collection, wire["id"], wire))
            self._next_day += _DAY


def records_of(person: Person, day: date) -> Records:
    """Everything that a person does that starts on a day, whatever today is."""
    records = Records([], [], [])
    for topic in _TOPICS:
        for collection, more in zip(records, topic(person, day), strict=True):
            collection.extend(more)
    return records


def _uploads(records: Records) -> Iterable[tuple[str, int, Wire]]:
    """Each record with the name of its collection and the instant when its provider has it."""
    for wire in records.google_fit_sessions:
        yield "google_fit_sessions", int(wire["modifiedTimeMillis"]), wire
    for wire in records.oura_workouts:
        yield "oura_workouts", _uploaded(wire), wire
    for wire in records.oura_sessions:
        yield "oura_sessions", _uploaded(wire), wire


def _uploaded(wire: Wire) -> int:
    return millis(instant_of(wire["end_datetime"]) + UPLOAD_DELAY)

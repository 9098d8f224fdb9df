"""One person's documents of one Oura collection, worked out for the days that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from operator import itemgetter

from gateway.sandbox.oura.kinds import Kind
from gateway.sandbox.oura.store import DocumentStore, Position
from gateway.sandbox.seed.oura.ids import day_of_id
from gateway.sandbox.wire import Clock, Wire

DayOfDocuments = Callable[[date], Iterable[Wire]]
"""The documents that a day brings. A day's places all lie before those of the next one."""

_DAY = timedelta(days=1)
_AROUND = 2 * _DAY
"""So far a document's place can lie from the midnight in UTC of the day that brings it."""
_DAYS_AT_HAND = 120
"""A season: neighbouring questions work out a day once. Of heart rate, 24 MB."""


class SeededDocuments:
    """The seeded ones, until a test puts documents of its own in their place."""

    def __init__(
        self, kind: Kind, documents_of: DayOfDocuments, first_day: date, clock: Clock
    ) -> None:
        self._kind = kind
        self._documents_of = documents_of
        self._placed = lru_cache(maxsize=_DAYS_AT_HAND)(self._worked_out)
        self._first_day = first_day
        self._clock = clock
        self._own: DocumentStore | None = None

    def __len__(self) -> int:
        return len(self.all())

    def all(self) -> list[Wire]:
        """Every document, by place."""
        if self._own is not None:
            return self._own.all()
        return list(self._between(datetime.min.replace(tzinfo=UTC), self._just_after_now()))

    def get(self, identity: str) -> Wire | None:
        """One document."""
        if self._own is not None:
            return self._own.get(identity)
        day = day_of_id(identity)
        if day is None or not self._first_day <= day <= self._clock().date() + _DAY:
            return None
        documents = self._there(day)
        return next((one for one in documents if self._kind.identity(one) == identity), None)

    def replace(self, wires: Iterable[Wire]) -> None:
        """Hold exactly these, and no seeded ones any more.

        Raises:
            ValueError: two of them have the same id.
        """
        own = DocumentStore(self._kind)
        own.replace(wires)
        self._own = own

    def between(
        self, start: datetime, end: datetime, *, after: Position | None, limit: int
    ) -> list[Wire]:
        """At most `limit` documents placed in [start, end), oldest first, from `after` on."""
        if self._own is not None:
            return self._own.between(start, end, after=after, limit=limit)
        first = start if after is None else max(start, after.start)
        found = self._between(first, end)
        if after is not None:
            found = (one for one in found if self._position(one) > after)
        return list(islice(found, limit))

    def latest(self) -> Wire | None:
        """The last document, of the days up to now; None when these have none."""
        if self._own is not None:
            return self._own.latest()
        end = self._just_after_now()
        return next(iter(list(self._between(end - _AROUND, end))[-1:]), None)

    def _between(self, start: datetime, end: datetime) -> Iterator[Wire]:
        last = min(end, self._clock())
        day = self._first_day
        if last < start or day > last.date():
            return
        if start.date() > day + _AROUND:
            day = start.date() - _AROUND
        while datetime.combine(day, time(), UTC) - _AROUND < last:
            for one in self._there(day):
                if start <= self._kind.place(one) < end:
                    yield one
            day += _DAY

    def _just_after_now(self) -> datetime:
        """The end of an interval that holds the present instant too."""
        return self._clock() + timedelta.resolution

    def _there(self, day: date) -> list[Wire]:
        """What the day brings and has come to be by now."""
        latest = self._clock() - self._kind.delay
        return [one for place, one in self._placed(day) if place.start <= latest]

    def _worked_out(self, day: date) -> list[tuple[Position, Wire]]:
        """What the day brings sooner or later, by place."""
        return sorted(
            ((self._position(one), one) for one in self._documents_of(day)), key=itemgetter(0)
        )

    def _position(self, wire: Wire) -> Position:
        return Position(self._kind.place(wire), self._kind.identity(wire))

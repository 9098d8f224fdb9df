"""The points of one data source: what was written, and what of the computed ones is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gateway.sandbox.google_fit.point import Point

Computed = Callable[[int, int], Iterable[Point]]
"""The points that overlap [start, end], in nanoseconds since 1970, worked out when asked for."""


class Event(NamedTuple):
    """A point that came or went."""

    sequence: int
    point: Point
    is_deletion: bool


@dataclass(slots=True)
class _Stored:
    point: Point
    inserted: int
    deleted: int | None = None

    def is_there(self, until: int | None) -> bool:
        """As things stood after the write with the sequence number; None: as they stand."""
        if until is None:
            return self.deleted is None
        return self.inserted <= until and (self.deleted is None or self.deleted > until)


class PointStore:
    """Points by their ends. `next_sequence` numbers the writes across the whole sandbox.

    Computed points are never stored; what of them is deleted stays out by its range.
    """

    def __init__(self, next_sequence: Callable[[], int], computed: Computed) -> None:
        self._next_sequence = next_sequence
        self._computed = computed
        self._stored: list[_Stored] = []
        self._hidden: list[tuple[int, int, int]] = []
        self._events: list[Event] = []

    def between(self, start: int, end: int, until: int | None = None) -> list[Point]:
        """The points that overlap [start, end], by their ends; `until` leaves out later writes."""
        stored = (
            one.point
            for one in self._stored
            if one.point.overlaps(start, end) and one.is_there(until)
        )
        return sorted([*stored, *self._visible(start, end, until)], key=lambda one: one.place)

    def holds_any(self, start: int, end: int) -> bool:
        """Whether there is a point in [start, end]."""
        if any(one.is_there(None) and one.point.overlaps(start, end) for one in self._stored):
            return True
        return next(self._visible(start, end, None), None) is not None

    def insert(self, points: Iterable[Point]) -> None:
        """Add points, beside those that are there, equal ones too."""
        for one in points:
            sequence = self._next_sequence()
            self._stored.append(_Stored(one, sequence))
            self._events.append(Event(sequence, one, is_deletion=False))

    def delete(self, start: int, end: int, *, splits: bool) -> None:
        """Remove what overlaps [start, end]; `splits`: of each point only the part that does."""
        computed = list(self._visible(start, end, None))
        removed = [
            one for one in self._stored if one.deleted is None and one.point.overlaps(start, end)
        ]
        self._hidden.append((self._next_sequence(), start, end))
        for one in removed:
            one.deleted = self._next_sequence()
        gone = [*computed, *(one.point for one in removed)]
        self._events += [Event(self._next_sequence(), one, is_deletion=True) for one in gone]
        if splits:
            self.insert(part for one in gone for part in _rest(one, start, end))

    def events(self, after: int, until: int | None) -> list[Event]:
        """What came and went, oldest first, by writes with a sequence number in (after, until]."""
        return [
            event
            for event in self._events
            if after < event.sequence and (until is None or event.sequence <= until)
        ]

    def _visible(self, start: int, end: int, until: int | None) -> Iterator[Point]:
        hidden = [(low, high) for at, low, high in self._hidden if until is None or at <= until]
        return (
            one
            for one in self._computed(start, end)
            if not any(one.overlaps(low, high) for low, high in hidden)
        )


def _rest(one: Point, start: int, end: int) -> Iterable[Point]:
    if one.start < start:
        yield one.cut(one.start, start)
    if one.end > end:
        yield one.cut(end, one.end)

"""Data points, with the numbers that they are looked up by."""

from __future__ import annotations

from typing import NamedTuple

from gateway.sandbox.wire import Wire

NANOS_PER_MILLI = 1_000_000


class Point(NamedTuple):
    """A data point; `start` and `end` in nanoseconds since 1970."""

    start: int
    end: int
    wire: Wire

    @property
    def place(self) -> tuple[int, int]:
        """Points come in the order of their ends."""
        return self.end, self.start

    def overlaps(self, start: int, end: int) -> bool:
        """Whether they share an instant with [start, end], both included."""
        return self.start <= end and self.end >= start

    def cut(self, start: int, end: int) -> Point:
        """The same values over another time."""
        return point(start, end, self.wire)


def point_of(wire: Wire) -> Point:
    """A `DataPoint` that has both of its times."""
    return Point(int(wire["startTimeNanos"]), int(wire["endTimeNanos"]), wire)


def point(start: int, end: int, wire: Wire) -> Point:
    """The wire with other times."""
    times = {"startTimeNanos": str(start), "endTimeNanos": str(end)}
    return Point(start, end, {**wire, **times})


def measured(start: int, end: int, data_type: str, *values: Wire) -> Point:
    """A point of a type, with a value for each of its fields."""
    return point(start, end, {"dataTypeName": data_type, "value": list(values)})

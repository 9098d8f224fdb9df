"""Many points made one, by the rule of their data type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from gateway.sandbox.google_fit.data_types import Aggregation, Rule
from gateway.sandbox.google_fit.point import NANOS_PER_MILLI, Point, measured
from gateway.sandbox.wire import Wire


def aggregated(points: list[Point], aggregation: Aggregation) -> list[Wire]:
    """The points of a bucket's dataset; none where there are none, rather than zero."""
    if not points:
        return []
    start, end = min(one.start for one in points), max(one.end for one in points)
    return [
        measured(start, end, aggregation.into, *values).wire
        for values in _RULES[aggregation.rule](points)
    ]


def _sums(points: list[Point]) -> Iterable[list[Wire]]:
    """The sum of each field."""
    return [[_sum(column) for column in zip(*map(_values, points), strict=True)]]


def _sum(values: Iterable[Wire]) -> Wire:
    filled = [value for value in values if value]
    if any("fpVal" in value for value in filled):
        return {"fpVal": round(sum(value.get("fpVal", 0.0) for value in filled), 6)}
    return {"intVal": sum(value.get("intVal", 0) for value in filled)}


def _range(points: list[Point]) -> Iterable[list[Wire]]:
    """Average, maximum and minimum of the first field."""
    numbers = [_values(one)[0]["fpVal"] for one in points]
    mean = round(sum(numbers) / len(numbers), 6)
    return [[{"fpVal": mean}, {"fpVal": max(numbers)}, {"fpVal": min(numbers)}]]


def _activities(points: list[Point]) -> Iterable[list[Wire]]:
    """For each activity its code, its time in milliseconds, and how many segments."""
    times: dict[int, list[int]] = {}
    for one in points:
        lengths = times.setdefault(_values(one)[0]["intVal"], [])
        lengths.append((one.end - one.start) // NANOS_PER_MILLI)
    for activity, lengths in sorted(times.items()):
        yield [{"intVal": activity}, {"intVal": sum(lengths)}, {"intVal": len(lengths)}]


def _values(one: Point) -> list[Wire]:
    return one.wire["value"]


_RULES: Final[Mapping[Rule, Callable[[list[Point]], Iterable[list[Wire]]]]] = {
    "sum": _sums,
    "range": _range,
    "activities": _activities,
}

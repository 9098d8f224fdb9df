"""The numbers in the points of an aggregated dataset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gateway.domain.google_fit import Dataset, Value

Numbers = Sequence[float | None]
"""The values of a point, None for what is not a number."""


def numbers(dataset: Dataset) -> list[Numbers]:
    """Those of each point."""
    return [[_number(value) for value in point.value] for point in dataset.point]


def total(points: Sequence[Numbers]) -> float | None:
    """The sum of the first values; None where there are none, rather than zero."""
    known = list(column(points, 0))
    return sum(known) if known else None


def column(points: Sequence[Numbers], index: int) -> Iterator[float]:
    """The numbers that stand at one place of the points."""
    for point in points:
        if len(point) > index and (number := point[index]) is not None:
            yield number


def _number(value: Value) -> float | None:
    if value.fp_val is not None:
        return value.fp_val
    return None if value.int_val is None else float(value.int_val)

"""What a field costs, in the terms that whoever makes the schema knows of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Arguments = Mapping[str, object]
"""Arguments as they were sent, literals and variables alike; what is left out is not there."""
Amount = float | Callable[[Arguments], float]
"""How many of something; where arguments decide, told by them, and never failing over bad ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPrice:
    """The upstream calls of a field, and how many objects it holds."""

    calls: Amount = 0
    """Upstream calls for each object that it is asked of; less than one where calls are shared."""
    once: Amount = 0
    """Upstream calls however many objects it is asked of, as they are loaded together."""
    items: Amount = 1
    """How many objects a list has, in it or in its `lists`."""
    lists: frozenset[str] = frozenset()
    """The fields of the object that hold the items, when it is a page of a list."""


def count(*names: str, default: float, most: float) -> Callable[[Arguments], float]:
    """What the first of the arguments that was sent says.

    Less than 1 or more than `most` counts nothing, as the field itself refuses that.
    """

    def told(arguments: Arguments) -> float:
        for name in names:
            value = arguments.get(name)
            if isinstance(value, int | float):
                return value if 1 <= value <= most else 0.0
        return default

    return told


def length(name: str, most: int) -> Callable[[Arguments], float]:
    """How many items the argument has."""

    def told(arguments: Arguments) -> float:
        value = arguments.get(name)
        return min(len(value), most) if isinstance(value, list) else 1  # pyright: ignore[reportUnknownArgumentType] # of anything

    return told

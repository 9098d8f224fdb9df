"""One record of a list in all ways in which a provider may send it odd, part by part."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, cast

from gateway.sandbox import Wire

ABSENT: Final = object()
ODD: Final[tuple[Any, ...]] = (
    None, ABSENT, 5, -1, 2.5, 10**40, 1e308, True, "", "x", "5", "NaN", "2026-02-30", {}, [],
    [None], {"id": 3},
)  # fmt: skip
"""What may stand in the place of a part."""

Path = tuple[str | int, ...]


class Odd(NamedTuple):
    """A record of which one part is odd."""

    path: Path
    value: object
    record: Any


def in_all_ways(record: Wire) -> Iterator[Odd]:
    """Each part and the whole replaced by each odd value, numbers as text, and unknown keys."""
    for odd in ODD:
        if odd is not ABSENT:
            yield Odd((), odd, odd)
    for path, value in _parts(record, ()):
        as_text = [str(value)] if isinstance(value, int | float) else []
        for odd in (*ODD, *as_text):
            yield Odd(path, odd, _with(record, path, odd))
        if isinstance(value, dict):
            yield Odd(path, "an extra key", _with(record, (*path, "extra"), {"a": [1]}))


def _parts(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """The value and all that is in it; of a list the first item."""
    if path:
        yield path, value
    if isinstance(value, dict):
        for key, one in cast("Wire", value).items():
            yield from _parts(one, (*path, key))
    if isinstance(value, list) and value:
        yield from _parts(value[0], (*path, 0))


def _with(record: Wire, path: Path, odd: object) -> Wire:
    spoilt = copy.deepcopy(record)
    around: Any = spoilt
    for key in path[:-1]:
        around = around[key]
    if odd is ABSENT:
        del around[path[-1]]
    else:
        around[path[-1]] = odd
    return spoilt

"""Where a value stands in the response, cheap enough to write down for each of them.

A trail looks like graphql-core's `Path` and equals it, but is a plain tuple, which costs an eighth
to make. Only what leaves the compiled code needs the real thing.
"""

from __future__ import annotations

from typing import Any

from graphql.pyutils import Path

Trail = tuple[Any, str | int, str | None]
"""(the trail or path of what holds the value or None, key or index, name of the holding type)."""


def path_of(trail: Trail) -> Path:
    """The same place as graphql-core writes it."""
    if isinstance(trail, Path):
        return trail
    held_by, key, type_name = trail
    return Path(None if held_by is None else path_of(held_by), key, type_name)


def field_path_of(path: Path) -> Path:
    """The path of the field that a value belongs to: that of the list, for an item."""
    while isinstance(path.key, int) and path.prev is not None:
        path = path.prev
    return path

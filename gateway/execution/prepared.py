"""Resolvers of which a part is the same for all objects of a list, and done once for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

ATTRIBUTE = "prepare"

Resolve = Callable[[Any], Any]
"""From an object to the field's value."""
Prepare = Callable[[Any], Resolve]
"""From `info` to what resolves the field of any object."""
F = TypeVar("F", bound=Callable[..., Any])


def prepared_by(prepare: Prepare) -> Callable[[F], F]:
    """Of a resolver with an object and `info`: it does what `prepare(info)` does to the object.

    Compiled code calls `prepare` once in a run for a field, with the `info` of the first object:
    what it makes must not go by the path.
    """

    def mark(resolver: F) -> F:
        setattr(resolver, ATTRIBUTE, prepare)
        return resolver

    return mark


def preparation_of(function: object) -> Prepare | None:
    """What prepares the resolver, if anything does."""
    return cast("Prepare | None", getattr(function, ATTRIBUTE, None))

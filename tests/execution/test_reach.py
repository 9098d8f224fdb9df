"""What is drawn at random is wrong in every way in every kind of place: without it, equality
of the answers would say little.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, cast

import pytest
from graphql import (
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLObjectType,
    GraphQLUnionType,
)

from gateway.execution.core import nullable
from tests.execution.random_documents import (
    CALLS,
    CONDITIONS,
    OMITTED,
    VARIABLES,
    document,
    type_of,
    values,
)
from tests.execution.random_objects import Drawn, seeded
from tests.execution.scripts import A, Iterates, Later, Raises
from tests.execution.world import Doubtful

TROUBLE = 0.5
Seen = set[tuple[str, str]]
"""Kinds of places, and what was there."""

WAYS = {"value", "null", "raises", "error", "late", "late null", "late raises", "late error"}
PLACES = [
    f"{kind}{required}{within}"
    for kind in ("leaf", "object", "abstract", "list")
    for required in ("", "!")
    for within in ("", " in list", " in list in list")
    if within != " in list in list" or kind + required in {"leaf", "leaf!", "object!"}
]


@cache
def seen() -> Seen:
    """What is drawn for the attributes of some hundred objects."""
    return {
        each
        for name, count in (("Cat", 250), ("Dog", 250), ("Query", 250))
        for seed in range(count)
        for each in _seen_in(type_of(name), Drawn(f"{name} {seed}", type_of(name), TROUBLE, 0))
    }


def _seen_in(type_: GraphQLObjectType, drawn: Drawn) -> Iterator[tuple[str, str]]:
    for name, field in type_.fields.items():
        of_field: Any = field.type  # pyright: ignore[reportUnknownMemberType]
        yield from _places(of_field, drawn.get(name), "")


def _places(type_: Any, script: object, within: str) -> Iterator[tuple[str, str]]:
    """The place of a value, and those of the items of a list."""
    inner = nullable(type_)
    required = "" if inner is type_ else "!"
    yield f"{_kind(inner)}{required}{within}", _way(script)
    if isinstance(inner, GraphQLList):
        items = script.items if isinstance(script, Iterates) else script
        for item in cast("list[object]", items) if isinstance(items, list) else []:
            yield from _places(inner.of_type, item, f" in list{within}")


def _kind(type_: object) -> str:
    if isinstance(type_, GraphQLList):
        return "list"
    if isinstance(type_, GraphQLInterfaceType | GraphQLUnionType):
        return "abstract"
    return "object" if isinstance(type_, GraphQLObjectType) else "leaf"


def _way(script: object) -> str:
    match script:
        case None:
            return "null"
        case Raises():
            return "raises"
        case ValueError() | GraphQLError():
            return "error"
        case Later(Later()) | Later(A()):
            return "late"
        case Later(later):
            return "late" if _way(later) == "value" else f"late {_way(later)}"
        case _:
            return "value"


@pytest.mark.parametrize("place", PLACES)
def test_every_place_goes_wrong_in_every_way(place: str) -> None:
    assert {way for where, way in seen() if where == place} == WAYS


def test_types_are_told_wrong_in_every_way() -> None:
    cat = type_of("Cat")
    drawn = [Drawn(str(seed), cat, TROUBLE, 0) for seed in range(300)]

    for name in ("type", "ActingCat", "ActingDog"):
        said = [each.get(name) for each in drawn]
        assert {_way(each) for each in said} >= {"value", "null", "raises", "late", "late raises"}
        assert {"Pebble", "Query", "Nowhere", "Dog", 7} <= {*map(_hashable, said)}


def _hashable(said: object) -> object:
    return said if isinstance(said, str | int | None) else type(said)


def test_some_objects_are_doubtful() -> None:
    drawn = [Drawn(str(seed), type_of("Cat"), TROUBLE, 0).get("kitten") for seed in range(100)]

    assert any(isinstance(each, A) and each.kind is Doubtful for each in drawn)


def test_documents_have_every_part_and_variables_every_value() -> None:
    drawn = [(seed, *document(seeded(seed), "query")) for seed in range(400)]
    text = "\n".join(text for _, text, _ in drawn)
    given = [
        (name, values(seeded(f"{seed} {turn}"), names).get(name, OMITTED))
        for seed, _, names in drawn
        for name in names
        for turn in range(5)
    ]

    for part in (*CALLS, *CONDITIONS, "... on ", "...  {", "...F0", "fragment F", "_0:"):
        assert part in text
    for name, (_, choices) in VARIABLES.items():
        assert {value for used, value in given if used == name} == {*choices}

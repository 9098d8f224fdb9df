"""Documents over the world's schema, drawn at random."""

from __future__ import annotations

from random import Random
from typing import Any, cast

from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLUnionType, get_named_type

from gateway.execution.schema import graphql_schema_of
from tests.execution.world import WORLD

SCHEMA = graphql_schema_of(WORLD)
OMITTED = "omitted"
VARIABLES: dict[str, tuple[str, list[object]]] = {
    "yes": ("Boolean!", [True, True, False]),
    "no": ("Boolean! = true", [False, False, True, OMITTED]),
    "maybe": ("Boolean = false", [*[False, True, OMITTED] * 3, None]),
    "many": ("Int", [3, None, OMITTED]),
    "more": ("Int = 2", [5, 5, None, OMITTED]),
    "color": ("Color", ["BLUE", "RED", None, OMITTED]),
    "dark": ("Color = RED", ["BLUE", None, OMITTED]),
}
"""Type and values by name."""
CALLS = (
    "",
    "(times: 2)",
    "(times: $many)",
    "(times: $more)",
    "(loud: true, color: RED)",
    "(color: $color)",
    "(color: $dark, loud: $no)",
)
CONDITIONS = (
    "@skip(if: true)",
    "@skip(if: $no)",
    "@skip(if: $yes)",
    "@include(if: $yes)",
    "@include(if: $no)",
    "@include(if: $maybe)",
    "@include(if: true) @skip(if: $no)",
)
DEEPEST = 3

Composite = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType


def document(random: Random, kind: str) -> tuple[str, list[str]]:
    """An operation of that kind with the fragments that it spreads, and the variables in it."""
    writer = _Writer(random)
    body = "\n".join([writer.selection(type_of(kind.title()), 0), *writer.fragments()])
    used = [name for name in VARIABLES if f"${name}" in body]
    header = ", ".join(f"${name}: {VARIABLES[name][0]}" for name in used)
    return f"{kind} Q({header}) {body}" if header else f"{kind} Q {body}", used


def values(random: Random, names: list[str]) -> dict[str, Any]:
    """Values for those variables; some are omitted, and some are null."""
    drawn = {name: random.choice(VARIABLES[name][1]) for name in names}
    return {name: value for name, value in drawn.items() if value is not OMITTED}


class _Writer:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._fragments: dict[str, str] = {}

    def selection(self, type_: Composite, depth: int) -> str:
        parts = [self._part(type_, depth) for _ in range(self._random.randint(1, 6))]
        return "{ __typename " + " ".join(parts) + " }"

    def fragments(self) -> list[str]:
        return [f"fragment {name} {text}" for name, text in self._fragments.items()]

    def _part(self, type_: Composite, depth: int) -> str:
        chance = self._random.random()
        if depth < DEEPEST and chance < 0.15:
            other = self._related(type_)
            return f"... on {other.name} {self._condition()} {self.selection(other, depth + 1)}"
        if depth < DEEPEST and chance < 0.2:
            return f"... {self._condition()} {self.selection(type_, depth + 1)}"
        if depth < DEEPEST and chance < 0.3:
            return f"...{self._fragment(self._related(type_), depth)} {self._condition()}"
        if isinstance(type_, GraphQLUnionType):
            return f"kind: __typename {self._condition()}"
        return self._field(type_, depth)

    def _related(self, type_: Composite) -> Composite:
        """A type that an object of this one may have, too."""
        mine = possible_types(type_)
        others = [
            other
            for other in SCHEMA.type_map.values()
            if isinstance(other, GraphQLInterfaceType | GraphQLUnionType)
            and not set(mine).isdisjoint(possible_types(other))
        ]
        return self._random.choice([*others, *mine, type_])

    def _fragment(self, type_: Composite, depth: int) -> str:
        start = f"on {type_.name} "
        fitting = [n for n, text in self._fragments.items() if text.startswith(start)]
        if fitting and self._random.random() < 0.5:
            return self._random.choice(fitting)
        body = self.selection(type_, depth + 1)
        name = f"F{len(self._fragments)}"
        self._fragments[name] = f"{start}{body}"
        return name

    def _field(self, type_: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str:
        name, field = self._random.choice(list(type_.fields.items()))
        call = self._random.choice(CALLS) if name == "said" else ""
        alias = f"{name}_{CALLS.index(call)}:" if call or self._random.random() < 0.2 else ""
        below = ""
        of_field: Any = field.type  # pyright: ignore[reportUnknownMemberType]
        inner = cast("object", get_named_type(of_field))
        if isinstance(inner, Composite):
            if depth >= DEEPEST:
                return "__typename"
            below = self.selection(inner, depth + 1)
        return f"{alias} {name}{call} {self._condition()} {below}"

    def _condition(self) -> str:
        return self._random.choice(CONDITIONS) if self._random.random() < 0.2 else ""


def type_of(name: str) -> GraphQLObjectType:
    """The object type of that name."""
    type_ = SCHEMA.type_map[name]
    assert isinstance(type_, GraphQLObjectType)
    return type_


def possible_types(type_: Composite) -> list[GraphQLObjectType]:
    """The types that objects of the type may have."""
    if isinstance(type_, GraphQLObjectType):
        return [type_]
    return list(SCHEMA.get_possible_types(type_))

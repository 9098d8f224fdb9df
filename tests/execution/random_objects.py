"""Objects of the world, drawn at random: most of their attributes are as asked, some are not."""

from __future__ import annotations

import datetime as dt
import math
from collections import deque
from decimal import Decimal
from random import Random
from typing import Any, cast

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    Undefined,
)

from tests.execution.random_documents import DEEPEST, Composite, possible_types, type_of
from tests.execution.scripts import A, Actor, Iterates, Later, Raises, generated, generated_later
from tests.execution.world import ActingCat, ActingDog, ActingPebble, Color, Doubtful, Size, bird

GOOD: dict[str, list[object]] = {
    "String": ["", "text", "naïve \N{GRINNING FACE}"],
    "ID": ["a1", ""],
    "Int": [0, -1, 2**31 - 1, -(2**31)],
    "Float": [0.0, -1.5, 1e300, 5e-324],
    "Boolean": [True, False],
    "Color": [Color.RED, Color.BLUE],
    "Size": [Size.SMALL, Size.LARGE],
    "DateTime": [dt.datetime(2026, 3, 29, tzinfo=dt.UTC), dt.datetime(2026, 3, 29)],  # noqa: DTZ001 - any will do
    "JSON": [1, "x", {"a": [1, None]}, [], True],
    "Even": [2, -4],
}


class Text(str):
    """A string of one's own."""

    __slots__ = ()


class Number(int):
    """A number of one's own."""


NUMBERS = [0, 7, 2**31, -(2**40), 1.0, 2.5, math.nan, math.inf, -math.inf, Number(5)]
TEXTS = ["", "7", "#f00", "RED", b"x", Text("t")]
LISTS = [[], [1], {}, {"a": 1}, ()]
OBJECTS = [True, object, Decimal("1.5"), Color.RED, Size.LARGE, dt.date(2026, 3, 29)]
NONE = [None, None, Undefined, ValueError("as a value"), GraphQLError("as one")]
BAD: list[object] = [*NUMBERS, *TEXTS, *LISTS, *OBJECTS, *NONE]
SAYINGS: list[object] = [
    None,
    True,
    False,
    "Dog",
    "Pebble",
    "Query",
    "Nowhere",
    7,
    [],
    Raises(ValueError("?")),
]
"""Of objects that are asked for their type."""
NULLS = 0.05
"""How much of what may be null is, where nothing is wrong."""
LATE = 0.35
"""How much of what is wrong comes late as well."""
ERRORS = (
    ValueError("no"),
    KeyError("k"),
    GraphQLError("told", extensions={"code": "X"}),
    TypeError(),
)


def seeded(seed: int | str) -> Random:
    """Chance that can be repeated."""
    return Random(seed)  # noqa: S311 - no secret


class Drawn:
    """The attributes of an object: each is drawn when it is read, and always the same."""

    def __init__(self, seed: str, type_: GraphQLObjectType, trouble: float, depth: int) -> None:
        self._seed = seed
        self._type = type_
        self._trouble = trouble
        self._depth = depth

    def get(self, name: str) -> object:
        """The script of an attribute. `trouble` is the share of values that are not as asked."""
        seed = f"{self._seed}.{name}"
        draw = _Draw(seeded(seed), seed, self._trouble, self._depth)
        field: Any = self._type.fields.get(name)
        return draw.saying(name, self._type) if field is None else draw.value(field.type)

    def __repr__(self) -> str:
        return f"Drawn({self._seed!r}, {self._type}, {self._trouble}, {self._depth})"


class _Draw:
    def __init__(self, random: Random, seed: str, trouble: float, depth: int) -> None:
        self._random = random
        self._seed = seed
        self._trouble = trouble
        self._depth = depth

    def value(self, type_: Any) -> object:
        random = self._random
        if not isinstance(type_, GraphQLNonNull) and random.random() < NULLS:
            return None
        if random.random() >= self._trouble:
            return self._good(type_)
        wrong = self._wrong(type_)
        return Later(wrong, random.randint(0, 3)) if random.random() < LATE else wrong

    def saying(self, name: str, type_: GraphQLObjectType) -> object:
        """What an object says of its type: which one it is, or whether it is of that kind."""
        random = self._random
        right: object = type_.name if name == "type" else name == KINDS[type_.name].__name__
        if random.random() >= (2 * self._trouble if name == "type" else 0.5):
            return right
        wrong = random.choice([*SAYINGS, right])
        return Later(wrong, random.randint(0, 3)) if random.random() < LATE else wrong

    def _wrong(self, type_: Any) -> object:
        chance = self._random.random()
        if chance < 0.2:
            return Raises(self._random.choice(ERRORS))
        if chance < 0.3:
            return self._random.choice(ERRORS)
        if chance < 0.45:
            return None
        if chance < 0.6:
            return Later(self._good(type_), self._random.randint(0, 3))
        return self._random.choice(BAD)

    def _good(self, type_: Any) -> object:
        if isinstance(type_, GraphQLNonNull):
            return self._good(cast("Any", type_).of_type)
        if isinstance(type_, GraphQLList):
            item_type = cast("Any", type_).of_type
            items = [self.value(item_type) for _ in range(self._random.randint(0, 3))]
            if not self._is_troubled():
                return items
            return Iterates(self._random.choice([tuple, generated, generated_later, deque]), items)
        if isinstance(type_, GraphQLScalarType | GraphQLEnumType):
            return self._random.choice(GOOD[type_.name])
        return None if self._depth > DEEPEST else self._object(type_)

    def _object(self, type_: Composite) -> object:
        possible = possible_types(type_)
        if self._is_troubled():
            possible = [type_of(name) for name in KINDS]
        chosen = self._random.choice(possible)
        if chosen.name == "Bird":
            return A(bird, {"name1": self._bird_name(), "s": self._bird_name()})
        seed = f"{self._seed}{self._random.random()}"
        is_doubtful = chosen.name == "Cat" and self._is_troubled()
        kind = Doubtful if is_doubtful else KINDS[chosen.name]
        return A(kind, Drawn(seed, chosen, self._trouble, self._depth + 1))

    def _bird_name(self) -> object:
        return self._random.choice(BAD) if self._is_troubled() else "bird"

    def _is_troubled(self) -> bool:
        return self._random.random() < self._trouble


KINDS = {"Cat": ActingCat, "Dog": ActingDog, "Pebble": ActingPebble, "Bird": bird}


def root(seed: int, kind: str, trouble: float) -> Actor:
    """The root value of an operation of that kind."""
    return Actor(Drawn(str(seed), type_of(kind.title()), trouble, 0))

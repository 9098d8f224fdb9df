"""Input types drawn at random, and schemas whose fields echo what they are given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from inspect import Parameter, Signature
from random import Random
from typing import Any, NewType, cast

import strawberry
from strawberry.scalars import JSON
from strawberry.schema.config import StrawberryConfig

from tests.execution.random_objects import seeded
from tests.execution.world import Color, QuietSchema, Size

Even = NewType("Even", int)
"""A scalar that refuses some numbers."""


def even(value: Any) -> int:
    if not isinstance(value, int) or value % 2:
        raise ValueError("Not even.")
    return value // 2


@strawberry.input
class Tree:
    """Leads back to itself."""

    name: str = "leaf"
    branches: list[Tree | None] | None = None
    color: Color | None = strawberry.UNSET


@strawberry.input(one_of=True)
class Either:
    word: str | None = strawberry.UNSET
    numbers: list[int] | None = strawberry.UNSET


@strawberry.input
class Careful:
    """Refuses what GraphQL does not."""

    number: int = 0

    def __post_init__(self) -> None:
        if self.number == -1:
            raise ValueError("Anything but this.")


LEAVES: list[Any] = [
    int, str, float, bool, strawberry.ID, Color, Size, dt.date, JSON, Even,
]  # fmt: skip
DEFAULTS: dict[Any, list[object]] = {
    int: [0, -3],
    str: ["", "default"],
    float: [1.5],
    bool: [False, True],
    Color: [Color.BLUE],
}
REQUIRED = Parameter.empty
OPTIONAL = [None, None, strawberry.UNSET, REQUIRED]
FIELDS = 4


@lru_cache(maxsize=64)
def schema(seed: int) -> strawberry.Schema:
    """The schema of that number: `things` have `FIELDS` fields, each of which echoes."""
    drawn = _Types(seeded(f"types {seed}"))
    echoes = {f"echo{number}": drawn.echo() for number in range(FIELDS)}
    thing = strawberry.type(type("Thing", (), {"__annotations__": {}, **echoes}))

    def things() -> list[object]:
        return [object(), object()]

    field: Any = strawberry.field(resolver=things, graphql_type=list[thing])
    query = strawberry.type(type("Query", (), {"__annotations__": {}, "things": field}))
    scalars: dict[object, Any] = {Even: strawberry.scalar(name="Even", parse_value=even)}
    return QuietSchema(query, config=StrawberryConfig(scalar_map=scalars))


class _Types:
    """Draws input types, each made of those before it and of leaves."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._known: list[Any] = [Tree, Either, Careful]
        for number in range(random.randint(1, 4)):
            self._known.append(self._input(f"Input{number}"))

    def echo(self) -> Any:
        """A field with some arguments."""
        parameters = [
            Parameter(f"an_{at}", Parameter.KEYWORD_ONLY, annotation=type_, default=default)
            for at, (type_, default) in enumerate(self._annotated() for _ in range(3))
        ]
        ours = frozenset(each.name for each in parameters if "JSON" not in str(each.annotation))
        resolver = _resolver(ours, is_late=self._random.random() < 0.5)
        vars(resolver)["__signature__"] = Signature(parameters, return_annotation=str)
        resolver.__annotations__ = {each.name: each.annotation for each in parameters}
        resolver.__annotations__["return"] = str
        return strawberry.field(resolver=resolver)

    def _input(self, name: str) -> Any:
        annotations: dict[str, Any] = {}
        defaults: dict[str, Any] = {}
        for at in range(self._random.randint(1, 5)):
            key = f"some_{at}"
            annotations[key], default = self._annotated()
            if default is not REQUIRED:
                defaults[key] = default
            elif self._random.random() < 0.2:
                defaults[key] = strawberry.field(name=f"other{at}")
            elif annotations[key] == list[int]:
                defaults[key] = strawberry.field(default_factory=lambda: [7])
        made = type(name, (), {"__annotations__": annotations, "__module__": __name__, **defaults})
        return strawberry.input(made)

    def _annotated(self) -> tuple[Any, Any]:
        """A type, and the default of a parameter or of a field of it."""
        random = self._random
        type_ = self._type(2)
        chance = random.random()
        if chance < 0.05:
            return strawberry.Maybe[type_ | None], None
        if chance < 0.5:
            return type_ | None, random.choice(OPTIONAL)
        if chance < 0.8 and type_ in DEFAULTS:
            return type_, random.choice(DEFAULTS[type_])
        return type_, REQUIRED

    def _type(self, depth: int) -> Any:
        chance = self._random.random()
        if depth and chance < 0.3:
            inner = self._type(depth - 1)
            return list[inner | None] if chance < 0.1 else list[inner]
        return self._random.choice(self._known if chance < 0.6 else LEAVES)


def _resolver(ours: frozenset[str], *, is_late: bool) -> Callable[..., Any]:
    """It changes the lists that are its own: the next call must not see it."""

    def echo(**given: Any) -> str:
        text = repr(given)
        for name in ours & set(given):
            _spoil(given[name])
        return text

    async def echo_later(**given: Any) -> str:
        return echo(**given)

    return echo_later if is_late else echo


def _spoil(value: object) -> None:
    if isinstance(value, list):
        items = cast("list[object]", value)
        for item in items:
            _spoil(item)
        items.append("spoiled")

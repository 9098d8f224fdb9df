"""A schema with every kind of field. Cats, dogs and pebbles are actors; a bird is Strawberry's own.

A name that ends in 1 may not be null.
"""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import inspect
from enum import Enum, IntEnum
from typing import Annotated, Any, NewType

import strawberry
from graphql import GraphQLError
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.scalars import JSON
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from tests.execution.scripts import Actor, read


@strawberry.enum
class Color(Enum):
    """An enum whose values are not its names."""

    RED = "#f00"
    BLUE = "#00f"


@strawberry.enum
class Size(IntEnum):
    """An enum whose members are numbers."""

    SMALL = 1
    LARGE = 2


Even = NewType("Even", int)
"""A scalar that refuses some numbers, and makes nothing of others."""


def _even(value: int) -> int | None:
    if value % 2:
        raise ValueError("Not even.")
    return value or None


def _told(name: str) -> Any:
    def told(root: strawberry.Parent[Actor]) -> Any:
        return root.play(name)

    return strawberry.field(resolver=told)


def _asked(name: str) -> Any:
    async def asked(root: strawberry.Parent[Actor]) -> Any:
        await asyncio.sleep(0)
        value = root.play(name)
        return await value if inspect.isawaitable(value) else value

    return strawberry.field(resolver=asked)


@strawberry.interface
class Named:
    """Cats, dogs and birds."""

    name1: str
    nick: str | None


@strawberry.interface
class Housed(Named):
    """Cats."""

    house: str | None


@strawberry.interface
class Labelled(Named):
    """Cats and dogs, each of which names its type itself."""

    @classmethod
    def resolve_type(cls, value: Any, _info: object, _type: object) -> Any:
        """What it says."""
        return value.play("type")


@strawberry.type
class Pebble:
    """Of no interface, and whatever an attribute gives is one."""

    weight1: float
    next: Pebble | None


@strawberry.type
class Dog(Labelled, Named):
    """Recognized by its class."""

    b1: bool
    friend: Named | None
    color: Color | None
    tags: list[str] | None

    @classmethod
    def is_type_of(cls, value: object, _info: object) -> bool:
        """Whether it is one."""
        return _is_one(value, ActingDog)


@strawberry.type
class Bird(Named):
    """Recognized by Strawberry."""

    s: str | None
    friend: Named | None


@strawberry.type
class Cat(Housed, Labelled, Named):
    """Has everything."""

    s: str | None
    s1: str
    i: int | None
    i1: int
    f: float | None
    f1: float
    b: bool | None
    b1: bool
    id: strawberry.ID | None
    id1: strawberry.ID
    color: Color | None
    color1: Color
    size: Size | None
    when: dt.datetime | None
    when1: dt.datetime
    json: JSON | None
    even: Even | None
    even1: Even
    evens: list[Even | None] | None
    tags: list[str] | None
    tags1: list[str | None]
    grid: list[list[int]] | None
    grid1: list[list[int | None] | None]
    colors: list[Color] | None
    whens: list[dt.datetime | None] | None
    kitten: Cat | None
    mother1: Cat
    kittens: list[Cat] | None
    litter1: list[Cat | None]
    friend: Named | None
    friends: list[Named] | None
    host1: Housed
    labelled: Labelled | None
    labels: list[Labelled | None] | None
    toy: Annotated[Cat | Dog | Bird, strawberry.union("Toy")] | None
    toys: list[Annotated[Cat | Dog | Bird, strawberry.union("Toy")]] | None
    pebble: Pebble | None
    pebbles: list[list[Pebble] | None] | None
    told: str | None = _told("told")
    told1: int = _told("told1")
    shown: Cat | None = _told("shown")
    asked: str | None = _asked("asked")
    asked1: int = _asked("asked1")
    found: Cat | None = _asked("found")
    found1: Named = _asked("found1")
    herd: list[Cat] | None = _asked("herd")

    @classmethod
    def is_type_of(cls, value: object, _info: object) -> bool:
        """Whether it is one."""
        return _is_one(value, ActingCat)

    @strawberry.field
    def said(
        self,
        info: strawberry.Info,
        times: int = 1,
        color: Color | None = None,
        *,
        loud: bool = False,
    ) -> str:
        """All that is known of the call."""
        path = info.path.as_list()
        return f"{type(self).__name__} {path} {times} {color} {loud} {info.variable_values}"


class ActingCat(Actor):
    """Shown as a cat."""


class Doubtful(ActingCat):
    """Shown as what says yes to it; what is said is played."""


class ActingDog(Actor):
    """Shown as a dog."""


class ActingPebble(Actor):
    """Shown as a pebble."""


def _is_one(value: object, kind: type[Actor]) -> Any:
    return value.play(kind.__name__) if isinstance(value, Doubtful) else isinstance(value, kind)


for acting, shown_as in ((ActingCat, Cat), (ActingDog, Dog), (ActingPebble, Pebble)):
    for each in dataclasses.fields(shown_as):
        setattr(acting, each.name, read(each.name))


def bird(attributes: dict[str, Any]) -> Bird:
    """Strawberry's own object, which plays nothing."""
    nothing: dict[str, Any] = {"name1": None, "nick": None, "s": None, "friend": None}
    return Bird(**{**nothing, **attributes})


@strawberry.type
class Query:
    """What its root value, an actor, has."""

    cat: Cat | None = _told("cat")
    cat1: Cat = _told("cat1")
    cats: list[Cat] | None = _asked("cats")
    named: Named | None = _asked("named")
    toys: list[Annotated[Cat | Dog | Bird, strawberry.union("Toy")] | None] | None = _told("toys")
    told: str | None = _told("told")
    asked: int | None = _asked("asked")
    asked1: int = _asked("asked1")


@strawberry.type
class Mutation:
    """As `Query`, one after the other."""

    cat: Cat | None = _told("cat")
    cats: list[Cat] | None = _asked("cats")
    asked1: int = _asked("asked1")


class QuietSchema(strawberry.Schema):
    """Does not log what goes wrong on purpose."""

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Say nothing."""


CONFIG = StrawberryConfig(scalar_map={Even: strawberry.scalar(name="Even", serialize=_even)})
WORLD = QuietSchema(Query, Mutation, extensions=[ParserCache, ValidationCache], config=CONFIG)

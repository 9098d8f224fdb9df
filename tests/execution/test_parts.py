"""The small parts: what is kept, which classes are plain, and types that are rare."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
import strawberry
from graphql import GraphQLArgument, GraphQLDefaultInput, GraphQLEnumType, GraphQLInt, Undefined

from gateway.execution import CompiledExecutor
from gateway.execution.plain import MOST_CLASSES, PlainClasses
from gateway.execution.recent import Recent
from gateway.execution.schema import graphql_schema_of
from gateway.execution.trail import path_of
from tests.execution.both import both
from tests.execution.world import QuietSchema


def test_what_was_used_last_is_kept() -> None:
    recent = Recent[str, str](2)
    for key in ("a", "b", "a", "c"):
        recent.get_or_make(key, lambda: "first")

    again = [recent.get_or_make(key, lambda: "second") for key in ("a", "c", "b")]

    assert again == ["first", "first", "second"]


def test_no_more_is_kept_than_there_is_room_for() -> None:
    recent = Recent[str, int](10)
    for key in ("four", "five5", "nine-nine"):
        recent.get_or_make(key, lambda: 1, weight=len(key))

    again = [recent.get_or_make(key, lambda: 2, weight=0) for key in ("nine-nine", "five5")]

    assert again == [1, 2]


class Awaitable:
    def __await__(self) -> Any:
        yield


class Magic:
    def __getattr__(self, name: str) -> Any:
        return name


class Watchful:
    def __getattribute__(self, name: str) -> Any:
        return object.__getattribute__(self, name)


@dataclass(slots=True)
class Slotted:
    number: int


@pytest.mark.parametrize("cls", [int, str, dict, object, Slotted, Fraction])
def test_values_of_ordinary_classes_are_plain(cls: type) -> None:
    assert PlainClasses()[cls]


@pytest.mark.parametrize(
    "cls",
    [type(None), type(Undefined), ValueError, asyncio.Future, Awaitable, Magic, Watchful, type],
)
def test_what_may_be_no_value_at_all_is_not_plain(cls: type) -> None:
    assert not PlainClasses()[cls]


def test_classes_made_on_the_fly_do_not_fill_the_memory() -> None:
    plain = PlainClasses()

    for number in range(MOST_CLASSES + 5):
        assert plain[type(f"Made{number}", (), {})]

    assert len(plain) == 5


def test_a_trail_is_equal_to_its_path() -> None:
    trail = ((None, "cats", "Query"), 3, None)

    assert path_of(trail) == trail
    assert path_of(trail).as_list() == ["cats", 3]


@strawberry.enum
class Listed(Enum):
    """Its members cannot be looked up by hash."""

    ONE = "one"
    TWO = "two"

    __hash__ = None  # pyright: ignore[reportAssignmentType]


async def test_enum_members_without_a_hash_are_named() -> None:
    @strawberry.type
    class Query:
        listed: list[Listed]

    root = Query(listed=[Listed.ONE, Listed.TWO])

    result = await both(QuietSchema(Query), "{ listed }", root=lambda: root)

    assert result.data == {"listed": ["ONE", "TWO"]}


@strawberry.type
class Counting:
    @strawberry.field
    def fine(self) -> int:
        return 1

    @strawberry.field
    def count(self, n: int = 1) -> int | None:
        return n


async def test_a_default_that_is_no_value_fails_its_field_at_each_execution() -> None:
    schema = QuietSchema(Counting)
    query = graphql_schema_of(schema).query_type
    assert query is not None
    query.fields["count"].args["n"] = GraphQLArgument(
        GraphQLInt, default=GraphQLDefaultInput(value="not a number")
    )

    result = await both(schema, "{ fine count }")

    assert result.data == {"fine": 1, "count": None}


async def test_an_enum_that_is_not_strawberrys_is_left_to_graphql_core() -> None:
    schema = QuietSchema(Counting)
    query = graphql_schema_of(schema).query_type
    assert query is not None
    query.fields["count"].type = GraphQLEnumType("Count", {"ONE": 1, "TWO": 2})

    result = await both(schema, "{ count two: count(n: 2) three: count(n: 3) }")

    assert result.data == {"count": "ONE", "two": "TWO", "three": None}


async def test_conditions_may_be_answered_in_more_ways_than_are_kept() -> None:
    @strawberry.type
    class Query:
        a: int = 1

    names = [f"v{number}" for number in range(4)]
    fields = " ".join(f"{name}: a @include(if: ${name})" for name in names)
    document = f"query ({', '.join(f'${n}: Boolean!' for n in names)}) {{ {fields} }}"
    schema = QuietSchema(Query)
    executor = CompiledExecutor(schema, compile_at_use=1)

    for answers in [*product([True, False], repeat=4)] * 2:
        variables = dict(zip(names, answers, strict=True))
        result = await executor.execute(document, variables=variables, root=Query())

        assert result.data == {name: 1 for name, answer in variables.items() if answer}


@strawberry.type
class Pair:
    a: Pair | None = None
    b: Pair | None = None


async def test_fragments_that_double_at_each_level_cost_what_they_reach() -> None:
    levels = 40
    fragments = [
        f"fragment F{n} on Pair {{ a {{ ...F{n + 1} }} b {{ ...F{n + 1} }} }}"
        for n in range(levels)
    ]
    document = "\n".join(["{ ...F0 }", *fragments, f"fragment F{levels} on Pair {{ __typename }}"])
    root = Pair(a=Pair())
    executor = CompiledExecutor(QuietSchema(Pair), compile_at_use=1)

    async with asyncio.timeout(20):
        result = await executor.execute(document, root=root)

    assert result.data == {"a": {"a": None, "b": None}, "b": None}

"""Objects of interfaces and unions: whose type it is, and who has a say in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
import strawberry
from graphql import GraphQLInterfaceType, GraphQLObjectType

from gateway.execution.schema import graphql_schema_of
from tests.execution.both import both
from tests.execution.scripts import A, Actor, Later, Raises
from tests.execution.world import WORLD, ActingCat, ActingDog, ActingPebble, QuietSchema, bird

CAT = A(ActingCat, {"name1": "Tom", "house": "No. 5", "s": "cat"})
DOG = A(ActingDog, {"name1": "Rex", "b1": True})
BIRD = A(bird, {"name1": "Tweety", "s": "bird"})
PEBBLE = A(ActingPebble, {"weight1": 1.5})

ALL = """
    __typename
    ... on Named { name1 nick }
    ... on Housed { house }
    ... on Cat { s }
    ... on Dog { b1 }
    ... on Bird { s }
"""
SHOWN = [
    {"__typename": "Cat", "name1": "Tom", "nick": None, "house": "No. 5", "s": "cat"},
    {"__typename": "Dog", "name1": "Rex", "nick": None, "b1": True},
    {"__typename": "Bird", "name1": "Tweety", "nick": None, "s": "bird"},
]


@pytest.mark.parametrize("field", ["toys", "friends"])
async def test_each_object_is_asked_for_what_its_type_has(field: str) -> None:
    root = Actor({"cat": A(ActingCat, {field: [CAT, DOG, BIRD]})})

    result = await both(WORLD, f"{{ cat {{ {field} {{ {ALL} }} }} }}", root=lambda: root)

    assert result.data == {"cat": {field: SHOWN}}


async def test_objects_that_come_later_are_told_apart_as_well() -> None:
    root = Actor({"toys": [Later(DOG, 2), CAT, None, Later(BIRD)], "named": Later(CAT)})

    result = await both(WORLD, f"{{ toys {{ {ALL} }} named {{ {ALL} }} }}", root=lambda: root)

    cat, dog, its_bird = SHOWN
    assert result.data == {"toys": [dog, cat, None, its_bird], "named": cat}


@pytest.mark.parametrize("value", [PEBBLE, "text", 7, [], ValueError("x"), Raises(KeyError())])
@pytest.mark.parametrize("field", ["toy { ... on Cat { s } }", "friend { name1 }", "kitten { s }"])
async def test_an_object_of_no_possible_type_is_refused(field: str, value: object) -> None:
    name, *_ = field.split(maxsplit=1)
    root = Actor({"cat": A(ActingCat, {name: value})})

    result = await both(WORLD, f"{{ cat {{ {field} }} }}", root=lambda: root)

    assert result.data == {"cat": {name: None}}
    assert len(result.errors or []) == 1


async def test_an_object_type_without_a_say_takes_any_object() -> None:
    root = Actor({"cat": A(ActingCat, {"pebble": DOG, "pebbles": [[PEBBLE], None]})})

    result = await both(
        WORLD, "{ cat { pebble { __typename } pebbles { weight1 } } }", root=lambda: root
    )

    assert result.data == {
        "cat": {"pebble": {"__typename": "Pebble"}, "pebbles": [[{"weight1": 1.5}], None]}
    }


@strawberry.interface
class Shape:
    name: str


class Drawing:
    """An object of which only `is_type_of` knows the type."""

    def __init__(self, name: str) -> None:
        self.name = name


def shapes(is_round: Callable[[Any, Any], Any]) -> strawberry.Schema:
    """A schema with one shape, which is asked for by an interface and by its type."""

    @strawberry.type
    class Round(Shape):
        @classmethod
        def is_type_of(cls, value: object, info: object) -> Any:
            return is_round(value, info)

    @strawberry.type
    class Query:
        @strawberry.field(graphql_type=list[Shape | None])
        def many(self) -> list[Drawing]:
            return [Drawing("a"), Drawing("b")]

        @strawberry.field(graphql_type=Round | None)
        def one(self, name: str = "a") -> Drawing:
            return Drawing(name)

    return QuietSchema(Query, types=[Round])


def by_name(value: Any, _info: object) -> bool:
    return value.name == "a"


def truthy(value: Any, _info: object) -> object:
    return [] if value.name == "b" else "yes"


def by_info(value: Any, info: Any) -> bool:
    told = info.path.as_list() == [info.field_name] and info.parent_type.name == "Query"
    return told and value.name == "a" and info.schema.get_type("Round") is not None


def failing(_value: object, _info: object) -> bool:
    raise ValueError("cannot tell")


@pytest.mark.parametrize("is_round", [by_name, truthy, by_info])
async def test_a_type_says_which_objects_are_its_own(is_round: Callable[[Any, Any], Any]) -> None:
    result = await both(shapes(is_round), "{ many { __typename name } one { name } }")

    assert result.data == {
        "many": [{"__typename": "Round", "name": "a"}, None],
        "one": {"name": "a"},
    }
    assert [error.path for error in result.errors or []] == [["many", 1]]


async def test_a_type_that_fails_to_say_fails_the_field() -> None:
    result = await both(shapes(failing), "{ many { name } one { name } }")

    assert result.data == {"many": [None, None], "one": None}
    assert {error.message for error in result.errors or []} == {"cannot tell"}


@pytest.mark.parametrize("is_round", [by_name, truthy])
async def test_a_type_that_refuses_the_object_of_its_own_field_fails_it(
    is_round: Callable[[Any, Any], Any],
) -> None:
    result = await both(shapes(is_round), '{ one(name: "b") { name } }')

    (error,) = result.errors or []
    assert error.message.startswith("Expected value of type 'Round' but got: <Drawing instance>")


async def test_a_type_may_take_its_time_to_say() -> None:
    async def later(value: Any, _info: object) -> bool:
        await asyncio.sleep(0)
        return value.name == "a"

    schema = shapes(by_name)
    round_type = graphql_schema_of(schema).type_map["Round"]
    assert isinstance(round_type, GraphQLObjectType)
    round_type.is_type_of = later

    result = await both(schema, "{ many { __typename name } one { name } }")

    assert result.data == {
        "many": [{"__typename": "Round", "name": "a"}, None],
        "one": {"name": "a"},
    }


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (None, "Abstract type 'Shape' must resolve to an Object type at runtime"),
        ([], "Abstract type 'Shape' must resolve to an Object type at runtime"),
        ("Nowhere", "Abstract type 'Shape' was resolved to a type 'Nowhere' that does not exist"),
        ("Shape", "Abstract type 'Shape' was resolved to a non-object type 'Shape'."),
        ("Query", "Runtime Object type 'Query' is not a possible type for 'Shape'."),
        ("Round", "Expected value of type 'Round' but got: <Drawing instance>."),
    ],
)
async def test_an_interface_must_name_a_possible_type(name: object, message: str) -> None:
    schema = shapes(truthy)
    interface = graphql_schema_of(schema).type_map["Shape"]
    assert isinstance(interface, GraphQLInterfaceType)

    def named(_value: object, _info: object, _type: object) -> Any:
        return name

    interface.resolve_type = named

    result = await both(schema, "{ many { name } }")

    assert [error.message[: len(message)] for error in result.errors or []][-1] == message

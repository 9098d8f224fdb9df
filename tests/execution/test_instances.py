"""Unions whose types look at the class alone: asked once for a class, and kept apart."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from dataclasses import dataclass
from typing import Annotated, Any

import strawberry

from gateway.execution import InstancesOf
from gateway.execution.plain import MOST_CLASSES
from tests.execution.both import both
from tests.execution.world import QuietSchema


@dataclass(slots=True)
class Dog:
    name: str


@dataclass(slots=True)
class Puppy(Dog):
    pass


@dataclass
class Cat:
    name: str


class Late(Dog):
    """One that is not there yet."""

    def __await__(self) -> Generator[Any, None, Dog]:
        yield from asyncio.sleep(0).__await__()
        return Dog("late")


@strawberry.type(name="Dog")
class DogType:
    name: str
    is_type_of = InstancesOf(Dog)


@strawberry.type(name="Cat")
class CatType:
    name: str
    is_type_of = InstancesOf(Cat)


Pet = Annotated[DogType | CatType, strawberry.union("Pet")]


@strawberry.type
class Query:
    @strawberry.field(graphql_type=list[Pet | None])
    def pets(self) -> list[object]:
        first = [Dog("rex"), Cat("tom"), Puppy("pip"), None]
        return [*first, Dog("ben"), Cat("kim"), Puppy("tim")]

    @strawberry.field(graphql_type=list[DogType | None])
    def dogs(self) -> list[object]:
        return [Dog("rex"), Puppy("pip"), Late("soon"), Cat("tom"), Puppy("tim")]

    @strawberry.field(graphql_type=list[Pet | None])
    def strangers(self) -> list[object]:
        disguised = strawberry.cast(DogType, Cat("a dog"))
        return [Dog("rex"), "a word", Cat("tom"), disguised, Cat("kim")]


SCHEMA = QuietSchema(Query)
FRAGMENTS = "{ __typename ... on Dog { name } ... on Cat { called: name } }"


async def test_each_object_is_shown_as_its_own_type() -> None:
    result = await both(SCHEMA, f"{{ pets {FRAGMENTS} }}")

    assert result.errors is None
    assert result.data == {
        "pets": [
            {"__typename": "Dog", "name": "rex"},
            {"__typename": "Cat", "called": "tom"},
            {"__typename": "Dog", "name": "pip"},
            None,
            {"__typename": "Dog", "name": "ben"},
            {"__typename": "Cat", "called": "kim"},
            {"__typename": "Dog", "name": "tim"},
        ]
    }


async def test_an_object_of_no_type_is_an_error_beside_those_that_are() -> None:
    result = await both(SCHEMA, f"{{ it: strangers {FRAGMENTS} }}")

    assert result.data is not None
    shown = [one and one["__typename"] for one in result.data["it"]]
    assert shown == ["Dog", None, "Cat", None, "Cat"]
    assert [error.path for error in result.errors or []] == [["it", 1], ["it", 3]]


async def test_a_type_shows_objects_of_its_class_and_of_classes_below_it() -> None:
    result = await both(SCHEMA, "{ it: dogs { name } }")

    assert result.data == {
        "it": [{"name": "rex"}, {"name": "pip"}, {"name": "late"}, None, {"name": "tim"}]
    }
    assert [error.path for error in result.errors or []] == [["it", 3]]


def test_whether_objects_of_a_class_are_a_types_own_is_known_by_the_class() -> None:
    own = InstancesOf(Dog).own

    assert {cls: own[cls] for cls in (Dog, Puppy, Late, Cat, object, type(None))} == {
        Dog: True,
        Puppy: True,
        Late: False,
        Cat: False,
        object: False,
        type(None): False,
    }
    assert own.keys() == {Dog, Puppy, Late, Cat, object, type(None)}


def test_classes_made_on_the_fly_do_not_fill_the_memory() -> None:
    own = InstancesOf(Dog).own

    for number in range(MOST_CLASSES + 5):
        assert own[type(f"Made{number}", (Dog,), {})]

    assert len(own) == 5

"""Unions whose types look at the class alone: asked once for a class, and kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import strawberry

from gateway.execution import InstancesOf
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

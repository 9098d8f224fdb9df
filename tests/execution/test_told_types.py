"""Who tells the type of an object, at once or later: `is_type_of`, `resolve_type`, `__typename`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import pytest
import strawberry
from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLUnionType

from gateway.execution.schema import graphql_schema_of
from tests.execution.both import both
from tests.execution.world import QuietSchema


@dataclass
class Animal:
    """Known by its kind alone; a list of them is asked for in every field."""

    kind: str
    name: str

    @property
    def friends(self) -> list[Animal]:
        return [Animal("Dog", f"{self.name}'s friend")] if self.kind == "Cat" else []


@strawberry.interface
class Being:
    name: str


@strawberry.interface
class Pet(Being):
    friends: list[Being | None]


@strawberry.type
class Dog(Pet):
    @strawberry.field
    async def barks(self) -> bool:
        return True


@strawberry.type
class Cat(Pet):
    @strawberry.field
    def meows(self) -> bool:
        return False


@strawberry.type
class Person(Being):
    pass


ANIMALS = [Animal("Dog", "Odie"), Animal("Cat", "Garfield"), Animal("Person", "Jon")]


@strawberry.type
class Query:
    @strawberry.field(graphql_type=list[Being | None])
    def beings(self) -> list[Animal]:
        return ANIMALS

    @strawberry.field(graphql_type=list[Pet | None])
    async def pets(self) -> list[Animal]:
        return ANIMALS[:2]

    @strawberry.field(graphql_type=list[Annotated[Dog | Cat, strawberry.union("Furry")] | None])
    def furry(self) -> list[Animal]:
        return ANIMALS[:2]

    @strawberry.field(graphql_type=Cat | None)
    def cat(self, kind: str = "Cat") -> Animal:
        return Animal(kind, "Tom")


DOCUMENT = """
{
    beings { ...Known }
    pets { ...Known ... on Pet { friends { ...Known } } }
    furry { ...Known }
    cat { name meows friends { __typename } }
}
fragment Known on Being { __typename name ... on Dog { barks } ... on Cat { meows } ...Befriended }
fragment Befriended on Pet { friends { name ... on Pet { friends { name } } } }
"""
ODIE: dict[str, object] = {"__typename": "Dog", "name": "Odie", "barks": True, "friends": []}
HIS_FRIEND: dict[str, object] = {"name": "Garfield's friend", "friends": []}
GARFIELD: dict[str, object] = {
    "__typename": "Cat",
    "name": "Garfield",
    "meows": False,
    "friends": [HIS_FRIEND],
}
FRIEND: dict[str, object] = {
    "__typename": "Dog",
    "name": "Garfield's friend",
    "barks": True,
    "friends": [],
}
DATA: dict[str, object] = {
    "beings": [ODIE, GARFIELD, {"__typename": "Person", "name": "Jon"}],
    "pets": [ODIE, {**GARFIELD, "friends": [{**FRIEND, **HIS_FRIEND}]}],
    "furry": [ODIE, GARFIELD],
    "cat": {"name": "Tom", "meows": False, "friends": [{"__typename": "Dog"}]},
}

IsTypeOf = Callable[[Any, Any], Any]


def at_once(kind: str) -> IsTypeOf:
    return lambda value, _info: value.kind == kind


def later(kind: str) -> IsTypeOf:
    async def is_type_of(value: Any, _info: object) -> bool:
        await asyncio.sleep(0)
        return value.kind == kind

    return is_type_of


def by_surprise(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same; but nothing except its result shows that it has to be awaited."""

    def surprising(*given: object) -> Any:
        return function(*given)

    return surprising


def later_by_surprise(kind: str) -> IsTypeOf:
    return by_surprise(later(kind))


class Asked:
    """What tells it is an object."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    async def __call__(self, value: Any, _info: object) -> bool:
        return value.kind == self._kind


def later_if_it_is_not(kind: str) -> IsTypeOf:
    is_type_of = later(kind)
    return lambda value, info: value.kind == kind or is_type_of(value, info)


def later_if_it_is(kind: str) -> IsTypeOf:
    is_type_of = later(kind)
    return lambda value, info: value.kind == kind and is_type_of(value, info)


def failing(kind: str) -> IsTypeOf:
    def is_type_of(_value: object, _info: object) -> bool:
        raise ValueError(f"{kind} cannot tell")

    return is_type_of


def failing_later(kind: str) -> IsTypeOf:
    async def is_type_of(_value: object, _info: object) -> bool:
        await asyncio.sleep(0)
        raise ValueError(f"{kind} cannot tell")

    return is_type_of


def failing_by_surprise(kind: str) -> IsTypeOf:
    return by_surprise(failing_later(kind))


def never(_kind: str) -> IsTypeOf:
    return lambda _value, _info: False


def never_by_surprise(_kind: str) -> IsTypeOf:
    return later_by_surprise("none")


def told(**tellers: Callable[[str], IsTypeOf]) -> strawberry.Schema:
    """A schema whose types tell in these ways; those that are not named tell at once.

    The union asks them as graphql-core does: Strawberry's own asks nobody who takes his time.
    """
    schema = resolved(None, QuietSchema(Query, types=[Dog, Cat, Person]), only="Furry")
    for name in ("Dog", "Cat", "Person"):
        type_ = graphql_schema_of(schema).type_map[name]
        assert isinstance(type_, GraphQLObjectType)
        type_.is_type_of = tellers.get(name.lower(), at_once)(name)
    return schema


RIGHT = [at_once, later, later_by_surprise, Asked, later_if_it_is_not, later_if_it_is]


@pytest.mark.parametrize("dog", RIGHT)
@pytest.mark.parametrize("cat", RIGHT)
async def test_types_may_tell_at_once_or_later(
    dog: Callable[[str], IsTypeOf], cat: Callable[[str], IsTypeOf]
) -> None:
    result = await both(told(dog=dog, cat=cat), DOCUMENT)

    assert result.errors is None
    assert result.data == DATA


WRONG = [failing, failing_later, failing_by_surprise, never, never_by_surprise]


@pytest.mark.parametrize("dog", [at_once, later, later_by_surprise, never])
@pytest.mark.parametrize("cat", WRONG)
async def test_a_type_that_cannot_tell_costs_its_objects(
    dog: Callable[[str], IsTypeOf], cat: Callable[[str], IsTypeOf]
) -> None:
    result = await both(told(dog=dog, cat=cat), DOCUMENT)

    assert result.data is not None
    assert result.data["cat"] is None
    assert [one and one["__typename"] for one in result.data["furry"]][1] is None


@pytest.mark.parametrize("cat", [at_once, later, later_by_surprise, Asked, later_if_it_is])
async def test_a_type_refuses_what_is_not_its_own(cat: Callable[[str], IsTypeOf]) -> None:
    result = await both(told(cat=cat), '{ cat(kind: "Dog") { name } }')

    assert result.data == {"cat": None}
    (error,) = result.errors or []
    assert error.message.startswith("Expected value of type 'Cat' but got: <Animal instance>")


@pytest.mark.parametrize("tell", [*RIGHT, never, never_by_surprise])
async def test_a_type_is_asked_as_often_as_by_graphql_core(tell: Callable[[str], IsTypeOf]) -> None:
    questions: list[str] = []

    def counting(kind: str) -> IsTypeOf:
        is_type_of = tell(kind)

        def counted(value: Any, info: Any) -> Any:
            questions.append(f"{kind} {info.path.as_list()} {info.parent_type.name}")
            return is_type_of(value, info)

        return counted

    schema = told(dog=counting, cat=counting)
    await both(schema, DOCUMENT)

    assert len(questions) % 3 == 0
    a_third = len(questions) // 3
    assert questions == questions[:a_third] * 3


Resolve = Callable[[Any, Any, Any], Any]


def named(value: Any, _info: object, _type: object) -> str:
    return value.kind


async def named_later(value: Any, _info: object, _type: object) -> str:
    await asyncio.sleep(0)
    return value.kind


named_by_surprise = by_surprise(named_later)


def named_once_later(value: Any, info: object, type_: object) -> Any:
    return value.kind if value.kind == "Dog" else named_later(value, info, type_)


def resolved(
    resolve: Resolve | None, schema: strawberry.Schema, only: str | None = None
) -> strawberry.Schema:
    """The schema with this way of its interfaces and unions to name an object's type."""
    for name in ("Being", "Pet", "Furry") if only is None else (only,):
        type_ = graphql_schema_of(schema).type_map[name]
        assert isinstance(type_, GraphQLInterfaceType | GraphQLUnionType)
        type_.resolve_type = resolve
    return schema


@pytest.mark.parametrize("resolve", [named, named_later, named_by_surprise, named_once_later])
@pytest.mark.parametrize("tell", [at_once, later, later_by_surprise])
async def test_interfaces_and_unions_may_tell_at_once_or_later(
    resolve: Resolve, tell: Callable[[str], IsTypeOf]
) -> None:
    result = await both(resolved(resolve, told(dog=tell, cat=tell)), DOCUMENT)

    assert result.errors is None
    assert result.data == DATA


async def nowhere_later(_value: object, _info: object, _type: object) -> str:
    return "Nowhere"


async def nothing_later(_value: object, _info: object, _type: object) -> None:
    return None


async def query_later(_value: object, _info: object, _type: object) -> str:
    return "Query"


async def fails_later(_value: object, _info: object, _type: object) -> str:
    raise ValueError("cannot resolve")


def fails(_value: object, _info: object, _type: object) -> str:
    raise ValueError("cannot resolve")


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize(
    ("resolve", "message"),
    [
        (nowhere_later, "Abstract type 'Furry' was resolved to a type 'Nowhere'"),
        (nothing_later, "Abstract type 'Furry' must resolve to an Object type at runtime"),
        (query_later, "Runtime Object type 'Query' is not a possible type for 'Furry'."),
        (fails_later, "cannot resolve"),
        (fails, "cannot resolve"),
    ],
)
async def test_a_type_that_is_not_there_costs_the_object(
    resolve: Resolve, message: str, *, hidden: bool
) -> None:
    schema = resolved(by_surprise(resolve) if hidden else resolve, told())

    result = await both(schema, "{ furry { __typename } }")

    assert result.data == {"furry": [None, None]}
    assert all(error.message.startswith(message) for error in result.errors or [])
    assert [error.path for error in result.errors or []] == [["furry", 0], ["furry", 1]]


@strawberry.interface
class Word:
    text: str


@strawberry.type
class Noun(Word):
    pass


class Named:
    """Says itself of which type it is."""

    text = "a word"

    def __init__(self, name: str | None) -> None:
        self.__typename = name


@strawberry.type
class Words:
    @strawberry.field(graphql_type=list[Word | None])
    def words(self) -> list[object]:
        return [Named("Noun"), Named("Verb"), Named(None), {"__typename": "Noun", "text": "x"}]


async def test_an_object_may_say_of_which_type_it_is() -> None:
    schema = QuietSchema(Words, types=[Noun])
    noun = graphql_schema_of(schema).type_map["Noun"]
    assert isinstance(noun, GraphQLObjectType)
    noun.is_type_of = None

    result = await both(schema, "{ words { __typename text } }")

    assert result.data is not None
    assert result.data["words"][0] == {"__typename": "Noun", "text": "a word"}
    assert result.data["words"][1:] == [None] * 3

"""Objects that name their own type, by `__typename`, where interfaces and unions ask nobody."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
import strawberry
from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLUnionType

from gateway.execution.schema import graphql_schema_of
from tests.execution.both import both
from tests.execution.world import QuietSchema


@strawberry.interface
class Pet:
    name: str


@strawberry.type
class Dog(Pet):
    woofs: bool


@strawberry.type
class Cat(Pet):
    meows: bool


class Named:
    """Tells on the object itself."""

    name = "Odie"
    woofs = True
    meows = False

    def __init__(self, typename: object) -> None:
        self.__typename = typename


class SomePet:
    """Tells what its subclasses know better: Python writes the class into the name."""

    __typename = "Pet"
    name = "any"


class SomeDog(SomePet):
    __typename = "Dog"
    woofs = True


class Odie(SomeDog):
    name = "Odie"


class SomeCat(SomePet):
    __typename = "Cat"
    meows = False


class Tabby(SomeCat):
    pass


class Garfield(Tabby):
    name = "Garfield"


Either = Annotated[Dog | Cat, strawberry.union("Either")]


@strawberry.type
class Query:
    @strawberry.field(graphql_type=list[Pet | None])
    def pets(self, info: strawberry.Info) -> Any:
        return info.context

    @strawberry.field(graphql_type=list[Either | None])
    async def either(self, info: strawberry.Info) -> Any:
        return info.context


def schema() -> strawberry.Schema:
    """Its types leave it to graphql-core to find the name."""
    made = QuietSchema(Query, types=[Dog, Cat])
    for type_ in graphql_schema_of(made).type_map.values():
        if isinstance(type_, GraphQLObjectType):
            type_.is_type_of = None
        elif isinstance(type_, GraphQLInterfaceType | GraphQLUnionType):
            type_.resolve_type = None
    return made


SCHEMA = schema()
FRAGMENTS = "{ __typename ... on Dog { name woofs } ... on Cat { name meows } }"
ODIE = {"__typename": "Dog", "name": "Odie", "woofs": True}
GARFIELD = {"__typename": "Cat", "name": "Garfield", "meows": False}


@pytest.mark.parametrize("field", ["pets", "either"])
@pytest.mark.parametrize(
    ("objects", "shown"),
    [
        ([Named("Dog"), Named("Cat")], [ODIE, {**GARFIELD, "name": "Odie"}]),
        ([Odie(), Garfield()], [ODIE, GARFIELD]),
        ([Garfield(), Named("Dog"), Garfield(), None], [GARFIELD, ODIE, GARFIELD, None]),
    ],
)
async def test_an_object_is_of_the_type_that_it_names(
    objects: list[object], shown: list[Any], field: str
) -> None:
    result = await both(
        SCHEMA, f"{{ it: {field} {FRAGMENTS} }}", context=lambda: objects, root=Query
    )

    assert result.errors is None
    assert result.data == {"it": shown}


@pytest.mark.parametrize(("field", "type_"), [("pets", "Pet"), ("either", "Either")])
@pytest.mark.parametrize(
    ("typename", "message"),
    [
        (None, "Abstract type '{0}' must resolve to an Object type at runtime for field"),
        (7, "Abstract type '{0}' must resolve to an Object type at runtime for field"),
        ("", "Abstract type '{0}' must resolve to an Object type at runtime for field"),
        ("Human", "Abstract type '{0}' was resolved to a type 'Human' that does not exist"),
        ("String", "Abstract type '{0}' was resolved to a non-object type 'String'."),
        ("Either", "Abstract type '{0}' was resolved to a non-object type 'Either'."),
        ("__Schema", "Runtime Object type '__Schema' is not a possible type for '{0}'."),
        ("Query", "Runtime Object type 'Query' is not a possible type for '{0}'."),
    ],
)
async def test_a_name_that_is_none_of_the_possible_types_costs_the_object(
    typename: object, message: str, field: str, type_: str
) -> None:
    objects = [Odie(), Named(typename), Garfield()]

    result = await both(
        SCHEMA, f"{{ it: {field} {FRAGMENTS} }}", context=lambda: objects, root=Query
    )

    start = message.format(type_)
    assert result.data == {"it": [ODIE, None, GARFIELD]}
    (error,) = result.errors or []
    assert (error.message[: len(start)], error.path) == (start, ["it", 1])


@pytest.mark.parametrize("name", [[], 5, b"Dog", Dog, object])
async def test_a_type_resolver_that_answers_nonsense_costs_the_object(name: object) -> None:
    made = schema()
    interface = graphql_schema_of(made).type_map["Pet"]
    assert isinstance(interface, GraphQLInterfaceType)

    def nonsense(*_asked: object) -> Any:
        return name

    interface.resolve_type = nonsense

    result = await both(made, "{ pets { name } }", context=lambda: [Odie()], root=Query)

    assert result.data == {"pets": [None]}
    (error,) = result.errors or []
    assert error.message.startswith("Abstract type 'Pet' must resolve to an Object type at runtime")

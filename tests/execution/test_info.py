"""What those are told who resolve fields and tell types: where they are, and in which request."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Any, cast

import pytest
import strawberry
from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLUnionType

from gateway.execution.schema import graphql_schema_of
from tests.execution.both import both
from tests.execution.world import QuietSchema


class Animal:
    """Of no class that tells what it is."""

    name = "rex"


@strawberry.interface
class Named:
    name: str


@strawberry.type
class Dog(Named):
    @strawberry.field
    def path(self, info: strawberry.Info) -> str:
        """From the field up to the root: key and the name of the type."""
        steps: list[tuple[object, str | None]] = []
        path = info.path
        while path is not None:
            steps.append((path.key, path.typename))
            path = path.prev
        return repr(steps)


Pet = Annotated[Dog, strawberry.union("Pet")]


@strawberry.type
class Query:
    @strawberry.field(graphql_type=Dog)
    def dog(self) -> Animal:
        return Animal()

    @strawberry.field(graphql_type=list[list[Dog]])
    async def dogs(self) -> list[Any]:
        return [[Animal()], (Animal(), Animal())]

    @strawberry.field(graphql_type=list[Named | None])
    def named(self) -> list[Animal]:
        return [Animal(), Animal()]

    @strawberry.field(graphql_type=Pet | None)
    def pet(self, word: str = "") -> Animal | None:
        return Animal() if word else None


def is_dog(*_asked: object) -> str:
    return "Dog"


def schema(tell: Callable[..., Any] = is_dog, tells: str = "resolve_type") -> strawberry.Schema:
    """`tell` is asked for the type of each animal, by the abstract types or by the type itself."""
    made = QuietSchema(Query, types=[Dog])
    for type_ in graphql_schema_of(made).type_map.values():
        if isinstance(type_, GraphQLInterfaceType | GraphQLUnionType):
            type_.resolve_type = tell if tells == "resolve_type" else None
        elif isinstance(type_, GraphQLObjectType) and type_.name == "Dog":
            type_.is_type_of = tell if tells == "is_type_of" else None
    return made


@pytest.mark.parametrize(
    ("document", "paths"),
    [
        ("{ dog { path } }", {"dog": {"path": [("path", "Dog"), ("dog", "Query")]}}),
        (
            "{ a: dog { b: path } }",
            {"a": {"b": [("b", "Dog"), ("a", "Query")]}},
        ),
        (
            '{ l1: pet(word: "x") { ... on Dog { l2: path } } }',
            {"l1": {"l2": [("l2", "Dog"), ("l1", "Query")]}},
        ),
        (
            "{ named { ... on Dog { path } } }",
            {
                "named": [
                    {"path": [("path", "Dog"), (at, None), ("named", "Query")]} for at in range(2)
                ]
            },
        ),
        (
            "{ dogs { path } }",
            {
                "dogs": [
                    [{"path": [("path", "Dog"), (0, None), (0, None), ("dogs", "Query")]}],
                    [
                        {"path": [("path", "Dog"), (at, None), (1, None), ("dogs", "Query")]}
                        for at in range(2)
                    ],
                ]
            },
        ),
    ],
)
async def test_a_path_names_the_type_that_holds_each_field(
    document: str, paths: dict[str, Any]
) -> None:
    result = await both(schema(), document, root=Query)

    assert result.errors is None
    assert result.data == _shown(paths)


def _shown(paths: Any) -> Any:
    """The same with each path as `Dog.path` gives it."""
    if isinstance(paths, dict):
        named = cast("dict[str, Any]", paths)
        return {key: _shown(value) for key, value in named.items()}
    return repr(paths) if isinstance(paths[0], tuple) else [_shown(each) for each in paths]


DOCUMENT = """
query Asked($word: String! = "w") {
    a: pet(word: $word) { ...F }
    named { ...F }
}
fragment F on Named { name }
"""


@pytest.mark.parametrize("is_late", [False, True])
@pytest.mark.parametrize("tells", ["resolve_type", "is_type_of"])
async def test_who_tells_types_is_told_of_the_request(tells: str, *, is_late: bool) -> None:
    told: list[dict[str, Any]] = []
    answer: object = "Dog" if tells == "resolve_type" else True

    async def later() -> object:
        await asyncio.sleep(0)
        return answer

    def tell(value: Any, info: Any, *_types: object) -> object:
        told.append(
            {
                "value": type(value).__name__,
                "field": info.field_name,
                "path": info.path.as_list(),
                "parent": info.parent_type.name,
                "returns": str(info.return_type),
                "keys": [(node.alias or node.name).value for node in info.field_nodes],
                "operation": info.operation.name.value,
                "fragments": sorted(info.fragments),
                "variables": info.variable_values,
                "context": info.context,
                "root": type(info.root_value).__name__,
                "knows the type": info.schema.get_type("Dog") is not None,
            }
        )
        return later() if is_late else answer

    result = await both(schema(tell, tells), DOCUMENT, root=Query, context=lambda: "context")

    assert result.errors is None
    assert result.data == {"a": {"name": "rex"}, "named": [{"name": "rex"}] * 2}
    assert len(told) % 3 == 0
    a_third = len(told) // 3
    assert told == told[:a_third] * 3
    assert {each["field"]: each for each in told[:a_third]} == {
        "pet": _told("pet", ["a"], "Pet"),
        "named": _told("named", ["named"], "[Named]!"),
    }


def _told(field: str, path: list[object], returns: str) -> dict[str, Any]:
    return {
        "value": "Animal",
        "field": field,
        "path": path,
        "parent": "Query",
        "returns": returns,
        "keys": path,
        "operation": "Asked",
        "fragments": ["F"],
        "variables": {"word": "w"},
        "context": "context",
        "root": "Query",
        "knows the type": True,
    }

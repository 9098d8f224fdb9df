"""Defaults: of arguments, of variables, and of the fields of inputs, by whatever name and depth."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
import strawberry
from graphql import (
    GraphQLArgument,
    GraphQLDefaultInput,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInt,
    Undefined,
)

from gateway.execution.schema import graphql_schema_of
from tests.execution.both import both
from tests.execution.world import QuietSchema


@strawberry.input
class Inner:
    how_many: int = 3


@strawberry.input
class Where:
    """Its fields have other names in the schema."""

    page_size: int = 10
    of_kind: str | None = strawberry.field(name="kind", default="any")
    within: Inner = strawberry.field(default_factory=Inner)
    tags: list[str] = strawberry.field(default_factory=lambda: ["a"])
    unset: int | None = strawberry.UNSET
    required: bool | None


SMALL = Where(page_size=5, required=True)


@strawberry.type
class Query:
    @strawberry.field
    def search(self, in_where: Where = SMALL) -> str:
        in_where.tags.append("seen")
        return shown(in_where)

    @strawberry.field
    async def several(
        self,
        wheres: Annotated[list[Where] | None, strawberry.argument(name="of")] = None,
    ) -> str:
        return " ".join(map(shown, wheres or [Where(required=None)]))

    @strawberry.field
    def number(self, value: int | None = strawberry.UNSET) -> str:
        return repr(value)

    @strawberry.field
    def twice(self) -> list[Query]:
        return [self, self]


def shown(where: Where) -> str:
    values = (where.page_size, where.of_kind, where.within.how_many, where.tags, where.unset)
    return f"{values} {where.required}"


SCHEMA = QuietSchema(Query)
OMITTED: dict[str, Any] = {}


@pytest.mark.parametrize(
    ("header", "asked", "variables", "value"),
    [
        ("", "several", OMITTED, "(10, 'any', 3, ['a'], UNSET) None"),
        ("", "several(of: {})", OMITTED, "(10, 'any', 3, ['a'], UNSET) None"),
        ("", "several(of: [{pageSize: 1}, {kind: null}])", OMITTED,
         "(1, 'any', 3, ['a'], UNSET) None (10, None, 3, ['a'], UNSET) None"),
        ("", "several(of: {within: {}, unset: null, required: false})", OMITTED,
         "(10, 'any', 3, ['a'], None) False"),
        ("", "several(of: {within: {howMany: 4}, tags: []})", OMITTED,
         "(10, 'any', 4, [], UNSET) None"),
        ("$w: [Where!]", "several(of: $w)", OMITTED, "(10, 'any', 3, ['a'], UNSET) None"),
        ("$w: [Where!] = {pageSize: 2}", "several(of: $w)", OMITTED,
         "(2, 'any', 3, ['a'], UNSET) None"),
        ("$w: [Where!] = {pageSize: 2}", "several(of: $w)", {"w": {"kind": "x"}},
         "(10, 'x', 3, ['a'], UNSET) None"),
        ("$n: Int! = 7", "several(of: {within: {howMany: $n}})", OMITTED,
         "(10, 'any', 7, ['a'], UNSET) None"),
        ("$n: Int", "several(of: {unset: $n})", OMITTED, "(10, 'any', 3, ['a'], UNSET) None"),
        ("$n: Int", "several(of: {unset: $n})", {"n": Undefined},
         "(10, 'any', 3, ['a'], UNSET) None"),
        ("$n: Int", "number(value: $n)", {"n": Undefined}, "UNSET"),
        ("$n: Int = 4", "number(value: $n)", {"n": Undefined}, "4"),
    ],
)  # fmt: skip
async def test_what_is_not_given_has_its_default(
    header: str, asked: str, variables: dict[str, Any], value: str
) -> None:
    operation = f"query ({header})" if header else ""

    result = await both(SCHEMA, f"{operation} {{ it: {asked} }}", variables=variables, root=Query)

    assert (result.errors, result.data) == (None, {"it": value})


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("search(inWhere: {required: false})", "(10, 'any', 3, ['a', 'seen'], UNSET) False"),
        ("search(inWhere: {pageSize: 1, tags: []})", "(1, 'any', 3, ['seen'], UNSET) None"),
    ],
)
async def test_a_default_is_made_anew_for_each_call(asked: str, value: str) -> None:
    result = await both(SCHEMA, f"{{ twice {{ it: {asked} }} }}", root=Query)

    assert (result.errors, result.data) == (None, {"twice": [{"it": value}] * 2})


async def test_an_argument_that_is_an_input_by_default_is_one() -> None:
    result = await both(SCHEMA, "{ search }", root=Query)

    assert (result.errors, result.data) == (
        None,
        {"search": "(5, 'any', 3, ['a', 'seen'], UNSET) True"},
    )


def with_bad_defaults() -> strawberry.Schema:
    """Schemas are checked when they are made; afterwards somebody may still change them."""
    schema = QuietSchema(Query)
    query = graphql_schema_of(schema).query_type
    assert query is not None
    inner = GraphQLInputField(GraphQLInt, default=GraphQLDefaultInput(value="not a number"))
    nested = GraphQLInputObjectType("Nested", {"inner": inner})
    query.fields["number"].args["value"] = GraphQLArgument(
        nested, default=GraphQLDefaultInput(value={})
    )
    return schema


@pytest.mark.parametrize(
    ("asked", "start"),
    [
        ("number", "Argument 'value' has invalid default value: Expected value of type 'Int'"),
        ("number(value: {})", "Expected value of type 'Int'"),
    ],
)
async def test_a_default_within_an_input_that_is_no_value_fails_the_field_each_time(
    asked: str, start: str
) -> None:
    result = await both(with_bad_defaults(), f"{{ fine: several twice {{ {asked} }} }}", root=Query)

    assert result.data is None
    (error,) = result.errors or []
    assert (error.message[: len(start)], error.path) == (start, ["twice", 0, "number"])

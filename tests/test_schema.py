"""The public contract: what is committed is what is served, and every part of it is explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    IntrospectionQuery,
    NullValueNode,
    build_client_schema,
    build_schema,
    get_introspection_query,
    is_introspection_type,
    is_specified_scalar_type,
    lexicographic_sort_schema,
    print_schema,
    validate_schema,
)

from gateway.schema import make_schema
from tests.gateway_under_test import Gateway

COMMITTED = (Path(__file__).parent.parent / "schema.graphql").read_text()
SCHEMA: GraphQLSchema = build_schema(COMMITTED)

UNITS = ("Seconds", "Meters", "Kcal", "Bpm", "Kg")
T = TypeVar("T", bound=GraphQLNamedType)

PROVIDERS_OWN = ("GoogleFit", "Oura")
"""How the names of providers' own records begin: in them everything is called as there."""

MUTATIONS = [
    "upsertSession",
    "deleteSession",
    "createGoogleFitDataSource",
    "updateGoogleFitDataSource",
    "deleteGoogleFitDataSource",
    "insertGoogleFitDataPoints",
    "deleteGoogleFitDataset",
]


class Described(NamedTuple):
    """One element of the schema."""

    path: str
    description: str | None

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]


def test_the_committed_schema_is_the_one_that_is_served() -> None:
    assert f"{make_schema().as_str()}\n" == COMMITTED, "run `make schema` and read what changed"


def test_the_committed_schema_is_sound() -> None:
    assert validate_schema(SCHEMA) == []


async def test_introspection_tells_the_committed_schema(gateway: Gateway) -> None:
    told = await gateway.execute(
        get_introspection_query(specified_by_url=True, input_value_deprecation=True)
    )

    assert in_order(build_client_schema(cast("IntrospectionQuery", told))) == in_order(SCHEMA)


def test_everything_is_described_in_sentences() -> None:
    wanting = [
        one.path
        for one in elements()
        if not re.fullmatch(r"\S.*\.", one.description or "", re.DOTALL)
    ]

    assert wanting == []


def test_no_description_says_the_name_and_nothing_else() -> None:
    empty_words = [
        one.path for one in elements() if letters(one.description or "") == letters(one.name)
    ]

    assert empty_words == []


def test_enums_that_will_grow_say_so() -> None:
    growing = {e.name for e in of_kind(GraphQLEnumType) if "Grows over time" in f"{e.description}"}

    assert growing == {
        "ActivityType",
        "Capability",
        "LinkState",
        "Provider",
        "ProviderErrorCode",
        "ProviderState",
        "ServedFrom",
        "UserErrorCode",
    }


def test_names_are_written_as_graphql_writes_them() -> None:
    fields = [f"{t.name}.{name}" for t in composites() for name in t.fields]
    values = [f"{t.name}.{name}" for t in of_kind(GraphQLEnumType) for name in t.values]

    assert [path for path in fields if not re.fullmatch(r"\w+\.[a-z][A-Za-z0-9]*", path)] == []
    assert [path for path in values if not re.fullmatch(r"\w+\.[A-Z][A-Z0-9_]*", path)] == []


def test_numbers_name_their_unit() -> None:
    floats = [
        f"{t.name}.{name}"
        for t in composites()
        if not t.name.startswith(PROVIDERS_OWN)
        for name, field in t.fields.items()
        if str(field.type).strip("!") == "Float" and not name.endswith(UNITS)
    ]

    assert floats == [
        "DailyAlternative.value",
        "DailyMetric.value",
        "DuplicateMatch.score",
        "FloatRangeInput.min",
        "FloatRangeInput.max",
    ]


def test_nothing_is_null_by_default() -> None:
    nodes = [(path, one.ast_node) for path, one in inputs()]

    assert [path for path, node in nodes if node and node.default_value] != []
    assert [
        path for path, node in nodes if node and isinstance(node.default_value, NullValueNode)
    ] == []


def test_a_list_holds_null_only_where_null_has_a_meaning() -> None:
    holey = {
        f"{t.name}.{name}"
        for t in composites()
        for name, field in t.fields.items()
        if re.search(r"\w\]", str(field.type))
    }

    assert holey == {"OuraSample.items", "Query.nodes", "SampleSeries.values"}


def test_connections_are_as_relay_has_them() -> None:
    connections = [t for t in of_kind(GraphQLObjectType) if t.name.endswith("Connection")]

    assert [t.name for t in connections] == ["ActivityConnection", "TagConnection"]
    for connection in connections:
        name = connection.name.removesuffix("Connection")
        assert signatures(connection, "edges", "nodes", "pageInfo") == [
            f"[{name}Edge!]!",
            f"[{name}!]!",
            "PageInfo!",
        ]
        edge = SCHEMA.type_map[f"{name}Edge"]
        assert isinstance(edge, GraphQLObjectType)
        assert signatures(edge, "cursor", "node") == ["String!", f"{name}!"]


def test_a_page_tells_where_it_stands() -> None:
    page_info = SCHEMA.type_map["PageInfo"]
    assert isinstance(page_info, GraphQLObjectType)

    assert {name: str(field.type) for name, field in page_info.fields.items()} == {
        "hasNextPage": "Boolean!",
        "hasPreviousPage": "Boolean!",
        "startCursor": "String",
        "endCursor": "String",
    }


def test_what_gives_pages_takes_relays_arguments() -> None:
    for field in fields_that_give("Connection!"):
        given = arguments(field)

        assert {"first": "Int", "after": "String", "last": "Int", "before": "String"}.items() <= (
            given.items()
        )


def test_nodes_are_found_by_id() -> None:
    query = SCHEMA.query_type
    node = SCHEMA.type_map["Node"]
    assert query is not None
    assert isinstance(node, GraphQLInterfaceType)

    assert signatures(node, "id") == ["ID!"]
    assert signatures(query, "node", "nodes") == ["Node", "[Node]!"]
    assert [t.name for t in SCHEMA.get_possible_types(node)] == ["Activity", "DailySummary", "Tag"]


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_takes_one_input_and_gives_a_payload(name: str) -> None:
    mutation = SCHEMA.mutation_type
    assert mutation is not None
    field, title = mutation.fields[name], name[0].upper() + name[1:]
    payload = SCHEMA.type_map[f"{title}Payload"]
    assert isinstance(payload, GraphQLObjectType)

    assert arguments(field) == {"input": f"{title}Input!"}
    assert str(field.type) == f"{title}Payload!"
    assert signatures(payload, "userErrors") == ["[UserError!]!"]
    required = {name for name, one in payload.fields.items() if str(one.type).endswith("!")}
    assert required <= {"warnings", "userErrors"}


def test_there_are_no_mutations_but_these() -> None:
    mutation = SCHEMA.mutation_type
    assert mutation is not None

    assert list(mutation.fields) == MUTATIONS


def in_order(schema: GraphQLSchema) -> str:
    return print_schema(lexicographic_sort_schema(schema))


def letters(text: str) -> str:
    """In lower case, letters and digits alone."""
    return "".join(filter(str.isalnum, text.lower()))


def signatures(owner: GraphQLObjectType | GraphQLInterfaceType, *names: str) -> list[str]:
    """The types of the fields, as the schema writes them."""
    return [str(owner.fields[name].type) for name in names]


def arguments(field: GraphQLField) -> dict[str, str]:
    """The types of its arguments, as the schema writes them."""
    return {name: f"{one.type}" for name, one in field.args.items()}  # pyright: ignore[reportUnknownMemberType] # graphql-core leaves it open


def fields_that_give(ending: str) -> list[GraphQLField]:
    """The fields whose type ends so; there is one at least."""
    fields = [field for owner in of_kind(GraphQLObjectType) for field in owner.fields.values()]
    found = [field for field in fields if str(field.type).endswith(ending)]
    assert found
    return found


def of_kind(kind: type[T]) -> list[T]:
    named = SCHEMA.type_map.values()
    return [one for one in named if isinstance(one, kind) and not is_introspection_type(one)]


def composites() -> list[GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType]:
    """Whatever has fields."""
    return [
        *of_kind(GraphQLObjectType),
        *of_kind(GraphQLInterfaceType),
        *of_kind(GraphQLInputObjectType),
    ]


def inputs() -> Iterator[tuple[str, GraphQLArgument | GraphQLInputField]]:
    """Everything that clients send, by path."""
    for owner in composites():
        for name, field in owner.fields.items():
            if isinstance(field, GraphQLInputField):
                yield f"{owner.name}.{name}", field
            else:
                yield from ((f"{owner.name}.{name}.{key}", one) for key, one in field.args.items())


def elements() -> Iterator[Described]:
    """Types, fields, arguments, input fields and enum values."""
    for named in SCHEMA.type_map.values():
        if not is_introspection_type(named) and not is_specified_scalar_type(named):
            yield Described(named.name, named.description)
    for owner in composites():
        yield from (Described(f"{owner.name}.{n}", f.description) for n, f in owner.fields.items())
    for enum in of_kind(GraphQLEnumType):
        yield from (Described(f"{enum.name}.{n}", v.description) for n, v in enum.values.items())
    yield from (Described(path, one.description) for path, one in inputs())

"""Documents that ask `googleFit` for everything, made from the schema."""

from __future__ import annotations

from typing import Any, Final

from graphql import GraphQLField, GraphQLNamedType, GraphQLObjectType, get_named_type

from gateway.schema import make_schema
from tests.sandbox.fit_data import STEPS, STEPS_SOURCE

SCHEMA: Final = make_schema()._schema  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] # no other way to it

SOURCE: Final[str] = STEPS_SOURCE["dataStreamId"]

ARGUMENTS: Final = {
    "sessions": '(interval: {start: "2026-06-01T00:00:00Z"})',
    "sessionChanges": "",
    "dataSources": "",
    "dataset": "(dataSourceId: $source, startTimeNanos: 0, endTimeNanos: 99000000)",
    "dataPointChanges": "(dataSourceId: $source)",
    "aggregate": (
        f'(input: {{aggregateBy: [{{dataTypeName: "{STEPS}"}}], startTimeMillis: 0, '
        "endTimeMillis: 100, bucketBySession: {}})"
    ),
}
"""Every field that is a page."""

SINGLE: Final = "(dataSourceId: $source)"
ROUTES: Final = {
    "sessions": "sessions",
    "sessionChanges": "sessions",
    "dataSources": "data_sources",
    "dataSource": "data_sources",
    "dataset": "datasets",
    "dataPointChanges": "data_point_changes",
    "aggregate": "aggregate",
}
"""The sandbox's route behind each field."""


def object_type(name: str) -> GraphQLObjectType:
    found = SCHEMA.type_map[name]
    assert isinstance(found, GraphQLObjectType)
    return found


def named_type(field: GraphQLField) -> GraphQLNamedType:
    """The type of a field without lists and exclamation marks."""
    # graphql-core leaves it open what lists are of
    type_ = field.type  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return get_named_type(type_)  # pyright: ignore[reportUnknownArgumentType] # as above


def everything(type_: GraphQLObjectType) -> str:
    """A selection of all fields, all the way down; of a status what tells how it went."""
    if type_.name == "ProviderStatus":
        return "{ state itemCount upstreamCalls error { code action upstreamStatus } }"
    below: list[str] = []
    for name, field in type_.fields.items():
        named = named_type(field)
        below.append(
            f"{name} {everything(named)}" if isinstance(named, GraphQLObjectType) else name
        )
    return f"{{ {' '.join(below)} }}"


def asking(field: str, arguments: str | None = None) -> str:
    """A document for the whole of one field of `googleFit`."""
    given = {**ARGUMENTS, "dataSource": SINGLE}[field] if arguments is None else arguments
    variables = "($source: String!)" if "$source" in given else ""
    type_ = named_type(object_type("GoogleFitQuery").fields[field])
    assert isinstance(type_, GraphQLObjectType)
    return f"query Fit{variables} {{ googleFit {{ {field}{given} {everything(type_)} }} }}"


def variables_of(field: str, source: str = SOURCE) -> dict[str, Any]:
    return {"source": source} if "$source" in asking(field) else {}

"""Queries for everything that a collection of Oura has, made from the committed schema."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphql import GraphQLField, GraphQLObjectType, GraphQLSchema, build_schema
from strawberry.utils.str_converters import to_camel_case

from gateway.sandbox.providers import OURA_COLLECTIONS, OuraCollection
from tools.oura.description import Collection, Description
from tools.oura.names import python_name

SCHEMA: GraphQLSchema = build_schema(
    (Path(__file__).parents[2] / "schema.graphql").read_text(encoding="utf-8")
)
COLLECTIONS: Mapping[str, Collection] = {
    one.route: one for one in Description.committed().collections()
}
LISTS: list[OuraCollection] = sorted(OURA_COLLECTIONS)
BY_DAYS = [route for route in LISTS if "start_date" in COLLECTIONS[route].parameters]
SERIES = [route for route in LISTS if "start_datetime" in COLLECTIONS[route].parameters]
SINGLES = [route for route in LISTS if COLLECTIONS[route].has_singles]
HEED_FIELDS = [route for route in LISTS if COLLECTIONS[route].heeds_fields]

FROM, TO = "2026-03-26", "2026-03-31"
"""Over the night in which the clocks change."""
START, END = "2026-03-28T23:00:00.000Z", "2026-03-29T01:00:00.000Z"
STATUS = (
    "status { provider state servedFrom itemCount upstreamCalls gaps { start } "
    "error { code action retryable upstreamStatus message } }"
)

Json = dict[str, Any]


def field_name(route: str) -> str:
    """The collection's field of `OuraQuery`."""
    return to_camel_case(python_name(route))


def owner(name: str) -> GraphQLObjectType:
    """An object type of the schema."""
    found = SCHEMA.type_map[name]
    assert isinstance(found, GraphQLObjectType)
    return found


def given_by(owner_name: str, field: str) -> GraphQLObjectType:
    """The object type that a field gives, whatever lists are around it."""
    return owner(named(owner(owner_name).fields[field]))


def named(field: GraphQLField) -> str:
    """The name of the type that a field gives, without lists and exclamation marks."""
    return f"{field.type}".strip("[]!")  # pyright: ignore[reportUnknownMemberType] # graphql-core leaves it open


def document_type(route: str) -> GraphQLObjectType:
    """The type of a collection's documents."""
    given = given_by("OuraQuery", field_name(route))
    return given if route == "personal_info" else given_by(given.name, "data")


def everything_of(type_: GraphQLObjectType) -> str:
    """A selection of all fields, nested ones too."""
    parts: list[str] = []
    for name, field in type_.fields.items():
        inner = SCHEMA.type_map[named(field)]
        nested = everything_of(inner) if isinstance(inner, GraphQLObjectType) else ""
        parts.append(f"{name} {nested}")
    return f"{{ {' '.join(parts)} }}"


def arguments(route: str, token: str | None = None) -> str:
    """The usual range of a collection, as far as it takes one; then a page."""
    given = [] if token is None else [f'nextToken: "{token}"']
    if route in BY_DAYS:
        given.append(f'range: {{from: "{FROM}", to: "{TO}"}}')
    if route in SERIES:
        given.append(f'range: {{start: "{START}", end: "{END}"}}')
    return f"({', '.join(given)})" if given else ""


def page_query(route: str, selection: str | None = None, token: str | None = None) -> str:
    """A page of the collection as `page`; without a selection everything of its documents."""
    asked = selection or everything_of(document_type(route))
    field = f"page: {field_name(route)}{arguments(route, token)}"
    return f"{{ oura {{ {field} {{ data {asked} nextToken {STATUS} }} }} }}"


def as_told(wire: Any) -> Any:
    """A document of Oura under the names of the schema."""
    if isinstance(wire, list):
        return [as_told(one) for one in wire]  # pyright: ignore[reportUnknownVariableType] # JSON
    if isinstance(wire, dict):
        return {to_camel_case(str(key)): as_told(value) for key, value in wire.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] # JSON
    return wire

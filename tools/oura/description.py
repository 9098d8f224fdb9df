"""Oura's OpenAPI description, as far as it tells of collections and their documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tools.oura.names import MODULES, object_name

DESCRIPTION = Path(__file__).parents[2] / "tests" / "specs" / "oura-openapi.json"
ROUTES = "/v2/usercollection/"

Shape = Literal["text", "date", "int", "long", "number", "boolean", "object", "numbers"]


@dataclass(frozen=True, slots=True)
class Field:
    """One property of an object."""

    name: str
    shape: Shape
    is_list: bool
    told: str
    """Oura's own words, from which unit and range are read; never copied."""
    words: tuple[str, ...]
    """What an enum allows."""
    format: str | None
    """Oura's name of a text's form, such as `LocalizedDateTime`."""
    of: str | None
    """The name of the object in it."""


@dataclass(frozen=True, slots=True)
class Object:
    """A schema of the description that has properties."""

    schema: str
    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """One route, its twin and its single documents."""

    route: str
    document: Object
    parameters: frozenset[str]
    heeds_fields: bool
    has_singles: bool
    has_twin: bool

    @property
    def is_list(self) -> bool:
        """Whether the route has many documents: all but the personal information."""
        return "next_token" in self.parameters

    @property
    def day(self) -> str | None:
        """The field that says which day a document is of."""
        names = {field.name for field in self.document.fields}
        return next((name for name in ("day", "start_day") if name in names), None)


class Description:
    """The whole of it."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._paths: dict[str, dict[str, Any]] = document["paths"]
        self._schemas: dict[str, dict[str, Any]] = document["components"]["schemas"]

    @classmethod
    def committed(cls) -> Description:
        """As it stands in the repository."""
        return cls(json.loads(DESCRIPTION.read_text()))

    def operations(self) -> Iterator[tuple[str, str]]:
        """Method and path of each."""
        for path, item in self._paths.items():
            yield from ((method.upper(), path) for method in item)

    def collections(self) -> list[Collection]:
        """In the order of their routes' names."""
        routes = {path.removeprefix(ROUTES) for path in self._paths if path.startswith(ROUTES)}
        return [self._collection(route) for route in sorted(routes) if "/" not in route]

    def objects_in(self, document: Object) -> list[Object]:
        """What the document holds, each before the one that holds it; itself comes last."""
        found: dict[str, Object] = {}
        for field in document.fields:
            if field.of is not None:
                inner = self._object(field.of)
                found |= {one.schema: one for one in self.objects_in(inner)}
        return [*found.values(), document]

    def _collection(self, route: str) -> Collection:
        path = ROUTES + route
        operation = self._paths[path]["get"]
        given = {one["name"]: one for one in operation.get("parameters", ())}
        fields = given.get("fields")
        return Collection(
            route=route,
            document=self._object(self._document_schema(operation)),
            parameters=frozenset(given),
            heeds_fields=fields is not None and not fields["description"].startswith("N/A"),
            has_singles=f"{path}/{{document_id}}" in self._paths,
            has_twin=path.replace("/v2/", "/v2/sandbox/") in self._paths,
        )

    def _document_schema(self, operation: dict[str, Any]) -> str:
        content = operation["responses"]["200"]["content"]["application/json"]["schema"]
        name = _referred(content.get("anyOf", [content])[0])
        data = self._schemas[name]["properties"].get("data")
        return name if data is None else _referred(data["items"])

    def _object(self, schema: str) -> Object:
        properties = self._schemas[schema]["properties"].items()
        fields = tuple(self._field(name, part) for name, part in properties)
        return Object(schema, object_name(schema), fields)

    def _field(self, name: str, part: dict[str, Any]) -> Field:
        told = " ".join(part.get("description", "").split())
        is_list = part.get("type") == "array"
        chosen = part["items"] if is_list else part
        chosen = next((one for one in chosen.get("anyOf", ()) if one.get("type") != "null"), chosen)
        schema = _referred(chosen) if "$ref" in chosen else None
        meant = chosen if schema is None else self._schemas[schema]
        shape = _shape(name, meant, schema)
        return Field(
            name=name,
            shape=shape,
            is_list=is_list,
            told=told,
            words=tuple(meant.get("enum", ())),
            format=schema if shape == "text" and "enum" not in meant else None,
            of=schema if shape == "object" else None,
        )


def module_of(collection: Collection) -> str:
    """The module that a collection's types stand in.

    Raises:
        LookupError: it is a new one: name its module in `tools.oura.names`.
    """
    return next(name for name, routes in MODULES.items() if collection.route in routes)


def _referred(part: dict[str, Any]) -> str:
    return part["$ref"].rpartition("/")[2]


def _shape(name: str, part: dict[str, Any], schema: str | None) -> Shape:
    kind = part["type"]
    if kind == "array":
        return "numbers"
    if kind == "string":
        return "date" if part.get("format") == "date" or schema == "ISODate" else "text"
    if kind == "integer":
        return "long" if name.endswith("_unix") else "int"
    shapes: dict[str, Shape] = {"number": "number", "boolean": "boolean", "object": "object"}
    return shapes[kind]

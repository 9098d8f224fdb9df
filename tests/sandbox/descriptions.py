"""The vendors' descriptions, as validators of answers."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol, cast

from jsonschema import Draft202012Validator

_SPECS: Final = Path(__file__).parents[1] / "specs"


class Validator(Protocol):
    """What the tests need of a validator."""

    def validate(self, instance: object) -> None: ...


@cache
def oura() -> dict[str, Any]:
    return json.loads((_SPECS / "oura-openapi.json").read_text())


@cache
def google_fit() -> dict[str, Any]:
    return json.loads((_SPECS / "google-fit-discovery.json").read_text())


@cache
def google_fit_methods() -> dict[str, dict[str, Any]]:
    """Every method of Google Fit, by its id."""
    found: dict[str, dict[str, Any]] = {}
    resources = [google_fit()]
    while resources:
        resource = resources.pop()
        resources += resource.get("resources", {}).values()
        found |= {method["id"]: method for method in resource.get("methods", {}).values()}
    return found


@cache
def oura_schema(name: str) -> Validator:
    """A validator of one of Oura's components; no field may come that it does not name."""
    schemas = {key: _closed(schema) for key, schema in oura()["components"]["schemas"].items()}
    root = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
    return cast("Validator", Draft202012Validator(root))


@cache
def google_fit_schema(name: str) -> Validator:
    """A validator of one of Google's schemas; no field may come that it does not name."""
    schemas = {key: _converted(schema) for key, schema in google_fit()["schemas"].items()}
    root = {"$ref": f"#/$defs/{name}", "$defs": schemas}
    return cast("Validator", Draft202012Validator(root))


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    return {"additionalProperties": False, **schema} if "properties" in schema else schema


def _converted(schema: dict[str, Any]) -> dict[str, Any]:
    """Google's dialect of JSON Schema, as JSON Schema."""
    if "$ref" in schema:
        return {"$ref": f"#/$defs/{schema['$ref']}"}
    converted: dict[str, Any] = {"type": schema["type"]}
    if schema.get("format") == "int64":
        converted["pattern"] = r"^-?\d{1,19}$"
    if "items" in schema:
        converted["items"] = _converted(schema["items"])
    if "properties" in schema:
        properties = schema["properties"].items()
        converted["properties"] = {name: _converted(part) for name, part in properties}
        converted["additionalProperties"] = False
    return converted

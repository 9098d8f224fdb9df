"""docs/coverage.md and the schema, held against Google's own description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphql import GraphQLNamedType, GraphQLObjectType, GraphQLUnionType

from tests.google_fit.documents import SCHEMA, named_type, object_type
from tests.sandbox.descriptions import google_fit, google_fit_methods

PAGE = (Path(__file__).parents[2] / "docs" / "coverage.md").read_text()
SECTION = re.split(r"^## ", PAGE, flags=re.MULTILINE)
ROW = re.compile(r"^\| `(fitness\.[\w.]+)` \| ([^|]*) \| [^|]*\|$", re.MULTILINE)


def reached() -> dict[str, list[str]]:
    """The paths in the schema by method, as the page has them."""
    (section,) = [one for one in SECTION if one.startswith("Google Fit\n")]
    return {method: re.findall(r"`([\w.]+)`", paths) for method, paths in ROW.findall(section)}


def type_at(path: str) -> GraphQLNamedType:
    """What stands at a path; of the union of details, the one of Google Fit."""
    first, *names = path.split(".")
    found: GraphQLNamedType = object_type(first)
    for name in names:
        assert isinstance(found, GraphQLObjectType)
        found = named_type(found.fields[name])
    return object_type("GoogleFitSession") if isinstance(found, GraphQLUnionType) else found


def shown(name: str, type_: GraphQLNamedType) -> Iterator[tuple[str, GraphQLObjectType]]:
    """Google's schema and ours beside it, and so on with whatever both hold."""
    assert isinstance(type_, GraphQLObjectType)
    yield name, type_
    for key, part in properties(name).items():
        below = part.get("items", part).get("$ref")
        if below is not None and key in type_.fields:
            yield from shown(below, named_type(type_.fields[key]))


def properties(name: str) -> dict[str, Any]:
    return google_fit()["schemas"][name]["properties"]


def pairs() -> Iterator[tuple[str, GraphQLObjectType]]:
    for method, paths in reached().items():
        response = google_fit_methods()[method].get("response")
        for path in paths:
            if response is not None and not path.startswith("Mutation.delete"):
                yield from shown(response["$ref"], type_at(path))


def test_the_page_has_every_method_and_each_is_reached() -> None:
    assert sorted(reached()) == sorted(google_fit_methods())
    assert all(paths for paths in reached().values())
    assert all(type_at(path) for paths in reached().values() for path in paths)


def test_every_field_of_every_answer_has_a_field_of_the_same_name() -> None:
    missing = {
        f"{type_.name}.{key}"
        for name, type_ in pairs()
        for key in properties(name)
        if key not in type_.fields
    }

    assert missing == set()


def test_every_schema_of_an_answer_is_shown() -> None:
    answers = {name for name, _ in pairs()}
    asked = {"AggregateRequest", "AggregateBy", "BucketByActivity", "BucketBySession"}
    asked |= {"BucketByTime", "BucketByTimePeriod"}

    assert answers | asked == google_fit()["schemas"].keys()


def test_every_64_bit_integer_is_a_long() -> None:
    wrong = {
        f"{type_.name}.{key}"
        for name, type_ in pairs()
        for key, part in properties(name).items()
        if (part.get("format") == "int64") is not (named(type_, key) == "Long")
    }

    assert wrong == set()


def test_every_field_of_googlefit_is_on_the_page() -> None:
    paths = {path for found in reached().values() for path in found}
    fields = {f"Query.googleFit.{name}" for name in object_type("GoogleFitQuery").fields}
    own = {one for one in object_type("Mutation").fields if "GoogleFit" in one}

    assert fields == {path for path in paths if path.startswith("Query.")}
    assert own == {path.split(".")[1] for path in paths} & own
    assert SCHEMA.query_type is object_type("Query")


def named(type_: GraphQLObjectType, key: str) -> str:
    return named_type(type_.fields[key]).name

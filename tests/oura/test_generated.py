"""What is generated from Oura's description: as the generator writes it, and whole."""

from __future__ import annotations

import re

import pytest
from graphql import GraphQLObjectType

from tests.oura.asking import (
    COLLECTIONS,
    LISTS,
    SCHEMA,
    document_type,
    field_name,
    named,
    owner,
)
from tools.oura.coverage import PATH, with_section
from tools.oura.description import Description, Object
from tools.oura.names import MODULES
from tools.oura.writing import ROOT, generated

DESCRIPTION = Description.committed()


def test_the_committed_files_are_what_the_generator_writes() -> None:
    files = generated()

    stale = [path for path, text in files.items() if (ROOT / path).read_text() != text]
    assert len(files) > 15
    assert stale == [], "run `make generate` and read what changed"


def test_nothing_else_lies_among_the_generated_files() -> None:
    folders = ("gateway/providers/oura/records", "gateway/schema/oura/records")
    there = {str(p.relative_to(ROOT)) for f in folders for p in (ROOT / f).glob("*.py")}

    assert there <= generated().keys()


def test_every_collection_stands_in_one_module() -> None:
    routes = [route for module in MODULES.values() for route in module]

    assert sorted(routes) == sorted(COLLECTIONS)
    assert sorted([*LISTS, "personal_info"]) == sorted(COLLECTIONS)
    assert len(COLLECTIONS) == 19


@pytest.mark.parametrize("route", COLLECTIONS)
def test_every_field_of_the_description_is_a_field_of_the_schema(route: str) -> None:
    assert missing(COLLECTIONS[route].document, document_type(route)) == []


@pytest.mark.parametrize("route", COLLECTIONS)
def test_nothing_but_ids_is_promised(route: str) -> None:
    promised = [n for n, f in document_type(route).fields.items() if str(f.type).endswith("!")]

    has_id = any(field.name == "id" for field in COLLECTIONS[route].document.fields)
    assert promised == (["id"] if has_id else [])


def test_every_operation_is_in_the_table_of_coverage_with_a_field_that_is_there() -> None:
    page = (ROOT / PATH).read_text()
    rows = re.findall(r"^\| (\w+) \| `(/v2/\S+)` \| ([^|]*) \| [^|]*\|$", page, re.MULTILINE)

    assert sorted((method, path) for method, path, _ in rows) == sorted(DESCRIPTION.operations())
    for _, path, reached in rows:
        if "webhook" in path:
            assert reached.startswith("not reached: ")
        else:
            assert re.findall(r"`Query\.oura\.(\w+)`", reached)[0] in owner("OuraQuery").fields


def test_every_field_of_oura_is_in_the_table_of_coverage() -> None:
    told = set(re.findall(r"`Query\.oura\.(\w+)`", (ROOT / PATH).read_text()))

    assert told == owner("OuraQuery").fields.keys()


def test_the_table_is_put_beside_what_others_write() -> None:
    before = "# Coverage\n\n## Google Fit\n\nAll.\n"

    added = with_section(before, DESCRIPTION)
    again = with_section(added.replace("PUT", "PAT") + "\n## Other\n\nMore.\n", DESCRIPTION)

    assert added.startswith(before)
    assert again == added + "\n## Other\n\nMore.\n"


def missing(described: Object, type_: GraphQLObjectType, path: str = "") -> list[str]:
    """The paths of the description that no field reaches."""
    found: list[str] = []
    for field in described.fields:
        name = field_name(field.name)
        if name not in type_.fields:
            found.append(f"{path}{field.name}")
        elif field.of is not None:
            inner = SCHEMA.type_map[named(type_.fields[name])]
            assert isinstance(inner, GraphQLObjectType)
            nested = {one.schema: one for one in DESCRIPTION.objects_in(described)}[field.of]
            found += missing(nested, inner, f"{path}{field.name}.")
    return found

"""Writes `gateway/schema/oura/query.py`: a field for each collection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tools.oura.description import Collection
from tools.oura.names import python_name
from tools.oura.places import Places
from tools.oura.types import FOLDER, page_name, quoted, type_name
from tools.oura.words import COLLECTIONS

_TEXT: Final = (
    "Oura's own collections, as its API v2 has them. What is selected is all that Oura is asked "
    "for, where it can be asked so."
)
PATH: Final = "gateway/schema/oura/query.py"


def query_file(places: Places) -> tuple[str, str]:
    """Its path and text, which still wants formatting."""
    collections = [one for module in places.modules for one in module.collections]
    collections.sort(key=lambda one: python_name(one.route))
    lines = [
        '"""Query.oura: every collection of Oura. Written by `make generate`."""',
        "",
        "from __future__ import annotations",
        "import strawberry",
        "from gateway.schema.oura.reading import days, document, instants, personal_info, pages",
        *_imports(places),
        "",
        "",
        "@strawberry.type(",
        f"    description={quoted(_TEXT)}",
        ")",
        "class OuraQuery:",
        '    """A field for each collection, and one for its single documents."""',
        "",
    ]
    for collection in collections:
        lines += _fields(collection)
    return PATH, "\n".join(lines) + "\n"


def _imports(places: Places) -> Iterator[str]:
    for module in places.modules:
        names = [page_name(one) for one in module.collections if one.is_list]
        names += [type_name(o.document, o) for o in module.collections if _has_own_field(o)]
        if names:
            names.sort()
            yield f"from {FOLDER.replace('/', '.')}.{module.name} import {', '.join(names)}"


def _has_own_field(collection: Collection) -> bool:
    return collection.has_singles or not collection.is_list


def _fields(collection: Collection) -> Iterator[str]:
    name, words = python_name(collection.route), COLLECTIONS[collection.route]
    document = type_name(collection.document, collection)
    if not collection.is_list:
        text = f"{words[0].upper()}{words[1:]}. Oura `{collection.route}`."
        yield _field(name, "personal_info", f"{document} | None", text)
        return
    text = f"{_each(collection)}: {words}. Oura `{collection.route}`."
    yield _field(name, f'{_reader(collection)}("{collection.route}")', page_name(collection), text)
    if collection.has_singles:
        text = f"One by its id; null where Oura has none. Oura `{collection.route}`."
        yield _field(
            f"{name}_document", f'document("{collection.route}")', f"{document} | None", text
        )


def _field(name: str, resolver: str, type_: str, text: str) -> str:
    return (
        f"    {name}: object = strawberry.field(resolver={resolver}, graphql_type={type_}, "
        f"description={quoted(text)})"
    )


def _reader(collection: Collection) -> str:
    if "start_date" in collection.parameters:
        return "days"
    return "instants" if "start_datetime" in collection.parameters else "pages"


def _each(collection: Collection) -> str:
    if collection.day == "start_day":
        return "By the days on which they begin"
    if collection.day:
        return "By days"
    return "By instants" if "start_datetime" in collection.parameters else "All of them"

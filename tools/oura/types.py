"""Writes the GraphQL types: `gateway/schema/oura/records`, and `query.py` beside it."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Final

from tools.oura.description import Collection, Field, Object
from tools.oura.names import SHARED, object_name, title
from tools.oura.places import Module, Places
from tools.oura.words import collection_text, field_text, object_text

FOLDER: Final = "gateway/schema/oura/records"
_LONGEST_PIECE: Final = 77
_TYPES = {
    "text": "str",
    "date": "date",
    "int": "int",
    "long": "Long",
    "number": "float",
    "boolean": "bool",
    "numbers": "list[float | None]",
}


def type_files(places: Places) -> Iterator[tuple[str, str]]:
    """Path and text of each module; the text still wants formatting."""
    yield f"{FOLDER}/__init__.py", '"""Oura\'s documents as clients see them."""\n'
    for module in places.modules:
        yield f"{FOLDER}/{module.name}.py", _module(module, places)


def type_name(one: Object, collection: Collection | None) -> str:
    """The object's name in GraphQL: a document is called after its collection."""
    if collection is None or not collection.is_list:
        return f"Oura{one.name}"
    if not collection.has_singles:
        return f"Oura{title(collection.route)}Row"
    return f"Oura{title(collection.route)}Document"


def page_name(collection: Collection) -> str:
    """The name of its pages in GraphQL."""
    return f"Oura{title(collection.route)}Page"


def quoted(text: str) -> str:
    """The text as a literal, in pieces where it is too long for a line."""
    *first, last = textwrap.wrap(text, _LONGEST_PIECE, break_on_hyphens=False)
    pieces = [*(f"{piece} " for piece in first), last]
    literals = [json.dumps(piece, ensure_ascii=False) for piece in pieces]
    return literals[0] if not first else f"({' '.join(literals)})"


def _module(module: Module, places: Places) -> str:
    shared = "what several of them hold" if module.name == SHARED else module.name
    told = f"Oura's documents: {shared}"
    lines = [f'"""{told}. Written by `make generate`."""', "", *_imports(module, places)]
    of_document = {one.document.schema: one for one in module.collections}
    for one in module.objects:
        lines += _type(one, of_document.get(one.schema), places)
    return "\n".join(lines) + "\n"


def _imports(module: Module, places: Places) -> Iterator[str]:
    fields = [field for one in module.objects for field in one.fields]
    yield "from __future__ import annotations"
    if any(field.shape == "date" for field in fields):
        yield "from datetime import date"
    yield "import strawberry"
    shared = {f"Oura{object_name(f.of)}" for f in fields if f.of and _is_shared(f, module, places)}
    if shared:
        yield f"from {FOLDER.replace('/', '.')}.{SHARED} import {', '.join(sorted(shared))}"
    if any(field.shape == "long" for field in fields):
        yield "from gateway.schema.scalars import Long"
    if any(collection.is_list for collection in module.collections):
        yield "from gateway.schema.status import ProviderStatus"


def _is_shared(field: Field, module: Module, places: Places) -> bool:
    return field.of is not None and places.module_names[field.of] == SHARED != module.name


def _type(one: Object, collection: Collection | None, places: Places) -> Iterator[str]:
    paths = places.paths[one.schema]
    text = object_text(paths) if collection is None else collection_text(collection.route)
    name = type_name(one, collection)
    yield from ["", "", f"@strawberry.type(description={quoted(text)})", f"class {name}:"]
    yield from [f'    """A view of `{one.schema}`."""', ""]
    for field in one.fields:
        text = field_text(field, [f"{path}.{field.name}" for path in paths])
        yield f"    {field.name}: {_annotation(field)} = strawberry.field("
        yield f"        description={quoted(text)}\n    )"
    if collection is not None and collection.is_list:
        yield from _page(collection, name)


def _page(collection: Collection, name: str) -> Iterator[str]:
    text = f"A page of Oura `{collection.route}`."
    yield from ["", "", f"@strawberry.type(description={quoted(text)})"]
    yield from [f"class {page_name(collection)}:", '    """Data, and how to go on."""', ""]
    for field, kind, told in (
        ("data", f"list[{name}]", f"What Oura `{collection.route}` has there, in Oura's order."),
        (
            "next_token",
            "str | None",
            "Asks for the next page; null on the last. Oura `next_token`.",
        ),
        ("status", "ProviderStatus", "How asking Oura went, and whether something is missing."),
    ):
        yield f"    {field}: {kind} = strawberry.field(description={quoted(told)})"


def _annotation(field: Field) -> str:
    if field.name == "id":
        return "str"
    kind = _TYPES[field.shape] if field.of is None else f"Oura{object_name(field.of)}"
    return f"{f'list[{kind}]' if field.is_list else kind} | None"

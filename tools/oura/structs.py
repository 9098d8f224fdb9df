"""Writes the wire structs: `gateway/providers/oura/records`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tools.oura.description import Collection, Field, Object
from tools.oura.names import SHARED, object_name
from tools.oura.places import Module, Places

FOLDER: Final = "gateway/providers/oura/records"
_TYPES = {
    "text": "str",
    "date": "date",
    "int": "Int",
    "long": "LongInt",
    "number": "Number",
    "boolean": "bool",
    "numbers": "list[Number | None]",
}


def struct_files(places: Places) -> Iterator[tuple[str, str]]:
    """Path and text of each module; the text still wants formatting."""
    yield f"{FOLDER}/__init__.py", '"""Oura\'s documents, every field of them."""\n'
    for module in places.modules:
        yield f"{FOLDER}/{module.name}.py", _module(module, places)
    yield f"{FOLDER}/routes.py", _routes(places)


def _module(module: Module, places: Places) -> str:
    shared = "what several documents hold" if module.name == SHARED else module.name
    told = f"Oura's JSON: {shared}"
    lines = [f'"""{told}. Written by `make generate`."""', "", *_imports(module, places)]
    for one in module.objects:
        lines += [
            "",
            "",
            f"class {one.name}(Record, frozen=True):",
            f'    """`{one.schema}`."""',
            "",
        ]
        lines += [f"    {field.name}: {_annotation(field)}" for field in one.fields]
    return "\n".join(lines) + "\n"


def _imports(module: Module, places: Places) -> Iterator[str]:
    yield "from __future__ import annotations"
    fields = [field for one in module.objects for field in one.fields]
    if any(field.shape == "date" for field in fields):
        yield "from datetime import date"
    named = {"int": "Int", "long": "LongInt", "number": "Number", "numbers": "Number"}
    words = sorted({named[field.shape] for field in fields if field.shape in named} | {"Record"})
    yield f"from gateway.providers.oura.lenient import {', '.join(words)}"
    shared = sorted(
        {object_name(f.of) for f in fields if f.of and _is_shared(f.of, module, places)}
    )
    if shared:
        yield f"from {FOLDER.replace('/', '.')}.{SHARED} import {', '.join(shared)}"


def _is_shared(schema: str, module: Module, places: Places) -> bool:
    return places.module_names[schema] == SHARED != module.name


def _annotation(field: Field) -> str:
    if field.name == "id":
        return "str"
    kind = _TYPES[field.shape] if field.of is None else object_name(field.of)
    return f"{f'list[{kind}]' if field.is_list else kind} | None = None"


def _routes(places: Places) -> str:
    lines = [
        '"""Every collection of Oura, by its route. Written by `make generate`."""',
        "",
        "from __future__ import annotations",
        "from collections.abc import Mapping",
        "from typing import Any, Final",
        "from gateway.providers.oura.route import Route",
        *(
            f"from {FOLDER.replace('/', '.')}.{module.name} import {_names(module)}"
            for module in places.modules
            if module.collections
        ),
        "",
        "ROUTES: Final[Mapping[str, Route[Any]]] = {",
    ]
    collections = [one for module in places.modules for one in module.collections]
    lines += [_route(one) for one in sorted(collections, key=lambda one: one.route)]
    return "\n".join([*lines, "}", '"""A name from outside says nothing of the record."""', ""])


def _names(module: Module) -> str:
    return ", ".join(sorted(_record(one.document) for one in module.collections))


def _record(document: Object) -> str:
    return document.name


def _route(collection: Collection) -> str:
    """One entry; what is as usual is left out."""
    said = [f'"{collection.route}"', collection.document.name]
    if collection.day:
        said.append(f'day="{collection.day}"')
    if "start_datetime" in collection.parameters:
        said.append("is_series=True")
    if "start_date" in collection.parameters:
        said.append("takes_days=True")
    if not collection.heeds_fields:
        said.append("heeds_fields=False")
    if not collection.has_twin:
        said.append("has_twin=False")
    return f'    "{collection.route}": Route({", ".join(said)}),'

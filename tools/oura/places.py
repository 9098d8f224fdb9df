"""Which module each object stands in, and at which paths of documents it is met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.oura.description import Collection, Description, Object, module_of
from tools.oura.names import MODULES, SHARED


@dataclass(frozen=True, slots=True)
class Module:
    """A module of generated types."""

    name: str
    objects: Sequence[Object]
    """Each after those that it holds."""
    collections: Sequence[Collection]


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything stands."""

    modules: Sequence[Module]
    module_names: Mapping[str, str]
    """Of each object, by its schema."""
    paths: Mapping[str, Sequence[str]]
    """Of each object, by its schema; a document's own is its route."""


def places(description: Description) -> Places:
    """Everything that the description has, put in its place."""
    collections = description.collections()
    paths: dict[str, list[str]] = {}
    users: dict[str, list[str]] = {}
    objects: dict[str, Object] = {}
    for collection in collections:
        for one in description.objects_in(collection.document):
            objects[one.schema] = one
            users.setdefault(one.schema, []).append(module_of(collection))
        _walk(collection.document, collection.route, objects, paths)
    homes = {schema: own[0] if len({*own}) == 1 else SHARED for schema, own in users.items()}
    modules = [
        Module(
            name,
            [one for schema, one in objects.items() if homes[schema] == name],
            [one for one in collections if name != SHARED and module_of(one) == name],
        )
        for name in (SHARED, *MODULES)
    ]
    return Places(modules, homes, paths)


def _walk(
    one: Object, path: str, objects: Mapping[str, Object], paths: dict[str, list[str]]
) -> None:
    paths.setdefault(one.schema, []).append(path)
    for field in one.fields:
        if field.of is not None:
            _walk(objects[field.of], f"{path}.{field.name}", objects, paths)

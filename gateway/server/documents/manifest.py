"""The manifest of trusted documents: what a client's build wrote, read and checked at the start.

Two forms are read: that of Apollo's generator, a list of operations, and a map of documents by
their hashes, as graphql-codegen's client preset and Relay's compiler write it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from graphql import GraphQLError, OperationDefinitionNode, parse

from gateway.server.documents.identifier import identifier, sha256_of

APOLLO_FORMAT = "apollo-persisted-query-manifest"
MOST_TOLD = 10
"""Problems that are told at once."""

_T = TypeVar("_T")

ErrorsIn = Callable[[str], Sequence[GraphQLError]]
"""Why a document would be refused: `CompiledExecutor.errors_in`."""


class ManifestError(ValueError):
    """The manifest cannot be served; the message says which of its operations, and why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the manifest, under the name that clients send for it."""

    id: str
    text: str
    name: str | None = None
    """Of its one operation, if the manifest says so."""
    kind: str | None = None
    """`query`, `mutation` or `subscription`, if the manifest says so."""


class _Operation(msgspec.Struct):
    id: str
    body: str
    name: str
    type: str


class _ApolloManifest(msgspec.Struct):
    operations: list[_Operation]


def read_manifest(path: Path, errors_in: ErrorsIn) -> Mapping[str, str]:
    """The documents by their names, and by their SHA-256, each of them checked.

    Raises:
        ManifestError: the file cannot be read, or a document in it would never be served.
    """
    try:
        entries = _entries(json.loads(path.read_bytes(), object_pairs_hook=_once_each))
    except OSError as error:
        raise ManifestError(f"{path}: {error.strerror}.") from None
    except (ValueError, RecursionError) as error:
        raise ManifestError(f"{path} is no manifest of documents: {error}") from None
    problems = list(_problems(entries, errors_in))
    if problems:
        told = "\n".join(f"  {problem}" for problem in problems[:MOST_TOLD])
        raise ManifestError(
            f"{path}: {len(problems)} of {len(entries)} documents cannot be served.\n{told}"
        )
    by_name = {found.name: one.text for one in entries if (found := identifier(one.id))}
    return {sha256_of(text): text for text in by_name.values()} | by_name


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for name, value in pairs if found[name] is not value)
        raise ValueError(f"`{twice}` stands in it twice.")
    return found


def _entries(content: object) -> Sequence[Entry]:
    named = _converted(content, dict[str, object])
    if "format" in named:
        entries = _of_apollo(named)
    else:
        entries = [Entry(*one) for one in _converted(content, dict[str, str]).items()]
    if not entries:
        raise ValueError("it holds no documents.")
    return entries


def _of_apollo(content: Mapping[str, object]) -> Sequence[Entry]:
    if content["format"] != APOLLO_FORMAT or content.get("version") != 1:
        raise ValueError(f'its format is not "{APOLLO_FORMAT}" in version 1.')
    operations = _converted(content, _ApolloManifest).operations
    return [Entry(one.id, one.body, one.name, one.type) for one in operations]


def _converted(content: object, into: type[_T]) -> _T:
    try:
        return msgspec.convert(content, into)
    except msgspec.ValidationError as error:
        raise ValueError(f"{error}.") from None


def _problems(entries: Sequence[Entry], errors_in: ErrorsIn) -> Iterator[str]:
    """What is wrong, a line for each entry."""
    texts: dict[str, str] = {}
    for one in entries:
        reason = _reason(one, texts, errors_in)
        if reason is not None:
            operation = f"{one.kind} {one.name}, " if one.name else ""
            yield f"{operation}id {one.id!r}: {reason}"


def _reason(one: Entry, texts: dict[str, str], errors_in: ErrorsIn) -> str | None:
    """Why the entry cannot be served; None where it can be."""
    named = identifier(one.id)
    if named is None:
        return "the id may have letters, digits, and - . _ ~ (or be `sha256:…`)."
    if texts.setdefault(named.name, one.text) != one.text:
        return "another document has the same id."
    if one.id.startswith("sha256:") and sha256_of(one.text) != named.name:
        return "the id is not the SHA-256 of the document: generate the manifest anew."
    errors = errors_in(one.text)
    if errors:
        return " ".join(errors[0].message.split())
    return None if one.name is None else _misnamed(one)


def _misnamed(one: Entry) -> str | None:
    """In how far the document is not the operation that the manifest calls it."""
    definitions = parse(one.text).definitions
    found = [each for each in definitions if isinstance(each, OperationDefinitionNode)]
    names = [(each.operation.value, each.name.value if each.name else "") for each in found]
    if names == [(one.kind, one.name)]:
        return None
    told = ", ".join(f"{kind} {name}".strip() for kind, name in names)
    return f"the document is not that operation, but: {told}."

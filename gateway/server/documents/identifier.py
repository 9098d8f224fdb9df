"""By which name a request means its document."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import msgspec

from gateway.server.refusal import BadRequestError
from gateway.server.request import SentRequest

MOST_CHARACTERS = 256
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PREFIX = "sha256:"
_OTHERS = re.compile(r"(?!sha256:)(?:[\w.~-]+:)?[\w.~-]+", re.ASCII)
_VERSION = 1


class Identifier(msgspec.Struct, frozen=True):
    """The name of a document: its SHA-256, or one that a manifest gave it."""

    name: str
    is_sha256: bool


class _PersistedQuery(msgspec.Struct, frozen=True, rename="camel"):
    version: int
    sha256_hash: str


def sha256_of(text: str) -> str:
    """The name that a document has by itself: hexadecimal, in lower case."""
    return hashlib.sha256(text.encode()).hexdigest()


def identifier(name: str) -> Identifier | None:
    """How `name` is to be understood; None where it can be the name of no document.

    `sha256:…` is the bare digest's other form, so that either finds what stands under the other.
    """
    digest = name.removeprefix(_PREFIX)
    if _SHA256.fullmatch(digest):
        return Identifier(digest, is_sha256=True)
    if len(name) > MOST_CHARACTERS or not _OTHERS.fullmatch(name):
        return None
    return Identifier(name, is_sha256=False)


def identifier_of(sent: SentRequest) -> Identifier | None:
    """The name that came in `documentId` or in Apollo's extension; None: there is none.

    Raises:
        BadRequestError: it is not a name, or there are two.
    """
    by_id = None if sent.document_id is None else _checked(sent.document_id, "`documentId`")
    asked = sent.persisted_query
    by_hash = None if asked is None else _of_apollo(asked)
    if by_id is not None and by_hash is not None and by_id != by_hash:
        raise BadRequestError(
            "`documentId` and `extensions.persistedQuery` name two documents: send one of them."
        )
    return by_id or by_hash


def _of_apollo(asked: Any) -> Identifier:  # noqa: ANN401 - whatever was sent
    try:
        persisted = msgspec.convert(asked, _PersistedQuery)
    except msgspec.ValidationError as error:
        raise BadRequestError(
            f"`extensions.persistedQuery` cannot be read: {error}. Send an object such as "
            '{"version": 1, "sha256Hash": "…"}.'
        ) from None
    if persisted.version != _VERSION:
        raise BadRequestError(
            "This version of `extensions.persistedQuery` is not spoken: send `version: 1`."
        )
    return _checked(persisted.sha256_hash, "`extensions.persistedQuery.sha256Hash`")


def _checked(name: str, where: str) -> Identifier:
    found = identifier(name)
    if found is None:
        raise BadRequestError(
            f"{where} is not the name of a document: send `sha256:` and the SHA-256 of the "
            "document in 64 hexadecimal digits, in lower case, or a name out of the manifest."
        )
    return found

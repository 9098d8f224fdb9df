"""JSON bytes into wire structs."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

import msgspec

from gateway.upstream.leniency import settled
from gateway.upstream.records import Records, one_by_one

T = TypeVar("T", bound=msgspec.Struct)


class NumbersAsText(msgspec.Struct):
    """A body in which a number may also stand as text, as int64 does in Google's JSON."""


class Lenient(msgspec.Struct, frozen=True):
    """The same; besides, text may stand as a number or truth value, and null for absent."""


class Unread(msgspec.Struct):
    """A body that is a JSON object, for a receiver that reads it by itself."""

    body: bytes


class UnreadableBodyError(ValueError):
    """Not JSON, or not of the expected shape. Says nothing of what it holds."""


def decoded(body: bytes, into: type[T]) -> T:
    """The body as `into`; keys that it does not name are skipped.

    Raises:
        UnreadableBodyError: it is not JSON, too deep, holds impossible text or numbers, or has
            another shape.
    """
    try:
        if into is Unread:
            _decoder(_AnyObject).decode(body)
            return into(body)
        return _decoder(into).decode(body)
    except (ValueError, RecursionError):
        if not issubclass(into, Lenient | Records):
            raise UnreadableBodyError from None
    try:
        if issubclass(into, Records):
            return one_by_one(body, into, strict=_is_strict(into))
        return settled(msgspec.json.decode(body), into)
    except (ValueError, RecursionError):
        raise UnreadableBodyError from None


def decoded_or_none(body: bytes, into: type[T]) -> T | None:
    """The body as `into`, or None: for refusals, whose bodies are not promised."""
    try:
        return decoded(body, into)
    except UnreadableBodyError:
        return None


class _AnyObject(msgspec.Struct):
    """Skips whatever is in it."""


@cache
def _decoder(into: type[T]) -> msgspec.json.Decoder[T]:
    return msgspec.json.Decoder(into, strict=_is_strict(into))


def _is_strict(into: type[msgspec.Struct]) -> bool:
    return not issubclass(into, NumbersAsText | Lenient)

"""One odd record, read as far as its meaning is beyond doubt.

Numbers may stand as text, text as a number or truth value, and null for absent. What still cannot
be read is left out where the record can do without it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from math import isfinite
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo

from gateway.domain.odd import WHEN_ODD

S = TypeVar("S", bound=msgspec.Struct)
Body = bytes | msgspec.Raw
Reader = Callable[[Body], object]
"""Raises ValueError for what it cannot read."""

_NOTHING = type(None)


def record(body: Body, into: type[S], *, strict: bool = True) -> S:
    """The record; a whole one is read strictly or not, as told.

    Raises:
        ValueError: it is no object, or lacks what it cannot do without.
    """
    try:
        return decoder(into, strict=strict).decode(body)
    except ValueError:
        return _struct(body, into)


def parts_of(body: Body) -> Mapping[str, msgspec.Raw]:
    """The parts of an object that are not null.

    Raises:
        ValueError: it is no object.
    """
    parts = decoder(dict[str, msgspec.Raw]).decode(body)
    return {name: part for name, part in parts.items() if bytes(part) != b"null"}


def value_in(parts: Mapping[str, msgspec.Raw], field: FieldInfo) -> object:
    """What a field is where it cannot be read as it is; UNSET: what it is by itself.

    Raises:
        ValueError: there is no doing without it.
    """
    part = parts.get(field.encode_name)
    if part is None:
        return _without(field)
    try:
        return reader(field.type)(part)
    except ValueError:
        stands_in = _extra(field.type).get(WHEN_ODD)
        return _without(field) if stands_in is None else stands_in


@cache
def fields_of(into: type[msgspec.Struct]) -> tuple[FieldInfo, ...]:
    """The fields of a struct."""
    return msgspec.structs.fields(into)


@cache
def decoder(kind: Any, *, strict: bool = True) -> msgspec.json.Decoder[Any]:  # noqa: ANN401 - a type, as annotations have it
    """Reads what is as it should be."""
    return msgspec.json.Decoder(kind, strict=strict)


@cache
def reader(kind: Any) -> Reader:  # noqa: ANN401 - as above
    """Reads a value of the type, first as it should be."""
    whole, lenient = decoder(kind).decode, _lenient(kind)

    def read(body: Body) -> object:
        try:
            return whole(body)
        except ValueError:
            return lenient(body)

    return read


def told(kind: Any) -> Any:  # noqa: ANN401 - as above
    """The type of a value that is there: without None."""
    inner = get_args(kind)
    return next(one for one in inner if one is not _NOTHING) if _NOTHING in inner else kind


def _lenient(kind: Any) -> Reader:  # noqa: ANN401 - as above
    origin, inner = get_origin(kind), get_args(kind)
    if _NOTHING in inner:
        return _or_none(_lenient(told(kind)))
    if origin is list or origin is tuple:
        return _items(origin, reader(inner[0]))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return lambda body: _struct(body, kind)
    return _text if kind is str else _number(decoder(cast("object", kind), strict=False))


def _or_none(read: Reader) -> Reader:
    def read_or_none(body: Body) -> object:
        try:
            return read(body)
        except ValueError:
            return None

    return read_or_none


def _items(kind: Callable[[list[object]], object], read: Reader) -> Reader:
    items = decoder(list[msgspec.Raw])
    return lambda body: kind([read(one) for one in items.decode(body)])


def _struct(body: Body, into: type[S]) -> S:
    parts = parts_of(body)
    values = {field.name: value_in(parts, field) for field in fields_of(into)}
    return into(**{name: value for name, value in values.items() if value is not msgspec.UNSET})


def _text(body: Body) -> str:
    value = decoder(str | int | float | bool).decode(body)
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _number(lax: msgspec.json.Decoder[Any]) -> Reader:
    """Or whatever else may stand as text; text can tell of numbers that are none."""

    def read(body: Body) -> object:
        value = cast("object", lax.decode(body))
        if isinstance(value, float) and not isfinite(value):
            raise ValueError("no number at all")
        return value

    return read


def _without(field: FieldInfo) -> object:
    """What a record has that lacks the field."""
    if not field.required:
        return msgspec.UNSET
    if _NOTHING in get_args(field.type):
        return None
    raise ValueError("a field that must be there")


def _extra(kind: object) -> Mapping[str, object]:
    """What annotations say beside the type."""
    if get_origin(kind) is not Annotated:
        return {}
    notes: list[object] = [*get_args(kind)[1:]]
    extras = [one.extra for one in notes if isinstance(one, msgspec.Meta)]
    return next((extra for extra in extras if extra is not None), dict[str, object]())

"""Odd JSON brought into the shape that is documented, as far as its meaning is beyond doubt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from types import UnionType as Either
from typing import Any, TypeVar, Union, cast, get_args, get_origin

import msgspec
from msgspec.inspect import (
    ListType,
    Metadata,
    NoneType,
    StrType,
    StructType,
    Type,
    UnionType,
    type_info,
)

T = TypeVar("T", bound=msgspec.Struct)


def settled(value: object, into: type[T]) -> T:
    """The decoded JSON as `into`: nulls left out, scalars as text where text is wanted.

    Raises:
        ValueError: its shape is another all the same.
        RecursionError: it is too deep.
    """
    return msgspec.convert(_settled(value, _type_of(into)), into, strict=False)


def readable(value: object, into: type[T]) -> T:
    """As much of the decoded JSON as can be read as `into`: other parts, items too, are left out.

    Raises:
        ValueError: it is no object.
        RecursionError: it is too deep.
    """
    if not isinstance(value, dict):
        raise ValueError("no object")  # noqa: TRY004 - as for all that cannot be read
    return cast("T", _part(cast("dict[str, object]", value), into))


def _part(value: object, kind: Any) -> object:  # noqa: ANN401 - a type, as annotations have it
    origin = get_origin(kind)
    if origin in {Union, Either}:
        return _part(value, get_args(kind)[0])
    if origin is list and isinstance(value, list):
        items = cast("list[object]", value)
        return [part for item in items for part in _parts(item, get_args(kind)[0])]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and isinstance(value, dict):
        sent = cast("dict[str, object]", value)
        fields = [one for one in msgspec.structs.fields(kind) if one.encode_name in sent]
        parts = {one.name: list(_parts(sent[one.encode_name], one.type)) for one in fields}
        return kind(**{name: part for name, found in parts.items() for part in found})
    if kind is str and isinstance(value, bool | int | float):
        return msgspec.json.encode(value).decode()
    return cast("object", msgspec.convert(value, cast("Any", kind), strict=False))


def _parts(value: object, kind: Any) -> Iterator[object]:  # noqa: ANN401 - as above
    """The value as `kind`; nothing where it is null or cannot be read."""
    if value is not None:
        with suppress(ValueError):
            yield _part(value, kind)


@cache
def _type_of(into: type[msgspec.Struct]) -> Type:
    return type_info(into)


def _settled(value: Any, wanted: Type) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(wanted, Metadata):
        return _settled(value, wanted.type)
    if isinstance(wanted, UnionType):
        return _settled(value, next(one for one in wanted.types if not isinstance(one, NoneType)))
    if isinstance(wanted, StructType) and isinstance(value, dict):
        return _fields(cast("dict[str, Any]", value), wanted)
    if isinstance(wanted, ListType) and isinstance(value, list):
        return list(_items(cast("list[Any]", value), wanted.item_type))
    if isinstance(wanted, StrType) and isinstance(value, bool | int | float):
        return msgspec.json.encode(value).decode()
    return value


def _items(values: list[Any], wanted: Type) -> Iterator[Any]:
    """The items, each in its place: a null record has no fields; other nulls are dropped."""
    for value in values:
        if value is not None:
            yield _settled(value, wanted)
        elif isinstance(wanted, StructType):
            yield {}


def _fields(value: dict[str, Any], wanted: StructType) -> dict[str, Any]:
    return {
        field.encode_name: _settled(value[field.encode_name], field.type)
        for field in wanted.fields
        if value.get(field.encode_name) is not None
    }

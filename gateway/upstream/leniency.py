"""Odd JSON brought into the shape that is documented, as far as its meaning is beyond doubt."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar, cast

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

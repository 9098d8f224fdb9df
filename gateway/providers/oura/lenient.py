"""Reads documents of which nothing is promised: what cannot be read is None, alone."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin

import msgspec


class Record(msgspec.Struct, kw_only=True, frozen=True):
    """A part of Oura's JSON. Numbers may stand as text, keys that it does not name are skipped."""


R = TypeVar("R", bound=Record)

Int = Annotated[int, msgspec.Meta(ge=-(2**31), le=2**31 - 1)]
"""What GraphQL's Int holds."""
LongInt = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
Number = Annotated[float, msgspec.Meta(ge=-1e300, le=1e300)]
"""Neither infinite nor no number at all."""


def readable(body: bytes | msgspec.Raw, into: type[R]) -> R | None:
    """As much of the document as can be read; None when it is no object, or its id is missing."""
    try:
        return _decoder(into).decode(body)
    except (ValueError, RecursionError):
        pass
    try:
        return cast("R", _part(msgspec.json.decode(body), into))
    except (ValueError, RecursionError):
        return None


def _part(value: object, kind: Any) -> object:  # noqa: ANN401 - a type, as annotations have it
    """The value as `kind`.

    Raises:
        ValueError: it cannot be read as that, and nothing within can be left out.
    """
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        try:
            return _part(value, get_args(kind)[0])
        except ValueError:
            return None
    if origin is list and isinstance(value, list):
        items = cast("list[object]", value)
        return [_part(item, get_args(kind)[0]) for item in items]
    if isinstance(kind, type) and issubclass(kind, Record) and isinstance(value, dict):
        parts = cast("dict[str, object]", value)
        fields = msgspec.structs.fields(kind)
        return kind(**{one.name: _part(parts.get(one.encode_name), one.type) for one in fields})
    return cast("object", msgspec.convert(value, cast("Any", kind), strict=False))


@cache
def _decoder(into: type[R]) -> msgspec.json.Decoder[R]:
    return msgspec.json.Decoder(into, strict=False)

"""Bodies that are written: only known fields, in the form that they are answered in."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

import orjson

from gateway.sandbox.endpoint import RefusedError
from gateway.sandbox.wire import Wire

_INTEGER = re.compile(r"-?\d{1,19}")
_INT64: Final = range(-(2**63), 2**63)
_INT32: Final = range(-(2**31), 2**31)

Read = Callable[[str, object], Any]
"""Makes a value of what stands at a path, or refuses it."""


def json_object(body: bytes, name: str, fields: Mapping[str, Read]) -> Wire:
    """The body, which is a `name`.

    Raises:
        RefusedError: it is not JSON, or has a field that is unknown or of the wrong form.
    """
    try:
        value: object = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise RefusedError(400, "Invalid JSON payload received.") from None
    if not isinstance(value, dict):
        raise invalid(name, "it must be an object")
    return _fields("", cast("dict[str, object]", value), fields)


def record(fields: Mapping[str, Read]) -> Read:
    """An object with known fields alone; null is the same as absent."""

    def read(path: str, value: object) -> Wire:
        if not isinstance(value, dict):
            raise invalid(path, "it must be an object")
        return _fields(f"{path}.", cast("dict[str, object]", value), fields)

    return read


def each(item: Read) -> Read:
    """An array."""

    def read(path: str, value: object) -> list[Any]:
        if not isinstance(value, list):
            raise invalid(path, "it must be an array")
        values = cast("list[object]", value)
        return [item(f"{path}[{index}]", one) for index, one in enumerate(values)]

    return read


def one_of(*names: str) -> Read:
    """One of the values of an enum."""

    def read(path: str, value: object) -> str:
        if value not in names:
            raise invalid(path, f"it must be one of {', '.join(names)}")
        return cast("str", value)

    return read


def text(path: str, value: object) -> str:
    """A string."""
    if not isinstance(value, str):
        raise invalid(path, "it must be a string")
    return value


def boolean(path: str, value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise invalid(path, "it must be true or false")
    return value


def number(path: str, value: object) -> float:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise invalid(path, "it must be a number")
    return float(value)


def int64(path: str, value: object) -> str:
    """As it is answered: a string."""
    return str(_integer(path, value, _INT64))


def int32(path: str, value: object) -> int:
    """A JSON number, or the same as a string."""
    return _integer(path, value, _INT32)


def require(wire: Wire, *names: str, path: str = "") -> None:
    """Refuse an object that lacks one of the fields.

    Raises:
        RefusedError: it does.
    """
    for name in names:
        if name not in wire:
            raise invalid(f"{path}{name}", "it is required")


def invalid(path: str, why: str) -> RefusedError:
    """The refusal of a value."""
    return RefusedError(400, f"Invalid value at '{path}': {why}.")


def _integer(path: str, value: object, bounds: range) -> int:
    whole = value
    if isinstance(value, str) and _INTEGER.fullmatch(value):
        whole = int(value)
    if isinstance(whole, bool) or not isinstance(whole, int) or whole not in bounds:
        raise invalid(path, "it must be an integer")
    return whole


def _fields(path: str, value: dict[str, object], fields: Mapping[str, Read]) -> Wire:
    read: Wire = {}
    for name, content in value.items():
        if name not in fields:
            raise invalid(f"{path}{name}", "there is no such field")
        if content is not None:
            read[name] = fields[name](f"{path}{name}", content)
    return read

"""The body of a session that is written: read, checked, and in the form that it is answered in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

import orjson

from gateway.sandbox.endpoint import RefusedError
from gateway.sandbox.wire import Wire

_INTEGER = re.compile(r"-?\d{1,19}")
_INT64: Final = range(-(2**63), 2**63)
_INT32: Final = range(-(2**31), 2**31)

Read = Callable[[str, object], object]


def session_body(body: bytes, session_id: str) -> Wire:
    """The session of a PUT to the path of `session_id`.

    Raises:
        RefusedError: it is not a session with every required field, or not this one.
    """
    session = _object("", _json(body), _SESSION)
    for name in ("id", "name", "startTimeMillis", "endTimeMillis", "activityType", "application"):
        _require(session, name)
    _require(session["application"], "name", "application.")
    if session["id"] != session_id:
        raise _invalid("id", "it differs from the id in the path")
    if int(session["endTimeMillis"]) < int(session["startTimeMillis"]):
        raise _invalid("endTimeMillis", "it is before startTimeMillis")
    if "packageName" in session["application"]:
        raise _invalid("application.packageName", "REST clients cannot set it")
    return session


def _json(body: bytes) -> object:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise RefusedError(400, "Invalid JSON payload received.") from None


def _object(path: str, value: object, fields: Mapping[str, Read]) -> dict[str, Any]:
    """A JSON object with known fields alone; null is the same as absent."""
    if not isinstance(value, dict):
        raise _invalid(path, "it must be an object")
    read: dict[str, Any] = {}
    for name, content in cast("dict[str, object]", value).items():
        if name not in fields:
            raise _invalid(f"{path}{name}", "there is no such field")
        if content is not None:
            read[name] = fields[name](f"{path}{name}", content)
    return read


def _text(path: str, value: object) -> str:
    if not isinstance(value, str):
        raise _invalid(path, "it must be a string")
    return value


def _integer(path: str, value: object, bounds: range) -> int:
    """A JSON number, or the same as a string."""
    number = value
    if isinstance(value, str) and _INTEGER.fullmatch(value):
        number = int(value)
    if isinstance(number, bool) or not isinstance(number, int) or number not in bounds:
        raise _invalid(path, "it must be an integer")
    return number


def _int64(path: str, value: object) -> str:
    return str(_integer(path, value, _INT64))


def _int32(path: str, value: object) -> int:
    return _integer(path, value, _INT32)


def _application(path: str, value: object) -> Wire:
    return _object(f"{path}.", value, _APPLICATION)


def _require(record: Wire, name: str, path: str = "") -> None:
    if name not in record:
        raise _invalid(f"{path}{name}", "it is required")


def _invalid(path: str, why: str) -> RefusedError:
    return RefusedError(400, f"Invalid value at '{path or 'session'}': {why}.")


_APPLICATION: Final[Mapping[str, Read]] = {
    "detailsUrl": _text,
    "name": _text,
    "packageName": _text,
    "version": _text,
}
_SESSION: Final[Mapping[str, Read]] = {
    "activeTimeMillis": _int64,
    "activityType": _int32,
    "application": _application,
    "description": _text,
    "endTimeMillis": _int64,
    "id": _text,
    "modifiedTimeMillis": _int64,
    "name": _text,
    "startTimeMillis": _int64,
}

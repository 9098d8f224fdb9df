"""The body of a session that is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gateway.sandbox.google_fit.body import (
    Read,
    int32,
    int64,
    invalid,
    json_object,
    record,
    require,
    text,
)
from gateway.sandbox.wire import Wire

APPLICATION: Final[Mapping[str, Read]] = {
    "detailsUrl": text,
    "name": text,
    "packageName": text,
    "version": text,
}
_SESSION: Final[Mapping[str, Read]] = {
    "activeTimeMillis": int64,
    "activityType": int32,
    "application": record(APPLICATION),
    "description": text,
    "endTimeMillis": int64,
    "id": text,
    "modifiedTimeMillis": int64,
    "name": text,
    "startTimeMillis": int64,
}
_REQUIRED: Final = (
    "id", "name", "startTimeMillis", "endTimeMillis", "activityType", "application",
)  # fmt: skip


def session_body(body: bytes, session_id: str) -> Wire:
    """The session of a PUT to the path of `session_id`.

    Raises:
        RefusedError: it is not a session with every required field, or not this one.
    """
    session = json_object(body, "session", _SESSION)
    require(session, *_REQUIRED)
    check_application(session["application"])
    if session["id"] != session_id:
        raise invalid("id", "it differs from the id in the path")
    if int(session["endTimeMillis"]) < int(session["startTimeMillis"]):
        raise invalid("endTimeMillis", "it is before startTimeMillis")
    return session


def check_application(application: Wire) -> None:
    """Refuse what REST clients may not say of themselves.

    Raises:
        RefusedError: no name, or a package.
    """
    require(application, "name", path="application.")
    if "packageName" in application:
        raise invalid("application.packageName", "REST clients cannot set it")

"""What is told of a failure that nobody foresaw: to the log where it arose, to the client its id.

Never its message: that may quote a token or what somebody's body measured.
"""

from __future__ import annotations

import traceback
from typing import TypedDict

import structlog

INTERNAL_CODE = "INTERNAL_SERVER_ERROR"
INTERNAL_MESSAGE = "Something went wrong here. Quote the request id to the operator."

_FRAMES = 6

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class FailureFields(TypedDict):
    """An exception, without its message and its values."""

    error_type: str
    error_at: list[str]
    """The innermost frames, the innermost last: `module:line function`."""


def failure_fields(failure: BaseException) -> FailureFields:
    """What of an exception may stand in a log."""
    frames = [
        f"{frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(failure.__traceback__)
    ]
    kind = type(failure)
    return {
        "error_type": f"{kind.__module__}.{kind.__qualname__}",
        "error_at": frames[-_FRAMES:],
    }


def report_failure(failure: BaseException) -> None:
    """Log a failure that was not foreseen."""
    _log.error("unexpected_failure", **failure_fields(failure))

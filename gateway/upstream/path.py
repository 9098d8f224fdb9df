"""Ids as parts of paths."""

from __future__ import annotations

from urllib.parse import quote

from gateway.domain.errors import BadUserInputError

LONGEST_SEGMENT = 7_000
"""In characters as sent: servers commonly refuse request lines from 8,000 on."""


def segment(native_id: str) -> str:
    """The id as exactly one segment of a path, percent-encoded.

    Raises:
        BadUserInputError: no segment can stand for it: see `is_addressable`.
    """
    if not is_addressable(native_id):
        raise BadUserInputError(
            "No path can name this id: it must not be empty, `.` or `..`, and not be too long."
        )
    return quote(native_id, safe="")


def is_addressable(native_id: str) -> bool:
    """Whether a path can name the id.

    The empty one, `.` and `..` would name another resource, even encoded: HTTP software resolves
    them on the way.
    """
    if native_id in {"", ".", ".."}:
        return False
    try:
        return len(quote(native_id, safe="")) <= LONGEST_SEGMENT
    except UnicodeEncodeError:
        return False

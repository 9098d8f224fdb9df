"""The parameters of Google Fit's session list."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gateway.sandbox.endpoint import RefusedError
from gateway.sandbox.wire import instant_of, millis

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)")
_INTEGER = re.compile(r"-?\d{1,10}")
_BOOLEANS: Final = {"true": True, "false": False}
OWN_PARAMETERS: Final = frozenset(
    {"activityType", "endTime", "includeDeleted", "pageToken", "startTime"}
)
STANDARD_PARAMETERS: Final = frozenset(
    {"$.xgafv", "alt", "fields", "key", "prettyPrint", "quotaUser"}
)
"""Parameters of every method; of these only `fields` changes what a JSON client reads."""
_TOKEN_PREFIX = "changes:"  # noqa: S105 - a place in the journal, not a secret


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list is asked for; times in milliseconds since 1970."""

    start: int | None
    end: int | None
    after: int | None
    """The page token's place in the journal."""
    include_deleted: bool
    activity_types: frozenset[int]
    """Empty: every type."""
    fields: str | None
    """The selector of a partial answer."""


def list_query(parameters: Mapping[str, list[str]]) -> ListQuery:
    """The parameters, checked.

    Raises:
        RefusedError: one is unknown, or has a value of the wrong form.
    """
    unknown = sorted(parameters.keys() - OWN_PARAMETERS - STANDARD_PARAMETERS)
    if unknown:
        raise _invalid(unknown[0], "there is no such parameter")
    return ListQuery(
        start=_time(parameters, "startTime"),
        end=_time(parameters, "endTime"),
        after=_page_token(parameters),
        include_deleted=_boolean(parameters, "includeDeleted"),
        activity_types=frozenset(_integer(text) for text in parameters.get("activityType", ())),
        fields=_single(parameters, "fields"),
    )


def page_token(sequence: int) -> str:
    """The token for the changes after this one."""
    return base64.urlsafe_b64encode(f"{_TOKEN_PREFIX}{sequence}".encode()).decode()


def _page_token(parameters: Mapping[str, list[str]]) -> int | None:
    token = _single(parameters, "pageToken")
    if token is None:
        return None
    try:
        text = base64.urlsafe_b64decode(token.encode("ascii")).decode("ascii")
        sequence = int(text.removeprefix(_TOKEN_PREFIX))
    except (UnicodeError, binascii.Error, ValueError):
        raise _invalid("pageToken", "it is not a token of this list") from None
    if page_token(sequence) != token:
        raise _invalid("pageToken", "it is not a token of this list")
    return sequence


def _time(parameters: Mapping[str, list[str]], name: str) -> int | None:
    text = _single(parameters, name)
    if text is None:
        return None
    try:
        if _RFC3339.fullmatch(text):
            return millis(instant_of(text.upper()))
    except ValueError:
        pass
    raise _invalid(name, "it must be an RFC 3339 time with an offset")


def _boolean(parameters: Mapping[str, list[str]], name: str) -> bool:
    text = _single(parameters, name)
    if text is None:
        return False
    if text not in _BOOLEANS:
        raise _invalid(name, "it must be true or false")
    return _BOOLEANS[text]


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise _invalid("activityType", "it must be an integer")
    return int(text)


def _single(parameters: Mapping[str, list[str]], name: str) -> str | None:
    values = parameters.get(name)
    return None if values is None else values[-1]


def _invalid(name: str, why: str) -> RefusedError:
    return RefusedError(400, f"Invalid value at '{name}': {why}.")

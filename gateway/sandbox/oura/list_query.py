"""The parameters of Oura's lists of documents."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from gateway.sandbox.endpoint import RefusedError
from gateway.sandbox.oura.store import Position
from gateway.sandbox.wire import Wire, instant_of

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?([Zz]|[+-]\d\d:?\d\d)?")
_DEFAULT_LENGTH = timedelta(days=1)


class InvalidParametersError(Exception):
    """Parameters of the wrong form; `detail` is as in Oura's `HTTPValidationError`."""

    def __init__(self, detail: list[Wire]) -> None:
        super().__init__("invalid parameters")
        self.detail = detail


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list is asked for: documents that start in [start, end), from `after` on."""

    start: datetime
    end: datetime
    after: Position | None


def list_query(parameters: Mapping[str, list[str]], collection: str, now: datetime) -> ListQuery:
    """The parameters, checked. `next_token` carries the range that it belongs to.

    A date stands for its midnight in UTC, also as an end. Without an end it is today's, without a
    start one day before the end.

    Raises:
        InvalidParametersError: one is neither a date nor a date-time.
        RefusedError: the start is after the end, or the token is not of this list.
    """
    token = parameters.get("next_token")
    start, end = _range(parameters, now)
    if token is not None:
        return _continued(token[-1], collection)
    if start > end:
        raise RefusedError(400, f"Start time is greater than end time: {start} is after {end}.")
    return ListQuery(start, end, None)


def next_token(query: ListQuery, collection: str, last: Wire) -> str:
    """The token for the documents after this one."""
    start = instant_of(last["start_datetime"])
    place = [collection, query.start, query.end, start, last["id"]]
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


def _continued(token: str, collection: str) -> ListQuery:
    try:
        padded = token.encode("ascii") + b"=" * (-len(token) % 4)
        name, start, end, last, last_id = orjson.loads(base64.urlsafe_b64decode(padded))
        position = Position(instant_of(last), last_id)
        query = ListQuery(instant_of(start), instant_of(end), position)
    except (UnicodeError, binascii.Error, ValueError, TypeError):
        raise RefusedError(400, "The next_token is not one of this list.") from None
    if name != collection:
        raise RefusedError(400, "The next_token is not one of this list.")
    return query


def _range(parameters: Mapping[str, list[str]], now: datetime) -> tuple[datetime, datetime]:
    problems: list[Wire] = []
    start = _instant(parameters, "start_date", problems)
    end = _instant(parameters, "end_date", problems)
    if problems:
        raise InvalidParametersError(problems)
    if end is None:
        end = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return end - _DEFAULT_LENGTH if start is None else start, end


def _instant(
    parameters: Mapping[str, list[str]], name: str, problems: list[Wire]
) -> datetime | None:
    values = parameters.get(name)
    if values is None:
        return None
    text = values[-1]
    try:
        if _DATE.fullmatch(text) or _DATE_TIME.fullmatch(text):
            return instant_of(text.upper())
    except ValueError:
        pass
    problems += [_problem(name, text, form) for form in ("datetime", "date")]
    return None


def _problem(name: str, value: str, form: str) -> dict[str, Any]:
    """One entry of Oura's `HTTPValidationError`; the parameter may be of two forms."""
    return {
        "type": f"{form}_parsing",
        "loc": ["query", name, form],
        "msg": f"Input should be a valid {form}",
        "input": value,
        "ctx": {"error": f"not a {form}"},
    }

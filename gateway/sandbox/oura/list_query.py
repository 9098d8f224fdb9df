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
from gateway.sandbox.oura.kinds import Kind
from gateway.sandbox.oura.store import Position
from gateway.sandbox.wire import Wire, instant_of

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?([Zz]|[+-]\d\d:?\d\d)?")
_DAY = timedelta(days=1)
_LAST_MIDNIGHT = datetime(9999, 12, 30, tzinfo=UTC)
_ALWAYS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
_BOOLEANS = {"true": True, "false": False, "1": True, "0": False}


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


def list_query(parameters: Mapping[str, list[str]], kind: Kind, now: datetime) -> ListQuery:
    """The parameters, checked. `next_token` carries the range that it belongs to.

    A date stands for its midnight in UTC, also as an end, unless the collection counts the last
    day. Without an end it is today's, without a start one day before the end.

    Raises:
        InvalidParametersError: one is neither a date nor a date-time.
        RefusedError: the start is after the end, or the token is not of this list.
    """
    token = parameters.get("next_token")
    start, end = _range(parameters, kind, now)
    if token is not None:
        return _continued(token[-1], kind)
    if start > end:
        raise RefusedError(400, f"Start time is greater than end time: {start} is after {end}.")
    return ListQuery(start, end, None)


def wants_latest(parameters: Mapping[str, list[str]]) -> bool:
    """Whether the last row alone is asked for, whatever range stands beside it.

    Raises:
        InvalidParametersError: it is neither true nor false.
    """
    text = parameters.get("latest", ["false"])[-1]
    if text.lower() not in _BOOLEANS:
        raise InvalidParametersError([_problem("latest", text, "bool")])
    return _BOOLEANS[text.lower()]


def next_token(query: ListQuery, kind: Kind, last: Wire) -> str:
    """The token for the documents after this one."""
    place = [kind.name, query.start, query.end, kind.place(last), kind.identity(last)]
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


def _continued(token: str, kind: Kind) -> ListQuery:
    try:
        padded = token.encode("ascii") + b"=" * (-len(token) % 4)
        name, start, end, last, last_id = orjson.loads(base64.urlsafe_b64decode(padded))
        position = Position(instant_of(last), last_id)
        query = ListQuery(instant_of(start), instant_of(end), position)
    except (UnicodeError, binascii.Error, ValueError, TypeError):
        raise RefusedError(400, "The next_token is not one of this list.") from None
    if name != kind.name:
        raise RefusedError(400, "The next_token is not one of this list.")
    return query


def _range(
    parameters: Mapping[str, list[str]], kind: Kind, now: datetime
) -> tuple[datetime, datetime]:
    if kind.range_names is None:
        return _ALWAYS
    problems: list[Wire] = []
    start, end = (_instant(parameters, name, kind, problems) for name in kind.range_names)
    if problems:
        raise InvalidParametersError(problems)
    if end is None:
        end = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    elif kind.counts_last_day and _DATE.fullmatch(parameters[kind.range_names[1]][-1]):
        end = min(end, _LAST_MIDNIGHT) + _DAY
    return end - _DAY if start is None else start, end


def _instant(
    parameters: Mapping[str, list[str]], name: str, kind: Kind, problems: list[Wire]
) -> datetime | None:
    values = parameters.get(name)
    if values is None:
        return None
    text = values[-1]
    try:
        if _DATE_TIME.fullmatch(text) or (_DATE.fullmatch(text) and not kind.is_series):
            return instant_of(text.upper())
    except ValueError:
        pass
    if kind.is_series:
        problems.append(_problem(name, text, "datetime"))
    else:
        problems += [_problem(name, text, form, form) for form in ("datetime", "date")]
    return None


def _problem(name: str, value: str, form: str, *alternative: str) -> dict[str, Any]:
    """One entry of Oura's `HTTPValidationError`; the parameter may be of several forms."""
    return {
        "type": f"{form}_parsing",
        "loc": ["query", name, *alternative],
        "msg": f"Input should be a valid {form}",
        "input": value,
        "ctx": {"error": f"not a {form}"},
    }

"""Scalars: how instants, days, zones and large integers travel."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any, NewType
from zoneinfo import ZoneInfo

import orjson
import strawberry
from strawberry.types.scalar import ScalarDefinition

from gateway.domain.zones import zone_named

LocalDateTime = NewType("LocalDateTime", datetime)
Long = NewType("Long", int)
SyncToken = NewType("SyncToken", str)

MOST_EXACT_INTEGER = 2**53
"""JSON readers that use doubles hold integers exactly up to here."""

_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,19}", re.ASCII)
_MICROSECONDS = 6
_SECONDS_END = len('"2026-03-29T00:30:00')
_MILLISECONDS_END = len('"2026-03-29T00:30:00.000')


def write_instant(instant: datetime) -> str:
    """2026-03-29T00:30:00.000Z."""
    utc = instant if instant.tzinfo is UTC else instant.astimezone(UTC)
    text = orjson.dumps(utc, option=orjson.OPT_UTC_Z).decode()
    if utc.microsecond:
        return f"{text[1:_MILLISECONDS_END]}Z"
    return f"{text[1:_SECONDS_END]}.000Z"


def read_instant(value: Any) -> datetime:  # noqa: ANN401 - whatever JSON holds
    """An instant in UTC.

    Raises:
        ValueError: it is not RFC 3339 with a zone.
    """
    if isinstance(value, str) and (found := _INSTANT.fullmatch(value)):
        fraction = found[1] or ""
        exact = value.replace(fraction, fraction[: 1 + _MICROSECONDS], 1)
        try:
            return datetime.fromisoformat(exact.upper()).astimezone(UTC)
        except (ValueError, OverflowError):
            raise ValueError(
                "There is no such instant: the years 1 to 9999 are known, and no leap seconds."
            ) from None
    raise ValueError("Write an instant with its zone, such as 2026-03-29T02:30:00+02:00.")


def read_day(value: Any) -> date:  # noqa: ANN401 - whatever JSON holds
    """A calendar day.

    Raises:
        ValueError: it is not YYYY-MM-DD.
    """
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError("Write a calendar day, such as 2026-03-29.")


def read_zone(value: Any) -> ZoneInfo:  # noqa: ANN401 - whatever JSON holds
    """A time zone.

    Raises:
        ValueError: there is no zone of that name.
    """
    if isinstance(value, str):
        try:
            return zone_named(value)
        except ValueError:
            pass
    raise ValueError("Write the IANA name of a time zone, such as Europe/Zurich.")


def write_long(value: int) -> int | str:
    """A number as long as every JSON reader holds it exactly, a string beyond."""
    return value if abs(value) <= MOST_EXACT_INTEGER else str(value)


def read_long(value: Any) -> int:  # noqa: ANN401 - whatever JSON holds
    """A 64-bit integer, exactly: never by way of a float.

    Raises:
        ValueError: it is neither an integer nor the text of one, or has more than 64 bits.
    """
    whole = int(value) if isinstance(value, str) and _WHOLE.fullmatch(value) else value
    if isinstance(whole, int) and not isinstance(whole, bool) and -(2**63) <= whole < 2**63:
        return whole
    raise ValueError(
        "Write a whole number of at most 64 bits, as a number or, to be exact, as a string."
    )


def _write_wall_clock(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _read_token(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, str):
        return value
    raise ValueError("Write a sync token as a string, exactly as it was read.")


def _output_only(_value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    raise ValueError("This scalar is only ever given out.")


SCALARS: dict[object, ScalarDefinition] = {
    datetime: strawberry.scalar(
        name="DateTime",
        description=(
            "An instant. RFC 3339 with a zone on the way in, always UTC with a trailing Z on the "
            "way out, in milliseconds (2026-03-29T00:30:00.000Z)."
        ),
        serialize=write_instant,
        parse_value=read_instant,
    ),
    LocalDateTime: strawberry.scalar(
        name="LocalDateTime",
        description="A wall-clock time without an offset (2026-03-29T02:30:00).",
        serialize=_write_wall_clock,
        parse_value=_output_only,
    ),
    date: strawberry.scalar(
        name="Date",
        description="A calendar day (2026-03-29). Never a point in time.",
        serialize=date.isoformat,
        parse_value=read_day,
    ),
    ZoneInfo: strawberry.scalar(
        name="TimeZone",
        description="The IANA name of a time zone (Europe/Zurich).",
        serialize=str,
        parse_value=read_zone,
    ),
    SyncToken: strawberry.scalar(
        name="SyncToken",
        description=(
            "A place in the changes: opaque, for the tokens of one viewer. Send it as it was read."
        ),
        serialize=str,
        parse_value=_read_token,
    ),
    Long: strawberry.scalar(
        name="Long",
        description=(
            "A 64-bit integer: a JSON number up to 2^53, and a string beyond. On the way in "
            "either will do, but no fraction."
        ),
        serialize=write_long,
        parse_value=read_long,
    ),
}

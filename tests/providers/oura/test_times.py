from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gateway.providers.oura.times import instant, offset_minutes, wall_clock


@pytest.mark.parametrize(
    ("text", "minutes", "hour"),
    [
        ("2026-03-29T02:30:00Z", 0, 2),
        ("2026-03-29T02:30:00+00:00", 0, 2),
        ("2026-03-29T02:30:00-0330", -210, 6),
        ("2026-03-29 02:30:00.5+01:00", 60, 1),
    ],
)
def test_a_time_is_read_in_each_form_of_iso_8601(text: str, minutes: int, hour: int) -> None:
    told, local = instant(text), wall_clock(text)

    assert (told.hour, told.tzinfo, offset_minutes(text)) == (hour, UTC, minutes)
    assert local is not None
    assert (local.hour, local.tzinfo) == (2, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026-03-29",
        "2026-13-01T00:00:00Z",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:30:00-01:00",
    ],
)
def test_what_is_no_instant_is_an_error(text: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        instant(text)


def test_a_time_is_cut_and_not_rounded_to_milliseconds() -> None:
    cut = datetime(2026, 3, 29, 23, 59, 59, 999_000, tzinfo=UTC)

    assert instant("2026-03-29T23:59:59.999999Z") == cut
    assert wall_clock("2026-03-29T23:59:59.999999Z") == cut.replace(tzinfo=None)


def test_an_offset_finer_than_milliseconds_leaves_none_in_the_instant() -> None:
    assert instant("2026-03-29T12:00:00+00:00:01.000001").microsecond == 999_000


def test_a_time_without_an_offset_is_utc_with_an_unknown_wall_clock() -> None:
    naive = "2026-03-29T11:00:00"

    assert instant(naive) == datetime(2026, 3, 29, 11, tzinfo=UTC)
    assert (offset_minutes(naive), wall_clock(naive)) == (None, None)

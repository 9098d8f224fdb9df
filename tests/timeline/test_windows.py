from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.interval import Interval
from gateway.timeline.windows import EARLIEST, LATEST, parts_of, windows_covering

MOMENT = timedelta(microseconds=1)
LONG_AGO = EARLIEST
"""A present for which all history is recent."""
instants = st.datetimes(
    EARLIEST.replace(tzinfo=None), LATEST.replace(tzinfo=None), timezones=st.just(UTC)
)


def between(start: str, end: str) -> Interval:
    return Interval(instant(start), instant(end))


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("interval", "starts"),
    [
        (between("2025-03-10", "2025-03-11"), ["03-09"]),
        (between("2025-03-01", "2025-04-01"), ["03-01", "03-09", "03-17", "03-25"]),
        (between("2025-03-08T23:59:59.999", "2025-03-09"), ["03-01"]),
        (between("2025-03-08T23:59:59.999", "2025-03-09T00:00:00.001"), ["03-01", "03-09"]),
        (between("2025-02-28T23:59:59.999", "2025-03-01"), ["02-25"]),
        (between("2024-02-29", "2024-02-29T12:00"), ["02-25"]),
        (between("2024-12-31", "2025-01-02"), ["12-25", "01-01"]),
    ],
)
def test_windows_are_the_quarters_of_utc_months_that_an_interval_touches(
    interval: Interval, starts: list[str]
) -> None:
    assert [f"{window.start:%m-%d}" for window in windows_covering(interval, LONG_AGO)] == starts


def test_the_last_quarter_of_a_month_goes_on_to_its_end() -> None:
    (window,) = windows_covering(between("2024-12-24T18:00", "2024-12-24T18:01"), LONG_AGO)
    (last,) = windows_covering(between("2024-12-31T18:00", "2024-12-31T18:01"), LONG_AGO)

    assert window == between("2024-12-17", "2024-12-25")
    assert last == between("2024-12-25", "2025-01-01")


@pytest.mark.parametrize("end", ["2025-03-10", "2025-03-09", "2020-01-01"])
def test_an_empty_interval_touches_no_window(end: str) -> None:
    assert windows_covering(between("2025-03-10", end), LONG_AGO) == ()


@given(instants, instants)
def test_windows_follow_each_other_and_cover_the_interval_with_none_to_spare(
    one: datetime, other: datetime
) -> None:
    interval = Interval(min(one, other), max(one, other) + MOMENT)

    windows = windows_covering(interval, LONG_AGO)

    assert all(earlier.end == later.start for earlier, later in pairwise(windows))
    assert interval.start in windows[0]
    assert interval.end - MOMENT in windows[-1]


def test_the_whole_calendar_is_1560_months_or_6240_quarters_of_them() -> None:
    always = Interval(EARLIEST, LATEST)
    cut, whole = windows_covering(always, LONG_AGO), windows_covering(always, LATEST)

    assert (len(cut), cut[0].start, cut[-1].end) == (6_240, EARLIEST, LATEST)
    assert len(whole) == 1_560 - 2 + 2 * 4
    assert sum(map(parts_of, whole)) == 6_240


@pytest.mark.parametrize("now", ["2025-06-01", "2025-06-30T23:59:59.999"])
def test_months_are_cut_from_two_months_before_the_present_one_on(now: str) -> None:
    windows = windows_covering(between("2025-02-10", "2025-05-10"), instant(now))

    assert [f"{window.start:%m-%d}" for window in windows] == [
        "02-01", "03-01", "04-01", "04-09", "04-17", "04-25", "05-01", "05-09",
    ]  # fmt: skip

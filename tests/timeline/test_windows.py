from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.interval import Interval
from gateway.timeline.windows import (
    EARLIEST,
    LATEST,
    first_stride,
    next_stride,
    windows_covering,
)

MOMENT = timedelta(microseconds=1)
ALWAYS = Interval(EARLIEST, LATEST)
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
    assert [f"{window.start:%m-%d}" for window in windows_covering(interval)] == starts


def test_the_last_quarter_of_a_month_goes_on_to_its_end() -> None:
    (window,) = windows_covering(between("2024-12-24T18:00", "2024-12-24T18:01"))
    (last,) = windows_covering(between("2024-12-31T18:00", "2024-12-31T18:01"))

    assert window == between("2024-12-17", "2024-12-25")
    assert last == between("2024-12-25", "2025-01-01")


@pytest.mark.parametrize("end", ["2025-03-10", "2025-03-09", "2020-01-01"])
def test_an_empty_interval_touches_no_window(end: str) -> None:
    assert windows_covering(between("2025-03-10", end)) == []


@given(instants, instants)
def test_windows_follow_each_other_and_cover_the_interval_with_none_to_spare(
    one: datetime, other: datetime
) -> None:
    interval = Interval(min(one, other), max(one, other) + MOMENT)

    windows = windows_covering(interval)

    assert all(earlier.end == later.start for earlier, later in pairwise(windows))
    assert interval.start in windows[0]
    assert interval.end - MOMENT in windows[-1]


def test_the_whole_calendar_is_6240_windows() -> None:
    windows = windows_covering(Interval(EARLIEST, LATEST))

    assert (len(windows), windows[0].start, windows[-1].end) == (6_240, EARLIEST, LATEST)


# Strides

YEAR = windows_covering(between("2024-01-01", "2025-01-01"))[::-1]


@pytest.mark.parametrize(("wanted", "length"), [(2, 2), (13, 3), (21, 3), (51, 6), (101, 10)])
def test_the_first_stride_is_as_long_as_the_page_is_expected_to_need(
    wanted: int, length: int
) -> None:
    assert first_stride(YEAR, ALWAYS, wanted) == length


@pytest.mark.parametrize("windows", [1, 5, 6])
def test_a_month_is_read_at_once(windows: int) -> None:
    assert first_stride(YEAR[:windows], ALWAYS, 2) >= windows


def test_windows_outside_of_the_usual_history_come_with_the_first_stride() -> None:
    history = between("2020-01-01", "2024-07-02")
    ahead_first = windows_covering(between("2023-01-01", "2031-01-01"))[::-1]

    assert first_stride(ahead_first, history, 21) == (6 * 12 + 5) * 4 + 3 + 3


@pytest.mark.parametrize(
    ("read", "found", "wanted", "length"),
    [
        pytest.param(3, 7, 21, 7, id="twice as many are missing, and a quarter on top"),
        pytest.param(3, 20, 21, 3, id="at least as many as before"),
        pytest.param(3, 1, 101, 24, id="eight times as many at the most"),
        pytest.param(3, 0, 21, 24, id="nothing found yet"),
    ],
)
def test_the_next_stride_goes_by_what_was_found(
    read: int, found: int, wanted: int, length: int
) -> None:
    assert next_stride(read, found, wanted) == length


@given(st.integers(1, 10_000), st.integers(0, 100), st.integers(1, 101))
def test_what_is_read_at_least_doubles_with_each_stride(read: int, found: int, more: int) -> None:
    assert read <= next_stride(read, found, found + more) <= 8 * read

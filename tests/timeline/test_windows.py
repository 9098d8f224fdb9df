from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.interval import Interval
from gateway.timeline.windows import EARLIEST, LATEST, strides, windows_covering

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
    ("interval", "months"),
    [
        (between("2025-03-10", "2025-03-11"), ["2025-03"]),
        (between("2025-03-01", "2025-04-01"), ["2025-03"]),
        (between("2025-03-01", "2025-04-01T00:00:00.001"), ["2025-03", "2025-04"]),
        (between("2025-02-28T23:59:59.999", "2025-03-01"), ["2025-02"]),
        (between("2024-12-31", "2025-01-02"), ["2024-12", "2025-01"]),
        (between("2024-11-30", "2025-02-01"), ["2024-11", "2024-12", "2025-01"]),
        (between("2024-02-29", "2024-02-29T12:00"), ["2024-02"]),
    ],
)
def test_windows_are_the_utc_months_that_an_interval_touches(
    interval: Interval, months: list[str]
) -> None:
    assert [f"{window.start:%Y-%m}" for window in windows_covering(interval)] == months


def test_a_window_is_a_whole_month() -> None:
    (window,) = windows_covering(between("2024-12-24T18:00", "2024-12-24T18:01"))

    assert window == between("2024-12-01", "2025-01-01")


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


def test_the_whole_calendar_is_1560_months() -> None:
    windows = windows_covering(Interval(EARLIEST, LATEST))

    assert (len(windows), windows[0].start, windows[-1].end) == (1_560, EARLIEST, LATEST)


def test_each_stride_is_twice_as_long_as_the_one_before() -> None:
    windows = windows_covering(between("2014-01-01", "2016-10-01"))

    assert [len(stride) for stride in strides(windows, ALWAYS)] == [2, 4, 8, 16, 3]


@pytest.mark.parametrize("months", [0, 1, 2, 3, 6, 7, 33])
def test_strides_are_the_windows_in_the_order_given(months: int) -> None:
    windows = windows_covering(Interval(EARLIEST, LATEST))[:months][::-1]

    assert [window for stride in strides(windows, ALWAYS) for window in stride] == windows


def test_windows_outside_of_the_usual_history_come_with_the_first_stride() -> None:
    history = between("2020-01-01T00:00:00Z", "2024-07-02T00:00:00Z")
    ahead_first = windows_covering(between("2023-01-01T00:00:00Z", "2031-01-01T00:00:00Z"))[::-1]

    lengths = [len(stride) for stride in strides(ahead_first, history)]

    assert lengths == [6 * 12 + 5 + 2, 4, 8, 5]

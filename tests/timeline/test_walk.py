from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.interval import Interval
from gateway.timeline.walk import Walk
from gateway.timeline.windows import EARLIEST, LATEST, parts_of, windows_covering

ALWAYS = Interval(EARLIEST, LATEST)


def between(start: str, end: str) -> Interval:
    return Interval(*(datetime.fromisoformat(edge).replace(tzinfo=UTC) for edge in (start, end)))


QUARTERS = windows_covering(between("2022-01-01", "2025-01-01"), EARLIEST)[::-1]
MONTHS = windows_covering(between("2014-01-01", "2025-01-01"), LATEST)[::-1]


@pytest.mark.parametrize(("wanted", "length"), [(2, 2), (13, 3), (21, 3), (51, 6), (101, 10)])
def test_the_first_stride_is_as_long_as_the_page_is_expected_to_need(
    wanted: int, length: int
) -> None:
    assert len(Walk(QUARTERS, ALWAYS, wanted).stride(0)) == length


@pytest.mark.parametrize(("wanted", "length"), [(2, 1), (51, 2), (101, 3)])
def test_a_month_is_as_long_as_four_quarters(wanted: int, length: int) -> None:
    assert len(Walk(MONTHS, ALWAYS, wanted).stride(0)) == length


@pytest.mark.parametrize("count", [1, 5, 6])
def test_a_month_and_a_half_is_read_at_once(count: int) -> None:
    assert len(Walk(QUARTERS[:count], ALWAYS, 2).stride(0)) == count


def test_a_list_with_room_for_an_activity_a_week_on_the_page_is_read_at_once() -> None:
    year = MONTHS[:12]

    assert Walk(year, ALWAYS, 48).stride(0) == year
    assert len(Walk(year, ALWAYS, 47).stride(0)) == 2


def test_a_month_of_which_the_list_holds_a_part_counts_for_that_part() -> None:
    usual = between("2014-01-01", "2024-12-03")

    assert len(Walk(MONTHS, usual, 21).stride(0)) == 2


def test_where_nothing_is_to_be_expected_all_is_read_at_once() -> None:
    assert Walk(MONTHS, None, 2).stride(0) == MONTHS


def test_windows_outside_of_the_usual_history_come_with_the_first_stride() -> None:
    ahead_first = windows_covering(between("2023-01-01", "2031-01-01"), EARLIEST)[::-1]
    walk = Walk(ahead_first, between("2020-01-01", "2024-07-02"), 21)

    assert len(walk.stride(0)) == (6 * 12 + 5) * 4 + 3 + 3
    assert len(walk.stride(0)) == 8 * 3


@pytest.mark.parametrize(
    ("found", "wanted", "length"),
    [
        pytest.param(7, 21, 8, id="twice as many are missing, and a quarter on top"),
        pytest.param(20, 21, 3, id="at least as many as before"),
        pytest.param(1, 22, 24, id="eight times as many at the most"),
        pytest.param(0, 21, 24, id="nothing found yet"),
    ],
)
def test_the_next_stride_goes_by_what_was_found(found: int, wanted: int, length: int) -> None:
    walk = Walk(QUARTERS, ALWAYS, wanted)
    assert len(walk.stride(0)) == 3

    assert len(walk.stride(found)) == length


def test_a_stride_in_which_there_was_nothing_is_followed_by_eight_times_as_much() -> None:
    walk = Walk(QUARTERS, ALWAYS, 21)

    assert [len(walk.stride(found)) for found in (0, 20, 20, 20)] == [3, 3, 48, 90]


@given(st.integers(1, 101), st.lists(st.integers(0, 20), max_size=12))
def test_strides_are_the_windows_in_the_order_given_and_at_least_double(
    wanted: int, finds: list[int]
) -> None:
    walk = Walk(MONTHS, ALWAYS, wanted)
    read, found = [*walk.stride(0)], 0

    for find in finds:
        found += find
        before = sum(map(parts_of, read))
        stride = walk.stride(found)
        read += stride
        assert len(read) == len(MONTHS) or sum(map(parts_of, stride)) >= before

    assert tuple(read) == MONTHS[: len(read)]

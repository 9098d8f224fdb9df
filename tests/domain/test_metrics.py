from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.interval import Interval
from gateway.domain.metrics import MetricsRequest, runs_within, span_of

BEGIN = datetime(2026, 5, 1, tzinfo=UTC)
TEN_DAYS = timedelta(days=10)


def request(start: float, end: float) -> MetricsRequest:
    """From a day to another."""
    within = Interval(BEGIN + timedelta(days=start), BEGIN + timedelta(days=end))
    return MetricsRequest("session", f"{start}-{end}", within)


@pytest.mark.parametrize(
    ("spans", "runs"),
    [
        ([], []),
        ([(0, 1)], [[(0, 1)]]),
        ([(9, 10), (0, 1)], [[(0, 1), (9, 10)]]),
        ([(0, 1), (9, 10.1)], [[(0, 1)], [(9, 10.1)]]),
        ([(0, 8), (1, 2), (9, 11)], [[(0, 8), (1, 2)], [(9, 11)]]),
        ([(0, 10)], [[(0, 10)]]),
        ([(0, 1), (1, 12), (2, 3)], [[(0, 1), (2, 3)], [(1, 12)]]),
        ([(1, 12), (1, 13)], [[(1, 12)], [(1, 13)]]),
    ],
)
def test_neighbours_are_together_as_long_as_their_span_is_not_too_long(
    spans: list[tuple[float, float]], runs: list[list[tuple[float, float]]]
) -> None:
    found = runs_within([request(*span) for span in spans], TEN_DAYS)

    assert found == [[request(*span) for span in run] for run in runs]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), max_size=40))
def test_each_request_is_in_one_run_and_no_run_of_several_is_too_long(
    spans: list[tuple[int, int]],
) -> None:
    asked = [request(start, start + length) for start, length in spans]

    runs = runs_within(asked, TEN_DAYS)

    assert sorted(one.native_id for run in runs for one in run) == sorted(
        one.native_id for one in asked
    )
    for run in runs:
        span = span_of(run)
        assert len(run) == 1 or span.end - span.start <= TEN_DAYS

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.providers.oura.series import MOST_VALUES, Beat, evenly_spaced

BEGIN = datetime(2026, 5, 1, 6, tzinfo=UTC)


def beats(*rows: tuple[float, float]) -> list[Beat]:
    """From seconds after the beginning, and bpm."""
    return [Beat(BEGIN + timedelta(seconds=seconds), bpm) for seconds, bpm in rows]


@pytest.mark.parametrize(
    ("rows", "interval", "values"),
    [
        ([(0, 60)], 300, [60]),
        ([(0, 60), (10, 62), (20, 64)], 10, [60, 62, 64]),
        ([(0, 60), (10, 62), (20, 64), (50, 66)], 10, [60, 62, 64, None, None, 66]),
        ([(0, 60), (9, 62), (21, 64), (30, 66)], 9, [60, 62, 64, 66]),
        ([(0, 60), (300, 70), (301, 90), (600, 80)], 299, [60, 80, 80]),
        ([(0, 60), (0.2, 70), (0.4, 80), (3, 90)], 1, [70, None, None, 90]),
    ],
)
def test_each_beat_stands_at_the_nearest_point_of_the_grid(
    rows: list[tuple[float, float]], interval: float, values: list[float | None]
) -> None:
    series = evenly_spaced(beats(*rows))

    assert (series.start_time, series.unit) == (BEGIN, "bpm")
    assert series.interval_seconds == interval
    assert list(series.values) == values
    assert series.downsampled == (len(series.samples) < len(rows))


def test_a_grid_that_would_be_too_long_is_coarser() -> None:
    series = evenly_spaced(beats(*[(i, 60) for i in range(100)], (86_400 * 30, 62)))

    assert len(series.values) == MOST_VALUES
    assert (series.values[0], series.values[-1]) == (60, 62)
    assert len(series.samples) == 2


@given(
    st.lists(
        st.tuples(st.floats(0, 200_000), st.integers(1, 250)),
        min_size=1,
        max_size=60,
        unique_by=lambda row: row[0],
    )
)
def test_a_series_holds_nothing_that_was_not_measured(rows: list[tuple[float, int]]) -> None:
    given = beats(*sorted(rows))

    series = evenly_spaced(given)

    rates = [beat.bpm for beat in given]
    assert 1 <= len(series.values) <= MOST_VALUES
    assert len(series.samples) <= len(rates)
    assert min(rates) <= min(series.samples) <= max(series.samples) <= max(rates)
    assert series.values[0] is not None
    assert series.values[-1] is not None

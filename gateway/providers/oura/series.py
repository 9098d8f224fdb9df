"""Rows at any times -> evenly spaced samples."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import fmean, median_low
from typing import Final, NamedTuple

from gateway.domain.detail import SampleSeries

USUAL_SECONDS: Final = 300.0
"""Oura's own grid, where a single row tells of none."""
SHORTEST_SECONDS: Final = 1.0
MOST_VALUES: Final = 10_000

_SECOND = timedelta(seconds=1)


class Beat(NamedTuple):
    """A heart rate, and when it was measured."""

    instant: datetime
    bpm: float


def evenly_spaced(beats: Sequence[Beat]) -> SampleSeries:
    """The beats, one at least and by time, on a grid from the first to the last.

    The grid is as fine as the beats usually are. Each counts at the nearest point of it, several
    at one by their mean, and a point without any is a gap.
    """
    first = beats[0].instant
    seconds = [(beat.instant - first) / _SECOND for beat in beats]
    interval = _interval(seconds)
    points: list[list[float]] = [[] for _ in range(round(seconds[-1] / interval) + 1)]
    for at, beat in zip(seconds, beats, strict=True):
        points[round(at / interval)].append(beat.bpm)
    return SampleSeries(
        start_time=first,
        interval_seconds=interval,
        values=tuple(fmean(rates) if rates else None for rates in points),
        unit="bpm",
        downsampled=any(len(rates) > 1 for rates in points),
    )


def _interval(seconds: Sequence[float]) -> float:
    """The usual time from one beat to the next; more where the values would be too many."""
    steps = [later - earlier for earlier, later in pairwise(seconds)]
    usual = float(round(median_low(steps))) if steps else USUAL_SECONDS
    return max(usual, SHORTEST_SECONDS, seconds[-1] / (MOST_VALUES - 1))

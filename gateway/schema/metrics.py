"""The figures that came with an activity's record."""

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain import detail
from gateway.domain.activity import RecordedMetrics
from gateway.domain.errors import BadUserInputError
from gateway.schema.detail import SampleSeries

DEFAULT_POINTS = 200
MOST_POINTS = 10_000

MaxPoints = Annotated[
    int,
    strawberry.argument(
        name="maxPoints",
        description=(
            f"1 to {MOST_POINTS}: the most values to return. A longer series is thinned to means "
            "of equal runs."
        ),
    ),
]


def _heart_rate(
    root: strawberry.Parent[RecordedMetrics], max_points: MaxPoints = DEFAULT_POINTS
) -> detail.SampleSeries | None:
    return _thinned(root.heart_rate, max_points)


def _heart_rate_variability(
    root: strawberry.Parent[RecordedMetrics], max_points: MaxPoints = DEFAULT_POINTS
) -> detail.SampleSeries | None:
    return _thinned(root.heart_rate_variability, max_points)


def _motion_count(
    root: strawberry.Parent[RecordedMetrics], max_points: MaxPoints = DEFAULT_POINTS
) -> detail.SampleSeries | None:
    return _thinned(root.motion_count, max_points)


@strawberry.type(description="The figures that came with the record itself.")
class ActivityMetrics:
    """A view of `domain.RecordedMetrics`."""

    active_energy_kcal: float | None = strawberry.field(
        description="Energy of the workout, in kcal, without the basal share. Oura `calories`."
    )
    distance_meters: float | None = strawberry.field(
        description="Distance covered, in meters. Oura workout `distance`."
    )
    average_heart_rate_bpm: float | None = strawberry.field(
        description="Mean heart rate, in bpm. Oura session: from `heart_rate`, gaps left out."
    )
    minimum_heart_rate_bpm: float | None = strawberry.field(
        description="Lowest heart rate, in bpm. Oura session: from `heart_rate`."
    )
    maximum_heart_rate_bpm: float | None = strawberry.field(
        description="Highest heart rate, in bpm. Oura session: from `heart_rate`."
    )
    heart_rate: detail.SampleSeries | None = strawberry.field(
        resolver=_heart_rate,
        graphql_type=SampleSeries | None,
        description="Heart rate, in bpm. Oura session `heart_rate`.",
    )
    heart_rate_variability: detail.SampleSeries | None = strawberry.field(
        resolver=_heart_rate_variability,
        graphql_type=SampleSeries | None,
        description="Heart rate variability, in ms. Oura session `heart_rate_variability`.",
    )
    motion_count: detail.SampleSeries | None = strawberry.field(
        resolver=_motion_count,
        graphql_type=SampleSeries | None,
        description="Movements, counted. Oura session `motion_count`.",
    )


def _thinned(series: detail.SampleSeries | None, most: int) -> detail.SampleSeries | None:
    if not 1 <= most <= MOST_POINTS:
        raise BadUserInputError(f"`maxPoints` must lie between 1 and {MOST_POINTS}.")
    return None if series is None else series.thinned(most)

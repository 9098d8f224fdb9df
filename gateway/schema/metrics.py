"""Figures of an activity: those that came with its record, and those that were fetched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

import strawberry

from gateway.domain import detail
from gateway.domain.activity import RecordedMetrics
from gateway.domain.errors import BadUserInputError
from gateway.domain.metrics import LoadedMetrics, Metric
from gateway.domain.provider import ConnectedProvider
from gateway.schema.detail import SampleSeries
from gateway.schema.metrics_status import status_of_metrics
from gateway.schema.status import ProviderStatus

DEFAULT_POINTS = 200
MOST_POINTS = 10_000
NOTHING_LOADED = LoadedMetrics()

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


@dataclass(slots=True)
class _Shown:
    """What the fields of `ActivityMetrics` read. A record's own figure goes before another."""

    recorded: RecordedMetrics
    connected: ConnectedProvider
    needed: frozenset[Metric]
    loaded: LoadedMetrics

    @property
    def active_energy_kcal(self) -> float | None:
        return self.recorded.active_energy_kcal

    @property
    def total_energy_kcal(self) -> float | None:
        return self.loaded.measured.total_energy_kcal

    @property
    def distance_meters(self) -> float | None:
        recorded = self.recorded.distance_meters
        return self.loaded.measured.distance_meters if recorded is None else recorded

    @property
    def steps(self) -> int | None:
        return self.loaded.measured.steps

    @property
    def average_heart_rate_bpm(self) -> float | None:
        recorded = self.recorded.average_heart_rate_bpm
        return self.loaded.measured.average_heart_rate_bpm if recorded is None else recorded

    @property
    def minimum_heart_rate_bpm(self) -> float | None:
        recorded = self.recorded.minimum_heart_rate_bpm
        return self.loaded.measured.minimum_heart_rate_bpm if recorded is None else recorded

    @property
    def maximum_heart_rate_bpm(self) -> float | None:
        recorded = self.recorded.maximum_heart_rate_bpm
        return self.loaded.measured.maximum_heart_rate_bpm if recorded is None else recorded

    @property
    def heart_rate(self) -> detail.SampleSeries | None:
        recorded = self.recorded.heart_rate
        return self.loaded.measured.heart_rate if recorded is None else recorded

    @property
    def status(self) -> ProviderStatus:
        return status_of_metrics(self.connected, self.needed, self.loaded)


def _heart_rate(
    root: strawberry.Parent[_Shown], max_points: MaxPoints = DEFAULT_POINTS
) -> detail.SampleSeries | None:
    return _thinned(root.heart_rate, max_points)


def _heart_rate_variability(
    root: strawberry.Parent[_Shown], max_points: MaxPoints = DEFAULT_POINTS
) -> detail.SampleSeries | None:
    return _thinned(root.recorded.heart_rate_variability, max_points)


def _motion_count(
    root: strawberry.Parent[_Shown], max_points: MaxPoints = DEFAULT_POINTS
) -> detail.SampleSeries | None:
    return _thinned(root.recorded.motion_count, max_points)


@strawberry.type(
    description=(
        "Figures of an activity. Those that its record holds cost nothing; the others are fetched "
        "when they are selected. What nobody measured is null, never 0."
    )
)
class ActivityMetrics:
    """A view of `_Shown`."""

    active_energy_kcal: float | None = strawberry.field(
        description=(
            "Energy of the workout, in kcal, without the basal share. Oura `calories`, of the "
            "record; Google Fit has none."
        )
    )
    total_energy_kcal: float | None = strawberry.field(
        description=(
            "Energy with the basal share, in kcal; not to be compared with `activeEnergyKcal`. "
            "Fetched: Google Fit `com.google.calories.expended`; Oura has none."
        )
    )
    distance_meters: float | None = strawberry.field(
        description=(
            "Distance covered, in meters. Oura workout `distance`, of the record. Fetched: Google "
            "Fit `com.google.distance.delta`."
        )
    )
    steps: int | None = strawberry.field(
        description=(
            "Steps, counted. Fetched: Google Fit `com.google.step_count.delta`; Oura has none."
        )
    )
    average_heart_rate_bpm: float | None = strawberry.field(
        description=(
            "Mean heart rate, in bpm. Oura session: of the record's samples. Fetched: Google Fit "
            "`com.google.heart_rate.bpm`; Oura workout: mean of the rows of `heartrate` within it."
        )
    )
    minimum_heart_rate_bpm: float | None = strawberry.field(
        description="Lowest heart rate, in bpm. From where `averageHeartRateBpm` is."
    )
    maximum_heart_rate_bpm: float | None = strawberry.field(
        description="Highest heart rate, in bpm. From where `averageHeartRateBpm` is."
    )
    heart_rate: detail.SampleSeries | None = strawberry.field(
        resolver=_heart_rate,
        graphql_type=SampleSeries | None,
        description=(
            "Heart rate, in bpm. Oura session `heart_rate`, of the record. Fetched: Oura workout, "
            "the rows of `heartrate` within it, put on an even grid as fine as they usually are. "
            "Null for Google Fit, which has points of several sources: see `googleFit.dataset`."
        ),
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
    status: ProviderStatus = strawberry.field(
        description=(
            "Whether what was fetched for the fields selected beside it is whole: each failure "
            "costs its own figures. `itemCount` counts what was fetched, the range of the heart "
            "rate as one; `upstreamCalls` stand at the first of the activities that were fetched "
            "together. OK without a call where nothing had to be fetched."
        )
    )


def shown_metrics(
    recorded: RecordedMetrics,
    connected: ConnectedProvider,
    needed: frozenset[Metric] = frozenset(),
    loaded: LoadedMetrics = NOTHING_LOADED,
) -> ActivityMetrics:
    """The figures as clients see them; `needed` are those that the record lacks."""
    return cast("ActivityMetrics", _Shown(recorded, connected, needed, loaded))


def _thinned(series: detail.SampleSeries | None, most: int) -> detail.SampleSeries | None:
    if not 1 <= most <= MOST_POINTS:
        raise BadUserInputError(f"`maxPoints` must lie between 1 and {MOST_POINTS}.")
    return None if series is None else series.thinned(most)

"""Figures of sessions, from one `dataset:aggregate` for a run of them: `MetricSource`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta
from statistics import fmean
from typing import Final

from gateway.domain.activity import Activity
from gateway.domain.data_sources import AggregateBy, Aggregation, BucketBy
from gateway.domain.errors import ResultLimitError, UpstreamError
from gateway.domain.google_fit import AggregateBucket
from gateway.domain.link import Link
from gateway.domain.metrics import (
    FetchedMetrics,
    Measured,
    Metric,
    MetricsRequest,
    runs_within,
    span_of,
)
from gateway.domain.provider_name import Provider
from gateway.providers.google_fit.data_sources import GoogleFitDataSources
from gateway.providers.google_fit.in_parts import in_parts
from gateway.providers.google_fit.points import Numbers, column, numbers, total
from gateway.providers.google_fit.times import millis

LONGEST: Final = timedelta(days=90)
"""What Google Fit aggregates at once."""
TYPES: Final[Mapping[Metric, str]] = {
    Metric.TOTAL_ENERGY: "com.google.calories.expended",
    Metric.STEPS: "com.google.step_count.delta",
    Metric.DISTANCE: "com.google.distance.delta",
    Metric.HEART_RATE_RANGE: "com.google.heart_rate.bpm",
}
SCOPES: Final[Sequence[frozenset[Metric]]] = (
    frozenset({Metric.TOTAL_ENERGY, Metric.STEPS}),
    frozenset({Metric.DISTANCE}),
    frozenset({Metric.HEART_RATE_RANGE}),
)
"""What one scope is enough for: `activity`, `location`, `heart_rate`."""

_ALL: Final = frozenset(TYPES)
_NONE: Final[frozenset[Metric]] = frozenset()


class GoogleFitMetrics:
    """Energy, steps, distance and heart rate of sessions. Fit's series have no even grid."""

    def __init__(self, data_sources: GoogleFitDataSources) -> None:
        self._data_sources = data_sources

    def missing(self, activity: Activity) -> AbstractSet[Metric]:
        """All of it: a session holds none. Nothing is measured in no time."""
        return _ALL if activity.end_time > activity.start_time else _NONE

    def runs(self, requests: Iterable[MetricsRequest]) -> Sequence[Sequence[MetricsRequest]]:
        """Sessions within ninety days."""
        return runs_within(requests, LONGEST)

    async def metrics(
        self, link: Link, run: Sequence[MetricsRequest], wanted: AbstractSet[Metric]
    ) -> FetchedMetrics:
        """POST me/dataset:aggregate with all types; where that is refused, in parts.

        Fit refuses the whole for one type that the token may not read.

        Raises:
            ResultLimitError: the session is longer than Fit aggregates.
        """
        within = span_of(run)
        if within.end - within.start > LONGEST:
            raise ResultLimitError(
                Provider.GOOGLE_FIT,
                "Google Fit gives no figures of a session that is longer than 90 days.",
            )

        async def ask(part: AbstractSet[Metric]) -> Mapping[MetricsRequest, Measured]:
            return await self._measured(link, run, part)

        measured: dict[MetricsRequest, Measured] = {}
        failures: dict[Metric, UpstreamError] = {}
        for part, answer in await in_parts(ask, wanted, SCOPES):
            if isinstance(answer, UpstreamError):
                failures |= dict.fromkeys(part, answer)
                continue
            for request, found in answer.items():
                measured[request] = measured.get(request, Measured()).joined(found)
        return FetchedMetrics(measured=measured, failures=failures)

    async def _measured(
        self, link: Link, run: Sequence[MetricsRequest], wanted: AbstractSet[Metric]
    ) -> Mapping[MetricsRequest, Measured]:
        within = span_of(run)
        metrics = [metric for metric in TYPES if metric in wanted]
        asked = Aggregation(
            aggregate_by=tuple(AggregateBy(data_type_name=TYPES[one]) for one in metrics),
            start_time_millis=millis(within.start),
            end_time_millis=millis(within.end),
            bucket_by_session=BucketBy(),
        )
        answer = await self._data_sources.aggregate(link, asked)
        found = {
            bucket.session.id: _measured_in(bucket, metrics)
            for bucket in answer.bucket
            if bucket.session is not None
        }
        return {one: found[one.native_id] for one in run if one.native_id in found}


def _measured_in(bucket: AggregateBucket, metrics: Sequence[Metric]) -> Measured:
    """The figures of a session; the datasets come in the order in which they were asked for."""
    points = {
        metric: numbers(dataset) for metric, dataset in zip(metrics, bucket.dataset, strict=False)
    }
    steps = total(points.get(Metric.STEPS, ()))
    average, maximum, minimum = _summary(points.get(Metric.HEART_RATE_RANGE, ()))
    return Measured(
        total_energy_kcal=total(points.get(Metric.TOTAL_ENERGY, ())),
        distance_meters=total(points.get(Metric.DISTANCE, ())),
        steps=None if steps is None else round(steps),
        average_heart_rate_bpm=average,
        minimum_heart_rate_bpm=minimum,
        maximum_heart_rate_bpm=maximum,
    )


def _summary(points: Sequence[Numbers]) -> tuple[float | None, float | None, float | None]:
    """Average, maximum and minimum, in the order in which Fit's summary has them."""
    averages = list(column(points, 0))
    return (
        fmean(averages) if averages else None,
        max(column(points, 1), default=None),
        min(column(points, 2), default=None),
    )

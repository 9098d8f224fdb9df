"""The input of an aggregation, checked before anybody is asked."""

from __future__ import annotations

from datetime import timedelta

from gateway.domain.data_sources import AggregateBy, Aggregation, BucketBy, Period
from gateway.domain.errors import BadUserInputError
from gateway.schema.google_fit.aggregate import (
    GoogleFitAggregateByInput,
    GoogleFitAggregateInput,
    GoogleFitBucketByActivityInput,
    GoogleFitBucketBySessionInput,
    GoogleFitBucketByTimeInput,
)

LONGEST_MILLIS = timedelta(days=90) // timedelta(milliseconds=1)


def aggregation(wanted: GoogleFitAggregateInput) -> Aggregation:
    """What the input asks for.

    Raises:
        BadUserInputError: it excludes itself, is longer than 90 days, or lacks something.
    """
    _check_range(wanted)
    _check_one_kind(wanted)
    return Aggregation(
        aggregate_by=_what(wanted.aggregate_by),
        start_time_millis=wanted.start_time_millis,
        end_time_millis=wanted.end_time_millis,
        bucket_by_time=_by_time(wanted.bucket_by_time),
        bucket_by_session=_by_length(wanted.bucket_by_session),
        bucket_by_activity_type=_by_length(wanted.bucket_by_activity_type),
        bucket_by_activity_segment=_by_length(wanted.bucket_by_activity_segment),
    )


def _check_range(wanted: GoogleFitAggregateInput) -> None:
    length = wanted.end_time_millis - wanted.start_time_millis
    if wanted.start_time_millis < 0 or length <= 0:
        raise BadUserInputError(
            "`startTimeMillis` must not be negative, and `endTimeMillis` must be later."
        )
    if length > LONGEST_MILLIS:
        raise BadUserInputError(
            "Google Fit aggregates at most 90 days (7776000000 ms) at once: ask for less."
        )


def _check_one_kind(wanted: GoogleFitAggregateInput) -> None:
    kinds = (
        wanted.bucket_by_time,
        wanted.bucket_by_session,
        wanted.bucket_by_activity_type,
        wanted.bucket_by_activity_segment,
    )
    if sum(kind is not None for kind in kinds) != 1:
        raise BadUserInputError(
            "Send exactly one of `bucketByTime`, `bucketBySession`, `bucketByActivityType` and "
            "`bucketByActivitySegment`."
        )


def _what(entries: list[GoogleFitAggregateByInput]) -> tuple[AggregateBy, ...]:
    if not entries:
        raise BadUserInputError("`aggregateBy` must have one entry at least.")
    if any((one.data_type_name is None) is (one.data_source_id is None) for one in entries):
        raise BadUserInputError(
            "Each entry of `aggregateBy` must have one of `dataTypeName` and `dataSourceId`."
        )
    return tuple(
        AggregateBy(data_type_name=one.data_type_name, data_source_id=one.data_source_id)
        for one in entries
    )


def _by_time(wanted: GoogleFitBucketByTimeInput | None) -> BucketBy | None:
    if wanted is None:
        return None
    if (wanted.duration_millis is None) is (wanted.period is None):
        raise BadUserInputError(
            "`bucketByTime` must have exactly one of `durationMillis` and `period`."
        )
    if wanted.period is None:
        return BucketBy(duration_millis=_at_least_one(wanted.duration_millis, "durationMillis"))
    value = _at_least_one(wanted.period.value, "period.value")
    unit, zone = wanted.period.type.value, wanted.period.time_zone_id.key
    return BucketBy(period=Period(type=unit, value=value, time_zone_id=zone))


def _by_length(
    wanted: GoogleFitBucketBySessionInput | GoogleFitBucketByActivityInput | None,
) -> BucketBy | None:
    if wanted is None:
        return None
    if wanted.min_duration_millis is not None and wanted.min_duration_millis < 0:
        raise BadUserInputError("`minDurationMillis` must not be negative.")
    if isinstance(wanted, GoogleFitBucketBySessionInput):
        return BucketBy(min_duration_millis=wanted.min_duration_millis)
    return BucketBy(
        min_duration_millis=wanted.min_duration_millis,
        activity_data_source_id=wanted.activity_data_source_id,
    )


def _at_least_one(value: int | None, name: str) -> int:
    if value is None or value < 1:
        raise BadUserInputError(f"`{name}` must be at least 1.")
    return value

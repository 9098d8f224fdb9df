"""Aggregation: data gathered into buckets."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import strawberry

from gateway.domain import google_fit
from gateway.schema.google_fit.enums import GoogleFitPeriod
from gateway.schema.google_fit.point import GoogleFitDataset
from gateway.schema.google_fit.session import GoogleFitListedSession
from gateway.schema.scalars import Long
from gateway.schema.status import ProviderStatus

_SHORTEST = "Only what is longer is a bucket, in milliseconds; left out: whatever its length."
_ACTIVITY_SOURCE = "The data source of segments of activity; left out: Google Fit's own choice."


@strawberry.type(description="Data of one span, session or activity. Google Fit `AggregateBucket`.")
class GoogleFitAggregateBucket:
    """A view of `domain.google_fit.AggregateBucket`."""

    type: str | None = strawberry.field(
        description="`time`, `session`, `activityType`, `activitySegment`, or a later word."
    )
    start_time_millis: Long | None = strawberry.field(
        description="The start, in milliseconds since 1970-01-01T00:00:00Z."
    )
    end_time_millis: Long | None = strawberry.field(
        description="The end, in milliseconds since 1970-01-01T00:00:00Z."
    )
    activity: int | None = strawberry.field(
        description="Google's code of the activity, in buckets by activity."
    )
    session: google_fit.Session | None = strawberry.field(
        graphql_type=GoogleFitListedSession | None,
        description="The session, in buckets by session.",
    )
    dataset: list[google_fit.Dataset] = strawberry.field(
        graphql_type=list[GoogleFitDataset],
        description="One for each entry of `aggregateBy`, in its order.",
    )


@strawberry.type(description="Aggregated data. Google Fit `dataset.aggregate`.")
class GoogleFitAggregatePage:
    """A view of `domain.google_fit.Aggregate`, with how asking for it went."""

    bucket: list[google_fit.AggregateBucket] = strawberry.field(
        graphql_type=list[GoogleFitAggregateBucket], description="The buckets, all of them."
    )
    status: ProviderStatus = strawberry.field(description="How asking for them went.")


@strawberry.input(description="What to aggregate: exactly one of the two.")
class GoogleFitAggregateByInput:
    """Google Fit `AggregateBy`."""

    data_type_name: str | None = strawberry.field(
        default=None, description="A data type, from all data sources that have it."
    )
    data_source_id: str | None = strawberry.field(
        default=None, description="One data source, by its `dataStreamId`."
    )


@strawberry.input(description="A span of the calendar, as long as clocks make it.")
class GoogleFitPeriodInput:
    """Google Fit `BucketByTimePeriod`."""

    type: GoogleFitPeriod = strawberry.field(description="The unit.")
    value: int = strawberry.field(default=1, description="How many of them; at least 1.")
    time_zone_id: ZoneInfo = strawberry.field(description="Whose calendar.")


@strawberry.input(description="Spans of time: exactly one of the two.")
class GoogleFitBucketByTimeInput:
    """Google Fit `BucketByTime`. A span without data is a bucket with empty datasets."""

    duration_millis: Long | None = strawberry.field(
        default=None, description="How long each bucket is, in milliseconds; at least 1."
    )
    period: GoogleFitPeriodInput | None = strawberry.field(
        default=None, description="Days, weeks or months."
    )


@strawberry.input(description="One bucket for each session.")
class GoogleFitBucketBySessionInput:
    """Google Fit `BucketBySession`."""

    min_duration_millis: Long | None = strawberry.field(default=None, description=_SHORTEST)


@strawberry.input(description="One bucket for each activity, or for each segment of activity.")
class GoogleFitBucketByActivityInput:
    """Google Fit `BucketByActivity`."""

    min_duration_millis: Long | None = strawberry.field(default=None, description=_SHORTEST)
    activity_data_source_id: str | None = strawberry.field(
        default=None, description=_ACTIVITY_SOURCE
    )


@strawberry.input(
    description="What to aggregate over which time, and exactly one kind of bucket to do it by."
)
class GoogleFitAggregateInput:
    """Google Fit `AggregateRequest`."""

    aggregate_by: list[GoogleFitAggregateByInput] = strawberry.field(
        description="At least one. Each bucket has a dataset for each."
    )
    start_time_millis: Long = strawberry.field(
        description="The start, in milliseconds since 1970-01-01T00:00:00Z."
    )
    end_time_millis: Long = strawberry.field(
        description="The end, in milliseconds since 1970-01-01T00:00:00Z; at most 90 days later."
    )
    bucket_by_time: GoogleFitBucketByTimeInput | None = strawberry.field(
        default=None, description="By spans of time."
    )
    bucket_by_session: GoogleFitBucketBySessionInput | None = strawberry.field(
        default=None, description="By session; data outside of sessions is left out."
    )
    bucket_by_activity_type: GoogleFitBucketByActivityInput | None = strawberry.field(
        default=None, description="By type of activity, all of its segments together."
    )
    bucket_by_activity_segment: GoogleFitBucketByActivityInput | None = strawberry.field(
        default=None, description="By segment of activity, each for itself."
    )

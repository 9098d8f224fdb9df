"""Data points, and the datasets that they come in."""

from __future__ import annotations

import strawberry

from gateway.domain import google_fit
from gateway.schema.scalars import Long
from gateway.schema.status import ProviderStatus


@strawberry.type(description="What a map holds under a key. Google Fit `MapValue`.")
class GoogleFitMapValue:
    """A view of `domain.google_fit.MapValue`."""

    fp_val: float | None = strawberry.field(description="The number; its unit is the type's.")


@strawberry.type(description="An entry of a map. Google Fit `ValueMapValEntry`.")
class GoogleFitMapEntry:
    """A view of `domain.google_fit.MapEntry`."""

    key: str | None = strawberry.field(description="The key, as the data type defines it.")
    value: google_fit.MapValue | None = strawberry.field(
        graphql_type=GoogleFitMapValue | None, description="What stands under it."
    )


@strawberry.type(
    description=(
        "The value of one field of a data type, in the field's unit: at most one of these is "
        "there. Google Fit `Value`."
    )
)
class GoogleFitValue:
    """A view of `domain.google_fit.Value`."""

    int_val: int | None = strawberry.field(description="Of a field of the format `integer`.")
    fp_val: float | None = strawberry.field(description="Of a field of the format `floatPoint`.")
    string_val: str | None = strawberry.field(description="Of a field of the format `string`.")
    map_val: list[google_fit.MapEntry] = strawberry.field(
        graphql_type=list[GoogleFitMapEntry],
        description="Of a field of the format `map`; empty for others.",
    )


@strawberry.type(description="One measurement. Google Fit `DataPoint`.")
class GoogleFitDataPoint:
    """A view of `domain.google_fit.DataPoint`."""

    start_time_nanos: Long | None = strawberry.field(
        description="The start, in nanoseconds since 1970-01-01T00:00:00Z."
    )
    end_time_nanos: Long | None = strawberry.field(
        description="The end, in nanoseconds since 1970-01-01T00:00:00Z."
    )
    data_type_name: str | None = strawberry.field(description="What the values mean.")
    value: list[google_fit.Value] = strawberry.field(
        graphql_type=list[GoogleFitValue],
        description="A value for each field of the data type, in the type's order.",
    )
    origin_data_source_id: str | None = strawberry.field(
        description="In derived data, where it came from first. Google gives no promise on it."
    )
    modified_time_millis: Long | None = strawberry.field(
        description="The last change, in milliseconds since 1970-01-01T00:00:00Z; among changes."
    )
    raw_timestamp_nanos: Long | None = strawberry.field(
        description="When the sensor says it was, in nanoseconds."
    )
    computation_time_millis: Long | None = strawberry.field(
        description="Google documents that it does not store this."
    )


@strawberry.type(description="Points of a data source. Google Fit `Dataset`.")
class GoogleFitDataset:
    """A view of `domain.google_fit.Dataset`."""

    data_source_id: str | None = strawberry.field(description="Whose points these are.")
    min_start_time_ns: Long | None = strawberry.field(
        description="Where the range starts, in nanoseconds since 1970-01-01T00:00:00Z."
    )
    max_end_time_ns: Long | None = strawberry.field(
        description="Where the range ends, in nanoseconds since 1970-01-01T00:00:00Z."
    )
    point: list[google_fit.DataPoint] = strawberry.field(
        graphql_type=list[GoogleFitDataPoint],
        description="The points, by their ends. Empty means that there is no data, not zero.",
    )
    next_page_token: str | None = strawberry.field(
        description="Leads to the page before this one in time; null at the last page."
    )


@strawberry.type(
    description="A page of a data source's points, the latest page first. Google Fit `datasets`."
)
class GoogleFitDatasetPage(GoogleFitDataset):
    """The same with how asking for it went."""

    status: ProviderStatus = strawberry.field(description="How asking for it went.")


@strawberry.type(
    description="Points of a data source that came and went. Google Fit `dataPointChanges.list`."
)
class GoogleFitDataPointChangesPage:
    """A view of `domain.google_fit.DataPointChanges`, with how asking for it went."""

    data_source_id: str | None = strawberry.field(description="Whose points these are.")
    inserted_data_point: list[google_fit.DataPoint] = strawberry.field(
        graphql_type=list[GoogleFitDataPoint], description="Points that were added."
    )
    deleted_data_point: list[google_fit.DataPoint] = strawberry.field(
        graphql_type=list[GoogleFitDataPoint],
        description="Points that were deleted; for a modified point, before it was added anew.",
    )
    next_page_token: str | None = strawberry.field(
        description=(
            "Leads to the changes after these. It may come with the last page too: stop at a page "
            "without points, and keep it for later."
        )
    )
    status: ProviderStatus = strawberry.field(description="How asking for them went.")

"""Google Fit's own records, field by field, as its API has them.

There is nothing to convert, so that answers are decoded into these: names are the provider's in
snake case, instants are nanoseconds or milliseconds since 1970 as the name says, words of enums
stay text. Absent means unset, and is None, or an empty list.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

Int32 = Annotated[int, msgspec.Meta(ge=-(2**31), le=2**31 - 1)]
Int64 = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
Double = Annotated[float, msgspec.Meta(ge=-1.7976931348623157e308, le=1.7976931348623157e308)]
"""A finite number: JSON has no other, and text may pretend to be one."""


class _Record(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """What all records share."""


class Application(_Record, frozen=True):
    """`Application`."""

    name: str | None = None
    package_name: str | None = None
    version: str | None = None
    details_url: str | None = None


class Session(_Record, frozen=True):
    """`Session`; a deleted one has little more than its id."""

    id: str | None = None
    name: str | None = None
    description: str | None = None
    start_time_millis: int | None = None
    end_time_millis: int | None = None
    modified_time_millis: int | None = None
    active_time_millis: int | None = None
    activity_type: Int32 | None = None
    application: Application | None = None


class Device(_Record, frozen=True):
    """`Device`."""

    manufacturer: str | None = None
    model: str | None = None
    type: str | None = None
    uid: str | None = None
    version: str | None = None


class DataTypeField(_Record, frozen=True):
    """`DataTypeField`."""

    name: str | None = None
    format: str | None = None
    optional: bool | None = None


class DataType(_Record, frozen=True):
    """`DataType`."""

    name: str | None = None
    field: list[DataTypeField] = []


class DataSource(_Record, frozen=True):
    """`DataSource`."""

    data_stream_id: str | None = None
    data_stream_name: str | None = None
    name: str | None = None
    type: str | None = None
    data_type: DataType | None = None
    device: Device | None = None
    application: Application | None = None
    data_quality_standard: list[str] = []


class MapValue(_Record, frozen=True):
    """`MapValue`."""

    fp_val: Double | None = None


class MapEntry(_Record, frozen=True):
    """`ValueMapValEntry`."""

    key: str | None = None
    value: MapValue | None = None


class Value(_Record, frozen=True):
    """`Value`: one of its fields is set, or none where the data type's field is optional."""

    int_val: Int32 | None = None
    fp_val: Double | None = None
    string_val: str | None = None
    map_val: list[MapEntry] = []


class DataPoint(_Record, frozen=True):
    """`DataPoint`."""

    start_time_nanos: int | None = None
    end_time_nanos: int | None = None
    data_type_name: str | None = None
    value: list[Value] = []
    origin_data_source_id: str | None = None
    modified_time_millis: int | None = None
    raw_timestamp_nanos: int | None = None
    computation_time_millis: int | None = None


class Dataset(_Record, frozen=True):
    """`Dataset`."""

    data_source_id: str | None = None
    min_start_time_ns: int | None = None
    max_end_time_ns: int | None = None
    point: list[DataPoint] = []
    next_page_token: str | None = None


class DataPointChanges(_Record, frozen=True):
    """`ListDataPointChangesResponse`."""

    data_source_id: str | None = None
    inserted_data_point: list[DataPoint] = []
    deleted_data_point: list[DataPoint] = []
    next_page_token: str | None = None


class DataSourceList(_Record, frozen=True):
    """`ListDataSourcesResponse`."""

    data_source: list[DataSource] = []


class SessionList(_Record, frozen=True):
    """`ListSessionsResponse`."""

    session: list[Session] = []
    deleted_session: list[Session] = []
    next_page_token: str | None = None
    has_more_data: bool | None = None


class AggregateBucket(_Record, frozen=True):
    """`AggregateBucket`."""

    type: str | None = None
    start_time_millis: int | None = None
    end_time_millis: int | None = None
    activity: Int32 | None = None
    session: Session | None = None
    dataset: list[Dataset] = []


class Aggregate(_Record, frozen=True):
    """`AggregateResponse`."""

    bucket: list[AggregateBucket] = []

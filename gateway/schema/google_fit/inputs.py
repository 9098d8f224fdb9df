"""What clients send to write data sources and points."""

from __future__ import annotations

import strawberry

from gateway.domain import google_fit
from gateway.schema.google_fit.enums import (
    GoogleFitDeviceType,
    GoogleFitFieldFormat,
    GoogleFitSourceType,
)
from gateway.schema.scalars import Long
from gateway.schema.session_inputs import ApplicationInput

_SOURCE_ID = "The data source's `dataStreamId`."
_START = "The start, in nanoseconds since 1970-01-01T00:00:00Z."
_END = "The end, in nanoseconds since 1970-01-01T00:00:00Z; not earlier than the start."


@strawberry.input(description="What measures.")
class GoogleFitDeviceInput:
    """Google Fit wants all of it."""

    manufacturer: str = strawberry.field(description="Who made it.")
    model: str = strawberry.field(description="Its model, for people.")
    type: GoogleFitDeviceType = strawberry.field(description="What it is.")
    uid: str = strawberry.field(description="Its serial number, or another id of the one device.")
    version: str = strawberry.field(description="The version of its hardware or software.")


@strawberry.input(description="One dimension of a data type.")
class GoogleFitDataTypeFieldInput:
    """Google Fit `DataTypeField`."""

    name: str = strawberry.field(description="Its name, unique within the type.")
    format: GoogleFitFieldFormat = strawberry.field(description="Which kind its values have.")
    optional: bool | None = strawberry.field(
        default=None, description="Whether a point may leave it empty; left out: it may not."
    )


@strawberry.input(description="What the points of a data source hold.")
class GoogleFitDataTypeInput:
    """Google Fit `DataType`."""

    name: str = strawberry.field(description="Such as `com.google.step_count.delta`.")
    field: list[GoogleFitDataTypeFieldInput] = strawberry.field(
        description="Its dimensions, in the order of each point's values."
    )


@strawberry.input(description="A data source to create. Its parts make its id.")
class CreateGoogleFitDataSourceInput:
    """Google Fit `dataSources.create`."""

    application: ApplicationInput = strawberry.field(description="The app that writes it.")
    data_type: GoogleFitDataTypeInput = strawberry.field(description="What its points hold.")
    device: GoogleFitDeviceInput = strawberry.field(description="What measures.")
    type: GoogleFitSourceType = strawberry.field(description="Measured, or made of measurements.")
    data_stream_name: str | None = strawberry.field(
        default=None, description="Tells streams of one type from one device apart."
    )
    name: str | None = strawberry.field(default=None, description="Its name for people.")

    def to_source(self) -> google_fit.DataSource:
        """The data source that shall be."""
        device = self.device
        return google_fit.DataSource(
            application=_application(self.application),
            data_stream_name=self.data_stream_name,
            data_type=google_fit.DataType(
                name=self.data_type.name, field=[_field(one) for one in self.data_type.field]
            ),
            device=google_fit.Device(
                manufacturer=device.manufacturer,
                model=device.model,
                type=device.type.value,
                uid=device.uid,
                version=device.version,
            ),
            name=self.name,
            type=self.type.value,
        )


@strawberry.input(
    description="What to change of a data source. What is left out, or null, stays as it is."
)
class UpdateGoogleFitDataSourceInput:
    """Google Fit `dataSources.update`, which changes nothing but these."""

    data_source_id: str = strawberry.field(description=_SOURCE_ID)
    application: ApplicationInput | None = strawberry.field(
        default=None, description="The app that writes it, as a whole."
    )
    name: str | None = strawberry.field(default=None, description="Its name for people.")
    device_version: str | None = strawberry.field(
        default=None, description="The version of the device's hardware or software."
    )

    def to_change(self) -> google_fit.DataSource:
        """What is set shall be so."""
        version = self.device_version
        return google_fit.DataSource(
            data_stream_id=self.data_source_id,
            application=None if self.application is None else _application(self.application),
            name=self.name,
            device=None if version is None else google_fit.Device(version=version),
        )


@strawberry.input(description="A data source to delete; it must hold no points.")
class DeleteGoogleFitDataSourceInput:
    """Google Fit `dataSources.delete`."""

    data_source_id: str = strawberry.field(description=_SOURCE_ID)


@strawberry.input(description="What a map holds under a key.")
class GoogleFitMapValueInput:
    """Google Fit `MapValue`."""

    fp_val: float = strawberry.field(description="The number; its unit is the type's.")


@strawberry.input(description="An entry of a map.")
class GoogleFitMapEntryInput:
    """Google Fit `ValueMapValEntry`."""

    key: str = strawberry.field(description="The key, as the data type defines it.")
    value: GoogleFitMapValueInput = strawberry.field(description="What stands under it.")


@strawberry.input(
    description=(
        "The value of one field of a data type, in the field's unit: one of these, or none where "
        "the field is optional."
    )
)
class GoogleFitValueInput:
    """Google Fit `Value`."""

    int_val: int | None = strawberry.field(
        default=None, description="For a field of the format `integer`."
    )
    fp_val: float | None = strawberry.field(
        default=None, description="For a field of the format `floatPoint`."
    )
    string_val: str | None = strawberry.field(
        default=None, description="For a field of the format `string`."
    )
    map_val: list[GoogleFitMapEntryInput] | None = strawberry.field(
        default=None, description="For a field of the format `map`."
    )


@strawberry.input(description="A measurement to add.")
class GoogleFitDataPointInput:
    """Google Fit `DataPoint`."""

    start_time_nanos: Long = strawberry.field(description=_START)
    end_time_nanos: Long = strawberry.field(description=_END)
    value: list[GoogleFitValueInput] = strawberry.field(
        description="A value for each field of the data type, in the type's order."
    )
    origin_data_source_id: str | None = strawberry.field(
        default=None, description="In derived data, where it came from first."
    )
    raw_timestamp_nanos: Long | None = strawberry.field(
        default=None, description="When the sensor says it was, in nanoseconds."
    )


@strawberry.input(description="Points to add to a data source.")
class InsertGoogleFitDataPointsInput:
    """Google Fit `datasets.patch`."""

    data_source_id: str = strawberry.field(description=_SOURCE_ID)
    data_type_name: str = strawberry.field(description="The name of the data source's data type.")
    points: list[GoogleFitDataPointInput] = strawberry.field(
        description="1 to 1000 points. Points that are there stay, equal ones too."
    )

    def to_dataset(self) -> google_fit.Dataset:
        """The points with the range that they span."""
        return google_fit.Dataset(
            data_source_id=self.data_source_id,
            min_start_time_ns=min((one.start_time_nanos for one in self.points), default=0),
            max_end_time_ns=max((one.end_time_nanos for one in self.points), default=0),
            point=[_point(one, self.data_type_name) for one in self.points],
        )


@strawberry.input(
    description=(
        "A range whose points are deleted, both ends included: all that overlap it; of segments of "
        "activity only the part that does."
    )
)
class DeleteGoogleFitDatasetInput:
    """Google Fit `datasets.delete`."""

    data_source_id: str = strawberry.field(description=_SOURCE_ID)
    start_time_nanos: Long = strawberry.field(description=_START)
    end_time_nanos: Long = strawberry.field(description=_END)


def _application(sent: ApplicationInput) -> google_fit.Application:
    return google_fit.Application(
        name=sent.name, version=sent.version, details_url=sent.details_url
    )


def _field(sent: GoogleFitDataTypeFieldInput) -> google_fit.DataTypeField:
    return google_fit.DataTypeField(
        name=sent.name, format=sent.format.value, optional=sent.optional
    )


def _point(sent: GoogleFitDataPointInput, data_type_name: str) -> google_fit.DataPoint:
    return google_fit.DataPoint(
        start_time_nanos=sent.start_time_nanos,
        end_time_nanos=sent.end_time_nanos,
        data_type_name=data_type_name,
        value=[_value(one) for one in sent.value],
        origin_data_source_id=sent.origin_data_source_id,
        raw_timestamp_nanos=sent.raw_timestamp_nanos,
    )


def _value(sent: GoogleFitValueInput) -> google_fit.Value:
    return google_fit.Value(
        int_val=sent.int_val,
        fp_val=sent.fp_val,
        string_val=sent.string_val,
        map_val=[
            google_fit.MapEntry(key=one.key, value=google_fit.MapValue(fp_val=one.value.fp_val))
            for one in sent.map_val or ()
        ],
    )

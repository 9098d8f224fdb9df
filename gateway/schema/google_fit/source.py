"""Data sources: who measures what."""

from __future__ import annotations

import strawberry

from gateway.domain import google_fit
from gateway.schema.detail import Application
from gateway.schema.status import ProviderStatus


@strawberry.type(description="What a data source is part of. Google Fit `Device`.")
class GoogleFitDevice:
    """A view of `domain.google_fit.Device`."""

    manufacturer: str | None = strawberry.field(description="Who made it.")
    model: str | None = strawberry.field(description="Its model, for people.")
    type: str | None = strawberry.field(
        description="`phone`, `tablet`, `watch`, `chestStrap`, `scale`, …, or a later word."
    )
    uid: str | None = strawberry.field(
        description="Its serial number; made unreadable for all but the app that wrote it."
    )
    version: str | None = strawberry.field(description="The version of its hardware or software.")


@strawberry.type(description="One dimension of a data type. Google Fit `DataTypeField`.")
class GoogleFitDataTypeField:
    """A view of `domain.google_fit.DataTypeField`."""

    name: str | None = strawberry.field(description="Its name, unique within the type.")
    format: str | None = strawberry.field(
        description="`integer`, `floatPoint`, `string`, `map`, …: which kind its values have."
    )
    optional: bool | None = strawberry.field(description="Whether a point may leave it empty.")


@strawberry.type(description="What the points of a data source hold. Google Fit `DataType`.")
class GoogleFitDataType:
    """A view of `domain.google_fit.DataType`."""

    name: str | None = strawberry.field(
        description="Such as `com.google.step_count.delta`; other names are an app's own."
    )
    field: list[google_fit.DataTypeField] = strawberry.field(
        graphql_type=list[GoogleFitDataTypeField],
        description="The dimensions; each point has a value for each, in this order.",
    )


@strawberry.type(description="A stream of measurements. Google Fit `DataSource`.")
class GoogleFitDataSource:
    """A view of `domain.google_fit.DataSource`."""

    data_stream_id: str | None = strawberry.field(
        description="Its id, made by Google of its parts. It differs from reader to reader."
    )
    data_stream_name: str | None = strawberry.field(
        description="Tells streams of one type from one device apart."
    )
    name: str | None = strawberry.field(description="Its name for people; no longer in use.")
    type: str | None = strawberry.field(description="`raw` or `derived`.")
    data_type: google_fit.DataType | None = strawberry.field(
        graphql_type=GoogleFitDataType | None, description="What its points hold."
    )
    device: google_fit.Device | None = strawberry.field(
        graphql_type=GoogleFitDevice | None, description="What measures."
    )
    application: Application | None = strawberry.field(description="The app that writes it.")
    data_quality_standard: list[str] = strawberry.field(
        description="Google documents that it never fills this in."
    )


@strawberry.type(description="The data sources that the token may see. Google Fit `dataSources`.")
class GoogleFitDataSourcePage:
    """A view of `domain.google_fit.DataSourceList`, with how asking for it went."""

    data_source: list[google_fit.DataSource] = strawberry.field(
        graphql_type=list[GoogleFitDataSource],
        description="All of them: Google Fit gives them without pages.",
    )
    status: ProviderStatus = strawberry.field(description="How asking for them went.")

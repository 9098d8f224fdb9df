"""Streams of measurements: what can be asked of them and written to them, and the ports for it.

Each question is a value: equal ones are one question, which costs one call.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, TypeVar

import msgspec

from gateway.domain import google_fit
from gateway.domain.link import Link

T_co = TypeVar("T_co", covariant=True)


class SessionsInRange(msgspec.Struct, frozen=True, kw_only=True):
    """Sessions by time; one of the ends at least is there."""

    start: datetime | None
    end: datetime | None
    activity_types: tuple[int, ...] = ()
    """Empty: every one."""

    async def put_to(self, store: DataSourceStore, link: Link) -> google_fit.SessionList:
        """Ask it."""
        return await store.sessions_in_range(link, self)


class SessionChanges(msgspec.Struct, frozen=True, kw_only=True):
    """Sessions that have changed since a token was given, or lately."""

    page_token: str | None
    include_deleted: bool
    activity_types: tuple[int, ...] = ()

    async def put_to(self, store: DataSourceStore, link: Link) -> google_fit.SessionList:
        """Ask it."""
        return await store.session_changes(link, self)


class DataSources(msgspec.Struct, frozen=True, kw_only=True):
    """All data sources, or those of some types."""

    data_type_names: tuple[str, ...] = ()

    async def put_to(self, store: DataSourceStore, link: Link) -> google_fit.DataSourceList:
        """Ask it."""
        return await store.data_sources(link, self)


class OneDataSource(msgspec.Struct, frozen=True, kw_only=True):
    """The data source with an id."""

    data_source_id: str

    async def put_to(self, store: DataSourceStore, link: Link) -> google_fit.DataSource | None:
        """Ask it."""
        return await store.data_source(link, self.data_source_id)


class DatasetPart(msgspec.Struct, frozen=True, kw_only=True):
    """The points of a data source within a time, in nanoseconds since 1970, a page at a time."""

    data_source_id: str
    start_time_nanos: int
    end_time_nanos: int
    limit: int
    page_token: str | None = None

    async def put_to(self, store: DataSourceStore, link: Link) -> google_fit.Dataset:
        """Ask it."""
        return await store.dataset(link, self)


class DataPointChanges(msgspec.Struct, frozen=True, kw_only=True):
    """The points of a data source that came and went."""

    data_source_id: str
    limit: int
    page_token: str | None = None

    async def put_to(self, store: DataSourceStore, link: Link) -> google_fit.DataPointChanges:
        """Ask it."""
        return await store.data_point_changes(link, self)


class AggregateBy(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """What to aggregate: a type, or one data source."""

    data_type_name: str | None = None
    data_source_id: str | None = None


class Period(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A span of the calendar."""

    type: str
    value: int
    time_zone_id: str


class BucketBy(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """How long a bucket is, or which container is long enough; in milliseconds."""

    duration_millis: int | None = None
    period: Period | None = None
    min_duration_millis: int | None = None
    activity_data_source_id: str | None = None


class Aggregation(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Data gathered into buckets of one kind, over a time in milliseconds since 1970."""

    aggregate_by: tuple[AggregateBy, ...]
    start_time_millis: int
    end_time_millis: int
    bucket_by_time: BucketBy | None = None
    bucket_by_session: BucketBy | None = None
    bucket_by_activity_type: BucketBy | None = None
    bucket_by_activity_segment: BucketBy | None = None

    async def put_to(self, store: DataSourceStore, link: Link) -> google_fit.Aggregate:
        """Ask it."""
        return await store.aggregate(link, self)


class Question(Protocol[T_co]):
    """Something to ask of a store; hashable."""

    async def put_to(self, store: DataSourceStore, link: Link) -> T_co:
        """Ask it.

        Raises:
            UpstreamError: the provider could not be asked, or refused.
        """
        ...


class DataSourceStore(Protocol):
    """Keeps streams of measurements.

    Every method raises an `UpstreamError` when the provider could not be asked or refused, and a
    `BadUserInputError` when no path can name an id; writes with `outcome_unknown` when they may
    have been done all the same.
    """

    async def sessions_in_range(self, link: Link, asked: SessionsInRange) -> google_fit.SessionList:
        """The sessions as the provider selects them, which differs from `activities`."""
        ...

    async def session_changes(self, link: Link, asked: SessionChanges) -> google_fit.SessionList:
        """What has changed, with the token for what will."""
        ...

    async def data_sources(self, link: Link, asked: DataSources) -> google_fit.DataSourceList:
        """The data sources that the token may see."""
        ...

    async def data_source(self, link: Link, data_source_id: str) -> google_fit.DataSource | None:
        """One data source, or None for what the provider does not have."""
        ...

    async def dataset(self, link: Link, asked: DatasetPart) -> google_fit.Dataset:
        """A page of points, the latest page first."""
        ...

    async def data_point_changes(
        self, link: Link, asked: DataPointChanges
    ) -> google_fit.DataPointChanges:
        """A page of changes."""
        ...

    async def aggregate(self, link: Link, asked: Aggregation) -> google_fit.Aggregate:
        """The buckets, each with a dataset for each entry of `aggregate_by`."""
        ...

    async def create_data_source(
        self, link: Link, source: google_fit.DataSource
    ) -> google_fit.DataSource:
        """The new data source with the id that it got. Not to be repeated after no answer."""
        ...

    async def replace_data_source(
        self, link: Link, source: google_fit.DataSource
    ) -> google_fit.DataSource:
        """Let the whole of it stand under its `data_stream_id`. Repeating it changes nothing."""
        ...

    async def delete_data_source(self, link: Link, data_source_id: str) -> bool:
        """Delete it; False when the provider does not have it."""
        ...

    async def insert_points(self, link: Link, dataset: google_fit.Dataset) -> google_fit.Dataset:
        """Add points to the data source of the dataset; what is there stays, equal points too.

        Not to be repeated after no answer: the same points would be there twice.
        """
        ...

    async def delete_points(
        self, link: Link, data_source_id: str, start_time_nanos: int, end_time_nanos: int
    ) -> bool:
        """Delete what overlaps the time; False when the provider has no such data source."""
        ...

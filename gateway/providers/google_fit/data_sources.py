"""Google Fit's data sources, datasets and aggregation; and its sessions as it lists them."""

from __future__ import annotations

from collections.abc import Sequence

from gateway.domain.data_sources import (
    Aggregation,
    DataPointChanges,
    DatasetPart,
    DataSources,
    SessionChanges,
    SessionsInRange,
)
from gateway.domain.google_fit import Aggregate, Dataset, DataSource, DataSourceList, SessionList
from gateway.domain.google_fit import DataPointChanges as ChangedPoints
from gateway.domain.link import Link
from gateway.domain.provider_name import Provider
from gateway.providers.google_fit import data_wire
from gateway.providers.google_fit.client import SESSIONS, rfc3339
from gateway.upstream.client import Upstream
from gateway.upstream.decoding import Unread
from gateway.upstream.page_tokens import asking_with
from gateway.upstream.path import segment

SOURCES = "/me/dataSources"
AGGREGATE = "/me/dataset:aggregate"
TEMPLATES = (
    SESSIONS,
    f"{SESSIONS}/{{sessionId}}",
    SOURCES,
    f"{SOURCES}/{{dataSourceId}}",
    f"{SOURCES}/{{dataSourceId}}/datasets/{{datasetId}}",
    f"{SOURCES}/{{dataSourceId}}/dataPointChanges",
    AGGREGATE,
)
"""Every path that is asked for."""

Params = dict[str, str | Sequence[str]]


class GoogleFitDataSources:
    """Everything of Google Fit that is not an activity."""

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream

    async def sessions_in_range(self, link: Link, asked: SessionsInRange) -> SessionList:
        """GET me/sessions with a time: Fit's own selection, in one call."""
        params = _types(asked.activity_types)
        if asked.start is not None:
            params["startTime"] = rfc3339(asked.start)
        if asked.end is not None:
            params["endTime"] = rfc3339(asked.end)
        return await self._upstream.get(link, SESSIONS, params, into=data_wire.SessionList)

    async def session_changes(self, link: Link, asked: SessionChanges) -> SessionList:
        """GET me/sessions without a time."""
        params = _types(asked.activity_types) | _token(asked.page_token)
        params["includeDeleted"] = "true" if asked.include_deleted else "false"
        with asking_with(asked.page_token, Provider.GOOGLE_FIT):
            return await self._upstream.get(link, SESSIONS, params, into=data_wire.SessionList)

    async def data_sources(self, link: Link, asked: DataSources) -> DataSourceList:
        """GET me/dataSources."""
        params = {"dataTypeName": asked.data_type_names} if asked.data_type_names else None
        return await self._upstream.get(link, SOURCES, params, into=data_wire.DataSourceList)

    async def data_source(self, link: Link, data_source_id: str) -> DataSource | None:
        """GET me/dataSources/{id}."""
        found = await self._upstream.find(link, _path(data_source_id), into=Unread)
        if found is None:
            return None
        with self._upstream.reading():
            return data_wire.data_source(found.body)

    async def dataset(self, link: Link, asked: DatasetPart) -> Dataset:
        """GET me/dataSources/{id}/datasets/{start}-{end}."""
        path = _dataset(asked.data_source_id, asked.start_time_nanos, asked.end_time_nanos)
        params = {"limit": str(asked.limit)} | _token(asked.page_token)
        with asking_with(asked.page_token, Provider.GOOGLE_FIT):
            return await self._upstream.get(link, path, params, into=data_wire.Dataset)

    async def data_point_changes(self, link: Link, asked: DataPointChanges) -> ChangedPoints:
        """GET me/dataSources/{id}/dataPointChanges."""
        path = f"{_path(asked.data_source_id)}/dataPointChanges"
        params = {"limit": str(asked.limit)} | _token(asked.page_token)
        with asking_with(asked.page_token, Provider.GOOGLE_FIT):
            return await self._upstream.get(link, path, params, into=data_wire.DataPointChanges)

    async def aggregate(self, link: Link, asked: Aggregation) -> Aggregate:
        """POST me/dataset:aggregate, which changes nothing."""
        body = data_wire.request(asked)
        return await self._upstream.ask(link, AGGREGATE, body, into=data_wire.Aggregate)

    async def create_data_source(self, link: Link, source: DataSource) -> DataSource:
        """POST me/dataSources."""
        body = data_wire.request(source)
        return await self._upstream.post(link, SOURCES, body, into=data_wire.DataSource)

    async def replace_data_source(self, link: Link, source: DataSource) -> DataSource:
        """PUT me/dataSources/{id}."""
        path = _path(source.data_stream_id or "")
        body = data_wire.request(source)
        return await self._upstream.put(link, path, body, into=data_wire.DataSource)

    async def delete_data_source(self, link: Link, data_source_id: str) -> bool:
        """DELETE me/dataSources/{id}."""
        return await self._upstream.delete(link, _path(data_source_id))

    async def insert_points(self, link: Link, dataset: Dataset) -> Dataset:
        """PATCH me/dataSources/{id}/datasets/{start}-{end}."""
        start, end = dataset.min_start_time_ns or 0, dataset.max_end_time_ns or 0
        path = _dataset(dataset.data_source_id or "", start, end)
        body = data_wire.request(dataset)
        return await self._upstream.patch(link, path, body, into=data_wire.Dataset)

    async def delete_points(
        self, link: Link, data_source_id: str, start_time_nanos: int, end_time_nanos: int
    ) -> bool:
        """DELETE me/dataSources/{id}/datasets/{start}-{end}."""
        path = _dataset(data_source_id, start_time_nanos, end_time_nanos)
        return await self._upstream.delete(link, path)


def _path(data_source_id: str) -> str:
    return f"{SOURCES}/{segment(data_source_id)}"


def _dataset(data_source_id: str, start_time_nanos: int, end_time_nanos: int) -> str:
    return f"{_path(data_source_id)}/datasets/{start_time_nanos}-{end_time_nanos}"


def _types(activity_types: Sequence[int]) -> Params:
    return {"activityType": [str(one) for one in activity_types]} if activity_types else {}


def _token(page_token: str | None) -> Params:
    return {} if page_token is None else {"pageToken": page_token}

"""POST …/dataset:aggregate: data of types or of single sources, gathered into buckets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from starlette.responses import Response

from gateway.sandbox.endpoint import Asked
from gateway.sandbox.google_fit.aggregate_body import AggregateRequest, aggregate_body
from gateway.sandbox.google_fit.aggregation import aggregated
from gateway.sandbox.google_fit.body import invalid
from gateway.sandbox.google_fit.buckets import (
    Bucket,
    Span,
    activity_buckets,
    segment_buckets,
    session_buckets,
    time_buckets,
)
from gateway.sandbox.google_fit.data_sources import type_name
from gateway.sandbox.google_fit.data_types import AGGREGATIONS, SEGMENT, Aggregation
from gateway.sandbox.google_fit.parameters import answered, filled, parameters, scope_missing
from gateway.sandbox.google_fit.point import NANOS_PER_MILLI, Point
from gateway.sandbox.google_fit.point_store import PointStore
from gateway.sandbox.wire import Wire


class Series(NamedTuple):
    """The streams that one entry of `aggregateBy` means, and what becomes of their points."""

    data_source_id: str
    streams: Sequence[PointStore]
    aggregation: Aggregation

    def points(self, span: Span) -> list[Point]:
        """The points that have a share in the span, by start. A span's end is not in it.

        So what ends as the span begins is not its own, unless it is an instant.
        """
        start, end = span[0] * NANOS_PER_MILLI, span[1] * NANOS_PER_MILLI - 1
        touching = (one for stream in self.streams for one in stream.between(start, end))
        found = (one for one in touching if one.end > start or one.start == start)
        return sorted(found, key=_start)


def aggregate(asked: Asked) -> Response:
    """A bucket has one dataset for each entry of `aggregateBy`, in their order.

    Of spans that touch, a point counts in the first that it reaches into, and whole: the documents
    do not say whether points that straddle a border are cut.

    Raises:
        RefusedError: the body is invalid, or the token lacks a scope.
    """
    query = parameters(asked)
    request = aggregate_body(asked.body)
    series = [_series(asked, one) for one in request.by]
    buckets = _buckets(asked, request)
    columns = [_datasets(one, buckets) for one in series]
    wires = [
        {**bucket.head, "dataset": [column[index] for column in columns]}
        for index, bucket in enumerate(buckets)
    ]
    return answered(query, filled(bucket=wires))


def _series(asked: Asked, by: Wire) -> Series:
    store = asked.viewer.google_fit.sources
    if "dataTypeName" in by:
        data_type: str = by["dataTypeName"]
        every = store.all().values()
        streams = [points for wire, points in every if type_name(wire) == data_type]
        stream_id = ""
    else:
        stream_id = by["dataSourceId"]
        found = store.get(stream_id)
        if found is None:
            raise invalid("aggregateBy", "there is no such data source")
        data_type, streams = type_name(found[0]), [found[1]]
    if not store.may_use(data_type):
        raise scope_missing()
    aggregation = AGGREGATIONS.get(data_type)
    if aggregation is None:
        raise invalid("aggregateBy", "this data type cannot be aggregated")
    usual = f"derived:{aggregation.into}:com.google.android.gms:aggregated"
    return Series(stream_id or usual, streams, aggregation)


def _buckets(asked: Asked, request: AggregateRequest) -> list[Bucket]:
    if request.kind == "bucketByTime":
        return time_buckets(request)
    if request.kind == "bucketBySession":
        store = asked.viewer.google_fit.sessions
        found = store.between(request.start, request.end, latest_end=None, until=None)
        return session_buckets(request, found)
    segments = _segments(asked, request)
    if request.kind == "bucketByActivityType":
        return activity_buckets(request, segments)
    return segment_buckets(request, segments)


def _segments(asked: Asked, request: AggregateRequest) -> list[Point]:
    named = request.bucket.get("activityDataSourceId")
    by = {"dataTypeName": SEGMENT} if named is None else {"dataSourceId": named}
    series = _series(asked, by)
    if series.aggregation is not AGGREGATIONS[SEGMENT]:
        raise invalid("activityDataSourceId", "it is not one of activity segments")
    return series.points((request.start, request.end))


def _datasets(series: Series, buckets: Sequence[Bucket]) -> list[Wire]:
    """The dataset of each bucket; points of neighbouring spans are had at once."""
    points: list[Point] = []
    starts: list[int] = []
    for run in _runs(span for bucket in buckets for span in bucket.spans):
        found = series.points(run)
        points += found
        starts += [max(one.start, run[0] * NANOS_PER_MILLI) for one in found]
    return [
        {"dataSourceId": series.data_source_id}
        | filled(point=aggregated(_within(bucket, points, starts), series.aggregation))
        for bucket in buckets
    ]


def _within(bucket: Bucket, points: list[Point], starts: list[int]) -> list[Point]:
    found: list[Point] = []
    for span in bucket.spans:
        first = bisect_left(starts, span[0] * NANOS_PER_MILLI)
        found += points[first : bisect_left(starts, span[1] * NANOS_PER_MILLI, lo=first)]
    return found


def _runs(spans: Iterable[Span]) -> list[Span]:
    """The same time in as few spans as can be."""
    runs: list[Span] = []
    for start, end in sorted(spans):
        if runs and start <= runs[-1][1]:
            runs[-1] = runs[-1][0], max(end, runs[-1][1])
        else:
            runs.append((start, end))
    return runs


def _start(one: Point) -> int:
    return one.start

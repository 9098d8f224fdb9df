"""Google Fit's datasets: the points of a data source within a time, and what has changed."""

from __future__ import annotations

import re
from typing import Final

from starlette.responses import Response

from gateway.sandbox.endpoint import Asked
from gateway.sandbox.google_fit.body import invalid
from gateway.sandbox.google_fit.data_sources import own_stream, stream, type_name
from gateway.sandbox.google_fit.data_types import SEGMENT
from gateway.sandbox.google_fit.dataset_body import dataset_body
from gateway.sandbox.google_fit.parameters import (
    answered,
    filled,
    limit,
    native_id,
    page_token,
    parameters,
    place,
)
from gateway.sandbox.google_fit.point import Point, point_of
from gateway.sandbox.wire import Wire, millis

_DATASET_ID: Final = re.compile(r"(\d{1,19})-(\d{1,19})")


def get_dataset(asked: Asked) -> Response:
    """GET …/datasets/{datasetId}: the last points of the range, page by page towards its start.

    Points of a page are ordered by their ends. Equal ends are told apart, so that nothing is lost
    where a page breaks between them.

    Raises:
        RefusedError: an id or a parameter is invalid, or the token lacks the scope.
    """
    query = parameters(asked, "limit", "pageToken")
    source, points = stream(asked)
    start, end = _range(asked)
    found = points.between(start, end, asked.until)
    found = _until_place(found, place(query, "dataset", 2))
    first = max(0, len(found) - limit(query, asked.sandbox.google_fit_points_per_page))
    dataset = _dataset(source, start, end, found[first:])
    if first:
        last = found[first].end
        equal = sum(one.end == last for one in found[:first])
        dataset["nextPageToken"] = page_token("dataset", last, equal)
    return answered(query, dataset)


def patch_dataset(asked: Asked) -> Response:
    """PATCH …/datasets/{datasetId}: adds points; the id is not used.

    Raises:
        RefusedError: there is no such data source, it is an app's, or the points are not its own.
    """
    query = parameters(asked)
    source, points = own_stream(asked)
    dataset = dataset_body(asked.body, source)
    modified = {"modifiedTimeMillis": str(millis(asked.sandbox.now()))}
    points.insert(point_of({**wire, **modified}) for wire in dataset["point"])
    return answered(query, dataset)


def delete_dataset(asked: Asked) -> Response:
    """DELETE …/datasets/{datasetId}: what overlaps; of activity segments only the part that does.

    Raises:
        RefusedError: the id is invalid, there is no such data source, or it is an app's.
    """
    parameters(asked)
    source, points = own_stream(asked)
    start, end = _range(asked)
    points.delete(start, end, splits=type_name(source) == SEGMENT)
    return Response(status_code=204)


def list_changes(asked: Asked) -> Response:
    """GET …/dataPointChanges: inserted and deleted points, oldest first.

    The token always comes: it leads to what changes later, as that of sessions does.

    Raises:
        RefusedError: a parameter is invalid, or the token lacks the scope.
    """
    query = parameters(asked, "limit", "pageToken")
    source, points = stream(asked)
    (after,) = place(query, "changes", 1) or (0,)
    events = points.events(after, asked.until)
    batch = events[: limit(query, asked.sandbox.google_fit_changes_per_page)]
    known = batch[-1].sequence if batch else after
    changes: Wire = {
        "dataSourceId": source["dataStreamId"],
        "nextPageToken": page_token("changes", known),
    }
    return answered(
        query,
        changes
        | filled(
            insertedDataPoint=[event.point.wire for event in batch if not event.is_deletion],
            deletedDataPoint=[event.point.wire for event in batch if event.is_deletion],
        ),
    )


def _range(asked: Asked) -> tuple[int, int]:
    found = _DATASET_ID.fullmatch(native_id(asked, "dataset_id"))
    if found is None or int(found[1]) > int(found[2]):
        raise invalid("datasetId", "it must be <startNanos>-<endNanos>")
    return int(found[1]), int(found[2])


def _until_place(points: list[Point], before: tuple[int, ...] | None) -> list[Point]:
    """The points that end before an instant, and so many of those that end at it."""
    if before is None:
        return points
    end, equal = before
    earlier = sum(one.end < end for one in points)
    return points[: earlier + equal]


def _dataset(source: Wire, start: int, end: int, points: list[Point]) -> Wire:
    return {
        "dataSourceId": source["dataStreamId"],
        "minStartTimeNs": str(start),
        "maxEndTimeNs": str(end),
    } | filled(point=[one.wire for one in points])

"""Google Fit's data sources: list, get, create, update and delete."""

from __future__ import annotations

from starlette.responses import Response

from gateway.sandbox.endpoint import Asked, RefusedError
from gateway.sandbox.google_fit.data_source_body import changed_data_source, new_data_source
from gateway.sandbox.google_fit.form import without_empty_fields
from gateway.sandbox.google_fit.parameters import (
    answered,
    filled,
    native_id,
    parameters,
    scope_missing,
)
from gateway.sandbox.google_fit.point import NANOS_PER_MILLI
from gateway.sandbox.google_fit.point_store import PointStore
from gateway.sandbox.google_fit.source_store import SourceStore
from gateway.sandbox.wire import Wire, millis


def list_data_sources(asked: Asked) -> Response:
    """GET …/dataSources: those whose data type the token may use.

    Raises:
        RefusedError: a parameter is invalid.
    """
    query = parameters(asked, "dataTypeName")
    wanted = set(query.get("dataTypeName", ()))
    store = asked.viewer.google_fit.sources
    found = [
        wire
        for wire, _ in store.all(asked.until).values()
        if store.may_use(type_name(wire)) and (not wanted or type_name(wire) in wanted)
    ]
    return answered(query, filled(dataSource=found))


def get_data_source(asked: Asked) -> Response:
    """GET …/dataSources/{dataSourceId}.

    Raises:
        RefusedError: there is none, or the token lacks its scope.
    """
    query = parameters(asked)
    return answered(query, stream(asked)[0])


def create_data_source(asked: Asked) -> Response:
    """POST …/dataSources.

    Raises:
        RefusedError: the body is none, the token lacks the scope, or it is there already.
    """
    query = parameters(asked)
    store = asked.viewer.google_fit.sources
    source = without_empty_fields(new_data_source(asked.body))
    _require_scope(store, source)
    if store.get(source["dataStreamId"]) is not None:
        raise RefusedError(409, "There is such a data source already.")
    store.put(source)
    return answered(query, source)


def update_data_source(asked: Asked) -> Response:
    """PUT …/dataSources/{dataSourceId}.

    Raises:
        RefusedError: there is none, it is an app's, or the body changes what cannot be.
    """
    query = parameters(asked)
    stored, _ = own_stream(asked)
    source = without_empty_fields(changed_data_source(asked.body, stored))
    asked.viewer.google_fit.sources.put(source)
    return answered(query, source)


def delete_data_source(asked: Asked) -> Response:
    """DELETE …/dataSources/{dataSourceId}: answers what it was.

    Raises:
        RefusedError: there is none, it is an app's, or it holds points.
    """
    query = parameters(asked)
    source, points = own_stream(asked)
    if points.holds_any(0, millis(asked.sandbox.now()) * NANOS_PER_MILLI):
        raise RefusedError(400, "The data source contains data points.")
    asked.viewer.google_fit.sources.delete(source["dataStreamId"])
    return answered(query, source)


def stream(asked: Asked) -> tuple[Wire, PointStore]:
    """The data source that the path names, and its points.

    Raises:
        RefusedError: there is none, or the token lacks its scope.
    """
    store = asked.viewer.google_fit.sources
    found = store.get(native_id(asked, "data_source_id"), asked.until)
    if found is None:
        raise RefusedError(404, "There is no such data source.")
    _require_scope(store, found[0])
    return found


def own_stream(asked: Asked) -> tuple[Wire, PointStore]:
    """As `stream`, to be written.

    Raises:
        RefusedError: as `stream`, or an Android app's.
    """
    found = stream(asked)
    if "packageName" in found[0]["application"]:
        raise RefusedError(403, "This data source belongs to another application.")
    return found


def type_name(source: Wire) -> str:
    """The name of a data source's data type."""
    return source["dataType"]["name"]


def _require_scope(store: SourceStore, source: Wire) -> None:
    if not store.may_use(type_name(source)):
        raise scope_missing()

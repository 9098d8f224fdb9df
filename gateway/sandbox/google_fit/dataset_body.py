"""The body of points that are inserted, held against their data source."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Final

from gateway.sandbox.google_fit.body import (
    Read,
    each,
    int32,
    int64,
    invalid,
    json_object,
    number,
    record,
    require,
    text,
)
from gateway.sandbox.google_fit.point import Point, point_of
from gateway.sandbox.wire import Wire

_ENTRY: Final[Mapping[str, Read]] = {"key": text, "value": record({"fpVal": number})}
_VALUE: Final[Mapping[str, Read]] = {
    "fpVal": number,
    "intVal": int32,
    "mapVal": each(record(_ENTRY)),
    "stringVal": text,
}
_POINT: Final[Mapping[str, Read]] = {
    "computationTimeMillis": int64,
    "dataTypeName": text,
    "endTimeNanos": int64,
    "modifiedTimeMillis": int64,
    "originDataSourceId": text,
    "rawTimestampNanos": int64,
    "startTimeNanos": int64,
    "value": each(record(_VALUE)),
}
_DATASET: Final[Mapping[str, Read]] = {
    "dataSourceId": text,
    "maxEndTimeNs": int64,
    "minStartTimeNs": int64,
    "nextPageToken": text,
    "point": each(record(_POINT)),
}
_VALUE_OF_FORMAT: Final = {
    "integer": "intVal",
    "floatPoint": "fpVal",
    "string": "stringVal",
    "map": "mapVal",
}


def dataset_body(body: bytes, source: Wire) -> Wire:
    """The dataset of a PATCH to a data source.

    Raises:
        RefusedError: it lacks a field, or a point is not one of this data source.
    """
    dataset = json_object(body, "dataset", _DATASET)
    require(dataset, "dataSourceId", "maxEndTimeNs", "minStartTimeNs", "point")
    if dataset["dataSourceId"] != source["dataStreamId"]:
        raise invalid("dataSourceId", "it differs from the id in the path")
    for index, wire in enumerate(dataset["point"]):
        _check(wire, dataset, source["dataType"], f"point[{index}].")
        wire.pop("computationTimeMillis", None)
    return dataset


def _check(wire: Wire, dataset: Wire, data_type: Wire, path: str) -> None:
    require(wire, "dataTypeName", "endTimeNanos", "startTimeNanos", "value", path=path)
    if wire["dataTypeName"] != data_type["name"]:
        raise invalid(f"{path}dataTypeName", "it is not the data source's")
    one: Point = point_of(wire)
    if not int(dataset["minStartTimeNs"]) <= one.start <= one.end <= int(dataset["maxEndTimeNs"]):
        raise invalid(f"{path}startTimeNanos", "start, end and dataset are not in order")
    for field, value in zip_longest(data_type["field"], wire["value"]):
        if field is None or value is None or not _fits(value, field):
            raise invalid(f"{path}value", "it does not fit the fields of the data type")


def _fits(value: Wire, field: Wire) -> bool:
    if not value:
        return bool(field.get("optional"))
    return list(value) == [_VALUE_OF_FORMAT.get(field["format"])]

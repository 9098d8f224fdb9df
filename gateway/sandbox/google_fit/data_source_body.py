"""The body of a data source that is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gateway.sandbox.google_fit.body import (
    Read,
    boolean,
    each,
    invalid,
    json_object,
    one_of,
    record,
    require,
    text,
)
from gateway.sandbox.google_fit.session_body import APPLICATION, check_application
from gateway.sandbox.google_fit.stream_id import stream_id_of
from gateway.sandbox.wire import Wire

DEVICE_TYPES: Final = (
    "unknown", "phone", "tablet", "watch", "chestStrap", "scale", "headMounted", "smartDisplay",
)  # fmt: skip
FORMATS: Final = (
    "integer", "floatPoint", "string", "map", "integerList", "floatList", "blob",
)  # fmt: skip
_DEVICE: Final[Mapping[str, Read]] = {
    "manufacturer": text,
    "model": text,
    "type": one_of(*DEVICE_TYPES),
    "uid": text,
    "version": text,
}
_FIELD: Final[Mapping[str, Read]] = {
    "format": one_of(*FORMATS),
    "name": text,
    "optional": boolean,
}
_DATA_TYPE: Final[Mapping[str, Read]] = {"field": each(record(_FIELD)), "name": text}
_DATA_SOURCE: Final[Mapping[str, Read]] = {
    "application": record(APPLICATION),
    "dataQualityStandard": each(text),
    "dataStreamId": text,
    "dataStreamName": text,
    "dataType": record(_DATA_TYPE),
    "device": record(_DEVICE),
    "name": text,
    "type": one_of("raw", "derived"),
}


def new_data_source(body: bytes) -> Wire:
    """The data source of a POST, with its stream id.

    Raises:
        RefusedError: it lacks a field, or names another id than it would get.
    """
    source = _data_source(body)
    stream_id = stream_id_of(source)
    if source.get("dataStreamId", stream_id) != stream_id:
        raise invalid("dataStreamId", "it is not of the form that the server would give it")
    return {"dataStreamId": stream_id, **source}


def changed_data_source(body: bytes, stored: Wire) -> Wire:
    """The data source of a PUT over the stored one.

    Raises:
        RefusedError: it lacks a field, or changes what identifies it.
    """
    source = _data_source(body)
    require(source, "dataStreamId")
    for name in ("dataStreamId", "dataType", "type", "dataStreamName"):
        if source.get(name) != stored.get(name):
            raise invalid(name, "it cannot be changed")
    if _without_version(source) != _without_version(stored):
        raise invalid("device", "nothing but its version can be changed")
    return source


def _data_source(body: bytes) -> Wire:
    source = json_object(body, "dataSource", _DATA_SOURCE)
    require(source, "application", "dataType", "device", "type")
    require(source["dataType"], "name", "field", path="dataType.")
    for field in source["dataType"]["field"]:
        require(field, "name", "format", path="dataType.field.")
    require(source["device"], *_DEVICE, path="device.")
    check_application(source["application"])
    source.pop("dataQualityStandard", None)
    return source


def _without_version(source: Wire) -> Wire:
    return {key: value for key, value in source.get("device", {}).items() if key != "version"}

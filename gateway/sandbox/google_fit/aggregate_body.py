"""The body of an aggregation: what, over which time, and by which kind of bucket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from gateway.sandbox.google_fit.body import (
    Read,
    each,
    int32,
    int64,
    invalid,
    json_object,
    one_of,
    record,
    require,
    text,
)
from gateway.sandbox.wire import Wire

LONGEST_MILLIS: Final = timedelta(days=90) // timedelta(milliseconds=1)

_BY: Final[Mapping[str, Read]] = {"dataSourceId": text, "dataTypeName": text}
_PERIOD: Final[Mapping[str, Read]] = {
    "timeZoneId": text,
    "type": one_of("day", "week", "month"),
    "value": int32,
}
_BY_ACTIVITY: Final = record({"activityDataSourceId": text, "minDurationMillis": int64})
_BUCKETS: Final[Mapping[str, Read]] = {
    "bucketByActivitySegment": _BY_ACTIVITY,
    "bucketByActivityType": _BY_ACTIVITY,
    "bucketBySession": record({"minDurationMillis": int64}),
    "bucketByTime": record({"durationMillis": int64, "period": record(_PERIOD)}),
}
_REQUEST: Final[Mapping[str, Read]] = {
    "aggregateBy": each(record(_BY)),
    "endTimeMillis": int64,
    "filteredDataQualityStandard": each(text),
    "startTimeMillis": int64,
    **_BUCKETS,
}


@dataclass(frozen=True, slots=True)
class AggregateRequest:
    """What is asked for; times in milliseconds since 1970."""

    by: list[Wire]
    start: int
    end: int
    kind: str
    """The name of the field that says which buckets."""
    bucket: Wire
    """What stands in that field."""

    @property
    def min_duration(self) -> int:
        """The length that a container must exceed, in milliseconds; -1: any."""
        return int(self.bucket.get("minDurationMillis", -1))


def aggregate_body(body: bytes) -> AggregateRequest:
    """The body of a POST to `dataset:aggregate`.

    Raises:
        RefusedError: it is none, or asks for more than 90 days or for what excludes each other.
    """
    wire = json_object(body, "aggregateRequest", _REQUEST)
    require(wire, "aggregateBy", "endTimeMillis", "startTimeMillis")
    by: list[Wire] = wire["aggregateBy"]
    if not by or any(len(one) != 1 for one in by):
        raise invalid("aggregateBy", "each must have one of dataTypeName and dataSourceId")
    start, end = int(wire["startTimeMillis"]), int(wire["endTimeMillis"])
    if not 0 <= start < end:
        raise invalid("endTimeMillis", "it must be after startTimeMillis")
    if end - start > LONGEST_MILLIS:
        raise invalid("endTimeMillis", "time range is too long: at most 90 days can be aggregated")
    kinds = [name for name in _BUCKETS if name in wire]
    if len(kinds) != 1:
        raise invalid("aggregateRequest", "it must have exactly one kind of bucket")
    kind = kinds[0]
    if kind == "bucketByTime":
        _check_time(wire[kind])
    return AggregateRequest(by, start, end, kind, wire[kind])


def _check_time(bucket: Wire) -> None:
    if len(bucket) != 1:
        raise invalid("bucketByTime", "it must have one of durationMillis and period")
    if "durationMillis" in bucket and int(bucket["durationMillis"]) < 1:
        raise invalid("bucketByTime.durationMillis", "it must be above 0")
    period = bucket.get("period")
    if period is None:
        return
    require(period, "type", "value", "timeZoneId", path="bucketByTime.period.")
    if period["value"] < 1:
        raise invalid("bucketByTime.period.value", "it must be above 0")
    try:
        ZoneInfo(period["timeZoneId"])
    except (ValueError, OSError, LookupError):
        raise invalid("bucketByTime.period.timeZoneId", "there is no such time zone") from None

"""What is wrong with a data source or with points before anybody is asked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from gateway.domain.google_fit import (
    Application,
    DataPoint,
    Dataset,
    DataSource,
    DataType,
    Device,
    Value,
)
from gateway.writing.checks import LONGEST_NAME, application_problems, line, problem
from gateway.writing.commands import ApplicationCommand
from gateway.writing.problems import Problem, UserErrorCode

MOST_POINTS = 1_000
LONGEST_VALUE = 10_000


def problems_with_source(source: DataSource) -> list[Problem]:
    """All that can be told from a new data source alone."""
    data_type, device = source.data_type or DataType(), source.device or Device()
    return [
        *_application(source.application or Application()),
        *_name(data_type.name, "dataType", "name"),
        *_fields(data_type),
        *(
            one
            for name in ("manufacturer", "model", "uid", "version")
            for one in _name(getattr(device, name), "device", name)
        ),
        *_optional_name(source.data_stream_name, "dataStreamName"),
        *_optional_name(source.name, "name"),
    ]


def problems_with_change(source: DataSource) -> list[Problem]:
    """All that can be told from what of a data source shall change."""
    version = None if source.device is None else source.device.version
    return [
        *([] if source.application is None else _application(source.application)),
        *_optional_name(source.name, "name"),
        *_optional_name(version, "deviceVersion"),
    ]


def problems_with_points(dataset: Dataset) -> list[Problem]:
    """All that can be told from points alone; times are in nanoseconds since 1970."""
    if not 1 <= len(dataset.point) <= MOST_POINTS:
        message = f"Send 1 to {MOST_POINTS} points at once."
        return [problem(UserErrorCode.OUT_OF_RANGE, message, "points")]
    return [
        *_name(dataset.point[0].data_type_name, "dataTypeName"),
        *(
            one
            for index, point in enumerate(dataset.point)
            for one in _point(point, "points", str(index))
        ),
    ]


def problems_with_range(start_time_nanos: int, end_time_nanos: int) -> list[Problem]:
    """Whether the range is one, in nanoseconds since 1970."""
    return list(_range(start_time_nanos, end_time_nanos))


def _application(application: Application) -> Iterator[Problem]:
    return application_problems(
        ApplicationCommand(
            name=application.name or "",
            version=application.version,
            details_url=application.details_url,
        )
    )


def _fields(data_type: DataType) -> Iterator[Problem]:
    if not data_type.field:
        message = "A data type must have one field at least."
        yield problem(UserErrorCode.BLANK, message, "dataType", "field")
    for index, field in enumerate(data_type.field):
        yield from _name(field.name, "dataType", "field", str(index), "name")


def _point(point: DataPoint, *names: str) -> Iterator[Problem]:
    yield from _range(point.start_time_nanos or 0, point.end_time_nanos or 0, *names)
    if not point.value:
        message = "A point must have a value for each field of its data type."
        yield problem(UserErrorCode.BLANK, message, *names, "value")
    for index, value in enumerate(point.value):
        yield from _value(value, *names, "value", str(index))


def _range(start: int, end: int, *names: str) -> Iterator[Problem]:
    if start < 0:
        message = "`startTimeNanos` must not be before 1970."
        yield problem(UserErrorCode.OUT_OF_RANGE, message, *names, "startTimeNanos")
    if end < start:
        message = "`endTimeNanos` must not be earlier than `startTimeNanos`."
        yield problem(UserErrorCode.END_BEFORE_START, message, *names, "endTimeNanos")


def _value(value: Value, *names: str) -> Iterator[Problem]:
    kinds = (value.int_val is not None, value.fp_val is not None, value.string_val is not None)
    if sum((*kinds, bool(value.map_val))) > 1:
        message = "A value has at most one of `intVal`, `fpVal`, `stringVal` and `mapVal`."
        yield problem(UserErrorCode.INVALID, message, *names)
    if not all(map(math.isfinite, _numbers(value))):
        yield problem(UserErrorCode.OUT_OF_RANGE, "A number must be finite.", *names)
    if len(value.string_val or "") > LONGEST_VALUE:
        message = f"`stringVal` must have {LONGEST_VALUE} characters at most."
        yield problem(UserErrorCode.TOO_LONG, message, *names, "stringVal")


def _numbers(value: Value) -> Sequence[float]:
    entries = [one.value.fp_val for one in value.map_val if one.value is not None]
    return [number for number in (value.fp_val, *entries) if number is not None]


def _name(text: str | None, *names: str) -> Iterator[Problem]:
    return line(text or "", LONGEST_NAME, *names)


def _optional_name(text: str | None, *names: str) -> Iterator[Problem]:
    return iter(()) if text is None else line(text, LONGEST_NAME, *names)

"""Words of Google Fit that clients send. What it answers stays text, because words are added."""

from __future__ import annotations

from enum import StrEnum


class GoogleFitPeriod(StrEnum):
    """`BucketByTimePeriod.type`."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class GoogleFitSourceType(StrEnum):
    """`DataSource.type`."""

    RAW = "raw"
    DERIVED = "derived"


class GoogleFitDeviceType(StrEnum):
    """`Device.type`."""

    UNKNOWN = "unknown"
    PHONE = "phone"
    TABLET = "tablet"
    WATCH = "watch"
    CHEST_STRAP = "chestStrap"
    SCALE = "scale"
    HEAD_MOUNTED = "headMounted"
    SMART_DISPLAY = "smartDisplay"


class GoogleFitFieldFormat(StrEnum):
    """`DataTypeField.format`."""

    INTEGER = "integer"
    FLOAT_POINT = "floatPoint"
    STRING = "string"
    MAP = "map"
    INTEGER_LIST = "integerList"
    FLOAT_LIST = "floatList"
    BLOB = "blob"

"""The enums of Google Fit's own API, described before they are used."""

from __future__ import annotations

from gateway.domain.google_fit_words import (
    GoogleFitDeviceType,
    GoogleFitFieldFormat,
    GoogleFitPeriod,
    GoogleFitSourceType,
)
from gateway.schema.described import describe

__all__ = [
    "GoogleFitDeviceType",
    "GoogleFitFieldFormat",
    "GoogleFitPeriod",
    "GoogleFitSourceType",
]

describe(
    GoogleFitPeriod,
    "A unit of the calendar. Google Fit `BucketByTimePeriod.type`.",
    {
        GoogleFitPeriod.DAY: "Days. Google Fit `day`.",
        GoogleFitPeriod.WEEK: "Weeks. Google Fit `week`.",
        GoogleFitPeriod.MONTH: "Months. Google Fit `month`.",
    },
)
describe(
    GoogleFitSourceType,
    "How a data source comes by its points. Google Fit `DataSource.type`.",
    {
        GoogleFitSourceType.RAW: "It measures them. Google Fit `raw`.",
        GoogleFitSourceType.DERIVED: "It makes them of others. Google Fit `derived`.",
    },
)
describe(
    GoogleFitDeviceType,
    "What a device is. Google Fit `Device.type`.",
    {
        GoogleFitDeviceType.UNKNOWN: "Nobody can tell. Google Fit `unknown`.",
        GoogleFitDeviceType.PHONE: "A phone. Google Fit `phone`.",
        GoogleFitDeviceType.TABLET: "A tablet. Google Fit `tablet`.",
        GoogleFitDeviceType.WATCH: "A watch or wristband. Google Fit `watch`.",
        GoogleFitDeviceType.CHEST_STRAP: "A strap around the chest. Google Fit `chestStrap`.",
        GoogleFitDeviceType.SCALE: "Scales. Google Fit `scale`.",
        GoogleFitDeviceType.HEAD_MOUNTED: "Worn on the head. Google Fit `headMounted`.",
        GoogleFitDeviceType.SMART_DISPLAY: "A smart display. Google Fit `smartDisplay`.",
    },
)
describe(
    GoogleFitFieldFormat,
    "Which kind the values of a field have. Google Fit `DataTypeField.format`.",
    {
        GoogleFitFieldFormat.INTEGER: "Whole numbers of 32 bits. Google Fit `integer`.",
        GoogleFitFieldFormat.FLOAT_POINT: "Numbers. Google Fit `floatPoint`.",
        GoogleFitFieldFormat.STRING: "Text. Google Fit `string`.",
        GoogleFitFieldFormat.MAP: "Numbers by key. Google Fit `map`.",
        GoogleFitFieldFormat.INTEGER_LIST: "Lists of whole numbers. Google Fit `integerList`.",
        GoogleFitFieldFormat.FLOAT_LIST: "Lists of numbers. Google Fit `floatList`.",
        GoogleFitFieldFormat.BLOB: "Bytes. Google Fit `blob`.",
    },
)

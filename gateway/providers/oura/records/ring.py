"""Oura's JSON: ring. Written by `make generate`."""

from __future__ import annotations

from gateway.providers.oura.lenient import Int, LongInt, Number, Record


class HeartRateRow(Record, frozen=True):
    """`PublicHeartRateRow`."""

    timestamp: str | None = None
    timestamp_unix: LongInt | None = None
    bpm: Int | None = None
    source: str | None = None


class PersonalInfo(Record, frozen=True):
    """`PersonalInfoResponse`."""

    id: str
    age: Int | None = None
    weight: Number | None = None
    height: Number | None = None
    biological_sex: str | None = None
    email: str | None = None


class RingBatteryLevelRow(Record, frozen=True):
    """`PublicRingBatteryLevelRow`."""

    timestamp: str | None = None
    timestamp_unix: LongInt | None = None
    charging: bool | None = None
    in_charger: bool | None = None
    level: Int | None = None


class RingConfiguration(Record, frozen=True):
    """`PublicRingConfiguration`."""

    id: str
    color: str | None = None
    design: str | None = None
    firmware_version: str | None = None
    hardware_type: str | None = None
    set_up_at: str | None = None
    size: Int | None = None

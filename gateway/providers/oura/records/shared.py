"""Oura's JSON: what several documents hold. Written by `make generate`."""

from __future__ import annotations

from gateway.providers.oura.lenient import Int, Number, Record


class Sample(Record, frozen=True):
    """`PublicSample`."""

    interval: Number | None = None
    items: list[Number | None] | None = None
    timestamp: str | None = None


class ReadinessContributors(Record, frozen=True):
    """`PublicReadinessContributors`."""

    activity_balance: Int | None = None
    body_temperature: Int | None = None
    hrv_balance: Int | None = None
    previous_day_activity: Int | None = None
    previous_night: Int | None = None
    recovery_index: Int | None = None
    resting_heart_rate: Int | None = None
    sleep_balance: Int | None = None
    sleep_regularity: Int | None = None

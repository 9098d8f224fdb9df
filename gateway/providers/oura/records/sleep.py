"""Oura's JSON: sleep. Written by `make generate`."""

from __future__ import annotations

from datetime import date

from gateway.providers.oura.lenient import Int, Number, Record
from gateway.providers.oura.records.shared import ReadinessContributors, Sample


class Readiness(Record, frozen=True):
    """`PublicReadiness`."""

    contributors: ReadinessContributors | None = None
    score: Int | None = None
    temperature_deviation: Number | None = None
    temperature_trend_deviation: Number | None = None


class Sleep(Record, frozen=True):
    """`PublicModifiedSleepModel`."""

    id: str
    average_breath: Number | None = None
    average_heart_rate: Number | None = None
    average_hrv: Int | None = None
    awake_time: Int | None = None
    bedtime_end: str | None = None
    bedtime_start: str | None = None
    day: date | None = None
    deep_sleep_duration: Int | None = None
    efficiency: Int | None = None
    heart_rate: Sample | None = None
    hrv: Sample | None = None
    latency: Int | None = None
    light_sleep_duration: Int | None = None
    low_battery_alert: bool | None = None
    lowest_heart_rate: Int | None = None
    movement_30_sec: str | None = None
    period: Int | None = None
    readiness: Readiness | None = None
    readiness_score_delta: Int | None = None
    rem_sleep_duration: Int | None = None
    restless_periods: Int | None = None
    sleep_algorithm_version: str | None = None
    sleep_analysis_reason: str | None = None
    sleep_phase_30_sec: str | None = None
    sleep_phase_5_min: str | None = None
    sleep_score_delta: Int | None = None
    time_in_bed: Int | None = None
    total_sleep_duration: Int | None = None
    type: str | None = None
    ring_id: str | None = None
    app_sleep_phase_5_min: str | None = None

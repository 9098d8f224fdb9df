"""Oura's JSON: health. Written by `make generate`."""

from __future__ import annotations

from datetime import date

from gateway.providers.oura.lenient import Int, Number, Record


class DailyCardiovascularAge(Record, frozen=True):
    """`PublicDailyCardiovascularAge`."""

    id: str
    day: date | None = None
    pulse_wave_velocity: Number | None = None
    vascular_age: Int | None = None


class ResilienceContributors(Record, frozen=True):
    """`ResilienceContributors`."""

    sleep_recovery: Number | None = None
    daytime_recovery: Number | None = None
    stress: Number | None = None


class DailyResilience(Record, frozen=True):
    """`DailyResilienceModel`."""

    id: str
    day: date | None = None
    contributors: ResilienceContributors | None = None
    level: str | None = None


class Spo2AggregatedValues(Record, frozen=True):
    """`PublicSpo2AggregatedValues`."""

    average: Number | None = None


class DailySpo2(Record, frozen=True):
    """`PublicDailySpO2`."""

    id: str
    breathing_disturbance_index: Int | None = None
    day: date | None = None
    spo2_percentage: Spo2AggregatedValues | None = None


class DailyStress(Record, frozen=True):
    """`PublicDailyStress`."""

    id: str
    day: date | None = None
    day_summary: str | None = None
    recovery_high: Int | None = None
    stress_high: Int | None = None


class Vo2Max(Record, frozen=True):
    """`PublicVO2Max`."""

    id: str
    day: date | None = None
    timestamp: str | None = None
    vo2_max: Int | None = None

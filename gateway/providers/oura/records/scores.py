"""Oura's JSON: scores. Written by `make generate`."""

from __future__ import annotations

from datetime import date

from gateway.providers.oura.lenient import Int, Number, Record
from gateway.providers.oura.records.shared import ReadinessContributors


class DailyReadiness(Record, frozen=True):
    """`PublicDailyReadiness`."""

    id: str
    contributors: ReadinessContributors | None = None
    day: date | None = None
    score: Int | None = None
    temperature_deviation: Number | None = None
    temperature_trend_deviation: Number | None = None
    timestamp: str | None = None


class SleepContributors(Record, frozen=True):
    """`PublicSleepContributors`."""

    deep_sleep: Int | None = None
    efficiency: Int | None = None
    latency: Int | None = None
    rem_sleep: Int | None = None
    restfulness: Int | None = None
    timing: Int | None = None
    total_sleep: Int | None = None


class DailySleep(Record, frozen=True):
    """`PublicDailySleep`."""

    id: str
    contributors: SleepContributors | None = None
    day: date | None = None
    score: Int | None = None
    timestamp: str | None = None


class SleepTimeWindow(Record, frozen=True):
    """`PublicSleepTimeWindow`."""

    day_tz: Int | None = None
    end_offset: Int | None = None
    start_offset: Int | None = None


class SleepTime(Record, frozen=True):
    """`PublicSleepTime`."""

    id: str
    day: date | None = None
    optimal_bedtime: SleepTimeWindow | None = None
    recommendation: str | None = None
    status: str | None = None

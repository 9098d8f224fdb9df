"""Oura's documents: sleep. Written by `make generate`."""

from __future__ import annotations

from datetime import date

import strawberry

from gateway.schema.oura.records.shared import OuraReadinessContributors, OuraSample
from gateway.schema.status import ProviderStatus


@strawberry.type(description="Readiness: a part of a document. Oura `sleep.readiness`.")
class OuraReadiness:
    """A view of `PublicReadiness`."""

    contributors: OuraReadinessContributors | None = strawberry.field(
        description="Contributors. Oura `sleep.readiness.contributors`."
    )
    score: int | None = strawberry.field(
        description="Score, from 1 to 100. Oura `sleep.readiness.score`."
    )
    temperature_deviation: float | None = strawberry.field(
        description=(
            "Temperature deviation, in degrees Celsius. Oura "
            "`sleep.readiness.temperature_deviation`."
        )
    )
    temperature_trend_deviation: float | None = strawberry.field(
        description=(
            "Temperature trend deviation, in degrees Celsius. Oura "
            "`sleep.readiness.temperature_trend_deviation`."
        )
    )


@strawberry.type(
    description="One time in bed with its phases, nights and naps alike. Oura `sleep`."
)
class OuraSleepDocument:
    """A view of `PublicModifiedSleepModel`."""

    id: str = strawberry.field(description="The document's id. Oura `sleep.id`.")
    average_breath: float | None = strawberry.field(
        description="Average breath, in breaths per minute. Oura `sleep.average_breath`."
    )
    average_heart_rate: float | None = strawberry.field(
        description="Average heart rate, in beats per minute. Oura `sleep.average_heart_rate`."
    )
    average_hrv: int | None = strawberry.field(
        description="Average HRV, in milliseconds. Oura `sleep.average_hrv`."
    )
    awake_time: int | None = strawberry.field(
        description="Awake time, in seconds. Oura `sleep.awake_time`."
    )
    bedtime_end: str | None = strawberry.field(
        description=(
            "Bedtime end: ISO 8601 with the wearer's offset, as Oura writes it. Oura "
            "`sleep.bedtime_end`."
        )
    )
    bedtime_start: str | None = strawberry.field(
        description=(
            "Bedtime start: ISO 8601 with the wearer's offset, as Oura writes it. Oura "
            "`sleep.bedtime_start`."
        )
    )
    day: date | None = strawberry.field(
        description="Day, a calendar day where the wearer was. Oura `sleep.day`."
    )
    deep_sleep_duration: int | None = strawberry.field(
        description="Deep sleep duration, in seconds. Oura `sleep.deep_sleep_duration`."
    )
    efficiency: int | None = strawberry.field(
        description="Efficiency, from 1 to 100. Oura `sleep.efficiency`."
    )
    heart_rate: OuraSample | None = strawberry.field(
        description="Heart rate. Oura `sleep.heart_rate`."
    )
    hrv: OuraSample | None = strawberry.field(description="HRV. Oura `sleep.hrv`.")
    latency: int | None = strawberry.field(description="Latency, in seconds. Oura `sleep.latency`.")
    light_sleep_duration: int | None = strawberry.field(
        description="Light sleep duration, in seconds. Oura `sleep.light_sleep_duration`."
    )
    low_battery_alert: bool | None = strawberry.field(
        description="Low battery alert. Oura `sleep.low_battery_alert`."
    )
    lowest_heart_rate: int | None = strawberry.field(
        description="Lowest heart rate, in beats per minute. Oura `sleep.lowest_heart_rate`."
    )
    movement_30_sec: str | None = strawberry.field(
        description=(
            "Movement 30 sec: one character for each 30 seconds: 1 no motion, 2 restless, "
            "3 tossing and turning, 4 active. Oura `sleep.movement_30_sec`."
        )
    )
    period: int | None = strawberry.field(description="Period. Oura `sleep.period`.")
    readiness: OuraReadiness | None = strawberry.field(
        description="Readiness. Oura `sleep.readiness`."
    )
    readiness_score_delta: int | None = strawberry.field(
        description="Readiness score delta. Oura `sleep.readiness_score_delta`."
    )
    rem_sleep_duration: int | None = strawberry.field(
        description="REM sleep duration, in seconds. Oura `sleep.rem_sleep_duration`."
    )
    restless_periods: int | None = strawberry.field(
        description="Restless periods. Oura `sleep.restless_periods`."
    )
    sleep_algorithm_version: str | None = strawberry.field(
        description=(
            "Sleep algorithm version: `v1`, `v2`, or a later word. Oura "
            "`sleep.sleep_algorithm_version`."
        )
    )
    sleep_analysis_reason: str | None = strawberry.field(
        description=(
            "Sleep analysis reason: `foreground_sleep_analysis`, `bedtime_edit`, "
            "`background_sleep_analysis`, `background_created_foreground_updated`, or a "
            "later word. Oura `sleep.sleep_analysis_reason`."
        )
    )
    sleep_phase_30_sec: str | None = strawberry.field(
        description=(
            "Sleep phase 30 sec: one character for each 30 seconds: 1 deep sleep, 2 light "
            "sleep, 3 REM sleep, 4 awake. Oura `sleep.sleep_phase_30_sec`."
        )
    )
    sleep_phase_5_min: str | None = strawberry.field(
        description=(
            "Sleep phase 5 min: one character for each 5 minutes: 1 deep sleep, 2 light "
            "sleep, 3 REM sleep, 4 awake. Oura `sleep.sleep_phase_5_min`."
        )
    )
    sleep_score_delta: int | None = strawberry.field(
        description="Sleep score delta. Oura `sleep.sleep_score_delta`."
    )
    time_in_bed: int | None = strawberry.field(
        description="Time in bed, in seconds. Oura `sleep.time_in_bed`."
    )
    total_sleep_duration: int | None = strawberry.field(
        description="Total sleep duration, in seconds. Oura `sleep.total_sleep_duration`."
    )
    type: str | None = strawberry.field(
        description=(
            "Type: `deleted`, `sleep`, `long_sleep`, `late_nap`, `rest`, or a later word. "
            "Oura `sleep.type`."
        )
    )
    ring_id: str | None = strawberry.field(description="Ring id. Oura `sleep.ring_id`.")
    app_sleep_phase_5_min: str | None = strawberry.field(
        description=(
            "App sleep phase 5 min: one character for each 5 minutes: 1 deep sleep, 2 "
            "light sleep, 3 REM sleep, 4 awake. Oura `sleep.app_sleep_phase_5_min`."
        )
    )


@strawberry.type(description="A page of Oura `sleep`.")
class OuraSleepPage:
    """Data, and how to go on."""

    data: list[OuraSleepDocument] = strawberry.field(
        description="What Oura `sleep` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )

"""Oura's documents: scores. Written by `make generate`."""

from __future__ import annotations

from datetime import date

import strawberry

from gateway.schema.oura.records.shared import OuraReadinessContributors
from gateway.schema.status import ProviderStatus


@strawberry.type(description="How ready a person is for the day. Oura `daily_readiness`.")
class OuraDailyReadinessDocument:
    """A view of `PublicDailyReadiness`."""

    id: str = strawberry.field(description="The document's id. Oura `daily_readiness.id`.")
    contributors: OuraReadinessContributors | None = strawberry.field(
        description="Contributors. Oura `daily_readiness.contributors`."
    )
    day: date | None = strawberry.field(
        description="Day, a calendar day where the wearer was. Oura `daily_readiness.day`."
    )
    score: int | None = strawberry.field(
        description="Score, from 1 to 100. Oura `daily_readiness.score`."
    )
    temperature_deviation: float | None = strawberry.field(
        description=(
            "Temperature deviation, in degrees Celsius. Oura "
            "`daily_readiness.temperature_deviation`."
        )
    )
    temperature_trend_deviation: float | None = strawberry.field(
        description=(
            "Temperature trend deviation, in degrees Celsius. Oura "
            "`daily_readiness.temperature_trend_deviation`."
        )
    )
    timestamp: str | None = strawberry.field(
        description=(
            "Timestamp: ISO 8601 with the wearer's offset, as Oura writes it. Oura "
            "`daily_readiness.timestamp`."
        )
    )


@strawberry.type(description="A page of Oura `daily_readiness`.")
class OuraDailyReadinessPage:
    """Data, and how to go on."""

    data: list[OuraDailyReadinessDocument] = strawberry.field(
        description="What Oura `daily_readiness` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )


@strawberry.type(description="Contributors: a part of a document. Oura `daily_sleep.contributors`.")
class OuraSleepContributors:
    """A view of `PublicSleepContributors`."""

    deep_sleep: int | None = strawberry.field(
        description="Deep sleep, from 1 to 100. Oura `daily_sleep.contributors.deep_sleep`."
    )
    efficiency: int | None = strawberry.field(
        description="Efficiency, from 1 to 100. Oura `daily_sleep.contributors.efficiency`."
    )
    latency: int | None = strawberry.field(
        description="Latency, from 1 to 100. Oura `daily_sleep.contributors.latency`."
    )
    rem_sleep: int | None = strawberry.field(
        description="REM sleep, from 1 to 100. Oura `daily_sleep.contributors.rem_sleep`."
    )
    restfulness: int | None = strawberry.field(
        description="Restfulness, from 1 to 100. Oura `daily_sleep.contributors.restfulness`."
    )
    timing: int | None = strawberry.field(
        description="Timing, from 1 to 100. Oura `daily_sleep.contributors.timing`."
    )
    total_sleep: int | None = strawberry.field(
        description="Total sleep, from 1 to 100. Oura `daily_sleep.contributors.total_sleep`."
    )


@strawberry.type(description="The score of a night. Oura `daily_sleep`.")
class OuraDailySleepDocument:
    """A view of `PublicDailySleep`."""

    id: str = strawberry.field(description="The document's id. Oura `daily_sleep.id`.")
    contributors: OuraSleepContributors | None = strawberry.field(
        description="Contributors. Oura `daily_sleep.contributors`."
    )
    day: date | None = strawberry.field(
        description="Day, a calendar day where the wearer was. Oura `daily_sleep.day`."
    )
    score: int | None = strawberry.field(
        description="Score, from 1 to 100. Oura `daily_sleep.score`."
    )
    timestamp: str | None = strawberry.field(
        description=(
            "Timestamp: ISO 8601 with the wearer's offset, as Oura writes it. Oura "
            "`daily_sleep.timestamp`."
        )
    )


@strawberry.type(description="A page of Oura `daily_sleep`.")
class OuraDailySleepPage:
    """Data, and how to go on."""

    data: list[OuraDailySleepDocument] = strawberry.field(
        description="What Oura `daily_sleep` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )


@strawberry.type(
    description="Optimal bedtime: a part of a document. Oura `sleep_time.optimal_bedtime`."
)
class OuraSleepTimeWindow:
    """A view of `PublicSleepTimeWindow`."""

    day_tz: int | None = strawberry.field(
        description="Day zone, in seconds. Oura `sleep_time.optimal_bedtime.day_tz`."
    )
    end_offset: int | None = strawberry.field(
        description="End offset, in seconds. Oura `sleep_time.optimal_bedtime.end_offset`."
    )
    start_offset: int | None = strawberry.field(
        description="Start offset, in seconds. Oura `sleep_time.optimal_bedtime.start_offset`."
    )


@strawberry.type(description="When to go to bed. Oura `sleep_time`.")
class OuraSleepTimeDocument:
    """A view of `PublicSleepTime`."""

    id: str = strawberry.field(description="The document's id. Oura `sleep_time.id`.")
    day: date | None = strawberry.field(
        description="Day, a calendar day where the wearer was. Oura `sleep_time.day`."
    )
    optimal_bedtime: OuraSleepTimeWindow | None = strawberry.field(
        description="Optimal bedtime. Oura `sleep_time.optimal_bedtime`."
    )
    recommendation: str | None = strawberry.field(
        description=(
            "Recommendation: `improve_efficiency`, `earlier_bedtime`, `later_bedtime`, "
            "`earlier_wake_up_time`, `later_wake_up_time`, `follow_optimal_bedtime`, or a "
            "later word. Oura `sleep_time.recommendation`."
        )
    )
    status: str | None = strawberry.field(
        description=(
            "Status: `not_enough_nights`, `not_enough_recent_nights`, `bad_sleep_quality`, "
            "`only_recommended_found`, `optimal_found`, or a later word. Oura "
            "`sleep_time.status`."
        )
    )


@strawberry.type(description="A page of Oura `sleep_time`.")
class OuraSleepTimePage:
    """Data, and how to go on."""

    data: list[OuraSleepTimeDocument] = strawberry.field(
        description="What Oura `sleep_time` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )

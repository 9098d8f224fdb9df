"""Oura's documents: what several of them hold. Written by `make generate`."""

from __future__ import annotations

import strawberry


@strawberry.type(
    description=(
        "Met: a part of a document. Oura `daily_activity.met`, `session.heart_rate`, "
        "`session.heart_rate_variability`, `session.motion_count`, `sleep.heart_rate`, "
        "`sleep.hrv`."
    )
)
class OuraSample:
    """A view of `PublicSample`."""

    interval: float | None = strawberry.field(
        description=(
            "Interval, in seconds. Oura `daily_activity.met.interval`, "
            "`session.heart_rate.interval`, `session.heart_rate_variability.interval`, "
            "`session.motion_count.interval`, `sleep.heart_rate.interval`, "
            "`sleep.hrv.interval`."
        )
    )
    items: list[float | None] | None = strawberry.field(
        description=(
            "Items, null where nothing was measured. Oura `daily_activity.met.items`, "
            "`session.heart_rate.items`, `session.heart_rate_variability.items`, "
            "`session.motion_count.items`, `sleep.heart_rate.items`, `sleep.hrv.items`."
        )
    )
    timestamp: str | None = strawberry.field(
        description=(
            "Timestamp: ISO 8601 with the wearer's offset, as Oura writes it. Oura "
            "`daily_activity.met.timestamp`, `session.heart_rate.timestamp`, "
            "`session.heart_rate_variability.timestamp`, `session.motion_count.timestamp`, "
            "`sleep.heart_rate.timestamp`, `sleep.hrv.timestamp`."
        )
    )


@strawberry.type(
    description=(
        "Contributors: a part of a document. Oura `daily_readiness.contributors`, "
        "`sleep.readiness.contributors`."
    )
)
class OuraReadinessContributors:
    """A view of `PublicReadinessContributors`."""

    activity_balance: int | None = strawberry.field(
        description=(
            "Activity balance, from 1 to 100. Oura "
            "`daily_readiness.contributors.activity_balance`, "
            "`sleep.readiness.contributors.activity_balance`."
        )
    )
    body_temperature: int | None = strawberry.field(
        description=(
            "Body temperature, from 1 to 100. Oura "
            "`daily_readiness.contributors.body_temperature`, "
            "`sleep.readiness.contributors.body_temperature`."
        )
    )
    hrv_balance: int | None = strawberry.field(
        description=(
            "HRV balance, from 1 to 100. Oura `daily_readiness.contributors.hrv_balance`, "
            "`sleep.readiness.contributors.hrv_balance`."
        )
    )
    previous_day_activity: int | None = strawberry.field(
        description=(
            "Previous day activity, from 1 to 100. Oura "
            "`daily_readiness.contributors.previous_day_activity`, "
            "`sleep.readiness.contributors.previous_day_activity`."
        )
    )
    previous_night: int | None = strawberry.field(
        description=(
            "Previous night, from 1 to 100. Oura "
            "`daily_readiness.contributors.previous_night`, "
            "`sleep.readiness.contributors.previous_night`."
        )
    )
    recovery_index: int | None = strawberry.field(
        description=(
            "Recovery index, from 1 to 100. Oura "
            "`daily_readiness.contributors.recovery_index`, "
            "`sleep.readiness.contributors.recovery_index`."
        )
    )
    resting_heart_rate: int | None = strawberry.field(
        description=(
            "Resting heart rate, from 1 to 100. Oura "
            "`daily_readiness.contributors.resting_heart_rate`, "
            "`sleep.readiness.contributors.resting_heart_rate`."
        )
    )
    sleep_balance: int | None = strawberry.field(
        description=(
            "Sleep balance, from 1 to 100. Oura "
            "`daily_readiness.contributors.sleep_balance`, "
            "`sleep.readiness.contributors.sleep_balance`."
        )
    )
    sleep_regularity: int | None = strawberry.field(
        description=(
            "Sleep regularity, from 1 to 100. Oura "
            "`daily_readiness.contributors.sleep_regularity`, "
            "`sleep.readiness.contributors.sleep_regularity`."
        )
    )

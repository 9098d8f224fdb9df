"""Oura's documents: activity. Written by `make generate`."""

from __future__ import annotations

from datetime import date

import strawberry

from gateway.schema.oura.records.shared import OuraSample
from gateway.schema.status import ProviderStatus


@strawberry.type(
    description="Contributors: a part of a document. Oura `daily_activity.contributors`."
)
class OuraActivityContributors:
    """A view of `PublicActivityContributors`."""

    meet_daily_targets: int | None = strawberry.field(
        description=(
            "Meet daily targets, from 1 to 100. Oura "
            "`daily_activity.contributors.meet_daily_targets`."
        )
    )
    move_every_hour: int | None = strawberry.field(
        description=(
            "Move every hour, from 1 to 100. Oura `daily_activity.contributors.move_every_hour`."
        )
    )
    recovery_time: int | None = strawberry.field(
        description=(
            "Recovery time, from 1 to 100. Oura `daily_activity.contributors.recovery_time`."
        )
    )
    stay_active: int | None = strawberry.field(
        description="Stay active, from 1 to 100. Oura `daily_activity.contributors.stay_active`."
    )
    training_frequency: int | None = strawberry.field(
        description=(
            "Training frequency, from 1 to 100. Oura "
            "`daily_activity.contributors.training_frequency`."
        )
    )
    training_volume: int | None = strawberry.field(
        description=(
            "Training volume, from 1 to 100. Oura `daily_activity.contributors.training_volume`."
        )
    )


@strawberry.type(
    description=(
        "A day from 4 o'clock to 4 o'clock: energies, times, steps. Oura `daily_activity`."
    )
)
class OuraDailyActivityDocument:
    """A view of `PublicDailyActivity`."""

    id: str = strawberry.field(description="The document's id. Oura `daily_activity.id`.")
    active_calories: int | None = strawberry.field(
        description="Active calories, in kcal. Oura `daily_activity.active_calories`."
    )
    average_met_minutes: float | None = strawberry.field(
        description=(
            "Average MET minutes, in MET minutes. Oura `daily_activity.average_met_minutes`."
        )
    )
    class_5_min: str | None = strawberry.field(
        description=(
            "Class 5 min: one character for each 5 minutes: 0 non wear, 1 rest, 2 "
            "inactive, 3 low activity, 4 medium activity, 5 high activity. Oura "
            "`daily_activity.class_5_min`."
        )
    )
    contributors: OuraActivityContributors | None = strawberry.field(
        description="Contributors. Oura `daily_activity.contributors`."
    )
    day: date | None = strawberry.field(
        description="Day, a calendar day where the wearer was. Oura `daily_activity.day`."
    )
    equivalent_walking_distance: int | None = strawberry.field(
        description=(
            "Equivalent walking distance, in meters. Oura "
            "`daily_activity.equivalent_walking_distance`."
        )
    )
    high_activity_met_minutes: int | None = strawberry.field(
        description=(
            "High activity MET minutes, in MET minutes. Oura "
            "`daily_activity.high_activity_met_minutes`."
        )
    )
    high_activity_time: int | None = strawberry.field(
        description="High activity time, in seconds. Oura `daily_activity.high_activity_time`."
    )
    inactivity_alerts: int | None = strawberry.field(
        description="Inactivity alerts. Oura `daily_activity.inactivity_alerts`."
    )
    low_activity_met_minutes: int | None = strawberry.field(
        description=(
            "Low activity MET minutes, in MET minutes. Oura "
            "`daily_activity.low_activity_met_minutes`."
        )
    )
    low_activity_time: int | None = strawberry.field(
        description="Low activity time, in seconds. Oura `daily_activity.low_activity_time`."
    )
    medium_activity_met_minutes: int | None = strawberry.field(
        description=(
            "Medium activity MET minutes, in MET minutes. Oura "
            "`daily_activity.medium_activity_met_minutes`."
        )
    )
    medium_activity_time: int | None = strawberry.field(
        description="Medium activity time, in seconds. Oura `daily_activity.medium_activity_time`."
    )
    met: OuraSample | None = strawberry.field(description="MET. Oura `daily_activity.met`.")
    meters_to_target: int | None = strawberry.field(
        description="Meters to target, in meters. Oura `daily_activity.meters_to_target`."
    )
    non_wear_time: int | None = strawberry.field(
        description="Non wear time, in seconds. Oura `daily_activity.non_wear_time`."
    )
    resting_time: int | None = strawberry.field(
        description="Resting time, in seconds. Oura `daily_activity.resting_time`."
    )
    score: int | None = strawberry.field(
        description="Score, from 1 to 100. Oura `daily_activity.score`."
    )
    sedentary_met_minutes: int | None = strawberry.field(
        description=(
            "Sedentary MET minutes, in MET minutes. Oura `daily_activity.sedentary_met_minutes`."
        )
    )
    sedentary_time: int | None = strawberry.field(
        description="Sedentary time, in seconds. Oura `daily_activity.sedentary_time`."
    )
    steps: int | None = strawberry.field(description="Steps. Oura `daily_activity.steps`.")
    target_calories: int | None = strawberry.field(
        description="Target calories, in kcal. Oura `daily_activity.target_calories`."
    )
    target_meters: int | None = strawberry.field(
        description="Target meters, in meters. Oura `daily_activity.target_meters`."
    )
    timestamp: str | None = strawberry.field(
        description=(
            "Timestamp: ISO 8601 with the wearer's offset, as Oura writes it. Oura "
            "`daily_activity.timestamp`."
        )
    )
    total_calories: int | None = strawberry.field(
        description="Total calories, in kcal. Oura `daily_activity.total_calories`."
    )


@strawberry.type(description="A page of Oura `daily_activity`.")
class OuraDailyActivityPage:
    """Data, and how to go on."""

    data: list[OuraDailyActivityDocument] = strawberry.field(
        description="What Oura `daily_activity` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )


@strawberry.type(description="A guided or unguided moment, such as a meditation. Oura `session`.")
class OuraSessionDocument:
    """A view of `PublicSession`."""

    id: str = strawberry.field(description="The document's id. Oura `session.id`.")
    day: date | None = strawberry.field(
        description="Day, a calendar day where the wearer was. Oura `session.day`."
    )
    end_datetime: str | None = strawberry.field(
        description=(
            "End datetime: ISO 8601 with the wearer's offset, as Oura writes it. Oura "
            "`session.end_datetime`."
        )
    )
    heart_rate: OuraSample | None = strawberry.field(
        description="Heart rate. Oura `session.heart_rate`."
    )
    heart_rate_variability: OuraSample | None = strawberry.field(
        description="Heart rate variability. Oura `session.heart_rate_variability`."
    )
    mood: str | None = strawberry.field(
        description=(
            "Mood: `bad`, `worse`, `same`, `good`, `great`, or a later word. Oura `session.mood`."
        )
    )
    motion_count: OuraSample | None = strawberry.field(
        description="Motion count. Oura `session.motion_count`."
    )
    start_datetime: str | None = strawberry.field(
        description=(
            "Start datetime: ISO 8601 with the wearer's offset, as Oura writes it. Oura "
            "`session.start_datetime`."
        )
    )
    type: str | None = strawberry.field(
        description=(
            "Type: `breathing`, `meditation`, `nap`, `relaxation`, `rest`, `body_status`, "
            "or a later word. Oura `session.type`."
        )
    )


@strawberry.type(description="A page of Oura `session`.")
class OuraSessionPage:
    """Data, and how to go on."""

    data: list[OuraSessionDocument] = strawberry.field(
        description="What Oura `session` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )


@strawberry.type(description="A workout, entered or detected. Oura `workout`.")
class OuraWorkoutDocument:
    """A view of `PublicWorkout`."""

    id: str = strawberry.field(description="The document's id. Oura `workout.id`.")
    activity: str | None = strawberry.field(description="Activity. Oura `workout.activity`.")
    calories: float | None = strawberry.field(
        description="Calories, in kcal. Oura `workout.calories`."
    )
    day: date | None = strawberry.field(
        description="Day, a calendar day where the wearer was. Oura `workout.day`."
    )
    distance: float | None = strawberry.field(
        description="Distance, in meters. Oura `workout.distance`."
    )
    end_datetime: str | None = strawberry.field(
        description=(
            "End datetime: ISO 8601 with the wearer's offset, as Oura writes it. Oura "
            "`workout.end_datetime`."
        )
    )
    intensity: str | None = strawberry.field(
        description=(
            "Intensity: `easy`, `moderate`, `hard`, or a later word. Oura `workout.intensity`."
        )
    )
    label: str | None = strawberry.field(description="Label. Oura `workout.label`.")
    source: str | None = strawberry.field(
        description=(
            "Source: `manual`, `autodetected`, `confirmed`, `workout_heart_rate`, or a "
            "later word. Oura `workout.source`."
        )
    )
    start_datetime: str | None = strawberry.field(
        description=(
            "Start datetime: ISO 8601 with the wearer's offset, as Oura writes it. Oura "
            "`workout.start_datetime`."
        )
    )


@strawberry.type(description="A page of Oura `workout`.")
class OuraWorkoutPage:
    """Data, and how to go on."""

    data: list[OuraWorkoutDocument] = strawberry.field(
        description="What Oura `workout` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )

"""Query.oura: every collection of Oura. Written by `make generate`."""

from __future__ import annotations

import strawberry

from gateway.schema.oura.reading import days, document, instants, pages, personal_info
from gateway.schema.oura.records.activity import (
    OuraDailyActivityDocument,
    OuraDailyActivityPage,
    OuraSessionDocument,
    OuraSessionPage,
    OuraWorkoutDocument,
    OuraWorkoutPage,
)
from gateway.schema.oura.records.health import (
    OuraDailyCardiovascularAgeDocument,
    OuraDailyCardiovascularAgePage,
    OuraDailyResilienceDocument,
    OuraDailyResiliencePage,
    OuraDailySpo2Document,
    OuraDailySpo2Page,
    OuraDailyStressDocument,
    OuraDailyStressPage,
    OuraVo2MaxDocument,
    OuraVo2MaxPage,
)
from gateway.schema.oura.records.ring import (
    OuraHeartRatePage,
    OuraPersonalInfo,
    OuraRingBatteryLevelPage,
    OuraRingConfigurationDocument,
    OuraRingConfigurationPage,
)
from gateway.schema.oura.records.scores import (
    OuraDailyReadinessDocument,
    OuraDailyReadinessPage,
    OuraDailySleepDocument,
    OuraDailySleepPage,
    OuraSleepTimeDocument,
    OuraSleepTimePage,
)
from gateway.schema.oura.records.sleep import OuraSleepDocument, OuraSleepPage
from gateway.schema.oura.records.tags import (
    OuraEnhancedTagDocument,
    OuraEnhancedTagPage,
    OuraRestModePeriodDocument,
    OuraRestModePeriodPage,
    OuraTagDocument,
    OuraTagPage,
)


@strawberry.type(
    description=(
        "Oura's own collections, as its API v2 has them. What is selected is all that "
        "Oura is asked for, where it can be asked so."
    )
)
class OuraQuery:
    """A field for each collection, and one for its single documents."""

    daily_activity: object = strawberry.field(
        resolver=days("daily_activity"),
        graphql_type=OuraDailyActivityPage,
        description=(
            "By days: a day from 4 o'clock to 4 o'clock: energies, times, steps. Oura "
            "`daily_activity`."
        ),
    )
    daily_activity_document: object = strawberry.field(
        resolver=document("daily_activity"),
        graphql_type=OuraDailyActivityDocument | None,
        description="One by its id; null where Oura has none. Oura `daily_activity`.",
    )
    daily_cardiovascular_age: object = strawberry.field(
        resolver=days("daily_cardiovascular_age"),
        graphql_type=OuraDailyCardiovascularAgePage,
        description=(
            "By days: the age that the blood vessels seem to have. Oura `daily_cardiovascular_age`."
        ),
    )
    daily_cardiovascular_age_document: object = strawberry.field(
        resolver=document("daily_cardiovascular_age"),
        graphql_type=OuraDailyCardiovascularAgeDocument | None,
        description="One by its id; null where Oura has none. Oura `daily_cardiovascular_age`.",
    )
    daily_readiness: object = strawberry.field(
        resolver=days("daily_readiness"),
        graphql_type=OuraDailyReadinessPage,
        description="By days: how ready a person is for the day. Oura `daily_readiness`.",
    )
    daily_readiness_document: object = strawberry.field(
        resolver=document("daily_readiness"),
        graphql_type=OuraDailyReadinessDocument | None,
        description="One by its id; null where Oura has none. Oura `daily_readiness`.",
    )
    daily_resilience: object = strawberry.field(
        resolver=days("daily_resilience"),
        graphql_type=OuraDailyResiliencePage,
        description=(
            "By days: how well a person recovers from stress, over two weeks. Oura "
            "`daily_resilience`."
        ),
    )
    daily_resilience_document: object = strawberry.field(
        resolver=document("daily_resilience"),
        graphql_type=OuraDailyResilienceDocument | None,
        description="One by its id; null where Oura has none. Oura `daily_resilience`.",
    )
    daily_sleep: object = strawberry.field(
        resolver=days("daily_sleep"),
        graphql_type=OuraDailySleepPage,
        description="By days: the score of a night. Oura `daily_sleep`.",
    )
    daily_sleep_document: object = strawberry.field(
        resolver=document("daily_sleep"),
        graphql_type=OuraDailySleepDocument | None,
        description="One by its id; null where Oura has none. Oura `daily_sleep`.",
    )
    daily_spo2: object = strawberry.field(
        resolver=days("daily_spo2"),
        graphql_type=OuraDailySpo2Page,
        description="By days: oxygen in the blood during a night. Oura `daily_spo2`.",
    )
    daily_spo2_document: object = strawberry.field(
        resolver=document("daily_spo2"),
        graphql_type=OuraDailySpo2Document | None,
        description="One by its id; null where Oura has none. Oura `daily_spo2`.",
    )
    daily_stress: object = strawberry.field(
        resolver=days("daily_stress"),
        graphql_type=OuraDailyStressPage,
        description=(
            "By days: how long a day was stressful, and how long restoring. Oura `daily_stress`."
        ),
    )
    daily_stress_document: object = strawberry.field(
        resolver=document("daily_stress"),
        graphql_type=OuraDailyStressDocument | None,
        description="One by its id; null where Oura has none. Oura `daily_stress`.",
    )
    enhanced_tag: object = strawberry.field(
        resolver=days("enhanced_tag"),
        graphql_type=OuraEnhancedTagPage,
        description=(
            "By the days on which they begin: what a person noted: a code, a name of their "
            "own, or a text. Oura `enhanced_tag`."
        ),
    )
    enhanced_tag_document: object = strawberry.field(
        resolver=document("enhanced_tag"),
        graphql_type=OuraEnhancedTagDocument | None,
        description="One by its id; null where Oura has none. Oura `enhanced_tag`.",
    )
    heart_rate: object = strawberry.field(
        resolver=instants("heartrate"),
        graphql_type=OuraHeartRatePage,
        description="By instants: single heart rates, oldest first. Oura `heartrate`.",
    )
    personal_info: object = strawberry.field(
        resolver=personal_info,
        graphql_type=OuraPersonalInfo | None,
        description="The viewer's own figures. Oura `personal_info`.",
    )
    rest_mode_period: object = strawberry.field(
        resolver=days("rest_mode_period"),
        graphql_type=OuraRestModePeriodPage,
        description=(
            "By the days on which they begin: days of rest, as when ill. Oura `rest_mode_period`."
        ),
    )
    rest_mode_period_document: object = strawberry.field(
        resolver=document("rest_mode_period"),
        graphql_type=OuraRestModePeriodDocument | None,
        description="One by its id; null where Oura has none. Oura `rest_mode_period`.",
    )
    ring_battery_level: object = strawberry.field(
        resolver=instants("ring_battery_level"),
        graphql_type=OuraRingBatteryLevelPage,
        description=(
            "By instants: how full the ring's battery was, oldest first. Oura `ring_battery_level`."
        ),
    )
    ring_configuration: object = strawberry.field(
        resolver=pages("ring_configuration"),
        graphql_type=OuraRingConfigurationPage,
        description="All of them: a ring that the viewer has set up. Oura `ring_configuration`.",
    )
    ring_configuration_document: object = strawberry.field(
        resolver=document("ring_configuration"),
        graphql_type=OuraRingConfigurationDocument | None,
        description="One by its id; null where Oura has none. Oura `ring_configuration`.",
    )
    session: object = strawberry.field(
        resolver=days("session"),
        graphql_type=OuraSessionPage,
        description="By days: a guided or unguided moment, such as a meditation. Oura `session`.",
    )
    session_document: object = strawberry.field(
        resolver=document("session"),
        graphql_type=OuraSessionDocument | None,
        description="One by its id; null where Oura has none. Oura `session`.",
    )
    sleep: object = strawberry.field(
        resolver=days("sleep"),
        graphql_type=OuraSleepPage,
        description=(
            "By days: one time in bed with its phases, nights and naps alike. Oura `sleep`."
        ),
    )
    sleep_document: object = strawberry.field(
        resolver=document("sleep"),
        graphql_type=OuraSleepDocument | None,
        description="One by its id; null where Oura has none. Oura `sleep`.",
    )
    sleep_time: object = strawberry.field(
        resolver=days("sleep_time"),
        graphql_type=OuraSleepTimePage,
        description="By days: when to go to bed. Oura `sleep_time`.",
    )
    sleep_time_document: object = strawberry.field(
        resolver=document("sleep_time"),
        graphql_type=OuraSleepTimeDocument | None,
        description="One by its id; null where Oura has none. Oura `sleep_time`.",
    )
    tag: object = strawberry.field(
        resolver=days("tag"),
        graphql_type=OuraTagPage,
        description=(
            "By days: the older form of an enhanced tag, which mostly repeats one. Oura `tag`."
        ),
    )
    tag_document: object = strawberry.field(
        resolver=document("tag"),
        graphql_type=OuraTagDocument | None,
        description="One by its id; null where Oura has none. Oura `tag`.",
    )
    vo2_max: object = strawberry.field(
        resolver=days("vO2_max"),
        graphql_type=OuraVo2MaxPage,
        description="By days: an estimate of the oxygen that can be used. Oura `vO2_max`.",
    )
    vo2_max_document: object = strawberry.field(
        resolver=document("vO2_max"),
        graphql_type=OuraVo2MaxDocument | None,
        description="One by its id; null where Oura has none. Oura `vO2_max`.",
    )
    workout: object = strawberry.field(
        resolver=days("workout"),
        graphql_type=OuraWorkoutPage,
        description="By days: a workout, entered or detected. Oura `workout`.",
    )
    workout_document: object = strawberry.field(
        resolver=document("workout"),
        graphql_type=OuraWorkoutDocument | None,
        description="One by its id; null where Oura has none. Oura `workout`.",
    )

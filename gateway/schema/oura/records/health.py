"""Oura's documents: health. Written by `make generate`."""

from __future__ import annotations

from datetime import date

import strawberry

from gateway.schema.status import ProviderStatus


@strawberry.type(
    description="The age that the blood vessels seem to have. Oura `daily_cardiovascular_age`."
)
class OuraDailyCardiovascularAgeDocument:
    """A view of `PublicDailyCardiovascularAge`."""

    id: str = strawberry.field(description="The document's id. Oura `daily_cardiovascular_age.id`.")
    day: date | None = strawberry.field(
        description=(
            "Day, a calendar day where the wearer was. Oura `daily_cardiovascular_age.day`."
        )
    )
    pulse_wave_velocity: float | None = strawberry.field(
        description=(
            "Pulse wave velocity, in meters per second. Oura "
            "`daily_cardiovascular_age.pulse_wave_velocity`."
        )
    )
    vascular_age: int | None = strawberry.field(
        description=(
            "Vascular age, in years, from 18 to 100. Oura `daily_cardiovascular_age.vascular_age`."
        )
    )


@strawberry.type(description="A page of Oura `daily_cardiovascular_age`.")
class OuraDailyCardiovascularAgePage:
    """Data, and how to go on."""

    data: list[OuraDailyCardiovascularAgeDocument] = strawberry.field(
        description="What Oura `daily_cardiovascular_age` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )


@strawberry.type(
    description="Contributors: a part of a document. Oura `daily_resilience.contributors`."
)
class OuraResilienceContributors:
    """A view of `ResilienceContributors`."""

    sleep_recovery: float | None = strawberry.field(
        description=(
            "Sleep recovery, from 0 to 100. Oura `daily_resilience.contributors.sleep_recovery`."
        )
    )
    daytime_recovery: float | None = strawberry.field(
        description=(
            "Daytime recovery, from 0 to 100. Oura "
            "`daily_resilience.contributors.daytime_recovery`."
        )
    )
    stress: float | None = strawberry.field(
        description="Stress, from 0 to 100. Oura `daily_resilience.contributors.stress`."
    )


@strawberry.type(
    description=("How well a person recovers from stress, over two weeks. Oura `daily_resilience`.")
)
class OuraDailyResilienceDocument:
    """A view of `DailyResilienceModel`."""

    id: str = strawberry.field(description="The document's id. Oura `daily_resilience.id`.")
    day: date | None = strawberry.field(
        description="Day, a calendar day where the wearer was. Oura `daily_resilience.day`."
    )
    contributors: OuraResilienceContributors | None = strawberry.field(
        description="Contributors. Oura `daily_resilience.contributors`."
    )
    level: str | None = strawberry.field(
        description=(
            "Level: `limited`, `adequate`, `solid`, `strong`, `exceptional`, or a later "
            "word. Oura `daily_resilience.level`."
        )
    )


@strawberry.type(description="A page of Oura `daily_resilience`.")
class OuraDailyResiliencePage:
    """Data, and how to go on."""

    data: list[OuraDailyResilienceDocument] = strawberry.field(
        description="What Oura `daily_resilience` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )


@strawberry.type(
    description="Spo2 percentage: a part of a document. Oura `daily_spo2.spo2_percentage`."
)
class OuraSpo2AggregatedValues:
    """A view of `PublicSpo2AggregatedValues`."""

    average: float | None = strawberry.field(
        description="Average, in percent. Oura `daily_spo2.spo2_percentage.average`."
    )


@strawberry.type(description="Oxygen in the blood during a night. Oura `daily_spo2`.")
class OuraDailySpo2Document:
    """A view of `PublicDailySpO2`."""

    id: str = strawberry.field(description="The document's id. Oura `daily_spo2.id`.")
    breathing_disturbance_index: int | None = strawberry.field(
        description=(
            "Breathing disturbance index, from 0 to 100. Oura "
            "`daily_spo2.breathing_disturbance_index`."
        )
    )
    day: date | None = strawberry.field(
        description="Day, a calendar day where the wearer was. Oura `daily_spo2.day`."
    )
    spo2_percentage: OuraSpo2AggregatedValues | None = strawberry.field(
        description="Spo2 percentage. Oura `daily_spo2.spo2_percentage`."
    )


@strawberry.type(description="A page of Oura `daily_spo2`.")
class OuraDailySpo2Page:
    """Data, and how to go on."""

    data: list[OuraDailySpo2Document] = strawberry.field(
        description="What Oura `daily_spo2` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )


@strawberry.type(
    description="How long a day was stressful, and how long restoring. Oura `daily_stress`."
)
class OuraDailyStressDocument:
    """A view of `PublicDailyStress`."""

    id: str = strawberry.field(description="The document's id. Oura `daily_stress.id`.")
    day: date | None = strawberry.field(
        description="Day, a calendar day where the wearer was. Oura `daily_stress.day`."
    )
    day_summary: str | None = strawberry.field(
        description=(
            "Day summary: `restored`, `normal`, `stressful`, or a later word. Oura "
            "`daily_stress.day_summary`."
        )
    )
    recovery_high: int | None = strawberry.field(
        description="Recovery high, in seconds. Oura `daily_stress.recovery_high`."
    )
    stress_high: int | None = strawberry.field(
        description="Stress high, in seconds. Oura `daily_stress.stress_high`."
    )


@strawberry.type(description="A page of Oura `daily_stress`.")
class OuraDailyStressPage:
    """Data, and how to go on."""

    data: list[OuraDailyStressDocument] = strawberry.field(
        description="What Oura `daily_stress` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )


@strawberry.type(description="An estimate of the oxygen that can be used. Oura `vO2_max`.")
class OuraVo2MaxDocument:
    """A view of `PublicVO2Max`."""

    id: str = strawberry.field(description="The document's id. Oura `vO2_max.id`.")
    day: date | None = strawberry.field(
        description="Day, a calendar day where the wearer was. Oura `vO2_max.day`."
    )
    timestamp: str | None = strawberry.field(
        description=(
            "Timestamp: ISO 8601 with the wearer's offset, as Oura writes it. Oura "
            "`vO2_max.timestamp`."
        )
    )
    vo2_max: int | None = strawberry.field(
        description="Vo2 max, in ml per kg and minute. Oura `vO2_max.vo2_max`."
    )


@strawberry.type(description="A page of Oura `vO2_max`.")
class OuraVo2MaxPage:
    """Data, and how to go on."""

    data: list[OuraVo2MaxDocument] = strawberry.field(
        description="What Oura `vO2_max` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )

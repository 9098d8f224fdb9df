"""Oura's documents: ring. Written by `make generate`."""

from __future__ import annotations

import strawberry

from gateway.schema.scalars import Long
from gateway.schema.status import ProviderStatus


@strawberry.type(description="Single heart rates, oldest first. Oura `heartrate`.")
class OuraHeartRateRow:
    """A view of `PublicHeartRateRow`."""

    timestamp: str | None = strawberry.field(
        description="Timestamp: ISO 8601 in UTC, as Oura writes it. Oura `heartrate.timestamp`."
    )
    timestamp_unix: Long | None = strawberry.field(
        description="Timestamp unix, in milliseconds since 1970. Oura `heartrate.timestamp_unix`."
    )
    bpm: int | None = strawberry.field(
        description="Heart rate, in beats per minute. Oura `heartrate.bpm`."
    )
    source: str | None = strawberry.field(
        description=(
            "Source: `awake`, `workout`, `rest`, `sleep`, `live`, `session`, or a later "
            "word. Oura `heartrate.source`."
        )
    )


@strawberry.type(description="A page of Oura `heartrate`.")
class OuraHeartRatePage:
    """Data, and how to go on."""

    data: list[OuraHeartRateRow] = strawberry.field(
        description="What Oura `heartrate` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )


@strawberry.type(description="The viewer's own figures. Oura `personal_info`.")
class OuraPersonalInfo:
    """A view of `PersonalInfoResponse`."""

    id: str = strawberry.field(description="The document's id. Oura `personal_info.id`.")
    age: int | None = strawberry.field(description="Age, in years. Oura `personal_info.age`.")
    weight: float | None = strawberry.field(
        description="Weight, in kilograms. Oura `personal_info.weight`."
    )
    height: float | None = strawberry.field(
        description="Height, in meters. Oura `personal_info.height`."
    )
    biological_sex: str | None = strawberry.field(
        description="Biological sex. Oura `personal_info.biological_sex`."
    )
    email: str | None = strawberry.field(description="Email. Oura `personal_info.email`.")


@strawberry.type(
    description="How full the ring's battery was, oldest first. Oura `ring_battery_level`."
)
class OuraRingBatteryLevelRow:
    """A view of `PublicRingBatteryLevelRow`."""

    timestamp: str | None = strawberry.field(
        description=(
            "Timestamp: ISO 8601 in UTC, as Oura writes it. Oura `ring_battery_level.timestamp`."
        )
    )
    timestamp_unix: Long | None = strawberry.field(
        description=(
            "Timestamp unix, in milliseconds since 1970. Oura `ring_battery_level.timestamp_unix`."
        )
    )
    charging: bool | None = strawberry.field(
        description="Charging. Oura `ring_battery_level.charging`."
    )
    in_charger: bool | None = strawberry.field(
        description="In charger. Oura `ring_battery_level.in_charger`."
    )
    level: int | None = strawberry.field(
        description="Level, from 0 to 100. Oura `ring_battery_level.level`."
    )


@strawberry.type(description="A page of Oura `ring_battery_level`.")
class OuraRingBatteryLevelPage:
    """Data, and how to go on."""

    data: list[OuraRingBatteryLevelRow] = strawberry.field(
        description="What Oura `ring_battery_level` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )


@strawberry.type(description="A ring that the viewer has set up. Oura `ring_configuration`.")
class OuraRingConfigurationDocument:
    """A view of `PublicRingConfiguration`."""

    id: str = strawberry.field(description="The document's id. Oura `ring_configuration.id`.")
    color: str | None = strawberry.field(
        description=(
            "Color: `brushed_silver`, `glossy_black`, `glossy_gold`, `glossy_white`, "
            "`gucci`, `matt_gold`, `rose`, `silver`, `stealth_black`, `titanium`, "
            "`titanium_and_gold`, `cloud`, `petal`, `midnight`, `tide`, `deep_rose`, or a "
            "later word. Oura `ring_configuration.color`."
        )
    )
    design: str | None = strawberry.field(
        description=(
            "Design: `heritage`, `balance`, `balance_diamond`, `horizon`, `ceramic`, or a "
            "later word. Oura `ring_configuration.design`."
        )
    )
    firmware_version: str | None = strawberry.field(
        description="Firmware version. Oura `ring_configuration.firmware_version`."
    )
    hardware_type: str | None = strawberry.field(
        description=(
            "Hardware type: `gen1`, `gen2`, `gen2m`, `gen3`, `gen4`, `or5`, or a later "
            "word. Oura `ring_configuration.hardware_type`."
        )
    )
    set_up_at: str | None = strawberry.field(
        description=(
            "Set up at: ISO 8601 in UTC, as Oura writes it. Oura `ring_configuration.set_up_at`."
        )
    )
    size: int | None = strawberry.field(description="Size. Oura `ring_configuration.size`.")


@strawberry.type(description="A page of Oura `ring_configuration`.")
class OuraRingConfigurationPage:
    """Data, and how to go on."""

    data: list[OuraRingConfigurationDocument] = strawberry.field(
        description="What Oura `ring_configuration` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )

"""Oura's documents: tags. Written by `make generate`."""

from __future__ import annotations

from datetime import date

import strawberry

from gateway.schema.status import ProviderStatus


@strawberry.type(
    description=(
        "What a person noted: a code, a name of their own, or a text. Oura `enhanced_tag`."
    )
)
class OuraEnhancedTagDocument:
    """A view of `EnhancedTagModel`."""

    id: str = strawberry.field(description="The document's id. Oura `enhanced_tag.id`.")
    tag_type_code: str | None = strawberry.field(
        description="Tag type code. Oura `enhanced_tag.tag_type_code`."
    )
    start_time: str | None = strawberry.field(
        description=(
            "Start time: ISO 8601, with or without an offset, as Oura writes it. Oura "
            "`enhanced_tag.start_time`."
        )
    )
    end_time: str | None = strawberry.field(
        description=(
            "End time: ISO 8601, with or without an offset, as Oura writes it. Oura "
            "`enhanced_tag.end_time`."
        )
    )
    start_day: date | None = strawberry.field(
        description=(
            "Start day, a calendar day where the wearer was. Oura `enhanced_tag.start_day`."
        )
    )
    end_day: date | None = strawberry.field(
        description="End day, a calendar day where the wearer was. Oura `enhanced_tag.end_day`."
    )
    comment: str | None = strawberry.field(description="Comment. Oura `enhanced_tag.comment`.")
    custom_name: str | None = strawberry.field(
        description="Custom name. Oura `enhanced_tag.custom_name`."
    )


@strawberry.type(description="A page of Oura `enhanced_tag`.")
class OuraEnhancedTagPage:
    """Data, and how to go on."""

    data: list[OuraEnhancedTagDocument] = strawberry.field(
        description="What Oura `enhanced_tag` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )


@strawberry.type(description="Episodes: a part of a document. Oura `rest_mode_period.episodes`.")
class OuraRestModeEpisode:
    """A view of `PublicRestModeEpisode`."""

    tags: list[str] | None = strawberry.field(
        description="Tags. Oura `rest_mode_period.episodes.tags`."
    )
    timestamp: str | None = strawberry.field(
        description=(
            "Timestamp: ISO 8601 with the wearer's offset, as Oura writes it. Oura "
            "`rest_mode_period.episodes.timestamp`."
        )
    )


@strawberry.type(description="Days of rest, as when ill. Oura `rest_mode_period`.")
class OuraRestModePeriodDocument:
    """A view of `PublicRestModePeriod`."""

    id: str = strawberry.field(description="The document's id. Oura `rest_mode_period.id`.")
    end_day: date | None = strawberry.field(
        description=(
            "End day, a calendar day where the wearer was. Oura `rest_mode_period.end_day`."
        )
    )
    end_time: str | None = strawberry.field(
        description=(
            "End time: ISO 8601 with the wearer's offset, as Oura writes it. Oura "
            "`rest_mode_period.end_time`."
        )
    )
    episodes: list[OuraRestModeEpisode] | None = strawberry.field(
        description="Episodes. Oura `rest_mode_period.episodes`."
    )
    start_day: date | None = strawberry.field(
        description=(
            "Start day, a calendar day where the wearer was. Oura `rest_mode_period.start_day`."
        )
    )
    start_time: str | None = strawberry.field(
        description=(
            "Start time: ISO 8601 with the wearer's offset, as Oura writes it. Oura "
            "`rest_mode_period.start_time`."
        )
    )


@strawberry.type(description="A page of Oura `rest_mode_period`.")
class OuraRestModePeriodPage:
    """Data, and how to go on."""

    data: list[OuraRestModePeriodDocument] = strawberry.field(
        description="What Oura `rest_mode_period` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )


@strawberry.type(
    description="The older form of an enhanced tag, which mostly repeats one. Oura `tag`."
)
class OuraTagDocument:
    """A view of `TagModel`."""

    id: str = strawberry.field(description="The document's id. Oura `tag.id`.")
    day: date | None = strawberry.field(
        description="Day, a calendar day where the wearer was. Oura `tag.day`."
    )
    text: str | None = strawberry.field(description="Text. Oura `tag.text`.")
    timestamp: str | None = strawberry.field(
        description=(
            "Timestamp: ISO 8601, with or without an offset, as Oura writes it. Oura "
            "`tag.timestamp`."
        )
    )
    tags: list[str] | None = strawberry.field(description="Tags. Oura `tag.tags`.")


@strawberry.type(description="A page of Oura `tag`.")
class OuraTagPage:
    """Data, and how to go on."""

    data: list[OuraTagDocument] = strawberry.field(
        description="What Oura `tag` has there, in Oura's order."
    )
    next_token: str | None = strawberry.field(
        description="Asks for the next page; null on the last. Oura `next_token`."
    )
    status: ProviderStatus = strawberry.field(
        description="How asking Oura went, and whether something is missing."
    )

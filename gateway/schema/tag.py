"""Tag: what a person noted, with a time or a span of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

import strawberry

from gateway.domain.tag import Tag as TagRecord
from gateway.execution import InstancesOf
from gateway.schema.enums import Provider, TagOrigin
from gateway.schema.node import Node
from gateway.schema.scalars import LocalDateTime


@strawberry.type(
    description="Something that a person noted: a code, a name of their own, or a text."
)
class Tag(Node):
    """A view of `domain.tag.Tag`."""

    provider: Provider = strawberry.field(description="Where it was noted.")
    origin: TagOrigin = strawberry.field(description="Which form of the note this is.")
    code: str | None = strawberry.field(
        description=(
            "The provider's word for the kind of note; null for a text alone, and for the older "
            "form, which has `codes`. Oura enhanced tag `tag_type_code`."
        )
    )
    name: str | None = strawberry.field(
        description=(
            "The person's own name for the kind of note. Oura enhanced tag `custom_name`. Never "
            "made of a code: Oura publishes no names for them."
        )
    )
    comment: str | None = strawberry.field(
        description="The text. Oura enhanced tag `comment`, tag `text`."
    )
    codes: list[str] = strawberry.field(
        description="All words for the kind of note. Oura tag `tags`; else `code` alone, if any."
    )
    start_time: datetime | None = strawberry.field(
        description=(
            "When it began; null where the provider told no offset from UTC. Oura enhanced tag "
            "`start_time`, tag `timestamp`."
        )
    )
    end_time: datetime | None = strawberry.field(
        description=(
            "When it ended; null for a moment, and where the provider told no offset. Oura "
            "enhanced tag `end_time`."
        )
    )
    start_local: LocalDateTime = strawberry.field(
        description="The wall clock at the start where the wearer was."
    )
    start_day: date = strawberry.field(
        description="The day on which it began. Oura enhanced tag `start_day`, tag `day`."
    )
    end_day: date | None = strawberry.field(
        description="The day on which it ended; null for a moment. Oura enhanced tag `end_day`."
    )

    is_type_of = InstancesOf(TagRecord)


def shown_tags(tags: list[TagRecord]) -> list[Tag]:
    """The domain's values in the place of the schema's type, whose fields read their attributes."""
    return cast("list[Tag]", tags)

"""Activity: one record of one provider, in the gateway's units.

Resolvers hand out `domain.ActivityRecord` values; the fields here read their attributes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

import strawberry
from strawberry.utils.await_maybe import AwaitableOrValue

from gateway.domain.activity import Activity as ActivityRecord
from gateway.domain.detail import Detail
from gateway.domain.freshness import Freshness
from gateway.execution import InstancesOf
from gateway.schema.activity_tags import status_of_tags, tags_of_activity
from gateway.schema.context import Info
from gateway.schema.detail import ActivityDetail, Application
from gateway.schema.enums import ActivityKind, ActivityType, Intensity, Provider, RecordingMethod
from gateway.schema.metrics import ActivityMetrics
from gateway.schema.metrics_reading import metrics
from gateway.schema.node import Node
from gateway.schema.scalars import LocalDateTime
from gateway.schema.status import ProviderStatus
from gateway.schema.tag import Tag
from gateway.timeline.duplicates import Match
from gateway.timeline.neighbours import matches_of


@strawberry.type(description="Another provider's record of the same real-world event.")
class DuplicateMatch:
    """A view of a `timeline.duplicates.Match` from one of its two records."""

    activity: Activity = strawberry.field(description="The other provider's record.")
    score: float = strawberry.field(
        description="How sure it is, 0 to 1: overlap over union in time, less where types differ."
    )
    reasons: list[str] = strawberry.field(description="What speaks for it, to be read by people.")
    is_primary: bool = strawberry.field(
        description="Whether `activity` is the one that `dedupe: COLLAPSE` shows."
    )


async def _duplicates(root: strawberry.Parent[ActivityRecord], info: Info) -> list[DuplicateMatch]:
    context = info.context
    load, now = context.loaders.load_windows(Freshness()), context.services.history().end
    matches = await matches_of(root, context.sources(), load, now)
    zone = None if root.seen_in is None else ZoneInfo(root.seen_in)
    return [_duplicate(match, match.partner_of(root.activity_id), zone) for match in matches]


def _duplicate(match: Match, other: ActivityRecord, zone: ZoneInfo | None) -> DuplicateMatch:
    return DuplicateMatch(
        activity=shown(other if zone is None else other.seen_from(zone)),
        score=round(match.score, 3),
        reasons=list(match.reasons),
        is_primary=other is match.primary,
    )


@strawberry.type(
    description="One record of one provider. Its id never changes and depends on no de-duplication."
)
class Activity(Node):
    """A view of `domain.ActivityRecord`."""

    provider: Provider = strawberry.field(description="Who recorded it.")
    provider_id: str = strawberry.field(
        description="The provider's own id; unique within its collection only."
    )
    kind: ActivityKind = strawberry.field(description="What it is, coarsely.")
    type: ActivityType = strawberry.field(
        description="What was done. Google Fit `activityType`, Oura `activity` or `type`."
    )
    provider_type: str = strawberry.field(
        description="The raw upstream type: Google Fit's code as text, or Oura's word; empty where "
        "Oura left it out."
    )
    title: str | None = strawberry.field(
        description="Google Fit `name`, Oura workout `label`. Never invented from the type."
    )
    notes: str | None = strawberry.field(description="Google Fit `description`.")
    start_time: datetime = strawberry.field(
        description="When it began. Google Fit `startTimeMillis`, Oura `start_datetime`."
    )
    end_time: datetime = strawberry.field(
        description="When it ended. Google Fit `endTimeMillis`, Oura `end_datetime`."
    )
    duration_seconds: float = strawberry.field(
        description="From start to end, in seconds; 0 when it ends before it starts."
    )
    active_duration_seconds: float | None = strawberry.field(
        description="The part of it that was active, in seconds. Google Fit `activeTimeMillis`."
    )
    start_offset_minutes: int | None = strawberry.field(
        description=(
            "Minutes east of UTC at the start, as the provider recorded it. From Oura's "
            "`start_datetime`; Google Fit records none."
        )
    )
    start_local: LocalDateTime | None = strawberry.field(
        description=(
            "The wall clock at the start where the wearer was: from the recorded offset, else in "
            "the `timeZone` of the query, else null."
        )
    )
    local_date: date | None = strawberry.field(
        description=(
            "The calendar day at the start where the wearer was: from the recorded offset, else "
            "in the `timeZone` of the query, else null."
        )
    )
    provider_day: date | None = strawberry.field(
        description="The day that the provider files it under. Oura `day`."
    )
    intensity: Intensity | None = strawberry.field(
        description="How hard it was. Oura workout `intensity`."
    )
    mood: str | None = strawberry.field(
        description="How the person felt, in the provider's word. Oura session `mood`."
    )
    recording_method: RecordingMethod = strawberry.field(
        description="How the record came about. Oura workout `source`."
    )
    application: Application | None = strawberry.field(
        description="The app that recorded it. Google Fit `application`."
    )
    modified_at: datetime | None = strawberry.field(
        description="When the record last changed. Google Fit `modifiedTimeMillis`."
    )
    metrics: AwaitableOrValue[ActivityMetrics] = strawberry.field(
        resolver=metrics,
        graphql_type=ActivityMetrics,
        description=(
            "Figures that came with the record, or are fetched where a selected field needs it: "
            "for a whole page in few calls. What cannot be had is null, and `status` tells why."
        ),
    )
    tags: list[Tag] = strawberry.field(
        resolver=tags_of_activity,
        description=(
            "What was noted in its time, whoever recorded the activity; oldest first. A tag of a "
            "moment counts where the moment lies in the activity, one that lasts where they "
            "overlap, as long as it began at most 31 days before. See `tagsStatus` for what is "
            "missing. From Oura."
        ),
    )
    tags_status: list[ProviderStatus] = strawberry.field(
        resolver=status_of_tags,
        description=(
            "How asking for `tags` went: one entry per known provider, in the order of the enum. "
            "The calls for a whole page of activities stand at one of them."
        ),
    )
    duplicates: list[DuplicateMatch] = strawberry.field(
        resolver=_duplicates,
        description=(
            "Other providers' records of the same real-world event, one at most of each provider. "
            "A provider that could not be asked contributes none: see `providers` of the feed."
        ),
    )
    detail: Detail = strawberry.field(
        graphql_type=ActivityDetail, description="Every field that the provider sent."
    )
    viewer_can_update: bool = strawberry.field(
        description="Whether `upsertSession` can replace it, as far as can be told beforehand."
    )
    viewer_can_delete: bool = strawberry.field(
        description="Whether `deleteSession` can delete it, as far as can be told beforehand."
    )

    is_type_of = InstancesOf(ActivityRecord)


def shown(value: ActivityRecord) -> Activity:
    """The domain's value in the place of the schema's type, whose fields read its attributes."""
    return cast("Activity", value)

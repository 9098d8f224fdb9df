"""Query.node and Query.nodes: objects by id, through the caller's own links."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Annotated
from zoneinfo import ZoneInfo

import strawberry

from gateway.domain.activity import Activity as ActivityRecord
from gateway.domain.activity_id import ActivityId
from gateway.domain.day_id import DayId
from gateway.domain.day_runs import day_runs
from gateway.domain.documents import Days
from gateway.domain.errors import BadUserInputError, GatewayError
from gateway.domain.link import Link
from gateway.domain.node_id import NodeId, decode_node_id
from gateway.domain.provider import ActivitySource
from gateway.domain.tag import Tag as TagRecord
from gateway.domain.tag import TagId, TagSource
from gateway.loaders.activities_by_id import ActivityKey
from gateway.loaders.tags import TagKey
from gateway.schema.context import Context, Info
from gateway.schema.day_summaries import summaries
from gateway.schema.day_summary import DaySummary
from gateway.schema.days import selected_names
from gateway.schema.status import not_linked

MOST_IDS = 100

Found = ActivityRecord | TagRecord | DaySummary


async def node(
    info: Info,
    id: Annotated[  # noqa: A002 - the name that clients know
        strawberry.ID, strawberry.argument(description="The `id` of an activity, a tag or a day.")
    ],
) -> Found | None:
    """One object, or None for what the viewer does not have."""
    (found,) = await _objects(info, [decode_node_id(id)])
    if isinstance(found, BaseException):
        raise found
    return found


async def nodes(
    info: Info,
    ids: Annotated[
        list[strawberry.ID],
        strawberry.argument(
            description=f"The ids of activities, tags and days; {MOST_IDS} at most."
        ),
    ],
) -> list[Found | BaseException | None]:
    """The objects in the order of the ids; a failure stands in its own place."""
    if len(ids) > MOST_IDS:
        raise BadUserInputError(f"`ids` has {len(ids)} entries; {MOST_IDS} are allowed at once.")
    return await _objects(info, [_decoded(encoded) for encoded in ids])


def _decoded(encoded: str) -> NodeId | GatewayError:
    try:
        return decode_node_id(encoded)
    except GatewayError as error:
        return error


async def _objects(
    info: Info, wanted: Sequence[NodeId | GatewayError]
) -> list[Found | BaseException | None]:
    """The objects in their order; days that touch are read together."""
    days, others = await asyncio.gather(
        _days(info, [one for one in wanted if isinstance(one, DayId)]),
        asyncio.gather(*(_record(info.context, one) for one in wanted)),
    )
    return [
        days[one] if isinstance(one, DayId) else other
        for one, other in zip(wanted, others, strict=True)
    ]


async def _record(
    context: Context, wanted: NodeId | GatewayError
) -> ActivityRecord | TagRecord | GatewayError | None:
    """A provider's record, or why there is none; days are none of these."""
    try:
        if isinstance(wanted, TagId):
            return await _tag(context, wanted)
        if isinstance(wanted, ActivityId):
            return await _activity(context, wanted)
    except GatewayError as error:
        return error
    return wanted if isinstance(wanted, GatewayError) else None


async def _days(info: Info, wanted: Sequence[DayId]) -> Mapping[DayId, DaySummary]:
    if not wanted:
        return {}
    ranges: dict[ZoneInfo | None, list[Days]] = {}
    for zone, day in wanted:
        ranges.setdefault(zone, []).append(Days(day, day))
    fields = selected_names(info)
    read = await asyncio.gather(
        *(
            summaries(info.context, run, zone, fields)
            for zone, days in ranges.items()
            for run in day_runs(days, most=MOST_IDS)
        )
    )
    return {DayId(one.zone, one.date): one for run in read for one in run}


async def _activity(context: Context, wanted: ActivityId) -> ActivityRecord | None:
    link = _link(context, wanted, context.services.providers[wanted.provider].activities)
    if link is None:
        return None
    key = ActivityKey(link, wanted.collection, wanted.native_id)
    return await context.loaders.activities.load(key)


async def _tag(context: Context, wanted: TagId) -> TagRecord | None:
    link = _link(context, wanted, context.services.providers[wanted.provider].tags)
    return None if link is None else await context.loaders.single_tags.load(TagKey(link, wanted))


def _link(
    context: Context, wanted: ActivityId | TagId, source: ActivitySource | TagSource | None
) -> Link | None:
    """Whose record it is; None where the provider has no such collection.

    Raises:
        NotLinkedError: the request has no token for the provider.
    """
    if source is None or wanted.collection not in source.collections:
        return None
    link = context.links.get(wanted.provider)
    if link is None:
        raise not_linked(context.services.providers[wanted.provider])
    return link

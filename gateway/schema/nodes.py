"""Query.node and Query.nodes: objects by id, through the caller's own links."""

from __future__ import annotations

import asyncio
from typing import Annotated

import strawberry

from gateway.domain.activity import Activity as ActivityRecord
from gateway.domain.activity_id import ActivityId
from gateway.domain.errors import BadUserInputError, GatewayError
from gateway.domain.node_id import NodeId, decode_node_id
from gateway.domain.tag import Tag as TagRecord
from gateway.domain.tag import TagId
from gateway.loaders.activities_by_id import ActivityKey
from gateway.loaders.tags import TagKey
from gateway.schema.context import Context, Info
from gateway.schema.status import not_linked

MOST_IDS = 100

Found = ActivityRecord | TagRecord


async def node(
    info: Info,
    id: Annotated[  # noqa: A002 - the name that clients know
        strawberry.ID, strawberry.argument(description="The `id` of an activity or a tag.")
    ],
) -> Found | None:
    """One object, or None for what the viewer does not have."""
    return await _object(info.context, decode_node_id(id))


async def nodes(
    info: Info,
    ids: Annotated[
        list[strawberry.ID],
        strawberry.argument(description=f"The ids of activities and tags; {MOST_IDS} at most."),
    ],
) -> list[Found | BaseException | None]:
    """The objects in the order of the ids; a failure stands in its own place."""
    if len(ids) > MOST_IDS:
        raise BadUserInputError(f"`ids` has {len(ids)} entries; {MOST_IDS} are allowed at once.")
    return await asyncio.gather(*(_found(info.context, encoded) for encoded in ids))


async def _found(context: Context, encoded: str) -> Found | BaseException | None:
    try:
        return await _object(context, decode_node_id(encoded))
    except GatewayError as error:
        return error


async def _object(context: Context, wanted: NodeId) -> Found | None:
    if isinstance(wanted, TagId):
        return await _tag(context, wanted)
    return await _activity(context, wanted)


async def _activity(context: Context, wanted: ActivityId) -> ActivityRecord | None:
    connected = context.services.providers[wanted.provider]
    source = connected.activities
    if source is None or wanted.collection not in source.collections:
        return None
    link = context.links.get(wanted.provider)
    if link is None:
        raise not_linked(connected)
    key = ActivityKey(link, wanted.collection, wanted.native_id)
    return await context.loaders.activities.load(key)


async def _tag(context: Context, wanted: TagId) -> TagRecord | None:
    connected = context.services.providers[wanted.provider]
    source = connected.tags
    if source is None or wanted.collection not in source.collections:
        return None
    link = context.links.get(wanted.provider)
    if link is None:
        raise not_linked(connected)
    return await context.loaders.single_tags.load(TagKey(link, wanted))

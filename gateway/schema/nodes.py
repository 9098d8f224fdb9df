"""Query.node and Query.nodes: activities by id, through the caller's own links."""

from __future__ import annotations

import asyncio
from typing import Annotated

import strawberry

from gateway.domain.activity import Activity as ActivityRecord
from gateway.domain.activity_id import ActivityId, decode_id
from gateway.domain.errors import BadUserInputError, GatewayError
from gateway.loaders.activities_by_id import ActivityKey
from gateway.schema.context import Context, Info
from gateway.schema.status import not_linked

MOST_IDS = 100


async def node(
    info: Info,
    id: Annotated[  # noqa: A002 - the name that clients know
        strawberry.ID, strawberry.argument(description="The `id` of an activity.")
    ],
) -> ActivityRecord | None:
    """One activity, or None for what the viewer does not have."""
    return await _activity(info.context, decode_id(id))


async def nodes(
    info: Info,
    ids: Annotated[
        list[strawberry.ID],
        strawberry.argument(description=f"The ids of activities; {MOST_IDS} at most."),
    ],
) -> list[ActivityRecord | BaseException | None]:
    """The activities in the order of the ids; a failure stands in its own place."""
    if len(ids) > MOST_IDS:
        raise BadUserInputError(f"`ids` has {len(ids)} entries; {MOST_IDS} are allowed at once.")
    return await asyncio.gather(*(_found(info.context, encoded) for encoded in ids))


async def _found(context: Context, encoded: str) -> ActivityRecord | BaseException | None:
    try:
        return await _activity(context, decode_id(encoded))
    except GatewayError as error:
        return error


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

"""Activity.tags: what was noted during an activity, whoever recorded the activity."""

from __future__ import annotations

import strawberry

from gateway.domain.activity import Activity as ActivityRecord
from gateway.domain.tag import Tag as TagRecord
from gateway.schema.context import Context, Info
from gateway.schema.loaded_tags import load_tags, tag_statuses
from gateway.schema.status import ProviderStatus
from gateway.schema.tag import Tag, shown_tags
from gateway.timeline.tags import days_around, overlapping


async def tags_of_activity(root: strawberry.Parent[ActivityRecord], info: Info) -> list[Tag]:
    """The tags of all activities of a page are one load."""
    tags, _ = await _load(info.context, root)
    return shown_tags(tags)


async def status_of_tags(
    root: strawberry.Parent[ActivityRecord], info: Info
) -> list[ProviderStatus]:
    """Of the same load."""
    _, statuses = await _load(info.context, root)
    return statuses


async def _load(
    context: Context, activity: ActivityRecord
) -> tuple[list[TagRecord], list[ProviderStatus]]:
    loaded = await load_tags(context, days_around(activity), activity.activity_id)
    tags = [tag for one in loaded.values() for tag in overlapping(activity, one.tags)]
    return tags, tag_statuses(context, loaded, tags)

"""Tags through the loaders of the request, and what of them each provider contributed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping

from gateway.domain.activity_id import ActivityId
from gateway.domain.documents import Days
from gateway.domain.provider import ConnectedProvider
from gateway.domain.provider_name import Provider
from gateway.domain.tag import LoadedTags
from gateway.domain.tag import Tag as TagRecord
from gateway.loaders.tags import TagsKey
from gateway.schema.context import Context
from gateway.schema.parts import status_of_parts
from gateway.schema.status import ProviderStatus, unlinked


async def load_tags(
    context: Context, days: Days, asked_for: ActivityId | None = None
) -> Mapping[Provider, LoadedTags]:
    """The tags that begin on the days, and perhaps others, of each linked provider that has any."""
    links = [context.links[c.provider] for c in context.linked_providers() if c.tags is not None]
    loaded = await asyncio.gather(
        *(context.loaders.tags.load(TagsKey(link, days, asked_for)) for link in links)
    )
    return {link.provider: one for link, one in zip(links, loaded, strict=True)}


def tag_statuses(
    context: Context, loaded: Mapping[Provider, LoadedTags], shown: Iterable[TagRecord]
) -> list[ProviderStatus]:
    """One entry per known provider; those that have no tags are skipped."""
    counts: dict[Provider, int] = {}
    for tag in shown:
        counts[tag.provider] = counts.get(tag.provider, 0) + 1
    return [
        _status(connected, loaded.get(provider), counts.get(provider, 0))
        for provider, connected in context.services.providers.items()
    ]


def _status(
    connected: ConnectedProvider, loaded: LoadedTags | None, item_count: int
) -> ProviderStatus:
    if connected.tags is None:
        return status_of_parts(connected, [], 0)
    if loaded is None:
        return unlinked(connected)
    return status_of_parts(connected, loaded.parts, item_count)

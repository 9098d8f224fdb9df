"""Reads what is selected of a range of days, through the loaders of the request."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple
from zoneinfo import ZoneInfo

from gateway.domain.day import Figure, LoadedDays
from gateway.domain.documents import Days
from gateway.domain.freshness import Freshness
from gateway.domain.provider_name import Provider
from gateway.domain.tag import LoadedTags
from gateway.loaders.days import DaysKey
from gateway.schema.context import Context
from gateway.schema.loaded_tags import load_tags
from gateway.timeline.days import NO_ACTIVITIES, DayActivities, activities_of
from gateway.timeline.tags import days_before

FIGURES: Mapping[str, Figure] = {
    "steps": Figure.STEPS,
    "distanceMeters": Figure.DISTANCE_METERS,
    "activeEnergyKcal": Figure.ACTIVE_ENERGY_KCAL,
    "totalEnergyKcal": Figure.TOTAL_ENERGY_KCAL,
    "activityScore": Figure.ACTIVITY_SCORE,
    "sleepScore": Figure.SLEEP_SCORE,
    "readinessScore": Figure.READINESS_SCORE,
}
"""By the names of the fields."""


class Wanted(NamedTuple):
    """What a query asks of its days."""

    days: Days
    zone: ZoneInfo | None
    figures: frozenset[Figure]
    activities: bool
    tags: bool


class Read(NamedTuple):
    """What came of it."""

    figures: Sequence[tuple[Provider, LoadedDays]]
    """In the order of the providers."""
    activities: DayActivities
    tags: Mapping[Provider, LoadedTags]


def wanted_by(fields: AbstractSet[str], days: Days, zone: ZoneInfo | None) -> Wanted:
    """What the fields need, by their names."""
    return Wanted(
        days=days,
        zone=zone,
        figures=frozenset(figure for name, figure in FIGURES.items() if name in fields),
        activities="activities" in fields,
        tags="tags" in fields,
    )


async def read_days(context: Context, wanted: Wanted) -> Read:
    """All of it at once, whole range by whole range."""
    return Read(
        *await asyncio.gather(
            _figures(context, wanted), _activities(context, wanted), _tags(context, wanted)
        )
    )


async def _figures(context: Context, wanted: Wanted) -> list[tuple[Provider, LoadedDays]]:
    """From each collection that has some of them."""
    keys = [
        DaysKey(context.links[c.provider], one.name, wanted.days, wanted.zone, shared)
        for c in context.linked_providers()
        if c.days is not None
        for one in c.days.collections
        if (shared := one.figures & wanted.figures) and (wanted.zone or not one.needs_zone)
    ]
    loaded = await asyncio.gather(*(context.loaders.days.load(key) for key in keys))
    return [(key.link.provider, one) for key, one in zip(keys, loaded, strict=True)]


async def _activities(context: Context, wanted: Wanted) -> DayActivities:
    if not wanted.activities:
        return NO_ACTIVITIES
    providers = context.services.providers
    sources = [
        source
        for source in context.sources()
        if wanted.zone or providers[source.link.provider].records_offset
    ]
    load, now = context.loaders.load_windows(Freshness()), context.services.history().end
    return await activities_of(wanted.days, wanted.zone, sources, load, now)


async def _tags(context: Context, wanted: Wanted) -> Mapping[Provider, LoadedTags]:
    return await load_tags(context, days_before(wanted.days)) if wanted.tags else {}

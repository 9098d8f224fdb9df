"""Makes summaries of days of what was read of them, with how reading it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from zoneinfo import ZoneInfo

from gateway.domain.day import DailyMetric, Figure
from gateway.domain.documents import Days
from gateway.domain.errors import TimeZoneNeededError
from gateway.domain.part import Part
from gateway.domain.provider import ConnectedProvider
from gateway.domain.provider import ServedFrom as From
from gateway.domain.tag import Tag
from gateway.schema.context import Context
from gateway.schema.day_reading import Read, Wanted, read_days, wanted_by
from gateway.schema.day_summary import DaySummary
from gateway.schema.enums import ProviderState
from gateway.schema.parts import status_of_parts
from gateway.schema.status import ProviderStatus, provider_error, unlinked
from gateway.timeline.days import chosen, each_day, is_over
from gateway.timeline.harvest import Harvest
from gateway.timeline.tags import by_position, on_day


async def summaries(
    context: Context, days: Days, zone: ZoneInfo | None, fields: AbstractSet[str]
) -> list[DaySummary]:
    """Each of the days, oldest first, with what the fields need."""
    wanted = wanted_by(fields, days, zone)
    read = await read_days(context, wanted)
    now = context.services.clock()
    tags = sorted((tag for one in read.tags.values() for tag in one.tags), key=by_position)
    noted = {day: [tag for tag in tags if on_day(tag, day)] for day in each_day(days)}
    statuses = _statuses(context, wanted, read, noted)
    return [
        DaySummary(
            zone=zone,
            date=day,
            is_final=is_over(day, zone, now),
            metrics=_metrics(wanted, read, day),
            activities=read.activities.by_day.get(day, ()),
            tags=noted[day],
            providers=statuses,
        )
        for day in each_day(days)
    ]


def _metrics(wanted: Wanted, read: Read, day: date) -> Mapping[Figure, DailyMetric]:
    told = [(provider, loaded.by_day.get(day, {})) for provider, loaded in read.figures]
    metrics = {
        figure: chosen([(provider, its[figure]) for provider, its in told if figure in its])
        for figure in wanted.figures
    }
    return {figure: metric for figure, metric in metrics.items() if metric is not None}


def _statuses(
    context: Context, wanted: Wanted, read: Read, noted: Mapping[date, Sequence[Tag]]
) -> list[ProviderStatus]:
    """One entry per known provider."""
    linked = context.linked_providers()
    return [
        _status(connected, wanted, read, noted) if connected in linked else unlinked(connected)
        for connected in context.services.providers.values()
    ]


def _status(
    connected: ConnectedProvider,
    wanted: Wanted,
    read: Read,
    noted: Mapping[date, Sequence[Tag]],
) -> ProviderStatus:
    provider = connected.provider
    parts = [
        *(loaded.part for name, loaded in read.figures if name is provider),
        *map(_part_of, read.activities.of(provider)),
        *(read.tags[provider].parts if provider in read.tags else ()),
    ]
    told = _days_told(connected, wanted, read, noted)
    status = status_of_parts(connected, parts, told, read.activities.gaps(provider))
    if status.state is ProviderState.SKIPPED and _lacks_zone(connected, wanted):
        status.error = provider_error(_zone_needed(connected))
    return status


def _part_of(harvest: Harvest) -> Part:
    return Part(
        fetched_at=harvest.fetched_at,
        error=harvest.error,
        upstream_calls=harvest.upstream_calls,
        is_live=harvest.served_from is From.LIVE,
        is_stale=bool(harvest.stale) and not harvest.missing,
    )


def _lacks_zone(connected: ConnectedProvider, wanted: Wanted) -> bool:
    """Whether it could tell something of what is wanted if a zone were named."""
    if wanted.zone is not None or connected.records_offset:
        return False
    collections = () if connected.days is None else connected.days.collections
    return wanted.activities or any(one.figures & wanted.figures for one in collections)


def _zone_needed(connected: ConnectedProvider) -> TimeZoneNeededError:
    return TimeZoneNeededError(
        connected.provider,
        f"{connected.display_name} has no days of its own: name `timeZone` to have its part.",
    )


def _days_told(
    connected: ConnectedProvider,
    wanted: Wanted,
    read: Read,
    noted: Mapping[date, Sequence[Tag]],
) -> int:
    """How many of the days the provider told something of."""
    own = connected.provider
    return sum(
        any(loaded.by_day.get(day) for name, loaded in read.figures if name is own)
        or any(one.provider is own for one in read.activities.by_day.get(day, ()))
        or any(one.provider is own for one in noted[day])
        for day in each_day(wanted.days)
    )

"""Calendar days: when one is over, what is in it, and whose figure stands for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from itertools import chain
from operator import attrgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from gateway.domain.activity import Activity
from gateway.domain.day import DailyMetric, DailyValue
from gateway.domain.documents import Days
from gateway.domain.interval import Interval
from gateway.domain.provider_name import Provider
from gateway.timeline import selection
from gateway.timeline.harvest import Harvest, reap
from gateway.timeline.sources import Source, WindowLoader
from gateway.timeline.windows import EARLIEST, windows_covering

LAST_TO_BEGIN = timezone(timedelta(hours=-12))
"""Where a day ends last on Earth."""
OVER_AT = time(4)
"""On the next day: Oura's day of activity runs until then."""

_DAY = timedelta(days=1)

by_position = attrgetter("position")


class DayActivities(NamedTuple):
    """Activities by the day that they begin on, oldest first, and what was read for them."""

    by_day: Mapping[date, Sequence[Activity]]
    harvests: Sequence[Harvest]
    span: Interval
    """Every instant that is one of the days somewhere on Earth."""

    def gaps(self, provider: Provider) -> list[Interval]:
        """What of the span the provider's activities are missing of."""
        return [gap for one in self.of(provider) for gap in one.gaps(self.span)]

    def of(self, provider: Provider) -> list[Harvest]:
        """What was read from the provider."""
        return [one for one in self.harvests if one.source.link.provider is provider]


NO_ACTIVITIES = DayActivities({}, (), Interval(EARLIEST, EARLIEST))
"""Where they are not asked for."""


def each_day(days: Days) -> list[date]:
    """The days, oldest first."""
    return [days.first + number * _DAY for number in range((days.last - days.first).days + 1)]


def is_over(day: date, zone: ZoneInfo | None, now: datetime) -> bool:
    """Whether the day's figures have stopped to run; without a zone: wherever on Earth it is."""
    return now >= datetime.combine(day + _DAY, OVER_AT, zone or LAST_TO_BEGIN)


def chosen(values: Sequence[tuple[Provider, float]]) -> DailyMetric | None:
    """The first one's value, with what the others say; None where nobody says anything."""
    if not values:
        return None
    (provider, value), *others = values
    alternatives = [DailyValue(provider=other, value=its) for other, its in others]
    return DailyMetric(provider=provider, value=value, alternatives=alternatives)


async def activities_of(
    days: Days,
    zone: ZoneInfo | None,
    sources: Sequence[Source],
    load: WindowLoader,
    now: datetime,
) -> DayActivities:
    """What begins on the days where the wearer was; records without an offset are seen from `zone`.

    The windows are those that feeds load too.
    """
    around = selection.Days(days.first, days.last).instants
    span = Interval(max(around.start, EARLIEST), around.end)
    harvests = [Harvest(source=source) for source in sources]
    windows = windows_covering(span, now)
    reaped = await reap(harvests, windows, load)
    every = [one for one in chain(*reaped) if one.start_time in span]
    seen = every if zone is None else [one.seen_from(zone) for one in every]
    by_day: dict[date, list[Activity]] = {}
    for one in sorted(seen, key=by_position):
        if one.local_date is not None:
            by_day.setdefault(one.local_date, []).append(one)
    return DayActivities(by_day, harvests, span)

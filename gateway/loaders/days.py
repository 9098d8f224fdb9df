"""Figures of days: equal days of one collection are asked for once, with all figures together."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from strawberry.dataloader import DataLoader

from gateway.domain.clock import Clock
from gateway.domain.day import DaySource, DaysQuestion, Figure, LoadedDays
from gateway.domain.documents import Days
from gateway.domain.errors import UpstreamError
from gateway.domain.link import Link
from gateway.domain.part import Part
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import counted_calls
from gateway.loaders.budget import Budget

MOST_LOADS = 40
"""Ranges of one request, of whichever collections."""


class DaysKey(NamedTuple):
    """Figures of days that one collection of a viewer has."""

    link: Link
    collection: str
    days: Days
    zone: ZoneInfo | None
    figures: frozenset[Figure]


class DayLoads:
    """What one request asks for."""

    def __init__(self, sources: Mapping[Provider, DaySource], clock: Clock) -> None:
        self._sources = sources
        self._clock = clock
        self._budget = Budget(MOST_LOADS, "ranges of days")

    async def load(self, keys: list[DaysKey]) -> list[LoadedDays]:
        """The days for each key; a failure is in its part."""
        whole: dict[DaysKey, DaysKey] = {}
        for key in keys:
            any_figures = key._replace(figures=frozenset())
            known = whole.get(any_figures, key)
            whole[any_figures] = key._replace(figures=known.figures | key.figures)
        loaded = await asyncio.gather(*map(self._load, whole.values()))
        found = dict(zip(whole, loaded, strict=True))
        return [found[key._replace(figures=frozenset())] for key in keys]

    async def _load(self, key: DaysKey) -> LoadedDays:
        link, collection, days, zone, figures = key
        question = DaysQuestion(days, zone, figures)
        with counted_calls() as count:
            try:
                self._budget.take_one(link.provider)
                listed = await self._sources[link.provider].daily(link, collection, question)
            except UpstreamError as error:
                part = Part(error=error, upstream_calls=count.calls)
                return LoadedDays(by_day={}, part=part)
        part = Part(fetched_at=self._clock(), error=listed.error, upstream_calls=count.calls)
        return LoadedDays(by_day=listed.by_day, part=part)


def days_loader(loads: DayLoads) -> DataLoader[DaysKey, LoadedDays]:
    """Figures of days for one request; a failure is told in the result."""
    return DataLoader(loads.load)

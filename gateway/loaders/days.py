"""Figures of days: equal days of one collection are asked for once, with all figures together."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from strawberry.dataloader import DataLoader

from gateway.domain.day import DayList, DaySource, DaysQuestion, Figure, LoadedDays
from gateway.domain.documents import Days
from gateway.domain.link import Link
from gateway.domain.part import part_of
from gateway.domain.provider_name import Provider
from gateway.loaders.asking import Asking


class DaysKey(NamedTuple):
    """Figures of days that one collection of a viewer has."""

    link: Link
    collection: str
    days: Days
    zone: ZoneInfo | None
    figures: frozenset[Figure]


class DayLoads:
    """What one request asks for."""

    def __init__(self, sources: Mapping[Provider, DaySource], asking: Asking) -> None:
        self._sources = sources
        self._asking = asking

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
        answered = await self._asking.ask(
            link.provider, self._sources[link.provider].daily, link, collection, question
        )
        listed = answered.content or DayList(by_day={})
        return LoadedDays(by_day=listed.by_day, part=part_of(answered, left_out=listed.error))


def days_loader(loads: DayLoads) -> DataLoader[DaysKey, LoadedDays]:
    """Figures of days for one request; a failure is told in the result."""
    return DataLoader(loads.load)

"""Days: what a provider tells of a whole calendar day, and the port for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from enum import Enum
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

import msgspec

from gateway.domain.documents import Days
from gateway.domain.errors import UpstreamError
from gateway.domain.link import Link
from gateway.domain.part import Part
from gateway.domain.provider_name import Provider


class Figure(Enum):
    """Something that is told of a day in one number."""

    STEPS = "steps"
    DISTANCE_METERS = "distance_meters"
    ACTIVE_ENERGY_KCAL = "active_energy_kcal"
    """Without the basal share."""
    TOTAL_ENERGY_KCAL = "total_energy_kcal"
    """With the basal share."""
    ACTIVITY_SCORE = "activity_score"
    """1 to 100, as the other scores."""
    SLEEP_SCORE = "sleep_score"
    READINESS_SCORE = "readiness_score"


Figures = Mapping[Figure, float]
"""Those of a day; what is not known is not there."""


class DailyValue(msgspec.Struct, frozen=True, kw_only=True):
    """What one provider says."""

    provider: Provider
    value: float


class DailyMetric(msgspec.Struct, frozen=True, kw_only=True):
    """One provider's value, and what the others say."""

    provider: Provider
    value: float
    alternatives: Sequence[DailyValue]


class DailyCollection(NamedTuple):
    """Figures of days that a provider tells together."""

    name: str
    figures: frozenset[Figure]
    needs_zone: bool = False
    """Whether it has days only where a zone is named."""


class DaysQuestion(NamedTuple):
    """Which figures of which days."""

    days: Days
    zone: ZoneInfo | None
    figures: AbstractSet[Figure]


class DayList(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider told."""

    by_day: Mapping[date, Figures]
    error: UpstreamError | None = None
    """Why some of the figures are not among them."""


class LoadedDays(msgspec.Struct, frozen=True, kw_only=True):
    """The same, and how it was had."""

    by_day: Mapping[date, Figures]
    part: Part


class DaySource(Protocol):
    """Tells figures of days, collection by collection."""

    @property
    def collections(self) -> Sequence[DailyCollection]:
        """What it has."""
        ...

    async def daily(self, link: Link, collection: str, question: DaysQuestion) -> DayList:
        """The figures of each day, as far as the provider knows them.

        Raises:
            UpstreamError: nothing, or not everything, could be had.
        """
        ...

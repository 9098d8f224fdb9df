"""DailySummary: what is known of a calendar day, from all providers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast
from zoneinfo import ZoneInfo

import strawberry

from gateway.domain import day
from gateway.domain.activity import Activity as ActivityRecord
from gateway.domain.day import Figure
from gateway.domain.day_id import DayId, encode_day_id
from gateway.domain.tag import Tag as TagRecord
from gateway.execution import InstancesOf
from gateway.schema.activity import Activity
from gateway.schema.enums import Provider
from gateway.schema.node import Node
from gateway.schema.status import ProviderStatus
from gateway.schema.tag import Tag


@strawberry.type(description="What a provider says that was not chosen.")
class DailyAlternative:
    """A view of `domain.day.DailyValue`."""

    provider: Provider = strawberry.field(description="Who says so.")
    value: float = strawberry.field(description="What it says, in the unit of the metric.")


@strawberry.type(
    description=(
        "A figure of a day. One provider's value is chosen, never summed across providers. The "
        "first that has one, in the order of the enum: Google Fit sums up exactly the day of the "
        "zone that the query names, Oura's day runs from 4 o'clock to 4 o'clock."
    )
)
class DailyMetric:
    """A view of `domain.day.DailyMetric`."""

    value: float = strawberry.field(description="The chosen value, in the unit of the metric.")
    provider: Provider = strawberry.field(description="Whose value it is.")
    alternatives: list[day.DailyValue] = strawberry.field(
        graphql_type=list[DailyAlternative],
        description="What the other providers say, in the order of the enum.",
    )


def _metric(description: str) -> day.DailyMetric | None:
    field = strawberry.field(graphql_type=DailyMetric | None, description=description)
    return cast("day.DailyMetric | None", field)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySummary:
    """What the fields of `DailySummary` read; all days of a range share the statuses."""

    zone: ZoneInfo | None
    date: date
    is_final: bool
    metrics: Mapping[Figure, day.DailyMetric]
    activities: Sequence[ActivityRecord]
    tags: Sequence[TagRecord]
    providers: Sequence[ProviderStatus]

    @property
    def id(self) -> str:
        """Its id, as clients see it."""
        return encode_day_id(DayId(self.zone, self.date))

    @property
    def steps(self) -> day.DailyMetric | None:
        """How many."""
        return self.metrics.get(Figure.STEPS)

    @property
    def distance_meters(self) -> day.DailyMetric | None:
        """How far."""
        return self.metrics.get(Figure.DISTANCE_METERS)

    @property
    def active_energy_kcal(self) -> day.DailyMetric | None:
        """Without the basal share."""
        return self.metrics.get(Figure.ACTIVE_ENERGY_KCAL)

    @property
    def total_energy_kcal(self) -> day.DailyMetric | None:
        """With the basal share."""
        return self.metrics.get(Figure.TOTAL_ENERGY_KCAL)

    @property
    def activity_score(self) -> int | None:
        """1 to 100."""
        return self._score(Figure.ACTIVITY_SCORE)

    @property
    def sleep_score(self) -> int | None:
        """1 to 100."""
        return self._score(Figure.SLEEP_SCORE)

    @property
    def readiness_score(self) -> int | None:
        """1 to 100."""
        return self._score(Figure.READINESS_SCORE)

    def _score(self, figure: Figure) -> int | None:
        metric = self.metrics.get(figure)
        return None if metric is None else int(metric.value)


@strawberry.type(
    description=(
        "A calendar day. What nobody tells is null, never 0; what could not be had is told in "
        "`providers`."
    )
)
class DailySummary(Node):
    """A view of `DaySummary`."""

    date: date = strawberry.field(description="The day.")
    is_final: bool = strawberry.field(
        description=(
            "Whether the day is over: from 4 o'clock of the next one on in the zone that the query "
            "names, for Oura's day of activity runs until then; without a zone, wherever on Earth "
            "the wearer may be. A device that is late can still add to it."
        )
    )
    steps: day.DailyMetric | None = _metric(
        "Steps, counted. Google Fit: sum of `com.google.step_count.delta`. Oura daily activity "
        "`steps`."
    )
    distance_meters: day.DailyMetric | None = _metric(
        "Distance covered, in meters. Google Fit: sum of `com.google.distance.delta`. Oura daily "
        "activity `equivalent_walking_distance`: how far one walks with the same energy."
    )
    active_energy_kcal: day.DailyMetric | None = _metric(
        "Energy without the basal share, in kcal. Oura daily activity `active_calories`."
    )
    total_energy_kcal: day.DailyMetric | None = _metric(
        "Energy with the basal share, in kcal. Google Fit: sum of `com.google.calories.expended`. "
        "Oura daily activity `total_calories`."
    )
    activity_score: int | None = strawberry.field(
        description="1 to 100. Oura daily activity `score`."
    )
    sleep_score: int | None = strawberry.field(description="1 to 100. Oura daily sleep `score`.")
    readiness_score: int | None = strawberry.field(
        description="1 to 100. Oura daily readiness `score`."
    )
    activities: list[ActivityRecord] = strawberry.field(
        graphql_type=list[Activity],
        description=(
            "What begins on the day where the wearer was (see `Activity.localDate`), oldest "
            "first; every record, whoever has it."
        ),
    )
    tags: list[TagRecord] = strawberry.field(
        graphql_type=list[Tag],
        description=(
            "What was noted on the day, oldest first; a tag that lasts is of each day from its "
            "first to its last, as long as it began at most 31 days before the range."
        ),
    )
    providers: list[ProviderStatus] = strawberry.field(
        description=(
            "How asking for what is selected went, for all days that were asked for together: one "
            "entry per known provider, in the order of the enum. `itemCount` counts the days that "
            "it told something of."
        )
    )

    is_type_of = InstancesOf(DaySummary)


def shown_days(summaries: list[DaySummary]) -> list[DailySummary]:
    """The values in the place of the schema's type, whose fields read their attributes."""
    return cast("list[DailySummary]", summaries)

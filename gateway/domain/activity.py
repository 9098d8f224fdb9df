"""The unified activity: one record of one provider, in the gateway's units."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, NamedTuple, Self
from zoneinfo import ZoneInfo

import msgspec
from typing_extensions import TypeVar

from gateway.domain.activity_id import ActivityId, encode_parts
from gateway.domain.activity_type import ActivityKind, ActivityType, kind_of
from gateway.domain.detail import Application, Detail, SampleSeries
from gateway.domain.provider_name import Provider

__all__ = [
    "Activity",
    "ActivityId",
    "ActivityKind",
    "ActivityType",
    "Application",
    "Intensity",
    "Position",
    "RecordedMetrics",
    "RecordingMethod",
]


class Intensity(StrEnum):
    """How hard a workout was."""

    EASY = "EASY"
    MODERATE = "MODERATE"
    HARD = "HARD"
    UNKNOWN = "UNKNOWN"


class RecordingMethod(StrEnum):
    """How the record came about."""

    MANUAL = "MANUAL"
    AUTO_DETECTED = "AUTO_DETECTED"
    AUTO_CONFIRMED = "AUTO_CONFIRMED"
    ACTIVELY_RECORDED = "ACTIVELY_RECORDED"
    UNKNOWN = "UNKNOWN"


class RecordedMetrics(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The figures that came with the record itself."""

    active_energy_kcal: float | None = None
    distance_meters: float | None = None
    heart_rate: SampleSeries | None = None
    heart_rate_variability: SampleSeries | None = None
    motion_count: SampleSeries | None = None

    @property
    def average_heart_rate_bpm(self) -> float | None:
        """The mean of the heart rate's samples."""
        samples = self._heart_rates
        return sum(samples) / len(samples) if samples else None

    @property
    def minimum_heart_rate_bpm(self) -> float | None:
        """The lowest of the heart rate's samples."""
        return min(self._heart_rates, default=None)

    @property
    def maximum_heart_rate_bpm(self) -> float | None:
        """The highest of the heart rate's samples."""
        return max(self._heart_rates, default=None)

    @property
    def _heart_rates(self) -> list[float]:
        return [] if self.heart_rate is None else self.heart_rate.samples


NO_METRICS = RecordedMetrics()


class Position(NamedTuple):
    """Where an activity stands in a feed: by start, equal starts by id."""

    start_time: datetime
    provider: str
    collection: str
    native_id: str


class Activity(msgspec.Struct, frozen=True, gc=False):
    """One record of one provider, in the gateway's units: a view of its `detail`.

    Each kind of record has a class of its own, in its provider's folder, that says where each value
    comes from; here stand the values of a provider that tells nothing. What is not told is None,
    never 0 or "". A view is made only of a record that can be read: no attribute ever fails.
    """

    start_time: datetime
    """In UTC, whole milliseconds."""
    end_time: datetime
    """In UTC, whole milliseconds."""
    detail: Detail
    """The provider's own record."""
    seen_in: str | None = None
    """The zone that a query names for local times that were not recorded."""

    provider: ClassVar[Provider]
    collection: ClassVar[str]

    @property
    def provider_id(self) -> str:
        """The provider's own id."""
        return self.detail.id

    @property
    @abstractmethod
    def type(self) -> ActivityType:
        """What was done. Every class says it."""
        ...

    @property
    @abstractmethod
    def provider_type(self) -> str:
        """The same in the provider's word. Every class says it."""
        ...

    @property
    def kind(self) -> ActivityKind:
        """What it is, coarsely: as its type says."""
        return kind_of(self.type)

    @property
    def recording_method(self) -> RecordingMethod:
        """How it came about."""
        return RecordingMethod.UNKNOWN

    @property
    def title(self) -> str | None:
        """What somebody has called it."""
        return None

    @property
    def notes(self) -> str | None:
        """What somebody has written about it."""
        return None

    @property
    def active_duration_seconds(self) -> float | None:
        """The part of it that was active."""
        return None

    @property
    def start_offset_minutes(self) -> int | None:
        """Minutes east of UTC at the start, as recorded."""
        return None

    @property
    def recorded_local(self) -> datetime | None:
        """The wearer's wall clock at the start, without a zone, as recorded."""
        return None

    @property
    def provider_day(self) -> date | None:
        """The day that the provider files it under."""
        return None

    @property
    def intensity(self) -> Intensity | None:
        """How hard it was."""
        return None

    @property
    def mood(self) -> str | None:
        """How the person felt, in the provider's word."""
        return None

    @property
    def application(self) -> Application | None:
        """The app that recorded it."""
        return None

    @property
    def modified_at(self) -> datetime | None:
        """When the record last changed, in UTC."""
        return None

    @property
    def metrics(self) -> RecordedMetrics:
        """The figures that came with the record: none."""
        return NO_METRICS

    @property
    def viewer_can_update(self) -> bool:
        """Whether the provider would let the gateway replace it."""
        return False

    @property
    def viewer_can_delete(self) -> bool:
        """Whether the provider would let the gateway delete it."""
        return False

    @property
    def activity_id(self) -> ActivityId:
        """Its id, in parts."""
        return ActivityId(self.provider, self.collection, self.provider_id)

    @property
    def id(self) -> str:
        """Its id, as clients see it."""
        return encode_parts(self.provider, self.collection, self.provider_id)

    @property
    def position(self) -> Position:
        """Where it stands in a feed."""
        return Position(self.start_time, self.provider.value, self.collection, self.provider_id)

    @property
    def duration_seconds(self) -> float:
        """From start to end, in seconds; 0 for a record that ends before it starts."""
        seconds = (self.end_time - self.start_time).total_seconds()
        return seconds if seconds > 0 else 0.0

    @property
    def start_local(self) -> datetime | None:
        """The wall clock at the start: as recorded, else in the zone of `seen_in`, else None.

        None too where the calendar ends before it.
        """
        recorded = self.recorded_local
        if recorded is not None or self.seen_in is None:
            return recorded
        try:
            there = self.start_time.astimezone(ZoneInfo(self.seen_in))
        except OverflowError:
            return None
        return datetime.combine(there.date(), there.time())  # faster than `replace` by far

    @property
    def local_date(self) -> date | None:
        """The calendar day at the start where the wearer was, where that is known."""
        local = self.start_local
        return None if local is None else local.date()

    def seen_from(self, zone: ZoneInfo) -> Self:
        """The same activity; with local times in `zone` when the provider recorded no offset."""
        return msgspec.structs.replace(self, seen_in=zone.key)


A_co = TypeVar("A_co", bound=Activity, covariant=True, default=Activity)
"""The classes of the activities in a value. Who decodes it has them from the composition root."""

"""The unified activity: one record of one provider, in the gateway's units."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from gateway.domain.activity_id import ActivityId, encode_parts
from gateway.domain.activity_type import ActivityKind, ActivityType
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


class Position(NamedTuple):
    """Where an activity stands in a feed: by start, equal starts by id."""

    start_time: datetime
    provider: str
    collection: str
    native_id: str


class Activity(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One record of one provider. What the provider does not tell is None, never 0 or ""."""

    provider: Provider
    collection: str
    provider_id: str
    kind: ActivityKind
    type: ActivityType
    provider_type: str
    start_time: datetime
    """In UTC, whole milliseconds."""
    end_time: datetime
    """In UTC, whole milliseconds."""
    recording_method: RecordingMethod
    detail: Detail
    title: str | None = None
    notes: str | None = None
    active_duration_seconds: float | None = None
    start_offset_minutes: int | None = None
    start_local: datetime | None = None
    """The wearer's wall clock at the start, without a zone."""
    provider_day: date | None = None
    intensity: Intensity | None = None
    mood: str | None = None
    application: Application | None = None
    modified_at: datetime | None = None
    metrics: RecordedMetrics = RecordedMetrics()
    viewer_can_update: bool = False
    viewer_can_delete: bool = False
    seen_in: str | None = None
    """The zone that a query names for local times that were not recorded."""

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
    def local_date(self) -> date | None:
        """The calendar day at the start where the wearer was, where that is known."""
        return None if self.start_local is None else self.start_local.date()

    def seen_from(self, zone: ZoneInfo) -> Activity:
        """The same activity; with local times in `zone` when the provider recorded no offset."""
        local = self.start_local or self.start_time.astimezone(zone).replace(tzinfo=None)
        return msgspec.structs.replace(self, start_local=local, seen_in=zone.key)

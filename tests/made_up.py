# pyright: reportIncompatibleVariableOverride=false, reportIncompatibleMethodOverride=false
# In place of what the real ones read from their records, this one has fields.
"""Activities that say whatever a test wants."""

from __future__ import annotations

from datetime import date, datetime

from gateway.domain.activity import (
    NO_METRICS,
    Activity,
    ActivityKind,
    ActivityType,
    Application,
    Intensity,
    RecordedMetrics,
    RecordingMethod,
)
from gateway.domain.detail import OuraWorkout
from gateway.domain.provider_name import Provider

NO_DETAIL = OuraWorkout(
    id="",
    activity="",
    day=date(2025, 3, 4),
    end_datetime="",
    intensity="",
    source="",
    start_datetime="",
)


class MadeUp(Activity, frozen=True, kw_only=True, gc=False, tag="made_up", tag_field="record"):
    """An activity of any provider, whose record says nothing of it."""

    detail: OuraWorkout = NO_DETAIL
    provider: Provider
    collection: str
    provider_id: str
    kind: ActivityKind
    type: ActivityType
    provider_type: str
    recording_method: RecordingMethod = RecordingMethod.UNKNOWN
    title: str | None = None
    notes: str | None = None
    active_duration_seconds: float | None = None
    start_offset_minutes: int | None = None
    recorded_local: datetime | None = None
    provider_day: date | None = None
    intensity: Intensity | None = None
    mood: str | None = None
    application: Application | None = None
    modified_at: datetime | None = None
    metrics: RecordedMetrics = NO_METRICS
    viewer_can_update: bool = False
    viewer_can_delete: bool = False

"""Each provider's own record, field by field, with nothing left out.

Names are the provider's in snake case; instants stay as the provider wrote them.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec


class Application(msgspec.Struct, frozen=True, kw_only=True):
    """The app that recorded a session."""

    name: str | None = None
    package_name: str | None = None
    version: str | None = None
    details_url: str | None = None


class SampleSeries(msgspec.Struct, frozen=True, kw_only=True):
    """Evenly spaced samples; None is a gap, never zero."""

    start_time: datetime
    interval_seconds: float
    values: tuple[float | None, ...]
    unit: str


class GoogleFitSession(msgspec.Struct, frozen=True, kw_only=True):
    """A Google Fit `Session`."""

    id: str
    activity_type: int
    name: str | None
    description: str | None
    start_time_millis: int
    end_time_millis: int
    modified_time_millis: int | None
    active_time_millis: int | None
    application: Application | None


class OuraWorkout(msgspec.Struct, frozen=True, kw_only=True):
    """An Oura `PublicWorkout`."""

    id: str
    activity: str
    calories: float | None
    day: date
    distance: float | None
    end_datetime: str
    intensity: str
    label: str | None
    source: str
    start_datetime: str


class OuraSession(msgspec.Struct, frozen=True, kw_only=True):
    """An Oura `PublicSession`."""

    id: str
    type: str
    day: date
    mood: str | None
    start_datetime: str
    end_datetime: str
    heart_rate: SampleSeries | None
    heart_rate_variability: SampleSeries | None
    motion_count: SampleSeries | None


Detail = GoogleFitSession | OuraWorkout | OuraSession

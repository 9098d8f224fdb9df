"""Oura's workouts and sessions, seen as activities."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from gateway.domain.activity import Activity, Intensity, RecordedMetrics, RecordingMethod
from gateway.domain.activity_type import ActivityKind, ActivityType
from gateway.domain.detail import OuraSession, OuraWorkout, SampleSeries
from gateway.domain.provider_name import Provider
from gateway.providers.oura import wire
from gateway.providers.oura.activity_types import (
    session_kind,
    session_type,
    workout_kind,
    workout_type,
)
from gateway.providers.oura.times import (
    day_of,
    instant,
    instant_or_none,
    offset_minutes,
    wall_clock,
)

WORKOUT = "workout"
SESSION = "session"

_INTENSITIES = {
    "easy": Intensity.EASY,
    "moderate": Intensity.MODERATE,
    "hard": Intensity.HARD,
}
_RECORDING_METHODS = {
    "manual": RecordingMethod.MANUAL,
    "autodetected": RecordingMethod.AUTO_DETECTED,
    "confirmed": RecordingMethod.AUTO_CONFIRMED,
    "workout_heart_rate": RecordingMethod.ACTIVELY_RECORDED,
}


class OuraActivity(Activity, frozen=True, gc=False):
    """What both have alike."""

    detail: OuraWorkout | OuraSession

    provider = Provider.OURA

    @property
    def start_offset_minutes(self) -> int | None:
        """Of `start_datetime`."""
        return offset_minutes(self.detail.start_datetime)

    @property
    def recorded_local(self) -> datetime | None:
        """`start_datetime` without its offset."""
        return wall_clock(self.detail.start_datetime)

    @property
    def provider_day(self) -> date | None:
        """`day`."""
        return self.detail.day


class WorkoutActivity(OuraActivity, frozen=True, gc=False, tag="oura_workout", tag_field="record"):
    """A workout."""

    detail: OuraWorkout

    collection = WORKOUT

    @property
    def type(self) -> ActivityType:
        """What `activity` means."""
        return workout_type(self.detail.activity)

    @property
    def provider_type(self) -> str:
        """`activity`."""
        return self.detail.activity

    @property
    def kind(self) -> ActivityKind:
        """What `activity` means, coarsely."""
        return workout_kind(self.detail.activity)

    @property
    def recording_method(self) -> RecordingMethod:
        """What `source` means."""
        return recording_method(self.detail.source)

    @property
    def title(self) -> str | None:
        """`label`."""
        return self.detail.label or None

    @property
    def intensity(self) -> Intensity:
        """What `intensity` means."""
        return _INTENSITIES.get(self.detail.intensity, Intensity.UNKNOWN)

    @property
    def metrics(self) -> RecordedMetrics:
        """`calories` and `distance`."""
        detail = self.detail
        return RecordedMetrics(active_energy_kcal=detail.calories, distance_meters=detail.distance)


class SessionActivity(OuraActivity, frozen=True, gc=False, tag="oura_session", tag_field="record"):
    """A session, with its samples."""

    detail: OuraSession

    collection = SESSION

    @property
    def type(self) -> ActivityType:
        """What `type` means."""
        return session_type(self.detail.type)

    @property
    def provider_type(self) -> str:
        """`type`."""
        return self.detail.type

    @property
    def kind(self) -> ActivityKind:
        """What `type` means, coarsely."""
        return session_kind(self.detail.type)

    @property
    def mood(self) -> str | None:
        """`mood`."""
        return self.detail.mood or None

    @property
    def metrics(self) -> RecordedMetrics:
        """`heart_rate`, `heart_rate_variability` and `motion_count`."""
        detail = self.detail
        return RecordedMetrics(
            heart_rate=detail.heart_rate,
            heart_rate_variability=detail.heart_rate_variability,
            motion_count=detail.motion_count,
        )


def workout_activity(workout: OuraWorkout) -> WorkoutActivity:
    """The workout as an activity.

    Raises:
        ValueError: a time is not one.
        OverflowError: a time is beyond the calendar.
    """
    start, end = instant(workout.start_datetime), instant(workout.end_datetime)
    return WorkoutActivity(start, end, workout if workout.day else _filed(workout))


def _filed(workout: OuraWorkout) -> OuraWorkout:
    return msgspec.structs.replace(workout, day=day_of(workout.start_datetime))


def session_activity(session: wire.Session) -> SessionActivity:
    """The session as an activity, with its samples.

    Raises:
        ValueError: a time is not one.
        OverflowError: a time is beyond the calendar.
    """
    return SessionActivity(
        instant(session.start_datetime), instant(session.end_datetime), _detail(session)
    )


def recording_method(source: str) -> RecordingMethod:
    """How a workout of this `source` came about; the `live_` ones keep growing in number."""
    if source.startswith("live_"):
        return RecordingMethod.ACTIVELY_RECORDED
    return _RECORDING_METHODS.get(source, RecordingMethod.UNKNOWN)


def _detail(session: wire.Session) -> OuraSession:
    return OuraSession(
        id=session.id,
        type=session.type,
        day=session.day or day_of(session.start_datetime),
        mood=session.mood,
        start_datetime=session.start_datetime,
        end_datetime=session.end_datetime,
        heart_rate=_series(session.heart_rate, "bpm"),
        heart_rate_variability=_series(session.heart_rate_variability, "ms"),
        motion_count=_series(session.motion_count, "count"),
    )


def _series(sample: wire.Sample | None, unit: str) -> SampleSeries | None:
    """The series; None without samples, and where they do not tell when they begin."""
    start = None if sample is None else instant_or_none(sample.timestamp)
    if sample is None or start is None:
        return None
    return SampleSeries(
        start_time=start,
        interval_seconds=sample.interval,
        values=sample.items,
        unit=unit,
    )

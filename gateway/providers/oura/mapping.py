"""Oura's workouts and sessions -> activities."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from gateway.domain.activity import Activity, Intensity, RecordedMetrics, RecordingMethod
from gateway.domain.activity_type import ActivityKind, ActivityType, kind_of
from gateway.domain.detail import OuraSession, OuraWorkout, SampleSeries
from gateway.domain.profile import Profile
from gateway.domain.provider_name import Provider
from gateway.providers.oura import wire
from gateway.providers.oura.activity_types import session_type, workout_type

WORKOUT = "workout"
SESSION = "session"

_MINUTE = timedelta(minutes=1)
_DATE_LENGTH = len("2026-03-29")
_MICROS_PER_MILLI = 1000

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


class Moment(NamedTuple):
    """An instant, and the wall clock of the wearer where it is known."""

    instant: datetime
    """In UTC, cut to whole milliseconds."""
    offset_minutes: int | None
    local: datetime | None
    """Without a zone."""


def workout_activity(workout: OuraWorkout) -> Activity:
    """The workout as an activity.

    Raises:
        ValueError: a time is not one.
        OverflowError: a time is beyond the calendar.
    """
    start = moment(workout.start_datetime)
    type_ = workout_type(workout.activity)
    return Activity(
        provider=Provider.OURA,
        collection=WORKOUT,
        provider_id=workout.id,
        kind=ActivityKind.WORKOUT if type_ is ActivityType.UNKNOWN else kind_of(type_),
        type=type_,
        provider_type=workout.activity,
        start_time=start.instant,
        end_time=_in_utc(_parsed(workout.end_datetime)),
        recording_method=recording_method(workout.source),
        detail=workout,
        title=workout.label or None,
        start_offset_minutes=start.offset_minutes,
        start_local=start.local,
        provider_day=workout.day,
        intensity=_INTENSITIES.get(workout.intensity, Intensity.UNKNOWN),
        metrics=RecordedMetrics(
            active_energy_kcal=workout.calories, distance_meters=workout.distance
        ),
    )


def session_activity(session: wire.Session) -> Activity:
    """The session as an activity, with its samples.

    Raises:
        ValueError: a time is not one.
        OverflowError: a time is beyond the calendar.
    """
    start = moment(session.start_datetime)
    type_ = session_type(session.type)
    metrics = RecordedMetrics(
        heart_rate=_series(session.heart_rate, "bpm"),
        heart_rate_variability=_series(session.heart_rate_variability, "ms"),
        motion_count=_series(session.motion_count, "count"),
    )
    return Activity(
        provider=Provider.OURA,
        collection=SESSION,
        provider_id=session.id,
        kind=kind_of(type_),
        type=type_,
        provider_type=session.type,
        start_time=start.instant,
        end_time=_in_utc(_parsed(session.end_datetime)),
        recording_method=RecordingMethod.UNKNOWN,
        detail=_session_detail(session, metrics),
        start_offset_minutes=start.offset_minutes,
        start_local=start.local,
        provider_day=session.day,
        mood=session.mood or None,
        metrics=metrics,
    )


def profile(info: wire.PersonalInfo) -> Profile:
    """The viewer's figures; those that the token's scopes hide are None."""
    return Profile(
        age_years=info.age,
        height_meters=info.height,
        weight_kg=info.weight,
        biological_sex=info.biological_sex or None,
        email=info.email or None,
    )


def moment(text: str) -> Moment:
    """The moment that an ISO 8601 text with an offset tells.

    One without an offset, which Oura does not promise never to send, is read as UTC, and the
    wearer's wall clock counts as unknown.

    Raises:
        ValueError: it is no date with a time.
        OverflowError: it is beyond the calendar in UTC.
    """
    parsed = _parsed(text)
    offset = parsed.utcoffset()
    if offset is None:
        return Moment(parsed.replace(tzinfo=UTC), None, None)
    return Moment(parsed.astimezone(UTC), offset // _MINUTE, parsed.replace(tzinfo=None))


def _parsed(text: str) -> datetime:
    """Cut to whole milliseconds; naive where the text holds no offset."""
    if len(text) <= _DATE_LENGTH:
        raise ValueError("a time of day is missing")
    parsed = datetime.fromisoformat(text)
    surplus = parsed.microsecond % _MICROS_PER_MILLI
    return parsed.replace(microsecond=parsed.microsecond - surplus) if surplus else parsed


def _in_utc(parsed: datetime) -> datetime:
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)


def recording_method(source: str) -> RecordingMethod:
    """How a workout of this `source` came about; the `live_` ones keep growing in number."""
    if source.startswith("live_"):
        return RecordingMethod.ACTIVELY_RECORDED
    return _RECORDING_METHODS.get(source, RecordingMethod.UNKNOWN)


def _series(sample: wire.Sample | None, unit: str) -> SampleSeries | None:
    if sample is None:
        return None
    return SampleSeries(
        start_time=_in_utc(_parsed(sample.timestamp)),
        interval_seconds=sample.interval,
        values=sample.items,
        unit=unit,
    )


def _session_detail(session: wire.Session, metrics: RecordedMetrics) -> OuraSession:
    return OuraSession(
        id=session.id,
        type=session.type,
        day=session.day,
        mood=session.mood,
        start_datetime=session.start_datetime,
        end_datetime=session.end_datetime,
        heart_rate=metrics.heart_rate,
        heart_rate_variability=metrics.heart_rate_variability,
        motion_count=metrics.motion_count,
    )

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gateway.domain.activity import (
    ActivityId,
    ActivityKind,
    ActivityType,
    Intensity,
    Position,
    RecordedMetrics,
    RecordingMethod,
)
from gateway.domain.activity_id import encode_id
from gateway.domain.detail import OuraSession, OuraWorkout, SampleSeries
from gateway.domain.provider_name import Provider
from gateway.providers.oura import wire
from gateway.providers.oura.activities import (
    recording_method,
    session_activity,
    workout_activity,
)
from gateway.upstream.decoding import decoded
from tests.providers.attributes import ZONES, attributes
from tests.providers.fixtures import fixture

LEG_DAY, MOONWALK, NAIVE = map(
    workout_activity, decoded(fixture("oura/workouts"), wire.WorkoutPage).data
)
MEDITATION, LEVITATION = map(
    session_activity, decoded(fixture("oura/sessions"), wire.SessionPage).data
)
LEG_DAY_ID = ActivityId(Provider.OURA, "workout", "w1")
LEG_DAY_START = datetime(2026, 3, 29, 5, 30, 0, 123_000, tzinfo=UTC)
MEDITATION_ID = ActivityId(Provider.OURA, "session", "s1")
MEDITATION_START = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def series(unit: str, *values: float | None) -> SampleSeries:
    start = datetime(2026, 3, 29, 1, 30, 2, tzinfo=UTC)
    return SampleSeries(start_time=start, interval_seconds=5, values=values, unit=unit)


SAMPLES = RecordedMetrics(
    heart_rate=series("bpm", 61, None, 59.5),
    heart_rate_variability=series("ms", 48, None, 52),
    motion_count=series("count"),
)


def test_a_workout_says_all_of_this() -> None:
    assert attributes(LEG_DAY) == {
        "id": encode_id(LEG_DAY_ID),
        "activity_id": LEG_DAY_ID,
        "position": Position(LEG_DAY_START, "oura", "workout", "w1"),
        "provider": Provider.OURA,
        "collection": "workout",
        "provider_id": "w1",
        "kind": ActivityKind.WORKOUT,
        "type": ActivityType.STRENGTH_TRAINING,
        "provider_type": "strengthTraining",
        "start_time": LEG_DAY_START,
        "end_time": datetime(2026, 3, 29, 6, 30, 0, 999_000, tzinfo=UTC),
        "duration_seconds": 3600.876,
        "active_duration_seconds": None,
        "recording_method": RecordingMethod.AUTO_CONFIRMED,
        "title": "Leg day",
        "notes": None,
        "start_offset_minutes": -360,
        "recorded_local": datetime(2026, 3, 28, 23, 30, 0, 123_000),  # noqa: DTZ001 - a wall clock
        "start_local": datetime(2026, 3, 28, 23, 30, 0, 123_000),  # noqa: DTZ001 - a wall clock
        "local_date": date(2026, 3, 28),
        "seen_in": None,
        "provider_day": date(2026, 3, 28),
        "intensity": Intensity.HARD,
        "mood": None,
        "application": None,
        "modified_at": None,
        "metrics": RecordedMetrics(active_energy_kcal=210.5),
        "viewer_can_update": False,
        "viewer_can_delete": False,
        "detail": OuraWorkout(
            id="w1",
            activity="strengthTraining",
            calories=210.5,
            day=date(2026, 3, 28),
            distance=None,
            end_datetime="2026-03-29T00:30:00.999999-06:00",
            intensity="hard",
            label="Leg day",
            source="confirmed",
            start_datetime="2026-03-28T23:30:00.123999-06:00",
        ),
    }


def test_a_session_says_all_of_this() -> None:
    assert attributes(MEDITATION) == {
        "id": encode_id(MEDITATION_ID),
        "activity_id": MEDITATION_ID,
        "position": Position(MEDITATION_START, "oura", "session", "s1"),
        "provider": Provider.OURA,
        "collection": "session",
        "provider_id": "s1",
        "kind": ActivityKind.MINDFULNESS,
        "type": ActivityType.MEDITATION,
        "provider_type": "meditation",
        "start_time": MEDITATION_START,
        "end_time": datetime(2026, 3, 29, 1, 40, tzinfo=UTC),
        "duration_seconds": 600.0,
        "active_duration_seconds": None,
        "recording_method": RecordingMethod.UNKNOWN,
        "title": None,
        "notes": None,
        "start_offset_minutes": 330,
        "recorded_local": datetime(2026, 3, 29, 7, 0),  # noqa: DTZ001 - a wall clock
        "start_local": datetime(2026, 3, 29, 7, 0),  # noqa: DTZ001 - a wall clock
        "local_date": date(2026, 3, 29),
        "seen_in": None,
        "provider_day": date(2026, 3, 29),
        "intensity": None,
        "mood": "great",
        "application": None,
        "modified_at": None,
        "metrics": SAMPLES,
        "viewer_can_update": False,
        "viewer_can_delete": False,
        "detail": OuraSession(
            id="s1",
            type="meditation",
            day=date(2026, 3, 29),
            mood="great",
            start_datetime="2026-03-29T07:00:00+05:30",
            end_datetime="2026-03-29T07:10:00+05:30",
            heart_rate=SAMPLES.heart_rate,
            heart_rate_variability=SAMPLES.heart_rate_variability,
            motion_count=SAMPLES.motion_count,
        ),
    }


def test_what_nobody_knows_is_unknown_and_kept() -> None:
    assert (MOONWALK.type, MOONWALK.kind) == (ActivityType.UNKNOWN, ActivityKind.WORKOUT)
    assert (MOONWALK.intensity, MOONWALK.recording_method) == (
        Intensity.UNKNOWN,
        RecordingMethod.UNKNOWN,
    )
    assert MOONWALK.provider_type == "moonwalk"
    assert (MOONWALK.detail.intensity, MOONWALK.detail.source) == ("brutal", "telepathy")
    assert (LEVITATION.type, LEVITATION.kind) == (ActivityType.UNKNOWN, ActivityKind.OTHER)
    assert (LEVITATION.provider_type, LEVITATION.mood) == ("levitation", "transcendent")


def test_what_is_absent_or_empty_is_none() -> None:
    assert (MOONWALK.title, MOONWALK.metrics.active_energy_kcal) == (None, None)
    assert MOONWALK.metrics.distance_meters == 1200
    assert LEVITATION.metrics == RecordedMetrics()
    assert (LEG_DAY.mood, MEDITATION.intensity, MEDITATION.title) == (None, None, None)


def test_a_time_without_an_offset_is_utc_with_an_unknown_wall_clock() -> None:
    assert NAIVE.start_time == datetime(2026, 3, 29, 11, tzinfo=UTC)
    assert (NAIVE.start_offset_minutes, NAIVE.start_local, NAIVE.local_date) == (None, None, None)


def test_local_times_are_recorded_ones_first_and_else_those_of_the_question() -> None:
    zurich, kiritimati, _ = ZONES

    assert LEG_DAY.seen_from(kiritimati).start_local == LEG_DAY.start_local
    assert NAIVE.seen_from(zurich).start_local == datetime(2026, 3, 29, 13)  # noqa: DTZ001 - a wall clock
    assert NAIVE.seen_from(kiritimati).local_date == date(2026, 3, 30)
    assert NAIVE.seen_from(zurich).start_offset_minutes is None


@pytest.mark.parametrize(
    ("source", "method"),
    [
        ("manual", RecordingMethod.MANUAL),
        ("autodetected", RecordingMethod.AUTO_DETECTED),
        ("confirmed", RecordingMethod.AUTO_CONFIRMED),
        ("workout_heart_rate", RecordingMethod.ACTIVELY_RECORDED),
        ("live_oura_heart_rate", RecordingMethod.ACTIVELY_RECORDED),
        ("live_third_party_heart_rate", RecordingMethod.ACTIVELY_RECORDED),
        ("imported", RecordingMethod.UNKNOWN),
    ],
)
def test_a_source_tells_how_a_workout_came_about(source: str, method: RecordingMethod) -> None:
    assert recording_method(source) is method

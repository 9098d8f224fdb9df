from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gateway.domain.activity import (
    Activity,
    ActivityKind,
    ActivityType,
    Intensity,
    RecordedMetrics,
    RecordingMethod,
)
from gateway.domain.detail import OuraSession, OuraWorkout, SampleSeries
from gateway.domain.profile import Profile
from gateway.domain.provider_name import Provider
from gateway.providers.oura import wire
from gateway.providers.oura.mapping import (
    Moment,
    moment,
    profile,
    recording_method,
    session_activity,
    workout_activity,
)
from gateway.upstream.decoding import decoded
from tests.providers.fixtures import fixture

LEG_DAY, MOONWALK, NAIVE = map(
    workout_activity, decoded(fixture("oura/workouts"), wire.WorkoutPage).data
)
MEDITATION, LEVITATION = map(
    session_activity, decoded(fixture("oura/sessions"), wire.SessionPage).data
)


def series(unit: str, *values: float | None) -> SampleSeries:
    start = datetime(2026, 3, 29, 1, 30, 2, tzinfo=UTC)
    return SampleSeries(start_time=start, interval_seconds=5, values=values, unit=unit)


def test_a_workout_is_mapped_field_by_field() -> None:
    assert (
        Activity(
            provider=Provider.OURA,
            collection="workout",
            provider_id="w1",
            kind=ActivityKind.WORKOUT,
            type=ActivityType.STRENGTH_TRAINING,
            provider_type="strengthTraining",
            start_time=datetime(2026, 3, 29, 5, 30, 0, 123_000, tzinfo=UTC),
            end_time=datetime(2026, 3, 29, 6, 30, 0, 999_000, tzinfo=UTC),
            recording_method=RecordingMethod.AUTO_CONFIRMED,
            title="Leg day",
            start_offset_minutes=-360,
            start_local=datetime(2026, 3, 28, 23, 30, 0, 123_000),  # noqa: DTZ001 - a wall clock
            provider_day=date(2026, 3, 28),
            intensity=Intensity.HARD,
            metrics=RecordedMetrics(active_energy_kcal=210.5),
            detail=OuraWorkout(
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
        )
        == LEG_DAY
    )


def test_what_nobody_knows_is_unknown_and_kept() -> None:
    assert (MOONWALK.type, MOONWALK.kind) == (ActivityType.UNKNOWN, ActivityKind.WORKOUT)
    assert (MOONWALK.intensity, MOONWALK.recording_method) == (
        Intensity.UNKNOWN,
        RecordingMethod.UNKNOWN,
    )
    assert MOONWALK.provider_type == "moonwalk"
    assert isinstance(MOONWALK.detail, OuraWorkout)
    assert (MOONWALK.detail.intensity, MOONWALK.detail.source) == ("brutal", "telepathy")
    assert (LEVITATION.type, LEVITATION.kind) == (ActivityType.UNKNOWN, ActivityKind.OTHER)
    assert (LEVITATION.provider_type, LEVITATION.mood) == ("levitation", "transcendent")


def test_what_is_absent_or_empty_is_none() -> None:
    assert (MOONWALK.title, MOONWALK.metrics.active_energy_kcal) == (None, None)
    assert MOONWALK.metrics.distance_meters == 1200
    assert LEVITATION.metrics == RecordedMetrics()
    assert (LEG_DAY.mood, MEDITATION.intensity, MEDITATION.title) == (None, None, None)


def test_a_session_is_mapped_field_by_field() -> None:
    samples = RecordedMetrics(
        heart_rate=series("bpm", 61, None, 59.5),
        heart_rate_variability=series("ms", 48, None, 52),
        motion_count=series("count"),
    )
    assert (
        Activity(
            provider=Provider.OURA,
            collection="session",
            provider_id="s1",
            kind=ActivityKind.MINDFULNESS,
            type=ActivityType.MEDITATION,
            provider_type="meditation",
            start_time=datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
            end_time=datetime(2026, 3, 29, 1, 40, tzinfo=UTC),
            recording_method=RecordingMethod.UNKNOWN,
            start_offset_minutes=330,
            start_local=datetime(2026, 3, 29, 7, 0),  # noqa: DTZ001 - a wall clock
            provider_day=date(2026, 3, 29),
            mood="great",
            metrics=samples,
            detail=OuraSession(
                id="s1",
                type="meditation",
                day=date(2026, 3, 29),
                mood="great",
                start_datetime="2026-03-29T07:00:00+05:30",
                end_datetime="2026-03-29T07:10:00+05:30",
                heart_rate=samples.heart_rate,
                heart_rate_variability=samples.heart_rate_variability,
                motion_count=samples.motion_count,
            ),
        )
        == MEDITATION
    )


def test_a_time_without_an_offset_is_utc_with_an_unknown_wall_clock() -> None:
    assert NAIVE.start_time == datetime(2026, 3, 29, 11, tzinfo=UTC)
    assert (NAIVE.start_offset_minutes, NAIVE.start_local) == (None, None)


@pytest.mark.parametrize(
    ("text", "offset_minutes", "hour"),
    [
        ("2026-03-29T02:30:00Z", 0, 2),
        ("2026-03-29T02:30:00+00:00", 0, 2),
        ("2026-03-29T02:30:00-0330", -210, 6),
        ("2026-03-29 02:30:00.5+01:00", 60, 1),
    ],
)
def test_a_time_is_read_in_each_form_of_iso_8601(text: str, offset_minutes: int, hour: int) -> None:
    told = moment(text)

    assert (told.offset_minutes, told.instant.hour, told.instant.tzinfo) == (
        offset_minutes,
        hour,
        UTC,
    )
    assert told.local is not None
    assert (told.local.hour, told.local.tzinfo) == (2, None)


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-03-29", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00+01:00"]
)
def test_what_is_no_moment_is_an_error(text: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        moment(text)


def test_a_moment_is_cut_and_not_rounded_to_milliseconds() -> None:
    cut = datetime(2026, 3, 29, 23, 59, 59, 999_000, tzinfo=UTC)

    assert moment("2026-03-29T23:59:59.999999Z") == Moment(cut, 0, cut.replace(tzinfo=None))


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


def test_a_profile_keeps_the_units_and_turns_empty_into_none() -> None:
    info = wire.PersonalInfo(id="u", age=40, weight=70.5, height=1.8, biological_sex="", email=None)

    assert profile(info) == Profile(age_years=40, weight_kg=70.5, height_meters=1.8)

"""Records of any content: what each attribute says, and that none fails where a record is taken."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.activity import Activity, ActivityType, RecordedMetrics
from gateway.domain.activity_type import ActivityKind, kind_of
from gateway.domain.detail import OuraWorkout
from gateway.providers.oura import wire
from gateway.providers.oura.activities import session_activity, workout_activity
from gateway.providers.oura.activity_types import SESSION_TYPES, WORKOUT_TYPES
from tests.providers.attributes import ZONES, seen_from_everywhere

OFFSETS = st.integers(-14 * 60, 14 * 60)
CLOCKS = st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1))  # noqa: DTZ001 - wall clocks
FIGURES = st.none() | st.floats(0, 1e6)
WORDS = st.none() | st.text(max_size=5)
ODD_TIMES = st.text(max_size=30) | st.from_regex(
    r"\A(0001|1969|2026|9999)-(01|12)-(01|31)[T ](00|23):(00|59)(:59(\.[0-9]{1,6})?)?"
    r"(Z|[+-](00|05|14|23)(:?(00|59))?(:17)?)?\Z"
)


def whole(clock: datetime) -> datetime:
    """Cut to whole milliseconds."""
    return clock.replace(microsecond=clock.microsecond // 1000 * 1000)


@given(
    clock=CLOCKS,
    offset=OFFSETS,
    seconds=st.integers(-60, 100_000),
    activity=st.sampled_from(sorted(WORKOUT_TYPES)),
    figures=st.tuples(FIGURES, FIGURES),
    label=WORDS,
)
def test_a_workout_says_what_its_record_says(
    clock: datetime,
    offset: int,
    seconds: int,
    activity: str,
    figures: tuple[float | None, float | None],
    label: str | None,
) -> None:
    start = clock.replace(tzinfo=timezone(timedelta(minutes=offset)))
    energy, distance = figures

    said = workout_activity(
        OuraWorkout(
            id="w",
            activity=activity,
            calories=energy,
            day=date(2026, 3, 29),
            distance=distance,
            end_datetime=(start + timedelta(seconds=seconds)).isoformat(),
            intensity="easy",
            label=label,
            source="manual",
            start_datetime=start.isoformat(),
        )
    )

    type_ = WORKOUT_TYPES[activity]
    is_unknown = type_ is ActivityType.UNKNOWN
    assert said.start_time == whole(start.astimezone(UTC))
    assert said.end_time - said.start_time == timedelta(seconds=seconds)
    assert said.duration_seconds == max(seconds, 0)
    assert (said.start_offset_minutes, said.start_local) == (offset, whole(clock))
    assert (said.type, said.provider_type) == (type_, activity)
    assert said.kind is (ActivityKind.WORKOUT if is_unknown else kind_of(type_))
    assert said.metrics == RecordedMetrics(active_energy_kcal=energy, distance_meters=distance)
    assert said.title == (label or None)
    assert said.provider_day == date(2026, 3, 29)


@given(
    clock=CLOCKS,
    offset=OFFSETS,
    type_=st.sampled_from(sorted(SESSION_TYPES)),
    mood=WORDS,
    beats=st.lists(FIGURES, max_size=3),
)
def test_a_session_says_what_its_record_says(
    clock: datetime, offset: int, type_: str, mood: str | None, beats: list[float | None]
) -> None:
    start = clock.replace(tzinfo=timezone(timedelta(minutes=offset)))
    sample = wire.Sample(interval=5.0, items=tuple(beats), timestamp=start.isoformat())

    said = session_activity(
        wire.Session(
            id="s",
            day=date(2026, 3, 29),
            start_datetime=start.isoformat(),
            end_datetime=start.isoformat(),
            type=type_,
            mood=mood,
            motion_count=sample,
        )
    )

    assert said.start_time == said.end_time == whole(start.astimezone(UTC))
    assert (said.start_offset_minutes, said.start_local) == (offset, whole(clock))
    assert (said.type, said.kind) == (SESSION_TYPES[type_], kind_of(SESSION_TYPES[type_]))
    assert said.mood == (mood or None)
    counted = said.metrics.motion_count
    assert counted is not None
    assert (counted.start_time, counted.values) == (said.start_time, tuple(beats))
    assert said.metrics == RecordedMetrics(motion_count=said.detail.motion_count)


@given(start=ODD_TIMES, end=ODD_TIMES, word=st.text(max_size=5), figure=st.floats())
def test_no_attribute_of_a_workout_that_is_taken_fails(
    start: str, end: str, word: str, figure: float
) -> None:
    workout = OuraWorkout(
        id=word,
        activity=word,
        calories=figure,
        day=date(2026, 3, 29),
        end_datetime=end,
        intensity=word,
        source=word,
        start_datetime=start,
    )
    with suppress(ValueError, OverflowError):
        assert_can_be_read(workout_activity(workout))


@given(start=ODD_TIMES, first_sample=ODD_TIMES, word=st.text(max_size=5))
def test_no_attribute_of_a_session_that_is_taken_fails(
    start: str, first_sample: str, word: str
) -> None:
    sample = wire.Sample(interval=0.001, items=(None,), timestamp=first_sample)
    session = wire.Session(
        id=word,
        day=date(2026, 3, 29),
        start_datetime=start,
        end_datetime=start,
        type=word,
        mood=word,
        heart_rate=sample,
    )
    with suppress(ValueError, OverflowError):
        assert_can_be_read(session_activity(session))


def assert_can_be_read(activity: Activity) -> None:
    """Every attribute, here and again where it has been kept; in all zones."""
    try:
        said = seen_from_everywhere(activity)
    except (ValueError, OverflowError) as failure:
        raise AssertionError(activity) from failure
    kept = msgspec.msgpack.decode(msgspec.msgpack.encode(activity), type=type(activity))
    assert len(said) == len(ZONES) + 1
    assert repr(seen_from_everywhere(kept)) == repr(said)

"""The made-up days at Oura: always the same, and one collection agrees with another."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from gateway.sandbox import Sandbox, Wire
from gateway.sandbox.providers import OURA_COLLECTIONS, OuraCollection
from gateway.sandbox.seed.oura.tags import LONELY_TAG
from gateway.sandbox.seed.oura.words import UNDESCRIBED
from gateway.sandbox.seed.person import HOME
from gateway.sandbox.wire import instant_of
from tests.sandbox.conftest import SetClock

A_YEAR_ON = datetime(2026, 9, 1, 12, tzinfo=UTC)
SPRING = datetime(2026, 3, 29, tzinfo=UTC)
"""The day in which the clocks change."""
ON_THE_WAY = {f"2026-05-{day}" for day in range(11, 19)}
"""Where the clock on the wall is another one."""
DOCUMENTS: list[OuraCollection] = [
    name for name in OURA_COLLECTIONS if name not in {"heartrate", "ring_battery_level"}
]


@pytest.fixture(scope="module")
def year() -> dict[OuraCollection, list[Wire]]:
    collections = Sandbox(lambda: A_YEAR_ON).viewer("demo").oura.collections
    return {name: collections[name].all() for name in DOCUMENTS}


def rows(collection: OuraCollection, start: datetime, days: int) -> list[Wire]:
    documents = Sandbox(lambda: A_YEAR_ON).viewer("demo").oura.collections[collection]
    return documents.between(start, start + timedelta(days=days), after=None, limit=99_999)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_was_there_in_june_is_there_in_september(
    clock: SetClock, year: dict[OuraCollection, list[Wire]], name: OuraCollection
) -> None:
    in_june = Sandbox(clock).viewer("demo").oura.collections[name].all()

    assert in_june
    assert in_june == year[name][: len(in_june)]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_of_the_year_is_found_by_its_id(
    year: dict[OuraCollection, list[Wire]], name: OuraCollection
) -> None:
    found = Sandbox(lambda: A_YEAR_ON).viewer("demo").oura.collections[name]

    assert len({one["id"] for one in year[name]}) == len(year[name])
    assert [found.get(one["id"]) for one in year[name][:3]] == year[name][:3]


def test_what_is_to_come_is_not_found_by_its_id(
    clock: SetClock, year: dict[OuraCollection, list[Wire]]
) -> None:
    nights = Sandbox(clock).viewer("demo").oura.collections["sleep"]

    assert nights.get(year["sleep"][-1]["id"]) is None


def test_every_day_has_a_night_and_the_nights_do_not_overlap(
    year: dict[OuraCollection, list[Wire]],
) -> None:
    nights = [one for one in year["sleep"] if one["period"] == 0]
    spans = [(instant_of(n["bedtime_start"]), instant_of(n["bedtime_end"])) for n in nights]

    assert len({night["day"] for night in nights}) == len(nights) >= 364
    assert all(end < start for (_, end), (start, _) in pairwise(spans))
    assert all(4 * 3600 <= night["time_in_bed"] <= 9 * 3600 for night in nights)


def test_a_night_ends_before_what_is_done_in_the_morning(
    year: dict[OuraCollection, list[Wire]],
) -> None:
    starts = [instant_of(w["start_datetime"]) for w in (*year["workout"], *year["session"])]
    mornings = [one for one in starts if 5 <= one.astimezone(HOME).hour < 9]
    asleep = [
        night["day"]
        for night in year["sleep"]
        if night["period"] == 0 and night["day"] not in ON_THE_WAY
        for one in mornings
        if instant_of(night["bedtime_start"]) <= one < instant_of(night["bedtime_end"])
    ]

    assert len(mornings) > 50
    assert asleep == []


def test_a_day_is_told_when_it_is_over_and_a_night_in_the_morning() -> None:
    def days(hour: int) -> dict[OuraCollection, str]:
        clock = datetime(2026, 3, 10, hour, tzinfo=UTC)
        collections = Sandbox(lambda: clock).viewer("demo").oura.collections
        told: tuple[OuraCollection, ...] = ("daily_sleep", "daily_activity", "daily_stress")
        return {name: collections[name].all()[-1]["day"] for name in told}

    assert days(2) == {
        "daily_sleep": "2026-03-09",
        "daily_activity": "2026-03-08",
        "daily_stress": "2026-03-08",
    }
    assert days(13) == {
        "daily_sleep": "2026-03-10",
        "daily_activity": "2026-03-09",
        "daily_stress": "2026-03-09",
    }


def test_the_parts_of_a_night_add_up(year: dict[OuraCollection, list[Wire]]) -> None:
    for one in year["sleep"]:
        asleep = sum(one[f"{kind}_sleep_duration"] for kind in ("deep", "light", "rem"))
        span = instant_of(one["bedtime_end"]) - instant_of(one["bedtime_start"])
        assert one["total_sleep_duration"] == asleep
        assert one["time_in_bed"] == asleep + one["awake_time"] == span.total_seconds()
        assert len(one["sleep_phase_5_min"]) * 300 == one["time_in_bed"]
        assert len(one["movement_30_sec"]) * 30 == one["time_in_bed"]


def test_naps_are_sessions_too(year: dict[OuraCollection, list[Wire]]) -> None:
    naps = {one["bedtime_start"] for one in year["sleep"] if one["type"] == "late_nap"}

    assert naps == {one["start_datetime"] for one in year["session"] if one["type"] == "nap"}
    assert len(naps) > 5


def test_readiness_is_the_same_in_both_places(year: dict[OuraCollection, list[Wire]]) -> None:
    by_day = {one["day"]: one for one in year["daily_readiness"]}
    nights = [one for one in year["sleep"] if one["readiness"]]

    assert all(by_day[one["day"]].items() >= one["readiness"].items() for one in nights)
    assert len(nights) >= 364


def test_a_days_energy_holds_that_of_its_workouts(year: dict[OuraCollection, list[Wire]]) -> None:
    burnt: Counter[str] = Counter()
    for one in year["workout"]:
        started = datetime.fromisoformat(one["start_datetime"]) - timedelta(hours=4)
        burnt[started.date().isoformat()] += one["calories"] or 0
    active = {one["day"]: one["active_calories"] for one in year["daily_activity"]}

    short = {day for day, kcal in burnt.items() if day in active and active[day] < 0.95 * kcal}
    assert short == set()
    assert sum(kcal > 300 for kcal in burnt.values()) > 50


def test_the_times_of_a_day_add_up_to_it_also_when_the_clocks_change(
    year: dict[OuraCollection, list[Wire]],
) -> None:
    kinds = ("high_activity", "medium_activity", "low_activity", "sedentary", "resting", "non_wear")
    lengths = {
        one["day"]: sum(one[f"{kind}_time"] for kind in kinds) // 3600
        for one in year["daily_activity"]
    }

    assert {day: hours for day, hours in lengths.items() if hours != 24} == {
        "2025-10-25": 25,
        "2026-03-28": 23,
        "2026-05-10": 17,
        "2026-05-17": 31,
    }


def test_days_with_a_long_run_have_more_steps_than_others(
    year: dict[OuraCollection, list[Wire]],
) -> None:
    steps = {one["day"]: one["steps"] for one in year["daily_activity"]}
    runs = {one["day"] for one in year["workout"] if one["activity"] == "running"}
    workouts = {one["day"] for one in year["workout"]}
    with_run = [count for day, count in steps.items() if day in runs]
    without = [count for day, count in steps.items() if day not in workouts]

    assert sum(with_run) / len(with_run) > 1.3 * sum(without) / len(without)
    assert all(1_500 < count < 50_000 for count in steps.values())


def test_the_heart_beats_on_a_grid_and_each_ten_seconds_at_a_workout(
    year: dict[OuraCollection, list[Wire]],
) -> None:
    run = next(one for one in year["workout"] if one["activity"] == "running")
    start, end = instant_of(run["start_datetime"]), instant_of(run["end_datetime"])
    day = rows("heartrate", start.replace(hour=0, minute=0, second=0), 1)
    during = [one for one in day if start <= instant_of(one["timestamp"]) < end]
    others = [one for one in day if one not in during and one["source"] != "workout"]

    assert {one["source"] for one in during} == {"workout"}
    assert len(during) == -(-(end - start) // timedelta(seconds=10))
    assert max(one["bpm"] for one in during) > 130
    assert {"awake", "sleep"} <= {one["source"] for one in others}
    assert all(instant_of(one["timestamp"]).minute % 5 == 0 for one in others)
    assert [one["timestamp"] for one in day] == sorted({one["timestamp"] for one in day})
    assert all(
        one["timestamp_unix"] == instant_of(one["timestamp"]).timestamp() * 1000 for one in day
    )


def test_the_heart_rate_at_night_is_that_of_the_night(
    year: dict[OuraCollection, list[Wire]],
) -> None:
    night = next(one for one in year["sleep"] if one["day"] == "2026-03-29")
    start, end = instant_of(night["bedtime_start"]), instant_of(night["bedtime_end"])
    beats = rows("heartrate", start, 1)
    asleep = [
        one["bpm"]
        for one in beats
        if instant_of(one["timestamp"]) < end and one["source"] == "sleep"
    ]
    items = [bpm for bpm in night["heart_rate"]["items"] if bpm is not None]

    assert night["bedtime_start"][-6:] != night["bedtime_end"][-6:]
    assert abs(sum(asleep) / len(asleep) - sum(items) / len(items)) < 2


def test_tags_are_of_every_form(year: dict[OuraCollection, list[Wire]]) -> None:
    tags = year["enhanced_tag"]

    assert any(one["tag_type_code"] == "custom" and one["custom_name"] for one in tags)
    assert any(one["tag_type_code"] is None and one["comment"] for one in tags)
    assert any(one["end_time"] for one in tags)
    assert any(one["end_time"] is None for one in tags)


def test_all_older_tags_but_one_repeat_a_newer_one(year: dict[OuraCollection, list[Wire]]) -> None:
    newer = {(one["start_time"], one["tag_type_code"]) for one in year["enhanced_tag"]}
    lonely = [
        one for one in year["tag"] if (one["timestamp"], next(iter(one["tags"]), None)) not in newer
    ]

    assert [date.fromisoformat(one["day"]).timetuple()[1:3] for one in lonely] == [LONELY_TAG]
    assert 50 < len(year["tag"]) < len(year["enhanced_tag"])


def test_words_that_no_description_knows_come_in_several_collections(
    year: dict[OuraCollection, list[Wire]],
) -> None:
    beats = rows("heartrate", datetime(2026, 3, 19, tzinfo=UTC), 1)
    values = [value for name in DOCUMENTS for one in year[name] for value in one.values()]
    texts = {value for value in values if isinstance(value, str)}

    assert texts >= UNDESCRIBED
    assert {one["source"] for one in beats} & UNDESCRIBED


def test_the_battery_runs_down_until_it_is_charged() -> None:
    levels = [one["level"] for one in rows("ring_battery_level", SPRING, 8)]

    assert len(levels) == 8 * 24
    assert (min(levels), max(levels)) == (11, 100)
    assert sum(later > earlier for earlier, later in pairwise(levels)) == 2


def test_a_night_without_pulse_has_no_figures_of_it(year: dict[OuraCollection, list[Wire]]) -> None:
    lost = [one for one in year["sleep"] if one["heart_rate"] is None]

    assert {one["day"][-2:] for one in lost} == {"09"}
    assert all(one["average_heart_rate"] is one["hrv"] is None for one in lost)

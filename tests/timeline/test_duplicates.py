from __future__ import annotations

import sys
from datetime import timedelta

import msgspec
import pytest

from gateway.domain.activity import ActivityKind, ActivityType
from gateway.domain.interval import Interval
from gateway.timeline.duplicates import LONGEST_MATCHED, SEARCH_MARGIN, find_matches
from tests.timeline.records import FIT, MORNING, OURA, minutes, only_match, partners, recorded, run
from tests.timeline.scenes import Scene, load_scenes

# The labelled scenes


def test_matches_are_right_and_few_duplicates_are_missed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    scenes = [scene for group in load_scenes().values() for scene in group]

    found = {(scene.scene, pair) for scene in scenes for pair in scene.matched()}

    labelled = {(scene.scene, pair) for scene in scenes for pair in scene.same}
    precision = len(found & labelled) / len(found)
    recall = len(found & labelled) / len(labelled)
    with capsys.disabled():
        sys.stdout.write(f"\nduplicates: precision {precision:.3f}, recall {recall:.3f}\n")
    assert precision >= 0.99
    assert recall >= 0.85


def test_the_scenes_are_many_and_each_is_told_apart_by_its_name() -> None:
    scenes = [scene for group in load_scenes().values() for scene in group]

    assert len({scene.scene for scene in scenes}) == len(scenes) >= 150


@pytest.mark.parametrize("group", load_scenes())
def test_a_label_points_at_records_that_are_there(group: str) -> None:
    def is_sound(scene: Scene) -> bool:
        return all(fit < len(scene.fit) and oura < len(scene.oura) for fit, oura in scene.same)

    assert all(is_sound(scene) for scene in load_scenes()[group])


# The rules, one by one


def test_a_match_is_found_under_both_its_ids() -> None:
    fit, oura = run(FIT), run(OURA)

    matches = find_matches([fit, oura])

    assert matches[fit.activity_id] == matches[oura.activity_id]
    assert set(matches) == {fit.activity_id, oura.activity_id}


def test_a_match_tells_its_score_and_its_reasons() -> None:
    match = only_match(run(FIT, end=60), run(OURA, start=15, end=60))

    assert match.score == 0.75
    assert match.reasons == ("overlap 0.75", "same type")


def test_a_similar_type_scores_less_than_the_same() -> None:
    treadmill = msgspec.structs.replace(run(OURA), type=ActivityType.TREADMILL_RUNNING)

    match = only_match(run(FIT), treadmill)

    assert match.score == 0.9
    assert match.reasons == ("overlap 1.00", "similar types")


def test_a_type_that_says_little_needs_more_overlap() -> None:
    other = msgspec.structs.replace(run(FIT), type=ActivityType.OTHER)

    assert only_match(other, run(OURA, end=42)).reasons == (
        "overlap 0.70",
        "a type that says little",
    )
    assert not find_matches([other, run(OURA, end=41)])


@pytest.mark.parametrize(("end", "matched"), [(24, True), (23, False)])
def test_two_fifths_of_the_time_must_be_shared(end: float, *, matched: bool) -> None:
    matches = find_matches([run(FIT, end=60), run(OURA, end=end)])

    assert bool(matches) is matched


def test_two_records_of_one_provider_never_match() -> None:
    assert not find_matches([run(FIT, "a"), run(FIT, "b")])


def test_an_equal_start_alone_is_no_match() -> None:
    assert not find_matches([run(FIT, end=60), run(OURA, end=10)])


def test_matches_do_not_chain() -> None:
    first, last = run(FIT, "first", 0, 40), run(FIT, "last", 25, 60)
    between = run(OURA, "between", 5, 50)

    assert partners([first, between, last]) == {
        first.activity_id: between.activity_id,
        between.activity_id: first.activity_id,
    }


def test_a_record_that_is_another_ones_second_choice_stays_alone() -> None:
    exact, close = run(OURA, "exact"), run(OURA, "close", 5, 60)

    assert close.activity_id not in find_matches([run(FIT), close, exact])


def test_among_equals_the_closest_start_wins() -> None:
    far, close = run(OURA, "a", -20, 60), run(OURA, "z", 0, 45)

    match = only_match(run(FIT, end=60), far, close)

    assert {match.primary, match.other} == {run(FIT, end=60), close}


def test_among_equals_in_all_but_the_id_the_first_id_wins() -> None:
    match = only_match(run(FIT, "b"), run(FIT, "a"), run(OURA, "d"), run(OURA, "c"), run(OURA, "e"))

    assert {match.primary.provider_id, match.other.provider_id} == {"a", "c"}


def test_what_ran_before_does_not_decide_among_equals() -> None:
    twins = [run(FIT, "a"), run(FIT, "b")]
    before = [run(FIT, "y", -10, 1), run(FIT, "z", -10, 3)]

    alone, after_others = (
        only_match(*twins, run(OURA, start=2)),
        only_match(*before, *twins, run(OURA, start=2)),
    )

    assert after_others == alone


def test_a_rival_that_starts_more_than_a_day_away_still_decides() -> None:
    day = run(OURA, "day", 0, 24 * 60)
    record, rival = run(FIT, "record", 858, 24 * 60), run(FIT, "rival", -600, 14 * 60)

    assert record.activity_id in find_matches([record, day])
    assert record.activity_id not in find_matches([record, day, rival])
    assert LONGEST_MATCHED < record.start_time - rival.start_time < SEARCH_MARGIN


@pytest.mark.parametrize("kind", [ActivityKind.SLEEP, ActivityKind.MINDFULNESS, ActivityKind.REST])
def test_nothing_calm_matches_a_workout_of_the_same_type(kind: ActivityKind) -> None:
    calm = msgspec.structs.replace(run(OURA), type=ActivityType.UNKNOWN, kind=kind)

    assert not find_matches([run(FIT), calm])


@pytest.mark.parametrize("length", [timedelta(0), -minutes(5), LONGEST_MATCHED + minutes(1)])
def test_a_record_without_a_sensible_length_matches_nothing(length: timedelta) -> None:
    odd = recorded(FIT, "a", Interval(MORNING, MORNING + length))

    assert not find_matches([odd, msgspec.structs.replace(odd, provider=OURA)])


def test_a_record_that_comes_twice_counts_once() -> None:
    long, short = run(OURA, end=60), run(OURA, end=50)

    matches = find_matches([run(FIT), long, run(FIT), short])

    assert {len(found) for found in matches.values()} == {1}
    assert matches == find_matches([run(FIT), short, long])


def test_ten_thousand_records_each_find_their_own() -> None:
    starts = [float(600 * number) for number in range(5_000)]
    records = [run(FIT, str(start), start, start + 45) for start in starts]
    records += [run(OURA, str(start), start + 3, start + 44) for start in starts]

    found = partners(records)

    assert len(found) == 10_000
    assert all(one.native_id == other.native_id for one, other in found.items())

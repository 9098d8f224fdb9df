from __future__ import annotations

from itertools import pairwise, product

import pytest

from gateway.domain.activity_type import ActivityKind, ActivityType, kind_of
from gateway.timeline.activity_families import FAMILIES, Likeness, likeness


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_has_members_and_never_mixes_workouts_with_calm(name: str) -> None:
    kinds = {kind_of(member) for member in FAMILIES[name]}

    assert len(FAMILIES[name]) >= 2
    assert kinds == {ActivityKind.WORKOUT} or ActivityKind.WORKOUT not in kinds


def test_likeness_is_the_same_from_both_sides() -> None:
    pairs = list(product(ActivityType, repeat=2))

    assert [likeness(a, b) for a, b in pairs] == [likeness(b, a) for a, b in pairs]


@pytest.mark.parametrize(
    "chain",
    [
        (ActivityType.WALKING, ActivityType.ON_FOOT, ActivityType.RUNNING),
        (ActivityType.WALKING, ActivityType.TREADMILL, ActivityType.TREADMILL_RUNNING),
        (ActivityType.DOWNHILL_SKIING, ActivityType.SKIING, ActivityType.CROSS_COUNTRY_SKIING),
        (ActivityType.STRENGTH_TRAINING, ActivityType.CROSS_TRAINING, ActivityType.AEROBICS),
    ],
)
def test_a_type_of_two_families_does_not_make_them_one(chain: tuple[ActivityType, ...]) -> None:
    links = [likeness(first, second) for first, second in pairwise(chain)]

    assert links == [Likeness.SAME_FAMILY, Likeness.SAME_FAMILY]
    assert likeness(chain[0], chain[-1]) is None


def test_a_type_that_says_little_is_like_any_workout_and_nothing_else() -> None:
    alike = {a for a in ActivityType if likeness(ActivityType.OTHER, a) is Likeness.UNSPECIFIC}

    assert alike == {a for a in ActivityType if kind_of(a) is ActivityKind.WORKOUT} | {
        ActivityType.UNKNOWN
    }


def test_two_types_that_say_little_do_not_count_as_the_same() -> None:
    assert likeness(ActivityType.UNKNOWN, ActivityType.UNKNOWN) is Likeness.UNSPECIFIC


def test_every_other_type_is_the_same_as_itself() -> None:
    rest = set(ActivityType) - {ActivityType.OTHER, ActivityType.UNKNOWN}

    assert {likeness(a, a) for a in rest} == {Likeness.SAME_TYPE}

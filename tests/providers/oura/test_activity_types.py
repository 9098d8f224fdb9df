from __future__ import annotations

import pytest

from gateway.domain.activity_type import ActivityType
from gateway.providers.oura.activity_types import (
    SESSION_TYPES,
    WORKOUT_TYPES,
    session_type,
    workout_type,
)


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("running", ActivityType.RUNNING),
        ("strengthTraining", ActivityType.STRENGTH_TRAINING),
        ("strength_training", ActivityType.STRENGTH_TRAINING),
        ("Strength Training", ActivityType.STRENGTH_TRAINING),
        ("HIIT", ActivityType.HIIT),
        ("houseWork", ActivityType.HOUSEWORK),
        ("yardwork", ActivityType.GARDENING),
        ("other", ActivityType.OTHER),
        ("pause", ActivityType.UNKNOWN),
        ("moonwalk", ActivityType.UNKNOWN),
        ("", ActivityType.UNKNOWN),
    ],
)
def test_a_workout_is_known_by_its_letters_and_digits(name: str, type_: ActivityType) -> None:
    assert workout_type(name) is type_


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("body_status", ActivityType.BODY_STATUS),
        ("nap", ActivityType.NAP),
        ("running", ActivityType.UNKNOWN),
    ],
)
def test_a_session_is_known_by_the_vendors_enum(name: str, type_: ActivityType) -> None:
    assert session_type(name) is type_


def test_every_key_is_lower_case_letters_and_digits() -> None:
    odd = [
        key for key in (*WORKOUT_TYPES, *SESSION_TYPES) if not key.isalnum() or not key.islower()
    ]

    assert odd == []

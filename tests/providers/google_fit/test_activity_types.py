from __future__ import annotations

import pytest

from gateway.domain.activity_type import ActivityType, kind_of
from gateway.providers.google_fit.activity_types import (
    CODES,
    NEAREST,
    TYPES,
    activity_type,
    code_for,
    storable_type,
)

UNSTORABLE = {ActivityType.UNKNOWN, ActivityType.BODY_STATUS}


def test_every_type_but_two_can_be_stored() -> None:
    assert {wanted for wanted in ActivityType if storable_type(wanted) is None} == UNSTORABLE


def test_what_is_stored_is_read_as_the_same_type() -> None:
    assert {type_: TYPES[code] for type_, code in CODES.items()} == {
        type_: type_ for type_ in CODES
    }


def test_a_nearest_type_has_a_code_of_its_own_where_the_wanted_one_has_none() -> None:
    assert not set(NEAREST) & set(CODES)
    assert set(NEAREST.values()) <= set(CODES)


def test_a_nearest_type_is_of_the_same_kind() -> None:
    differing = {wanted for wanted, near in NEAREST.items() if kind_of(wanted) != kind_of(near)}

    assert differing == {ActivityType.REST}


@pytest.mark.parametrize(
    ("code", "type_"),
    [
        (0, ActivityType.IN_VEHICLE),
        (3, ActivityType.STILL),
        (8, ActivityType.RUNNING),
        (94, ActivityType.NORDIC_WALKING),
        (108, ActivityType.OTHER),
        (112, ActivityType.SLEEP),
        (122, ActivityType.BREATHING),
        (6, ActivityType.UNKNOWN),
        (-1, ActivityType.UNKNOWN),
    ],
)
def test_a_code_means_a_type(code: int, type_: ActivityType) -> None:
    assert activity_type(code) is type_


@pytest.mark.parametrize(
    ("wanted", "stored_code", "code"),
    [
        (ActivityType.RUNNING, None, 8),
        (ActivityType.CYCLING, None, 1),
        (ActivityType.SLEEP, None, 72),
        (ActivityType.WALKING, None, 7),
        (ActivityType.STRENGTH_TRAINING, None, 80),
        (ActivityType.PADEL, None, 87),
        (ActivityType.CYCLING, "16", 16),
        (ActivityType.RUNNING, "16", 8),
        (ActivityType.RUNNING, "running", 8),
        (ActivityType.UNKNOWN, "4711", 4711),
        (ActivityType.UNKNOWN, None, None),
        (ActivityType.BODY_STATUS, "8", None),
    ],
)
def test_a_stored_code_is_kept_while_it_means_the_type(
    wanted: ActivityType, stored_code: str | None, code: int | None
) -> None:
    assert code_for(wanted, stored_code) == code

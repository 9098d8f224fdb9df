"""The types' descriptions against the tables by which the providers' words are read."""

from __future__ import annotations

import re

import pytest

from gateway.domain.activity_type import ActivityType
from gateway.providers.google_fit.activity_types import TYPES as GOOGLE_FIT_TYPES
from gateway.providers.oura.activity_types import (
    SESSION_TYPES,
    WORKOUT_TYPES,
    session_type,
    workout_type,
)
from gateway.schema.activity_type_texts import ACTIVITY_TYPE_TEXTS


def test_every_type_has_a_text_and_no_text_is_left_over() -> None:
    assert list(ACTIVITY_TYPE_TEXTS) == list(ActivityType)


@pytest.mark.parametrize("activity_type", ActivityType)
def test_a_types_description_names_what_the_providers_call_it(activity_type: ActivityType) -> None:
    text = ACTIVITY_TYPE_TEXTS[activity_type]
    codes = {code for code, meaning in GOOGLE_FIT_TYPES.items() if meaning is activity_type}
    workouts = {word for word, meaning in WORKOUT_TYPES.items() if meaning is activity_type}
    sessions = {word for word, meaning in SESSION_TYPES.items() if meaning is activity_type}

    assert {int(code) for code in re.findall(r"\d+", listed(text, "Google Fit"))} == codes
    assert {letters(word) for word in words(text, "Oura workout")} == workouts
    assert {letters(word) for word in words(text, "Oura session")} == sessions
    assert {workout_type(word) for word in words(text, "Oura workout")} <= {activity_type}
    assert {session_type(word) for word in words(text, "Oura session")} <= {activity_type}


def listed(text: str, collection: str) -> str:
    """What stands after the collection's name, up to the next one."""
    found = re.search(rf"{collection} ([^;]*?)(?:;|\.$)", text)
    return "" if found is None else found[1]


def words(text: str, collection: str) -> list[str]:
    return re.findall("`([^`]+)`", listed(text, collection))


def letters(text: str) -> str:
    """In lower case, letters and digits alone."""
    return "".join(filter(str.isalnum, text.lower()))

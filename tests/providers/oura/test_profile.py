from __future__ import annotations

from gateway.domain.profile import Profile
from gateway.providers.oura import wire
from gateway.providers.oura.profile import profile


def test_a_profile_keeps_the_units_and_turns_empty_into_none() -> None:
    info = wire.PersonalInfo(id="u", age=40, weight=70.5, height=1.8, biological_sex="", email=None)

    assert profile(info) == Profile(age_years=40, weight_kg=70.5, height_meters=1.8)

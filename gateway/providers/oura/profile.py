"""Oura's personal info -> the viewer's profile."""

from __future__ import annotations

from gateway.domain.profile import Profile
from gateway.providers.oura import wire


def profile(info: wire.PersonalInfo) -> Profile:
    """The viewer's figures; those that the token's scopes hide are None."""
    return Profile(
        age_years=info.age,
        height_meters=info.height,
        weight_kg=info.weight,
        biological_sex=info.biological_sex or None,
        email=info.email or None,
    )

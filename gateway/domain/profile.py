"""Who the viewer is."""

from __future__ import annotations

import msgspec


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """The viewer's own figures, as far as the provider tells them."""

    age_years: int | None = None
    height_meters: float | None = None
    weight_kg: float | None = None
    biological_sex: str | None = None
    email: str | None = None

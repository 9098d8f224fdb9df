"""How old an answer may be."""

from __future__ import annotations

from typing import NamedTuple


class Freshness(NamedTuple):
    """What a query accepts of the cache."""

    max_age_seconds: int | None = None
    """None: as old as the settings allow; 0: nothing but a live call."""
    stale_if_error: bool = True
    """Whether an older answer may stand in for one that cannot be had."""

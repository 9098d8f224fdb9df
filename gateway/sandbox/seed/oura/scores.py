"""Scores from 1 to 100, as Oura gives them."""

from __future__ import annotations

from collections.abc import Mapping

from gateway.sandbox.seed.dice import Dice


def score(value: float) -> int:
    """The nearest score."""
    return max(1, min(100, round(value)))


def around(dice: Dice, mean: float, spread: float = 8) -> int:
    """A score near the mean."""
    return score(mean + dice.between(-spread, spread))


def overall(contributors: Mapping[str, int | None]) -> int | None:
    """The mean of those that are known; None without any."""
    known = [value for value in contributors.values() if value is not None]
    return score(sum(known) / len(known)) if known else None

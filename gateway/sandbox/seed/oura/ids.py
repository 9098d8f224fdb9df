"""Ids that tell the day of their document, so that it can be worked out again from the id alone."""

from __future__ import annotations

from datetime import date
from typing import Final

from gateway.sandbox.seed.dice import Dice

_DAY_DIGITS: Final = 8


def document_id(day: date, dice: Dice) -> str:
    """A UUID whose first digits are the day's ordinal number."""
    return f"{day.toordinal():0{_DAY_DIGITS}x}{dice.uuid()[_DAY_DIGITS:]}"


def day_of_id(text: str) -> date | None:
    """The day that such an id names; None for any other text."""
    try:
        return date.fromordinal(int(text[:_DAY_DIGITS], 16))
    except (ValueError, OverflowError):
        return None

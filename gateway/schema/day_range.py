"""Ranges of days, checked."""

from __future__ import annotations

from gateway.domain.documents import Days
from gateway.domain.errors import BadUserInputError
from gateway.schema.interval import DateRangeInput
from gateway.timeline.windows import EARLIEST, LATEST


def days_of(asked: DateRangeInput, *, most: int) -> Days:
    """The days of the range, both ends included.

    Raises:
        BadUserInputError: there are none, too many, or they lie too far from now.
    """
    first, last = asked.from_, asked.to
    if last < first:
        raise BadUserInputError("`range.to` must not lie before its `from`.")
    if first < EARLIEST.date() or last >= LATEST.date():
        raise BadUserInputError(
            f"`range` must lie within the years {EARLIEST.year} to {LATEST.year - 1}."
        )
    count = (last - first).days + 1
    if count > most:
        raise BadUserInputError(
            f"`range` has {count} days; {most} are allowed at once: ask for fewer."
        )
    return Days(first, last)

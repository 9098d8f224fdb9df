"""Intervals of time, as answers and as arguments."""

from __future__ import annotations

from datetime import date, datetime

import strawberry


@strawberry.type(description="A half-open interval of time: start <= instant < end.")
class Interval:
    """A view of `domain.interval.Interval`."""

    start: datetime = strawberry.field(description="The first instant that lies in it.")
    end: datetime = strawberry.field(description="The first instant after it.")


@strawberry.input(description="A half-open interval of time: start <= instant < end.")
class IntervalInput:
    """Either end can be left open."""

    start: datetime | None = strawberry.field(
        default=None, description="The first instant that lies in it; left out: no lower bound."
    )
    end: datetime | None = strawberry.field(
        default=None, description="The first instant after it; left out: no upper bound."
    )


@strawberry.input(description="A half-open interval of time: start <= instant < end.")
class BoundedIntervalInput:
    """Neither end can be left open."""

    start: datetime = strawberry.field(description="The first instant that lies in it.")
    end: datetime = strawberry.field(description="The first instant after it.")


@strawberry.input(description="Calendar days, both ends included.")
class DateRangeInput:
    """Days where the wearer was."""

    from_: date = strawberry.field(name="from", description="The first day.")
    to: date = strawberry.field(description="The last day; the same as `from` for one day.")


@strawberry.input(description="A range of numbers, both ends included.")
class FloatRangeInput:
    """Either end can be left open."""

    min: float | None = strawberry.field(
        default=None, description="The least; left out: no lower bound."
    )
    max: float | None = strawberry.field(
        default=None, description="The most; left out: no upper bound."
    )

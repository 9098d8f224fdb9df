"""Each provider's own record, field by field, with nothing left out.

Names are the provider's in snake case; instants stay as the provider wrote them. What a provider
sends in this very form is decoded into it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import msgspec

from gateway.domain.google_fit import Int32, Int64
from gateway.domain.odd import WHEN_ODD

GoogleFitCode = Annotated[Int32, msgspec.Meta(extra={WHEN_ODD: 4})]
"""Of an activity: 4 is Google's own for an unknown one, and 0, of one in a vehicle, is left out."""


class Application(msgspec.Struct, frozen=True, kw_only=True, gc=False, rename="camel"):
    """The app that recorded a session."""

    name: str | None = None
    package_name: str | None = None
    version: str | None = None
    details_url: str | None = None


class SampleSeries(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Evenly spaced samples; None is a gap, never zero."""

    start_time: datetime
    interval_seconds: float
    values: tuple[float | None, ...]
    unit: str
    downsampled: bool = False
    """Whether each value is the mean of several samples."""

    @property
    def samples(self) -> list[float]:
        """The values without the gaps."""
        return [value for value in self.values if value is not None]

    def thinned(self, most: int) -> SampleSeries:
        """The same span in at most `most` values: means of equal runs, gaps left out of them."""
        if len(self.values) <= most:
            return self
        run = -(-len(self.values) // most)
        runs = (self.values[i : i + run] for i in range(0, len(self.values), run))
        return msgspec.structs.replace(
            self,
            interval_seconds=self.interval_seconds * run,
            values=tuple(_mean(values) for values in runs),
            downsampled=True,
        )


def _mean(values: tuple[float | None, ...]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


class GoogleFitSession(msgspec.Struct, frozen=True, kw_only=True, gc=False, rename="camel"):
    """A Google Fit `Session`."""

    id: str
    activity_type: GoogleFitCode = 0
    name: str | None = None
    description: str | None = None
    start_time_millis: Int64
    end_time_millis: Int64
    modified_time_millis: Int64 | None = None
    active_time_millis: Int64 | None = None
    application: Application | None = None


class OuraWorkout(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An Oura `PublicWorkout`: `calories` in kcal, `distance` in meters.

    Oura promises the texts, which are "" should one be missing, and the day, which an activity
    always has: that of its start, should Oura not tell it.
    """

    id: str
    activity: str = ""
    calories: float | None = None
    day: date | None = None
    distance: float | None = None
    end_datetime: str
    intensity: str = ""
    label: str | None = None
    source: str = ""
    start_datetime: str


class OuraSession(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An Oura `PublicSession`; `type` is "" should it be missing."""

    id: str
    type: str
    day: date
    mood: str | None
    start_datetime: str
    end_datetime: str
    heart_rate: SampleSeries | None
    heart_rate_variability: SampleSeries | None
    motion_count: SampleSeries | None


Detail = GoogleFitSession | OuraWorkout | OuraSession

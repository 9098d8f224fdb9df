"""Which activities a feed is asked for, and within which instants they can start."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import msgspec

from gateway.domain.activity import (
    Activity,
    ActivityKind,
    ActivityType,
    Intensity,
    RecordingMethod,
)
from gateway.domain.interval import Interval
from gateway.domain.provider_name import Provider
from gateway.timeline.windows import EARLIEST, LATEST

FARTHEST_OFFSET = timedelta(hours=15)
"""No place on Earth is farther from UTC, so that a local day lies within its UTC day and this."""

MICROSECONDS = 1000
"""Of a millisecond."""


class Days(msgspec.Struct, frozen=True):
    """Calendar days, both ends included."""

    first: date
    last: date

    @property
    def instants(self) -> Interval:
        """Every instant that is one of these days somewhere on Earth."""
        first, last = max(self.first, EARLIEST.date()), min(self.last, LATEST.date())
        return Interval(
            datetime.combine(first, time.min, UTC) - FARTHEST_OFFSET,
            datetime.combine(last, time.min, UTC) + timedelta(days=1) + FARTHEST_OFFSET,
        )


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What an activity must be; None asks nothing of it."""

    start: datetime | None = None
    end: datetime | None = None
    days: Days | None = None
    providers: frozenset[Provider] | None = None
    kinds: frozenset[ActivityKind] | None = None
    types: frozenset[ActivityType] | None = None
    excluded_types: frozenset[ActivityType] = frozenset()
    shortest_seconds: float | None = None
    longest_seconds: float | None = None
    intensities: frozenset[Intensity] | None = None
    recording_methods: frozenset[RecordingMethod] | None = None
    text: str = ""
    """In folded case."""

    def asks(self, provider: Provider) -> bool:
        """Whether activities of the provider can be among the selected."""
        return self.providers is None or provider in self.providers

    def instants(self, default: Interval) -> Interval:
        """Where the selected can start; `default` stands in where the selection is silent.

        In whole milliseconds, as activities start and as answers tell it.
        """
        known = default if self.days is None else self.days.instants
        start, end = self.start or known.start, self.end or known.end
        if self.days is not None:
            start, end = max(start, known.start), min(end, known.end)
        start, end = _whole_milliseconds(start), _whole_milliseconds(end)
        return Interval(min(start, end), end)

    def bounded(self, interval: Interval) -> Interval:
        """The part of the interval in which the selected can start, days aside."""
        start = interval.start if self.start is None else max(interval.start, self.start)
        return Interval(start, interval.end if self.end is None else min(interval.end, self.end))

    @property
    def asks_for_time_alone(self) -> bool:
        """Whether everything is selected that starts between `start` and `end`."""
        return self == Selection(start=self.start, end=self.end)

    def admits(self, activity: Activity) -> bool:
        """Whether the activity is one of the selected."""
        return (
            self._admits_its_time(activity)
            and self._admits_its_nature(activity)
            and (not self.text or self._finds_text_in(activity))
        )

    def _admits_its_time(self, activity: Activity) -> bool:
        if self.start is not None and activity.start_time < self.start:
            return False
        if self.end is not None and activity.start_time >= self.end:
            return False
        if self.shortest_seconds is not None and activity.duration_seconds < self.shortest_seconds:
            return False
        if self.longest_seconds is not None and activity.duration_seconds > self.longest_seconds:
            return False
        if self.days is None:
            return True
        day = activity.local_date
        return day is not None and self.days.first <= day <= self.days.last

    def _admits_its_nature(self, activity: Activity) -> bool:
        return (
            activity.type not in self.excluded_types
            and (self.providers is None or activity.provider in self.providers)
            and (self.kinds is None or activity.kind in self.kinds)
            and (self.types is None or activity.type in self.types)
            and (self.intensities is None or activity.intensity in self.intensities)
            and (
                self.recording_methods is None
                or activity.recording_method in self.recording_methods
            )
        )

    def _finds_text_in(self, activity: Activity) -> bool:
        return any(
            self.text in field.casefold()
            for field in (activity.title, activity.notes)
            if field is not None
        )


def _whole_milliseconds(instant: datetime) -> datetime:
    """The first whole millisecond from `instant` on, within the calendar that is looked through."""
    bounded = min(max(instant, EARLIEST), LATEST)
    return bounded + timedelta(microseconds=-bounded.microsecond % MICROSECONDS)

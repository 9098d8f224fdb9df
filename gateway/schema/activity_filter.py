"""ActivityFilter: which activities a feed is asked for."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeVar
from zoneinfo import ZoneInfo

import strawberry

from gateway.domain.errors import BadUserInputError
from gateway.domain.provider import ConnectedProvider
from gateway.schema.enums import ActivityKind, ActivityType, Intensity, Provider, RecordingMethod
from gateway.schema.interval import DateRangeInput, FloatRangeInput, IntervalInput
from gateway.timeline.selection import Days, Selection

T = TypeVar("T")

LONGEST_TEXT = 200


@strawberry.input(
    description="What an activity must be. Every field that is given has to hold; lists: any of."
)
class ActivityFilter:
    """See `timeline.selection.Selection`."""

    start_time: IntervalInput | None = strawberry.field(
        default=None, description="When it starts: half-open, [start, end)."
    )
    local_dates: DateRangeInput | None = strawberry.field(
        default=None,
        description=(
            "The calendar days it starts on, both included (see `Activity.localDate`). Needs "
            "`timeZone` when a provider that records no offset is linked and selected."
        ),
    )
    providers: list[Provider] | None = strawberry.field(
        default=None, description="Who recorded it. The others are not asked."
    )
    kinds: list[ActivityKind] | None = strawberry.field(
        default=None, description="What it is, coarsely."
    )
    types: list[ActivityType] | None = strawberry.field(default=None, description="What was done.")
    exclude_types: list[ActivityType] | None = strawberry.field(
        default=None, description="What it must not be."
    )
    duration_seconds: FloatRangeInput | None = strawberry.field(
        default=None, description="From start to end, in seconds; both bounds included."
    )
    intensities: list[Intensity] | None = strawberry.field(
        default=None, description="How hard it was; what has no intensity is left out."
    )
    recording_methods: list[RecordingMethod] | None = strawberry.field(
        default=None, description="How the record came about."
    )
    text: str | None = strawberry.field(
        default=None,
        description=(
            f"Part of the title or the notes, in any case; {LONGEST_TEXT} characters at most."
        ),
    )


def selection(
    wanted: ActivityFilter | None, zone: ZoneInfo | None, providers: Iterable[ConnectedProvider]
) -> Selection:
    """The filter, checked.

    Raises:
        BadUserInputError: it could not match anything, or not be decided.
    """
    if wanted is None:
        return Selection()
    span, duration = wanted.start_time, wanted.duration_seconds
    if span and span.start and span.end and span.end <= span.start:
        raise BadUserInputError("`filter.startTime.end` must be later than its `start`.")
    selected = Selection(
        start=span.start if span else None,
        end=span.end if span else None,
        days=_days(wanted.local_dates),
        providers=_any_of(wanted.providers, "providers"),
        kinds=_any_of(wanted.kinds, "kinds"),
        types=_any_of(wanted.types, "types"),
        excluded_types=frozenset(wanted.exclude_types or ()),
        shortest_seconds=_range(duration)[0],
        longest_seconds=_range(duration)[1],
        intensities=_any_of(wanted.intensities, "intensities"),
        recording_methods=_any_of(wanted.recording_methods, "recordingMethods"),
        text=_text(wanted.text),
    )
    if selected.days is not None and zone is None:
        _require_offsets(selected, providers)
    return selected


def _any_of(values: list[T] | None, name: str) -> frozenset[T] | None:
    if values is not None and not values:
        raise BadUserInputError(
            f"`filter.{name}` is empty, which nothing can match: leave it out to match everything."
        )
    return None if values is None else frozenset(values)


def _days(days: DateRangeInput | None) -> Days | None:
    if days is None:
        return None
    if days.to < days.from_:
        raise BadUserInputError("`filter.localDates.to` must not lie before its `from`.")
    return Days(days.from_, days.to)


def _range(numbers: FloatRangeInput | None) -> tuple[float | None, float | None]:
    if numbers is None:
        return None, None
    least, most = numbers.min, numbers.max
    if any(bound is not None and not math.isfinite(bound) for bound in (least, most)):
        raise BadUserInputError("The bounds of `filter.durationSeconds` must be finite numbers.")
    if least is not None and most is not None and most < least:
        raise BadUserInputError("`filter.durationSeconds.max` must not lie below its `min`.")
    return least, most


def _text(text: str | None) -> str:
    if text is not None and len(text) > LONGEST_TEXT:
        raise BadUserInputError(
            f"`filter.text` has {len(text)} characters; {LONGEST_TEXT} are allowed."
        )
    return (text or "").casefold()


def _require_offsets(selected: Selection, providers: Iterable[ConnectedProvider]) -> None:
    """Local days of records without an offset are known in a named zone only."""
    for connected in providers:
        if selected.asks(connected.provider) and not connected.records_offset:
            raise BadUserInputError(
                f"`filter.localDates` needs `timeZone`, because {connected.display_name} records "
                "no offset: name the zone, or select other providers with `filter.providers`."
            )

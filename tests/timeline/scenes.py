"""Labelled scenes: what two providers recorded, and which records a person would call one event.

`fixtures/duplicates.json` holds them by group. A record is `TYPE START END [METHOD]`, in UTC unless
a time names an offset; hours count on over midnight as in a timetable (`25:30`). `same` are the
pairs (index at Google Fit, index at Oura) that a person would call records of one event. All that
a detector saw of a tour is that tour, however little; one of several pieces is not the whole,
unless it is about half of it or more, and neither is another outing within it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from gateway.domain.activity import Activity, ActivityType, RecordingMethod
from gateway.domain.interval import Interval
from gateway.domain.provider_name import Provider
from gateway.timeline.duplicates import find_matches
from tests.timeline.records import SOME_DAY, recorded

FIXTURE = Path(__file__).parent / "fixtures" / "duplicates.json"

_CLOCK = re.compile(
    r"(?P<hours>\d\d):(?P<minutes>\d\d)(:(?P<seconds>\d\d(\.\d{3})?))?"
    r"(?P<offset>(?P<sign>[+-])(?P<east_hours>\d\d):(?P<east_minutes>\d\d))?"
)


class Scene(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch of a person's life, as recorded twice."""

    scene: str
    day: date = SOME_DAY
    fit: list[str]
    oura: list[str]
    same: list[tuple[int, int]]

    def activities(self, provider: Provider) -> list[Activity]:
        """What the provider recorded; the ids are the indexes."""
        records = self.fit if provider is Provider.GOOGLE_FIT else self.oura
        return [
            _activity(provider, str(index), record, self.day)
            for index, record in enumerate(records)
        ]

    def matched(self) -> set[tuple[int, int]]:
        """The pairs that the gateway finds."""
        activities = [activity for provider in Provider for activity in self.activities(provider)]
        found = {match for matches in find_matches(activities).values() for match in matches}
        sides = [{a.provider: a for a in (match.primary, match.other)} for match in found]
        return {
            (int(side[Provider.GOOGLE_FIT].provider_id), int(side[Provider.OURA].provider_id))
            for side in sides
        }


def load_scenes() -> Mapping[str, Sequence[Scene]]:
    """The scenes by group."""
    return msgspec.json.decode(FIXTURE.read_bytes(), type=dict[str, list[Scene]])


def _activity(provider: Provider, native_id: str, record: str, day: date) -> Activity:
    activity_type, start, end, *method = record.split()
    return recorded(
        provider,
        native_id,
        Interval(_instant(start, day), _instant(end, day)),
        ActivityType(activity_type),
        RecordingMethod(method[0]) if method else RecordingMethod.UNKNOWN,
    )


def _instant(clock: str, day: date) -> datetime:
    parts = _CLOCK.fullmatch(clock)
    assert parts is not None, clock
    since_midnight = timedelta(
        hours=int(parts["hours"]),
        minutes=int(parts["minutes"]),
        seconds=float(parts["seconds"] or 0),
    )
    east = timedelta(hours=int(parts["east_hours"] or 0), minutes=int(parts["east_minutes"] or 0))
    offset = -east if parts["sign"] == "-" else east
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + since_midnight - offset

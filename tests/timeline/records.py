"""Records of single providers, with nothing but what matching looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from gateway.domain.activity import Activity, ActivityId, ActivityType, RecordingMethod
from gateway.domain.activity_type import kind_of
from gateway.domain.interval import Interval
from gateway.domain.provider_name import Provider
from gateway.timeline.duplicates import Match, find_matches
from tests.made_up import MadeUp

SOME_DAY = date(2025, 3, 4)
MORNING = datetime(2025, 3, 4, 7, 0, tzinfo=UTC)
FIT, OURA = Provider.GOOGLE_FIT, Provider.OURA


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def run(provider: Provider, native_id: str = "a", start: float = 0, end: float = 60) -> Activity:
    """A run; start and end in minutes after seven."""
    return recorded(provider, native_id, Interval(MORNING + minutes(start), MORNING + minutes(end)))


def only_match(*activities: Activity) -> Match:
    (match,) = {match for matches in find_matches(activities).values() for match in matches}
    return match


def partners(activities: Sequence[Activity]) -> Mapping[ActivityId, ActivityId]:
    return {
        activity: match.partner_of(activity).activity_id
        for activity, (match,) in find_matches(activities).items()
    }


def recorded(
    provider: Provider,
    native_id: str,
    span: Interval,
    activity_type: ActivityType = ActivityType.RUNNING,
    recording_method: RecordingMethod = RecordingMethod.UNKNOWN,
) -> Activity:
    """A record with nothing but what matching looks at."""
    return MadeUp(
        provider=provider,
        collection="session" if provider is Provider.GOOGLE_FIT else "workout",
        provider_id=native_id,
        kind=kind_of(activity_type),
        type=activity_type,
        provider_type=activity_type.value,
        start_time=span.start,
        end_time=span.end,
        recording_method=recording_method,
    )

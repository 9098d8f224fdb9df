"""A person's history in plain lists: what stands behind the feed in place of the loaders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from random import Random

import msgspec

from gateway.domain.activity import Activity, ActivityId, ActivityType
from gateway.domain.errors import UpstreamError
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.timeline.sources import Source
from tests.timeline.scenes import recorded

by_start = attrgetter("start_time")

FETCHED_AT = datetime(2026, 1, 2, tzinfo=UTC)
YEARS = Interval(datetime(2023, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))

FIT = Source(Link(Provider.GOOGLE_FIT, "token", "fit"), ("session",))
OURA = Source(Link(Provider.OURA, "token", "oura"), ("workout", "session"))
BOTH = (FIT, OURA)

_TYPES = (ActivityType.RUNNING, ActivityType.WALKING, ActivityType.YOGA, ActivityType.OTHER)
_Day = tuple[Provider, str, int]


@dataclass
class History:
    """Gives out activities by window, in no order, as a `WindowLoader` does."""

    failing: Mapping[str, UpstreamError] = field(default_factory=dict[str, UpstreamError])
    """By collection, `google_fit/session`."""
    asked: list[tuple[str, Sequence[Interval]]] = field(
        default_factory=list[tuple[str, Sequence[Interval]]]
    )
    """What was asked for: `google_fit/session`, windows."""
    _days: defaultdict[_Day, list[Activity]] = field(
        default_factory=lambda: defaultdict[_Day, list[Activity]](list)
    )

    @classmethod
    def of(cls, activities: Iterable[Activity]) -> History:
        history = cls()
        for activity in activities:
            history.add(activity)
        return history

    def add(self, activity: Activity) -> None:
        self._day_of(activity).append(activity)

    def remove(self, activity: Activity) -> None:
        self._day_of(activity).remove(activity)

    @property
    def activities(self) -> list[Activity]:
        return [activity for day in self._days.values() for activity in day]

    async def load(
        self, collections: Sequence[tuple[Link, str]], windows: Sequence[Interval]
    ) -> Sequence[Sequence[LoadedWindow]]:
        return [self._all_of(link, name, windows) for link, name in collections]

    def _all_of(
        self, link: Link, collection: str, windows: Sequence[Interval]
    ) -> Sequence[LoadedWindow]:
        name = f"{link.provider}/{collection}"
        self.asked.append((name, windows))
        error = self.failing.get(name)
        if error is not None:
            return [LoadedWindow(window=window, error=error) for window in windows]
        return [self._loaded(link.provider, collection, window) for window in windows]

    def windows_asked(self, name: str) -> list[str]:
        """The first days of the windows asked for, `2025-03-09`, in the order of asking."""
        return [
            f"{window.start:%Y-%m-%d}"
            for asked, windows in self.asked
            if asked == name
            for window in windows
        ]

    def _loaded(self, provider: Provider, collection: str, window: Interval) -> LoadedWindow:
        days = range(window.start.toordinal(), window.end.toordinal() + 1)
        listed = (self._days.get((provider, collection, day), ()) for day in days)
        activities = sorted(
            (a for day in listed for a in day if a.start_time in window), key=by_start
        )
        return LoadedWindow(window=window, activities=activities, fetched_at=FETCHED_AT)

    def _day_of(self, activity: Activity) -> list[Activity]:
        day = activity.start_time.toordinal()
        return self._days[activity.provider, activity.collection, day]


def many_activities(count: int, seed: int = 1, within: Interval = YEARS) -> list[Activity]:
    """`count` activities, in no order, of all collections; most share their start with others."""
    random = Random(seed)  # noqa: S311 - made-up records, not secrets
    length = within.end - within.start
    starts = [within.start + random.random() * length for _ in range(count // 2)]
    return [an_activity(random, _whole_minutes(random.choice(starts))) for _ in range(count)]


def an_activity(random: Random, start: datetime) -> Activity:
    """An activity that starts then, whatever else it is."""
    source = random.choice(BOTH)
    span = Interval(start, start + timedelta(minutes=random.randint(0, 120)))
    native_id = f"{random.getrandbits(64):x}"
    activity = recorded(source.link.provider, native_id, span, random.choice(_TYPES))
    return msgspec.structs.replace(activity, collection=random.choice(source.collections))


def in_order(activities: Iterable[Activity], *, descending: bool) -> list[Activity]:
    """By start, equal starts by id: what the feed promises, in the plainest words."""
    return sorted(activities, key=_place, reverse=descending)


def ids(activities: Iterable[Activity]) -> list[ActivityId]:
    return [activity.activity_id for activity in activities]


def _place(activity: Activity) -> tuple[datetime, str, str, str]:
    return (
        activity.start_time,
        activity.provider.value,
        activity.collection,
        activity.provider_id,
    )


def _whole_minutes(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)

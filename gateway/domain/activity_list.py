"""What a provider listed: activities, and records that nobody can make activities of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from gateway.domain.activity import Activity
from gateway.domain.errors import InvalidResponseError, unreadable
from gateway.domain.interval import Interval
from gateway.domain.provider_name import Provider

LeftOut = tuple[str | None, ...]
"""The native ids of records that are not shown; None for one whose id cannot be read either."""


class ActivityList(msgspec.Struct, frozen=True):
    """The activities of a list, or those of some ids."""

    activities: Sequence[Activity]
    left_out: LeftOut = ()
    """Of records that do not say when they were."""

    def starting_in(self, interval: Interval) -> ActivityList:
        """Those of the activities that start there, and all that is left out."""
        start, end = interval.start, interval.end
        timely = [one for one in self.activities if start <= one.start_time < end]
        return ActivityList(timely, self.left_out)


def joined(lists: Iterable[LeftOut]) -> LeftOut:
    """What was left out of several lists, in which the same records may stand."""
    distinct = set(lists)
    nameless = max((one.count(None) for one in distinct), default=0)
    return (
        *sorted({id_ for one in distinct for id_ in one if id_ is not None}),
        *[None] * nameless,
    )


def why_not_whole(provider: Provider, left_out: LeftOut) -> InvalidResponseError | None:
    """What a client is told of these records; None for none."""
    return unreadable(provider, len(left_out), "activities")

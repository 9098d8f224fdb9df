"""Records lately written, of which a walk may meet two states: one move, and two strides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gateway.domain.activity import Activity, ActivityId
from gateway.timeline.harvest import Harvest


class LatelyWritten:
    """Where such records start, by what the walk has met last.

    What a list does not show yet stands where it was written, until a later stride lists it
    elsewhere: then somebody has moved it since.
    """

    def __init__(self) -> None:
        self._met: dict[ActivityId, Activity] = {}

    def note(self, harvests: Iterable[Harvest], reaped: Iterable[Sequence[Activity]]) -> None:
        """Remember those among what the last stride has brought."""
        unshown = {native_id for harvest in harvests for native_id in harvest.unshown}
        if not unshown:
            return
        for activities in reaped:
            for activity in activities:
                if activity.provider_id in unshown:
                    self._met[activity.activity_id] = activity

    def current(self, found: list[Activity]) -> list[Activity]:
        """What was found, without what has been met again elsewhere."""
        return [one for one in found if self._is_current(one)] if self._met else found

    def _is_current(self, activity: Activity) -> bool:
        met = self._met.get(activity.activity_id)
        return met is None or met.start_time == activity.start_time

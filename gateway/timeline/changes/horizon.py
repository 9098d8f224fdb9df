"""What starts farther ahead than `activities` looks: told as gone, and anew once it comes near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from gateway.domain.activity import Activity
from gateway.domain.changes import Change, Deletion
from gateway.timeline.changes.state import millis, packed_id

Ahead = Mapping[bytes, int]
"""See `Journal.ahead`."""


def in_sight(change: Change, end: datetime) -> Change:
    """The change, or, of what starts at `end` or later, that it is not to be seen."""
    if isinstance(change, Deletion) or change.start_time < end:
        return change
    return Deletion(activity_id=change.activity_id)


def watched(ahead: Ahead, changes: Iterable[Change], end: datetime) -> Ahead:
    """What is ahead once these changes are told."""
    starts = dict(ahead)
    for change in changes:
        key = packed_id(change.activity_id.native_id)
        starts.pop(key, None)
        if isinstance(change, Activity) and change.start_time >= end:
            starts[key] = millis(change.start_time)
    return starts


def near(ahead: Ahead, end: datetime) -> Ahead:
    """What is not too far ahead any more."""
    return {key: start for key, start in ahead.items() if start < millis(end)}


def still_awaited(ahead: Ahead, now: datetime) -> Ahead:
    """What may come near yet: what should have begun was deleted, or a list would have shown it."""
    return {key: start for key, start in ahead.items() if start >= millis(now)}

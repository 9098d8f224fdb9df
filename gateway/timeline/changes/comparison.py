"""Changes of a provider without a journal: what is listed now beside what was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from gateway.domain.activity import Activity
from gateway.domain.activity_id import ActivityId
from gateway.domain.activity_list import LeftOut, joined
from gateway.domain.changes import Change, Deletion
from gateway.domain.link import Link
from gateway.domain.loaded import LoadedWindow
from gateway.timeline.changes.digests import digest
from gateway.timeline.changes.look import Look, Report, Stage, Times
from gateway.timeline.changes.state import (
    Compared,
    Told,
    instant,
    millis,
    packed_id,
    unpacked_id,
)
from gateway.timeline.sources import WindowLoader
from gateway.timeline.windows import windows_covering

MOST_DOCUMENTS = 500
"""So many of a collection are watched; of more, the latest, and the floor lies higher."""


async def compare(
    part: Compared, link: Link, collection: str, load: WindowLoader, times: Times
) -> Look:
    """A look at one collection: one list, of all that is watched of it."""
    floor = times.floor if part.floor is None else instant(part.floor)
    span = times.since(floor)
    (loaded,) = await load([(link, collection)], windows_covering(span, times.now))
    report = report_of(link, loaded)
    if report.error is not None:
        return Look(before=part, stages=(), report=report)
    listed = [a for window in loaded for a in window.activities if a.start_time in span]
    stage = _stage(part, link, collection, _watched(listed, floor, report.left_out), times)
    return Look(before=part, stages=[stage], report=report)


def report_of(link: Link, loaded: Sequence[LoadedWindow]) -> Report:
    """How loading the windows went: one that could not be had fails them all."""
    fetched = [window.fetched_at for window in loaded if window.fetched_at is not None]
    error = next((window.error for window in loaded if window.error is not None), None)
    return Report(
        provider=link.provider,
        error=error,
        left_out=joined(window.left_out for window in loaded),
        fetched_at=min(fetched) if fetched and error is None else None,
        upstream_calls=sum(window.upstream_calls for window in loaded),
    )


class _Watched(NamedTuple):
    """What is listed, no more of it than is watched."""

    activities: Sequence[Activity]
    """Oldest first."""
    floor: int
    left_out: LeftOut


def _watched(listed: Iterable[Activity], floor: datetime, left_out: LeftOut) -> _Watched:
    ordered = sorted(listed, key=lambda one: one.position)
    beyond = ordered[:-MOST_DOCUMENTS]
    if not beyond:
        return _Watched(ordered, millis(floor), left_out)
    raised = millis(beyond[-1].start_time) + 1
    latest = [one for one in ordered if millis(one.start_time) >= raised]
    return _Watched(latest, raised, left_out)


def _stage(
    part: Compared,
    link: Link,
    collection: str,
    watched: _Watched,
    times: Times,
) -> Stage:
    listed, floor, left_out = watched
    told = {key: one for key, one in part.documents.items() if one.start >= floor}
    there = _perhaps_there(told, left_out)
    there |= {packed_id(one.provider_id): _told(one) for one in listed}
    gone = [
        Deletion(activity_id=ActivityId(link.provider, collection, unpacked_id(key)))
        for key in told
        if key not in there
    ]
    new = [one for one in listed if _differs(told, there, packed_id(one.provider_id))]
    at = millis(times.now)

    def after_some(changes: Sequence[Change]) -> Compared:
        return replace(part, at=at, floor=floor, documents=_with(told, changes))

    raised = max(floor, millis(times.floor))
    kept = {key: one for key, one in there.items() if one.start >= raised}
    return Stage([*gone, *new], after_some, Compared(at=at, floor=raised, documents=kept))


def _perhaps_there(told: Mapping[bytes, Told], left_out: LeftOut) -> dict[bytes, Told]:
    """What may be among the records that cannot be read, of which some have no id either."""
    ids = {packed_id(one) for one in left_out if one is not None}
    return {key: one for key, one in told.items() if key in ids or None in left_out}


def _with(told: Mapping[bytes, Told], changes: Iterable[Change]) -> Mapping[bytes, Told]:
    """What a client knows that has been told these changes too."""
    known = dict(told)
    for change in changes:
        key = packed_id(change.activity_id.native_id)
        if isinstance(change, Deletion):
            del known[key]
        else:
            known[key] = _told(change)
    return known


def _told(activity: Activity) -> Told:
    return Told(millis(activity.start_time), digest(activity))


def _differs(told: Mapping[bytes, Told], there: Mapping[bytes, Told], key: bytes) -> bool:
    return key not in told or told[key].digest != there[key].digest

"""Duplicates of single activities: what starts around them, matched as the feed matches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import chain

from gateway.domain.activity import Activity
from gateway.domain.interval import Interval
from gateway.timeline.duplicates import SEARCH_MARGIN, Match, find_matches
from gateway.timeline.harvest import Harvest, reap
from gateway.timeline.sources import Source, WindowLoader
from gateway.timeline.windows import EARLIEST, LATEST, windows_covering


async def matches_of(
    activity: Activity, sources: Sequence[Source], load: WindowLoader, now: datetime
) -> Sequence[Match]:
    """The matches that the activity is part of; a source that fails contributes none.

    The windows are those that the feed loads too, so that within a request they cost nothing more.
    """
    start = min(max(activity.start_time, EARLIEST), LATEST)
    around = Interval(max(start - SEARCH_MARGIN, EARLIEST), start + SEARCH_MARGIN)
    windows = windows_covering(around, now)
    harvests = [Harvest(source=source) for source in sources]
    reaped = await reap(harvests, windows, load)
    nearby = {a.activity_id: a for a in chain(*reaped) if a.start_time in around}
    return find_matches({activity.activity_id: activity, **nearby}.values()).get(
        activity.activity_id, ()
    )

"""The walk through history that fills one page of the merged feed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from operator import attrgetter

import msgspec

from gateway.domain.activity import Activity
from gateway.domain.interval import Interval
from gateway.timeline.duplicates import SEARCH_MARGIN, find_matches
from gateway.timeline.harvest import Harvest
from gateway.timeline.question import FeedQuestion
from gateway.timeline.sources import Source, WindowLoader
from gateway.timeline.windows import EARLIEST, strides, windows_covering

TICK = timedelta(milliseconds=1)
"""The resolution of an activity's start."""

by_position = attrgetter("position")


class FeedPage(msgspec.Struct, frozen=True, kw_only=True):
    """One page, in the order of the list, and how it came about."""

    activities: list[Activity]
    has_more: bool
    """Whether the list goes on in the direction of reading."""
    covered: Interval
    """The instants that the page answers for: it holds all that could be had of what starts there.

    The intervals of successive pages make up the whole range of the list.
    """
    harvests: list[Harvest]


async def read_feed(
    question: FeedQuestion, sources: Sequence[Source], load: WindowLoader, history: Interval
) -> FeedPage:
    """Read windows from where the page begins, all sources at once, until the page is full.

    The cost is that of the windows that the page needs, however long the history is. `history` is
    how far to look where the question does not say.
    """
    span = _span(question, history)
    harvests = [Harvest(source=source) for source in sources]
    candidates: list[Activity] = []
    found: list[Activity] = []
    for stride in strides(_windows_to_read(question, span)):
        reaped = await asyncio.gather(*(harvest.reap(stride, load) for harvest in harvests))
        candidates += (activity for activities in reaped for activity in activities)
        found = _select(question, candidates, _settled(question, span, stride))
        if len(found) > question.page.count:
            break
    return _page(question, found, span, harvests)


def _span(question: FeedQuestion, history: Interval) -> Interval:
    """The instants between the cursors, or the ends of the range where there is none."""
    asked, page = question.selection.instants(history), question.page
    earlier, later = (page.before, page.after) if question.descends else (page.after, page.before)
    return Interval(
        asked.start if earlier is None else max(asked.start, earlier.start_time),
        asked.end if later is None else min(asked.end, later.start_time + TICK),
    )


def _windows_to_read(question: FeedQuestion, span: Interval) -> list[Interval]:
    """The windows of the span, in the direction of reading; wider where duplicates matter."""
    if span.is_empty:
        return []
    windows = windows_covering(_widened(span) if question.collapse else span)
    return windows[::-1] if question.reads_back_in_time else windows


def _widened(span: Interval) -> Interval:
    return Interval(max(span.start - SEARCH_MARGIN, EARLIEST), span.end + SEARCH_MARGIN)


def _settled(question: FeedQuestion, span: Interval, stride: Sequence[Interval]) -> Interval:
    """Where the list is final after this stride.

    A record is shown or hidden by its neighbours in time, so that close to the edge of what has
    been read nothing can be told yet.
    """
    if not question.collapse:
        return span
    if question.reads_back_in_time:
        return Interval(max(span.start, stride[-1].start + SEARCH_MARGIN), span.end)
    return Interval(span.start, min(span.end, stride[-1].end - SEARCH_MARGIN))


def _select(
    question: FeedQuestion, candidates: Sequence[Activity], settled: Interval
) -> list[Activity]:
    """The list between the cursors as far as it is settled, in the direction of reading."""
    selection, zone = question.selection, question.zone
    seen = candidates if zone is None else [activity.seen_from(zone) for activity in candidates]
    admitted = [activity for activity in seen if selection.admits(activity)]
    if question.collapse:
        admitted = _collapsed(admitted, candidates)
    found = [a for a in admitted if a.start_time in settled and _is_between_cursors(question, a)]
    return sorted(found, key=by_position, reverse=question.reads_back_in_time)


def _collapsed(admitted: Sequence[Activity], candidates: Sequence[Activity]) -> list[Activity]:
    """Without the records whose primary is admitted too; what is a match, no filter decides."""
    matches = find_matches(candidates)
    shown = {activity.activity_id for activity in admitted}
    return [
        activity
        for activity in admitted
        if not any(
            match.primary.activity_id != activity.activity_id and match.primary.activity_id in shown
            for match in matches.get(activity.activity_id, ())
        )
    ]


def _is_between_cursors(question: FeedQuestion, activity: Activity) -> bool:
    page = question.page
    low, high = (page.before, page.after) if question.descends else (page.after, page.before)
    position = activity.position
    return (low is None or position > low) and (high is None or position < high)


def _page(
    question: FeedQuestion, found: list[Activity], span: Interval, harvests: list[Harvest]
) -> FeedPage:
    count = question.page.count
    page, has_more = found[:count], len(found) > count
    covered = span
    if has_more and question.reads_back_in_time:
        covered = Interval(page[-1].start_time, span.end)
    elif has_more:
        covered = Interval(span.start, page[-1].start_time + TICK)
    return FeedPage(
        activities=page[::-1] if question.page.backward else page,
        has_more=has_more,
        covered=covered,
        harvests=harvests,
    )

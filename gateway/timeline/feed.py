"""The walk through history that fills one page of the merged feed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from itertools import chain, pairwise
from operator import attrgetter
from sys import maxsize

import msgspec

from gateway.domain.activity import Activity, ActivityId, Position
from gateway.domain.interval import Interval
from gateway.timeline.duplicates import SEARCH_MARGIN, find_matches
from gateway.timeline.harvest import Harvest, reap
from gateway.timeline.lately import LatelyWritten
from gateway.timeline.question import FeedQuestion
from gateway.timeline.sources import Source, WindowLoader
from gateway.timeline.walk import Walk
from gateway.timeline.windows import EARLIEST, windows_covering

TICK = timedelta(milliseconds=1)
"""The resolution of an activity's start."""

by_position = attrgetter("position")
by_start = attrgetter("start_time")


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
    lately = LatelyWritten()
    candidates: list[Activity] = []
    found: list[Activity] = []
    wanted = question.page.count + 1
    windows = _windows_to_read(question, span, history.end)
    walk = Walk(windows, span.overlap(_widened(history)), wanted)
    while stride := walk.stride(len(found)):
        reaped = await reap(harvests, stride, load)
        lately.note(harvests, reaped)
        if question.collapse:
            candidates += chain(*reaped)
            candidates = lately.current(candidates)
            found = _collapsed(question, candidates, _settled(question, span, stride))
        else:
            found += _in_order(question, _admitted(question, _within_reach(question, reaped, span)))
            found = lately.current(found)
        if len(found) >= wanted:
            break
    return _page(question, found, span, harvests)


def _span(question: FeedQuestion, history: Interval) -> Interval:
    """The instants between the cursors, or the ends of the range where there is none."""
    asked = question.selection.instants(history)
    earlier, later = _cursors(question)
    start = asked.start if earlier is None else max(asked.start, earlier.start_time)
    end = asked.end if later is None else min(asked.end, later.start_time + TICK)
    return Interval(start, max(start, end))


def _cursors(question: FeedQuestion) -> tuple[Position | None, Position | None]:
    """The earlier and the later of the places that the page lies between."""
    page = question.page
    return (page.before, page.after) if question.descends else (page.after, page.before)


def _windows_to_read(question: FeedQuestion, span: Interval, now: datetime) -> Sequence[Interval]:
    """The windows of the span, in the direction of reading; wider where duplicates matter."""
    if span.is_empty:
        return ()
    windows = windows_covering(_widened(span) if question.collapse else span, now)
    return windows[::-1] if question.reads_back_in_time else windows


def _widened(span: Interval) -> Interval:
    return Interval(max(span.start - SEARCH_MARGIN, EARLIEST), span.end + SEARCH_MARGIN)


def _settled(question: FeedQuestion, span: Interval, stride: Sequence[Interval]) -> Interval:
    """Where the collapsed list is final after this stride.

    A record is shown or hidden by its neighbours in time, so that close to the edge of what has
    been read nothing can be told yet; unless there is nothing beyond that edge.
    """
    edge = stride[-1]
    if not question.reads_back_in_time:
        return Interval(span.start, min(span.end, edge.end - SEARCH_MARGIN))
    if edge.start <= EARLIEST:
        return span
    return Interval(max(span.start, edge.start + SEARCH_MARGIN), span.end)


def _within_reach(
    question: FeedQuestion, lists: Iterable[Sequence[Activity]], within: Interval
) -> list[Activity]:
    """What starts within the interval; of a long list no more than the page can take.

    The lists are by start, so that a page costs the same whatever else its windows hold. What
    starts together stays together, for its order is decided later.
    """
    bounds = question.selection.bounded(within)
    earlier, later = _cursors(question)
    beside = later if question.reads_back_in_time else earlier
    most = question.page.count + 1 if question.selection.asks_for_time_alone else maxsize
    reached: list[Activity] = []
    for activities in lists:
        first = bisect_left(activities, bounds.start, key=by_start)
        end = bisect_left(activities, bounds.end, lo=first, key=by_start)
        some = most if beside is None else most + _count_at(beside.start_time, activities)
        if end - first > some and question.reads_back_in_time:
            first = bisect_left(activities, activities[end - some].start_time, key=by_start)
        elif end - first > some:
            end = bisect_right(activities, activities[first + some - 1].start_time, key=by_start)
        reached += activities[first:end]
    return reached


def _count_at(start: datetime, activities: Sequence[Activity]) -> int:
    """How many start then: as many as may lie on the other side of a cursor that does."""
    first = bisect_left(activities, start, key=by_start)
    return bisect_right(activities, start, lo=first, key=by_start) - first


def _admitted(question: FeedQuestion, timely: list[Activity]) -> list[Activity]:
    """What the filter admits of what starts at the right time."""
    selection, zone = question.selection, question.zone
    seen = timely if zone is None else [activity.seen_from(zone) for activity in timely]
    if selection.asks_for_time_alone:
        return seen
    return [activity for activity in seen if selection.admits(activity)]


def _in_order(question: FeedQuestion, admitted: list[Activity]) -> list[Activity]:
    """What lies between the cursors, in the direction of reading."""
    admitted.sort(key=by_start)
    if any(one.start_time == other.start_time for one, other in pairwise(admitted)):
        admitted.sort(key=by_position)
    earlier, later = _cursors(question)
    first = 0 if earlier is None else bisect_right(admitted, earlier, key=by_position)
    end = len(admitted) if later is None else bisect_left(admitted, later, key=by_position)
    between = admitted[first:end]
    return between[::-1] if question.reads_back_in_time else between


def _collapsed(
    question: FeedQuestion, candidates: Iterable[Activity], settled: Interval
) -> list[Activity]:
    """The list as far as it is settled, without the records whose primary is admitted too.

    What is a match, no filter decides.
    """
    around = _widened(settled)
    nearby = [activity for activity in candidates if activity.start_time in around]
    bounds = question.selection.bounded(around)
    admitted = _admitted(question, [a for a in nearby if a.start_time in bounds])
    shown = {activity.activity_id for activity in admitted}
    hidden = {
        activity
        for activity, matches in find_matches(nearby).items()
        if any(_is_hidden_by(match.primary.activity_id, activity, shown) for match in matches)
    }
    return _in_order(
        question,
        [a for a in admitted if a.start_time in settled and a.activity_id not in hidden],
    )


def _is_hidden_by(
    primary: ActivityId, activity: ActivityId, shown: AbstractSet[ActivityId]
) -> bool:
    return primary != activity and primary in shown


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

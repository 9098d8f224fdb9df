"""Page by page through long histories: every size, both directions and orders, under change.

The loaders' place is taken by plain lists, so that all sizes can be tried.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain, pairwise, repeat
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.domain.activity import Activity, ActivityType
from gateway.domain.interval import Interval
from gateway.domain.provider_name import Provider
from gateway.timeline.duplicates import find_matches
from gateway.timeline.feed import TICK, FeedPage, read_feed
from gateway.timeline.question import ActivityOrder, FeedQuestion, PageRequest
from gateway.timeline.selection import Selection
from tests.timeline.history import BOTH, YEARS, History, an_activity, in_order, many_activities

SIZES = range(1, 101)
SUMMER = Interval(datetime(2025, 7, 20, tzinfo=UTC), datetime(2025, 9, 10, tzinfo=UTC))
RANGE = Interval(datetime(2023, 2, 3, 4, 5, tzinfo=UTC), datetime(2025, 10, 11, tzinfo=UTC))

orders = pytest.mark.parametrize("order", ActivityOrder)
directions = pytest.mark.parametrize("backward", [False, True], ids=["forward", "backward"])


def list_of(
    order: ActivityOrder,
    *,
    backward: bool,
    selection: Selection | None = None,
    collapse: bool = False,
) -> FeedQuestion:
    """A list, and the end at which to begin with it."""
    return FeedQuestion(
        selection=selection or Selection(),
        page=PageRequest(count=1, backward=backward),
        order=order,
        collapse=collapse,
    )


def page_of(question: FeedQuestion, size: int, last_seen: Activity | None) -> FeedQuestion:
    """The page of so many after (or, backward, before) the last one seen."""
    place = None if last_seen is None else last_seen.position
    backward = question.page.backward
    page = PageRequest(
        count=size,
        backward=backward,
        after=None if backward else place,
        before=place if backward else None,
    )
    return msgspec.structs.replace(question, page=page)


async def pages(history: History, question: FeedQuestion, size: int) -> AsyncIterator[FeedPage]:
    last_seen: Activity | None = None
    while True:
        asked = page_of(question, size, last_seen)
        page = await read_feed(asked, BOTH, history.load, YEARS)
        yield page
        if not page.has_more:
            return
        last_seen = page.activities[0 if question.page.backward else -1]


def whole(
    activities: Sequence[Activity], order: ActivityOrder, admits: Callable[[Activity], bool]
) -> list[Activity]:
    descending = order is ActivityOrder.START_TIME_DESC
    return in_order(filter(admits, activities), descending=descending)


def cut(listed: Sequence[Activity], size: int, *, backward: bool) -> list[Sequence[Activity]]:
    """The list in pages, as they are read: from its end when backward."""
    if not backward:
        return [listed[i : i + size] for i in range(0, len(listed), size)]
    return [listed[max(0, i - size) : i] for i in range(len(listed), 0, -size)]


def assert_joined(covered: Sequence[Interval], span: Interval, *, back_in_time: bool) -> None:
    """Each begins where the one before ended, but for the tick that equal starts can share."""
    in_time = covered[::-1] if back_in_time else covered
    assert (in_time[0].start, in_time[-1].end) == (span.start, span.end)
    assert all(later.start == earlier.end - TICK for earlier, later in pairwise(in_time))


async def assert_pages(
    history: History, question: FeedQuestion, listed: Sequence[Activity], span: Interval, size: int
) -> None:
    read = [page async for page in pages(history, question, size)]

    expected = cut(listed, size, backward=question.page.backward)
    assert [page.activities for page in read] == expected
    assert [page.has_more for page in read] == [True] * (len(expected) - 1) + [False]
    covered = [page.covered for page in read]
    assert_joined(covered, span, back_in_time=question.reads_back_in_time)
    for page in read:
        assert all(activity.start_time in page.covered for activity in page.activities)


# Every size


@orders
@directions
async def test_pages_of_every_size_make_up_the_whole_list(
    order: ActivityOrder, *, backward: bool
) -> None:
    activities = many_activities(2_000)
    listed = whole(activities, order, lambda _: True)

    for size in SIZES:
        question = list_of(order, backward=backward)
        await assert_pages(History.of(activities), question, listed, YEARS, size)


def is_selected(activity: Activity) -> bool:
    return (
        RANGE.start <= activity.start_time < RANGE.end
        and activity.type in {ActivityType.RUNNING, ActivityType.YOGA}
        and activity.end_time - activity.start_time >= timedelta(minutes=30)
    )


@orders
@directions
async def test_pages_of_every_size_make_up_the_whole_of_a_filtered_list(
    order: ActivityOrder, *, backward: bool
) -> None:
    history = History.of(many_activities(2_000))
    listed = whole(history.activities, order, is_selected)
    selection = Selection(
        start=RANGE.start,
        end=RANGE.end,
        types=frozenset({ActivityType.RUNNING, ActivityType.YOGA}),
        shortest_seconds=30 * 60,
    )

    for size in SIZES:
        question = list_of(order, backward=backward, selection=selection)
        await assert_pages(history, question, listed, RANGE, size)


@orders
@directions
@pytest.mark.parametrize("asked", [None, Provider.OURA], ids=["everybody", "oura"])
async def test_pages_of_every_size_make_up_the_whole_of_a_collapsed_list(
    order: ActivityOrder, asked: Provider | None, *, backward: bool
) -> None:
    history = History.of(many_activities(250, within=SUMMER))
    listed = collapsed(whole(history.activities, order, lambda a: asked in {None, a.provider}))
    selection = Selection(providers=None if asked is None else frozenset({asked}))

    for size in SIZES:
        question = list_of(order, backward=backward, selection=selection, collapse=True)
        await assert_pages(history, question, listed, YEARS, size)


def collapsed(listed: Sequence[Activity]) -> list[Activity]:
    """Without the other of every match whose primary is in the list."""
    others = {
        match.other.activity_id for matches in find_matches(listed).values() for match in matches
    }
    return [activity for activity in listed if activity.activity_id not in others]


def test_the_histories_hold_what_paging_can_stumble_over() -> None:
    activities = in_order(many_activities(2_000), descending=False)
    equal = [(a, b) for a, b in pairwise(activities) if a.start_time == b.start_time]

    assert len({(a.provider, a.collection) for a in activities}) == 3
    assert len(equal) > 800
    assert sum(a.provider is not b.provider for a, b in equal) > 300
    assert sum(a.collection != b.collection for a, b in equal if a.provider is b.provider) > 50
    assert len(whole(activities, ActivityOrder.START_TIME_ASC, is_selected)) > 400
    few = many_activities(250, within=SUMMER)
    assert len(few) - len(collapsed(few)) > 20


# Under change

NO_CHANGE = (30, 0, 0)


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(ActivityOrder),
    st.booleans(),
    st.integers(1, 1_000),
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 5), st.integers(0, 5)), max_size=30),
)
async def test_what_is_not_touched_between_pages_is_neither_repeated_nor_skipped(
    order: ActivityOrder,
    backward: bool,  # noqa: FBT001 - drawn by hypothesis
    seed: int,
    steps: list[tuple[int, int, int]],
) -> None:
    at_first, random = many_activities(120, seed), Random(f"changes of {seed}")  # noqa: S311 - made-up records
    history = History.of(at_first)
    question = list_of(order, backward=backward)
    seen, touched = list[Activity](), set[str]()

    last_seen, has_more, steps_left = None, True, chain(steps, repeat(NO_CHANGE))
    while has_more:
        size, *changes = next(steps_left)
        page = await read_feed(page_of(question, size, last_seen), BOTH, history.load, YEARS)
        seen = [*page.activities, *seen] if backward else [*seen, *page.activities]
        last_seen, has_more = seen[0 if backward else -1], page.has_more
        touched |= change(history, random, last_seen, *changes)

    assert len({activity.id for activity in seen}) == len(seen)
    assert [a for a in seen if a.id not in touched] == whole(
        at_first, order, lambda activity: activity.id not in touched
    )


def change(
    history: History, random: Random, last_seen: Activity, removals: int, additions: int
) -> set[str]:
    """Take out activities that start with the last one seen, itself too, and put in others."""
    gone = [a for a in history.activities if a.start_time == last_seen.start_time][:removals]
    new = [an_activity(random, last_seen.start_time) for _ in range(additions)]
    for activity in gone:
        history.remove(activity)
    for activity in new:
        history.add(activity)
    return {activity.id for activity in (*gone, *new)}

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import msgspec
import pytest

from gateway.domain.activity import Activity, ActivityType
from gateway.domain.interval import Interval
from gateway.domain.provider_name import Provider
from gateway.timeline.feed import FeedPage
from gateway.timeline.question import ActivityOrder, PageRequest
from gateway.timeline.selection import Selection
from tests.timeline.history import History
from tests.timeline.scenes import recorded
from tests.timeline.small_history import ASC, DESC, between, feed, instant, question, run, starts


def twins(start: str) -> list[Activity]:
    """One run at both providers, Fit a minute later; Oura's was started by hand: the primary."""
    oura = run(start)
    begin = oura.start_time + timedelta(minutes=1)
    fit = recorded(Provider.GOOGLE_FIT, start, Interval(begin, oura.end_time))
    return [fit, msgspec.structs.replace(oura, title="Run")]


def sources(page: FeedPage) -> Sequence[tuple[str, str]]:
    return [(activity.provider.name, activity.provider_id) for activity in page.activities]


async def test_a_collapsed_list_shows_the_primary_alone() -> None:
    page = await feed(History.of(twins("2025-03-10")), question(collapse=True))

    assert sources(page) == [("OURA", "2025-03-10")]


async def test_a_record_is_shown_when_the_filter_leaves_its_primary_out() -> None:
    history = History.of(twins("2025-03-10"))
    only_fit = Selection(providers=frozenset({Provider.GOOGLE_FIT}))

    page = await feed(history, question(only_fit, collapse=True))

    assert sources(page) == [("GOOGLE_FIT", "2025-03-10")]


async def test_a_record_is_shown_when_its_primary_starts_before_the_range() -> None:
    history = History.of(twins("2025-03-10"))
    from_noon = Selection(start=instant("2025-03-10T00:00:30"))

    page = await feed(history, question(from_noon, collapse=True))

    assert sources(page) == [("GOOGLE_FIT", "2025-03-10")]


def walk(start: str) -> Activity:
    """What matches no run."""
    begin = instant(start)
    span = Interval(begin, begin + timedelta(minutes=5))
    return recorded(Provider.GOOGLE_FIT, start, span, ActivityType.YOGA)


@pytest.mark.parametrize(
    ("order", "backward", "fit", "other", "oura"),
    [
        (DESC, False, "2025-12-01T00:00:30", "2025-12-01T00:00:10", "2025-11-30T23:59:30"),
        (ASC, True, "2025-12-01T00:00:30", "2025-12-01T00:00:10", "2025-11-30T23:59:30"),
        (ASC, False, "2023-01-31T23:59:30", "2023-01-31T23:59:50", "2023-02-01T00:00:30"),
        (DESC, True, "2023-01-31T23:59:30", "2023-01-31T23:59:50", "2023-02-01T00:00:30"),
    ],
)
async def test_a_record_is_not_shown_before_it_is_known_whether_its_primary_is(
    order: ActivityOrder, fit: str, other: str, oura: str, *, backward: bool
) -> None:
    """The primary lies beyond the first stride, which has enough for a page without it."""
    primary = msgspec.structs.replace(run(oura), title="Run")
    history = History.of([run(fit, Provider.GOOGLE_FIT), walk(other), primary])
    asked = question(page=PageRequest(count=1, backward=backward), order=order, collapse=True)

    page = await feed(history, asked)

    assert (starts(page), page.has_more) == ([other], True)
    strides = [len(windows) for name, windows in history.asked if name == "oura/workout"]
    assert strides == [2, 4]


async def test_a_record_stays_hidden_on_a_later_page_than_its_primary() -> None:
    primary = msgspec.structs.replace(run("2025-03-10T07:10"), title="Run")
    between, hidden = walk("2025-03-10T07:05"), run("2025-03-10T07:00", Provider.GOOGLE_FIT)
    history = History.of([primary, between, hidden])

    first = await feed(history, question(page=PageRequest(count=2), collapse=True))
    after = PageRequest(count=2, after=between.position)
    second = await feed(history, question(page=after, collapse=True))

    assert (starts(first), first.has_more) == (["2025-03-10T07:10", "2025-03-10T07:05"], False)
    assert (starts(second), second.has_more) == ([], False)


async def test_a_collapsed_list_reaches_the_first_day_of_the_calendar() -> None:
    history = History.of([run("1970-01-01T06:00:00"), *twins("1970-01-02T06:00:00")])
    known = between("1970-01-01", "1970-02-01")

    page = await feed(history, question(collapse=True), known)

    assert sources(page) == [("OURA", "1970-01-02T06:00:00"), ("OURA", "1970-01-01T06:00:00")]


async def test_a_collapsed_page_reads_a_neighbouring_month_when_a_partner_could_be_there() -> None:
    selection = Selection(start=instant("2025-03-02"), end=instant("2025-03-20"))
    history = History.of([run("2025-03-10")])

    await feed(history, question(selection, collapse=True))

    assert history.months_asked("oura/workout") == ["2025-03", "2025-02"]


def test_the_type_of_the_twins_is_one_that_matches() -> None:
    assert {twin.type for twin in twins("2025-03-10")} == {ActivityType.RUNNING}

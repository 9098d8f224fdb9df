from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from gateway.domain.errors import UpstreamStatusError
from gateway.domain.interval import Interval
from gateway.domain.provider_name import Provider
from gateway.timeline.question import ActivityOrder, PageRequest
from gateway.timeline.selection import Days, Selection
from tests.timeline.history import FETCHED_AT, YEARS, History
from tests.timeline.small_history import ASC, DESC, feed, instant, question, run, starts

DOWN = UpstreamStatusError(Provider.OURA, "Oura answered that it failed.", status=503)

# What a page costs


async def test_a_page_that_the_first_two_months_fill_reads_two_months_of_each_collection() -> None:
    history = History.of([run("2025-12-05"), run("2025-11-05")])

    await feed(history, question(page=PageRequest(count=1)))

    assert {name: history.months_asked(name) for name, _ in history.asked} == {
        "google_fit/session": ["2025-12", "2025-11"],
        "oura/workout": ["2025-12", "2025-11"],
        "oura/session": ["2025-12", "2025-11"],
    }


async def test_a_sparse_history_is_walked_in_ever_longer_strides() -> None:
    history = History.of([run("2023-01-05")])

    page = await feed(history, question())

    strides = [len(windows) for name, windows in history.asked if name == "oura/workout"]
    assert strides == [2, 4, 8, 16, 6]
    assert starts(page) == ["2023-01-05"]


async def test_an_ascending_feed_begins_with_the_oldest_month() -> None:
    history = History.of([run("2023-01-05"), run("2023-02-05")])

    await feed(history, question(order=ASC, page=PageRequest(count=1)))

    assert history.months_asked("oura/workout") == ["2023-01", "2023-02"]


async def test_a_later_page_does_not_read_what_lies_before_its_cursor() -> None:
    history = History.of([run("2025-12-05"), run("2025-06-05"), run("2025-05-05")])
    after = run("2025-06-05").position

    page = await feed(history, question(page=PageRequest(count=1, after=after)))

    assert starts(page) == ["2025-05-05"]
    assert history.months_asked("oura/workout")[0] == "2025-06"


async def test_a_range_is_not_read_beyond_its_ends() -> None:
    history = History()
    selection = Selection(start=instant("2025-03-10"), end=instant("2025-05-01"))

    await feed(history, question(selection))

    assert history.months_asked("oura/workout") == ["2025-04", "2025-03"]


# What a page covers


async def test_a_page_that_ends_the_list_covers_the_rest_of_the_range() -> None:
    page = await feed(History.of([run("2025-03-10")]), question())

    assert (page.covered, page.has_more) == (YEARS, False)


async def test_a_page_that_is_just_full_knows_that_nothing_follows() -> None:
    history = History.of([run("2025-03-10"), run("2025-03-11")])

    page = await feed(history, question(page=PageRequest(count=2)))

    assert (starts(page), page.has_more) == (["2025-03-11", "2025-03-10"], False)


async def test_a_full_page_covers_what_it_has_looked_at() -> None:
    history = History.of([run("2025-03-10"), run("2025-03-11"), run("2025-03-12")])

    descending = await feed(history, question(page=PageRequest(count=2)))
    ascending = await feed(history, question(page=PageRequest(count=2), order=ASC))

    assert descending.covered == Interval(instant("2025-03-11"), YEARS.end)
    assert ascending.covered == Interval(YEARS.start, instant("2025-03-11T00:00:00.001"))


async def test_a_backward_page_is_in_the_order_of_the_list() -> None:
    history = History.of([run("2025-03-10"), run("2025-03-11"), run("2025-03-12")])

    page = await feed(history, question(page=PageRequest(count=2, backward=True)))

    assert (starts(page), page.has_more) == (["2025-03-11", "2025-03-10"], True)


async def test_a_page_between_two_cursors_holds_neither() -> None:
    history = History.of(run(f"2025-03-{day}") for day in range(10, 16))
    page = PageRequest(
        count=20, after=run("2025-03-14").position, before=run("2025-03-11").position
    )

    found = await feed(history, question(page=page))

    assert starts(found) == ["2025-03-13", "2025-03-12"]
    assert found.covered == Interval(instant("2025-03-11"), instant("2025-03-14T00:00:00.001"))


@pytest.mark.parametrize(
    "selection",
    [
        Selection(start=datetime(2030, 1, 1, tzinfo=UTC)),
        Selection(start=datetime(9999, 12, 31, 23, 59, tzinfo=UTC)),
        Selection(end=datetime(1, 1, 1, tzinfo=UTC)),
        Selection(end=datetime(2014, 1, 1, tzinfo=UTC)),
    ],
    ids=["in the future", "end of the calendar", "start of the calendar", "before the history"],
)
async def test_a_range_without_history_is_an_empty_interval_and_never_one_that_runs_backward(
    selection: Selection,
) -> None:
    history = History.of([run("2025-03-10")])

    page = await feed(history, question(selection))

    assert (page.activities, page.has_more, history.asked) == ([], False, [])
    assert page.covered.start == page.covered.end


@pytest.mark.parametrize("order", ActivityOrder)
async def test_cursors_in_the_wrong_order_have_nothing_between_them(order: ActivityOrder) -> None:
    history = History.of(run(f"2025-03-{day}") for day in range(10, 16))
    low, high = run("2025-03-11").position, run("2025-03-14").position
    after, before = (low, high) if order is DESC else (high, low)

    asked = question(page=PageRequest(count=5, after=after, before=before), order=order)
    page = await feed(history, asked)

    assert (page.activities, page.has_more) == ([], False)
    assert page.covered.start == page.covered.end


# Failures


async def test_a_failing_collection_costs_its_own_part_and_is_told_with_its_gap() -> None:
    history = History.of([run("2025-12-10"), run("2025-12-11", Provider.GOOGLE_FIT)])
    history.failing = {"oura/workout": DOWN}

    page = await feed(history, question())

    fit, oura = page.harvests
    assert starts(page) == ["2025-12-11"]
    assert (fit.error, fit.gaps(page.covered), fit.fetched_at) == (None, [], FETCHED_AT)
    assert (oura.error, oura.gaps(page.covered)) == (DOWN, [YEARS])


async def test_a_source_that_failed_is_not_asked_again_for_the_same_page() -> None:
    history = History(failing={"oura/workout": DOWN})

    await feed(history, question())

    assert [len(windows) for name, windows in history.asked if name == "oura/workout"] == [2]
    assert len(history.months_asked("google_fit/session")) == 36


async def test_a_failure_beyond_a_full_page_is_no_gap_in_it() -> None:
    fit = [run(f"2025-12-{day}", Provider.GOOGLE_FIT) for day in (10, 11, 12)]
    history = History.of(fit)
    history.failing = {"oura/workout": DOWN}

    page = await feed(history, question(page=PageRequest(count=2)))

    (gap,) = page.harvests[1].gaps(page.covered)
    assert gap == Interval(instant("2025-12-11"), YEARS.end)


# Days and zones


async def test_a_day_is_that_of_the_zone_where_the_record_has_no_offset() -> None:
    evening = run("2025-03-09T23:30:00", Provider.GOOGLE_FIT)
    days = Selection(days=Days(instant("2025-03-10").date(), instant("2025-03-10").date()))

    zurich = await feed(History.of([evening]), question(days, zone=ZoneInfo("Europe/Zurich")))
    lisbon = await feed(History.of([evening]), question(days, zone=ZoneInfo("Europe/Lisbon")))

    assert starts(zurich) == ["2025-03-09T23:30:00"]
    assert zurich.activities[0].start_local == datetime(2025, 3, 10, 0, 30)  # noqa: DTZ001 - a wall clock
    assert starts(lisbon) == []

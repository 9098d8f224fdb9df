from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, expect

from .person import OLDER, day
from .visit import Visit, visiting

pytestmark = pytest.mark.asyncio(loop_scope="session")

ALL = 3 + OLDER
PAGE = 20
NO_OBSERVER = "globalThis.IntersectionObserver = class { observe() {} disconnect() {} };"


def name_of(days_ago: int) -> str:
    """The heading of a day."""
    date = day(days_ago)
    return f"{date:%A} {date.day} {date:%B}"


async def test_it_shows_the_feed_by_days_and_joins_what_both_recorded(reading: Visit) -> None:
    yesterday = reading.page.get_by_role("region", name=f"Yesterday {day(1).day}")
    run = yesterday.get_by_role("article", name="Run by the lake")

    await expect(run).to_contain_text("07:00 \N{EN DASH} 07:42")
    await expect(run).to_contain_text("42 min")
    await expect(run).to_contain_text("Felt good.")
    await run.get_by_text("2 records").click()
    records = run.locator(".record")
    await expect(records).to_have_count(2)
    await expect(records.filter(has_text="Oura")).to_contain_text("8.1 km")
    await expect(records.filter(has_text="Oura")).to_contain_text("found by the device")
    await expect(records.filter(has_text="Google Fit")).to_contain_text("Trailbook")
    hike = reading.page.get_by_role("region", name=name_of(3)).get_by_role("article")
    await expect(hike).to_contain_text("3 h 05")


async def test_the_heart_rate_is_a_line_that_is_told_in_words(reading: Visit) -> None:
    pulse = reading.card("Meditation").get_by_role("img")

    await expect(pulse).to_have_accessible_name("Heart rate: 58 to 66 bpm, 61 on average")


async def test_nothing_leaves_the_origin_and_the_browser_complains_of_nothing(
    reading: Visit, page_url: str
) -> None:
    await expect(reading.cards.first).to_be_visible()
    await reading.press("Add session")
    await reading.page.wait_for_load_state("networkidle")
    await reading.press("Cancel")

    assert reading.complaints == []
    assert {urlsplit(request.url).netloc for request in reading.requests} == {
        urlsplit(page_url).netloc
    }
    assert any(".woff2" in request.url for request in reading.requests)


async def test_scrolling_brings_the_older_ones_and_none_twice(visit: Visit) -> None:
    await expect(visit.cards).to_have_count(PAGE)

    for shown in (2 * PAGE, ALL):
        await visit.page.mouse.wheel(0, 100_000)
        await expect(visit.cards).to_have_count(shown)

    await expect(visit.page.get_by_text("That is everything, back to")).to_be_visible()
    days = await visit.page.locator("main section.day").count()
    assert days == ALL


async def test_a_button_brings_them_where_scrolling_is_not_noticed(
    browser: Browser, page_url: str, person: str
) -> None:
    async with visiting(browser, page_url, person, before=NO_OBSERVER) as visit:
        await expect(visit.cards).to_have_count(PAGE)

        await visit.press("Load older activities")

        await expect(visit.cards).to_have_count(2 * PAGE)


async def test_a_page_that_does_not_come_is_told_and_can_be_asked_for_again(
    browser: Browser, page_url: str, person: str
) -> None:
    async with visiting(browser, page_url, person, before=NO_OBSERVER) as visit:
        await expect(visit.cards).to_have_count(PAGE)
        await visit.page.route("**/graphql", lambda route: route.abort())
        await visit.press("Load older activities")
        await expect(visit.page.get_by_role("alert")).to_contain_text("could not be read")
        await visit.page.unroute("**/graphql")

        await visit.press("Try again")

        await expect(visit.cards).to_have_count(2 * PAGE)
        await expect(visit.page.get_by_role("alert")).to_have_count(0)


async def test_a_gateway_that_is_not_there_is_told_and_can_be_tried_again(visit: Visit) -> None:
    await visit.page.route("**/graphql", lambda route: route.abort())
    await visit.page.reload()
    failed = visit.page.get_by_role("alert").filter(has_text="The gateway did not answer")
    await expect(failed).to_be_visible()
    await visit.page.unroute("**/graphql")

    await failed.get_by_role("button", name="Try again").click()

    await expect(visit.card("Run by the lake")).to_be_visible()
    await expect(failed).to_have_count(0)


async def test_somebody_without_records_is_told_so(browser: Browser, page_url: str) -> None:
    async with visiting(browser, page_url, "empty") as visit:
        await expect(visit.page.get_by_role("heading", name="No activities yet")).to_be_visible()
        await expect(visit.cards).to_have_count(0)


async def test_the_week_stands_as_bars_in_words_and_as_a_table(reading: Visit) -> None:
    if day(0).weekday() == 0:
        await reading.press("Week before")
    week = reading.page.get_by_role("region", name="week")
    await week.get_by_text("Show as a table").click()

    yesterday = week.get_by_role("row", name=f"{day(1):%A}")
    await expect(yesterday.get_by_role("cell")).to_have_text(["42 min", "\N{EN DASH}", "42 min"])
    chart = week.get_by_role("img")
    await expect(chart).to_have_accessible_name(re.compile("minutes? of exercise in"))
    for _ in range(9):
        await reading.press("Week before")

    await expect(chart).to_have_accessible_name("Nothing was recorded in this week.")

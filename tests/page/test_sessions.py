"""Sessions that are added and deleted on the page, and the tokens that it is given."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.async_api import Browser, expect

from gateway.sandbox import RunningSandbox, Status

from .person import day
from .visit import Visit, visiting

pytestmark = pytest.mark.asyncio(loop_scope="session")


def at(days_ago: int, hour: int) -> str:
    """A wall clock as the form has it."""
    return f"{day(days_ago) + timedelta(hours=hour):%Y-%m-%dT%H:%M}"


async def add(visit: Visit, title: str, start: str, end: str) -> None:
    await visit.press("Add session")
    await visit.dialog.get_by_label("Title").fill(title)
    await visit.dialog.get_by_label("Type").select_option("Yoga")
    await visit.dialog.get_by_label("Start").fill(start)
    await visit.dialog.get_by_label("End").fill(end)
    await visit.dialog.get_by_role("button", name="Add session").click()


async def test_an_added_session_stands_in_its_day_at_once_and_stays(visit: Visit) -> None:
    await add(visit, "Yoga at home", at(1, 20), at(1, 21))

    added = visit.card("Yoga at home")
    await expect(added).to_be_focused()
    await expect(added).to_contain_text("20:00 \N{EN DASH} 21:00")
    await expect(visit.page.get_by_text("“Yoga at home” was added.")).to_be_visible()
    names = visit.page.get_by_role("region", name="Yesterday").get_by_role("heading", level=3)
    await expect(names).to_have_text(["Yoga at home", "Run by the lake"])
    await visit.page.reload()
    await expect(visit.card("Yoga at home")).to_have_count(1)


async def test_it_is_shown_before_any_list_is_read_again(visit: Visit) -> None:
    await expect(visit.card("Run by the lake")).to_be_visible()
    await visit.page.route(
        "**/graphql",
        lambda route: (
            route.continue_()
            if "upsertSession" in (route.request.post_data or "")
            else route.abort()
        ),
    )

    await add(visit, "Yoga at home", at(1, 20), at(1, 21))

    await expect(visit.card("Yoga at home")).to_contain_text("20:00 \N{EN DASH} 21:00")


async def test_it_counts_in_the_week(visit: Visit) -> None:
    start = day(0)
    week = visit.page.get_by_role("region", name="week")
    await week.get_by_text("Show as a table").click()

    await add(visit, "Stretching", at(0, 0), f"{start:%Y-%m-%d}T00:09")

    today = week.get_by_role("row", name=f"{start:%A}")
    await expect(today.get_by_role("cell").first).to_have_text("9 min")


async def test_what_is_wrong_is_told_at_its_field(visit: Visit) -> None:
    await add(visit, "", at(1, 20), at(1, 19))

    title, end = visit.dialog.get_by_label("Title"), visit.dialog.get_by_label("End")
    await expect(title).to_have_accessible_description("The title must not be blank.")
    await expect(end).to_have_attribute("aria-invalid", "true")
    await expect(title).to_be_focused()
    await title.fill("Yoga")
    await end.fill(at(1, 21))
    await visit.dialog.get_by_role("button", name="Add session").click()
    await expect(visit.card("Yoga")).to_be_visible()


async def test_a_write_that_fails_says_so_and_can_be_sent_again(
    visit: Visit, own_sandbox: RunningSandbox
) -> None:
    own_sandbox.sandbox.fail("google_fit", Status(403), method="PUT")
    await add(visit, "Yoga", at(1, 20), at(1, 21))
    await expect(visit.dialog.get_by_role("alert")).to_be_visible()
    own_sandbox.sandbox.heal()

    await visit.dialog.get_by_role("button", name="Add session").click()

    await expect(visit.card("Yoga")).to_be_visible()
    await expect(visit.dialog).to_have_count(0)


async def test_a_deleted_session_goes_and_what_the_other_recorded_stays(visit: Visit) -> None:
    await visit.press("Delete Run by the lake")
    await expect(visit.dialog).to_contain_text("What Oura recorded stays.")

    await visit.dialog.get_by_role("button", name="Delete").click()

    await expect(visit.card("Run by the lake")).to_have_count(0)
    await expect(visit.page.get_by_text("“Run by the lake” was deleted.")).to_be_visible()
    rest = visit.page.get_by_role("region", name="Yesterday").get_by_role("article")
    await expect(rest).to_have_accessible_name("Running")
    await expect(visit.page.get_by_role("heading", name="Timeline")).to_be_focused()
    await visit.page.reload()
    await expect(visit.card("Up the hill")).to_be_visible()
    await expect(visit.card("Run by the lake")).to_have_count(0)


async def test_what_is_not_confirmed_is_not_deleted(reading: Visit) -> None:
    await reading.press("Delete Up the hill")

    await reading.dialog.get_by_role("button", name="Keep it").click()

    await expect(reading.dialog).to_have_count(0)
    sent = [request.post_data or "" for request in reading.requests]
    assert [data for data in sent if "deleteSession" in data] == []


async def test_a_refused_deletion_says_why(visit: Visit, own_sandbox: RunningSandbox) -> None:
    own_sandbox.sandbox.fail("google_fit", Status(403), method="DELETE")
    await visit.press("Delete Up the hill")

    await visit.dialog.get_by_role("button", name="Delete").click()

    await expect(visit.dialog.get_by_role("alert")).to_be_visible()
    await expect(visit.card("Up the hill")).to_have_count(1)


async def test_tokens_are_entered_in_the_page_and_kept_by_the_tab_alone(
    browser: Browser, page_url: str, person: str
) -> None:
    async with visiting(browser, page_url, None) as visit:
        await visit.press("Access tokens")
        await visit.dialog.get_by_label("Google Fit").fill(person)
        await visit.press("Use these")

        await expect(visit.card("Run by the lake")).to_be_visible()
        await expect(visit.health).to_contain_text("Oura is not connected")
        stored = "[JSON.stringify(localStorage), document.cookie, location.href].join()"
        assert person not in await visit.page.evaluate(stored)
        assert person in await visit.page.evaluate("JSON.stringify(sessionStorage)")
        await visit.press("Access tokens")
        await visit.press("Forget both")
        assert await visit.page.evaluate("sessionStorage.length") == 0
        await expect(visit.card("Run by the lake")).to_have_count(0)

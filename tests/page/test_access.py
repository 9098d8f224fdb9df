"""Whoever reads the page, and on whatever: barriers, keyboard, narrow screens."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.async_api import Browser, expect

from .visit import Visit, visiting

pytestmark = pytest.mark.asyncio(loop_scope="session")

OVERHANG = "document.documentElement.scrollWidth - innerWidth"


async def show_everything(visit: Visit) -> None:
    """Open what can be opened, with a provider that fails."""
    await visit.let_fail("Oura refuses the token")
    await visit.page.get_by_text("Show as a table").click()
    await visit.card("Run by the lake").locator("summary").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_no_barrier(
    browser: Browser, page_url: str, person: str, scheme: Literal["light", "dark"]
) -> None:
    async with visiting(browser, page_url, person, scheme) as visit:
        await show_everything(visit)
        assert await visit.barriers() == []

        await visit.press("Add session")
        await visit.dialog.get_by_label("End").fill("")
        await visit.dialog.get_by_role("button", name="Add session").click()
        await expect(visit.dialog.get_by_text("Say when it ended.")).to_be_visible()
        assert await visit.barriers() == []


async def test_a_narrow_phone_needs_no_scrolling_to_the_side(
    browser: Browser, page_url: str, person: str
) -> None:
    async with visiting(browser, page_url, person, width=360) as visit:
        await expect(visit.card("Meditation")).to_be_visible()
        before = await visit.page.evaluate(OVERHANG)
        await show_everything(visit)
        opened = await visit.page.evaluate(OVERHANG)
        await visit.press("Add session")

        assert (before, opened, await visit.page.evaluate(OVERHANG)) == (0, 0, 0)
        box = await visit.dialog.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


async def test_the_colours_follow_the_system(reading: Visit) -> None:
    paper = reading.page.locator("html")

    await expect(paper).to_have_css("background-color", "rgb(246, 243, 236)")
    await reading.page.emulate_media(color_scheme="dark")
    await expect(paper).to_have_css("background-color", "rgb(20, 19, 17)")
    await reading.page.emulate_media(color_scheme="light")


async def test_the_first_tab_leads_past_the_rest_to_the_timeline(visit: Visit) -> None:
    await expect(visit.cards.first).to_be_visible()

    await visit.page.keyboard.press("Tab")
    skip = visit.page.get_by_role("link", name="Skip to your activities")
    await expect(skip).to_be_focused()
    await expect(skip).to_be_in_viewport()
    await visit.page.keyboard.press("Enter")

    await expect(visit.page.get_by_role("heading", name="Timeline")).to_be_focused()


async def test_escape_closes_a_dialog_and_gives_the_focus_back(reading: Visit) -> None:
    button = reading.page.get_by_role("button", name="Add session")
    await button.press("Enter")
    await expect(reading.dialog).to_be_visible()

    await reading.page.keyboard.press("Escape")

    await expect(reading.dialog).to_have_count(0)
    await expect(button).to_be_focused()


async def test_everything_has_its_landmark_and_its_heading(reading: Visit) -> None:
    await expect(reading.cards.first).to_be_visible()

    page = reading.page
    for landmark in ("banner", "navigation", "main", "contentinfo"):
        await expect(page.get_by_role(landmark)).to_have_count(1)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Your activities")


async def test_who_wants_no_motion_gets_none(reading: Visit) -> None:
    durations = "[...document.querySelectorAll('*')].map((one) => getComputedStyle(one))"
    longest = f"Math.max(...{durations}.map((style) => parseFloat(style.transitionDuration)))"

    assert await reading.page.evaluate(longest) <= 0.001

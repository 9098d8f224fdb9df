"""What is missing, and since when: the sandbox's faults, switched on from the page."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Browser, Route, expect

from gateway.sandbox import RunningSandbox, Status

from .visit import Visit, visiting

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_provider_that_fails_is_told_and_the_rest_of_the_feed_stays(visit: Visit) -> None:
    await expect(visit.card("Meditation")).to_be_visible()

    await visit.let_fail("Oura is out of order", keeps=False)

    await expect(visit.health).to_contain_text("Oura is missing")
    await expect(visit.health).to_contain_text("\N{EN DASH} now.")
    await expect(visit.health).to_contain_text("The provider failed with status 503.")
    await expect(visit.card("Meditation")).to_have_count(0)
    await expect(visit.card("Run by the lake")).to_be_visible()


async def test_trying_again_when_it_is_back_makes_the_feed_whole(
    visit: Visit, own_sandbox: RunningSandbox
) -> None:
    await visit.let_fail("Oura is out of order", keeps=False)
    own_sandbox.sandbox.heal()

    await visit.press("Try again")

    await expect(visit.card("Meditation")).to_be_visible()
    await expect(visit.health).not_to_contain_text("missing")
    await expect(visit.health).to_contain_text("Oura complete")


async def test_kept_data_stands_in_and_says_how_old_it_is(visit: Visit) -> None:
    await expect(visit.card("Meditation")).to_be_visible()

    await visit.let_fail("Oura is out of order")

    await expect(visit.health).to_contain_text("Oura is shown as it was at")
    await expect(visit.card("Meditation")).to_be_visible()


async def test_what_was_missing_stays_told_when_older_pages_are_whole(
    visit: Visit, own_sandbox: RunningSandbox
) -> None:
    await visit.let_fail("Oura is out of order", keeps=False)
    own_sandbox.sandbox.heal()
    await expect(visit.cards).to_have_count(20)

    await visit.page.mouse.wheel(0, 100_000)
    await expect(visit.cards).to_have_count(40)

    await expect(visit.health).to_contain_text("Oura is missing")
    await expect(visit.health).to_contain_text("\N{EN DASH} now.")


async def test_what_is_missing_further_down_is_told_for_the_whole_list(
    visit: Visit, own_sandbox: RunningSandbox
) -> None:
    await expect(visit.health).to_contain_text("Oura complete")
    own_sandbox.sandbox.fail("oura", Status(503))

    for shown in (40, 48):
        await visit.page.mouse.wheel(0, 100_000)
        await expect(visit.cards).to_have_count(shown)

    await expect(visit.health).to_contain_text("Oura is missing in part")
    await expect(visit.health).not_to_contain_text("now.")
    await expect(visit.card("Meditation")).to_be_visible()


async def test_a_refused_token_asks_for_a_new_one(visit: Visit) -> None:
    await visit.let_fail("Oura refuses the token")

    await visit.press("Enter a token")

    await expect(visit.dialog.get_by_role("heading")).to_have_text("Access tokens")


async def test_figures_that_are_missing_are_told_at_the_card(visit: Visit) -> None:
    await visit.card("Run by the lake").get_by_text("2 records").click()

    await visit.let_fail("Oura has no heart rates")

    run = visit.card("Run by the lake").locator(".record").filter(has_text="Oura")
    await expect(run).to_contain_text("Some figures are missing")
    await expect(visit.health).to_contain_text("Oura complete")


async def test_a_limit_that_passes_is_tried_again_by_itself(
    visit: Visit, own_sandbox: RunningSandbox
) -> None:
    await expect(visit.card("Up the hill")).to_be_visible()
    busy = own_sandbox.sandbox.fail("google_fit", Status(429, retry_after=1))
    await visit.press("Refresh")
    await expect(visit.health).to_contain_text("Google Fit is shown as it was at")
    await expect(visit.health.get_by_role("button")).to_contain_text("by itself in 1 s")

    busy.heal()

    await expect(visit.health).to_contain_text("Google Fit complete")
    await expect(visit.card("Up the hill")).to_be_visible()


async def test_what_is_chosen_counts_more_than_what_was_found_before(visit: Visit) -> None:
    asked = asyncio.Event()
    go_on = asyncio.Event()

    async def hold(route: Route) -> None:
        asked.set()
        await go_on.wait()
        await route.fulfill(json={"faults": []})

    await visit.page.route(
        "**/sandbox/faults",
        lambda route: hold(route) if route.request.method == "GET" else route.continue_(),
    )
    await visit.page.locator(".faults summary").click()
    await asked.wait()
    await visit.let_fail("Oura refuses the token")
    go_on.set()
    await visit.let_fail("All is well")

    await expect(visit.health).to_contain_text("Oura complete")


async def test_the_switch_shows_what_somebody_else_has_begun(
    visit: Visit, browser: Browser, page_url: str, person: str
) -> None:
    await visit.let_fail("Oura refuses the token")

    async with visiting(browser, page_url, person) as other:
        await other.page.locator(".faults summary").click()
        await expect(other.page.get_by_label("Oura refuses the token")).to_be_checked()


async def test_all_is_well_ends_the_faults(visit: Visit, own_sandbox: RunningSandbox) -> None:
    await visit.let_fail("Google Fit takes no writes")
    begun = len(own_sandbox.sandbox.faults.all())

    await visit.let_fail("All is well")

    assert begun == 2
    assert own_sandbox.sandbox.faults.all() == []

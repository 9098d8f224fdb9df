from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, expect

from .visit import Visit, visiting

pytestmark = pytest.mark.asyncio(loop_scope="session")

READY_TABS = [
    "Feed",
    "PartialFailure",
    "Upsert",
    "Delete",
    "Duplicates",
    "Metrics",
    "Tags",
    "Days",
    "Changes",
    "GoogleFit",
    "Oura",
    "DataPoints",
]


def problems_in(found: object) -> Iterator[str]:
    """Where statuses and payloads tell of something wrong."""
    if isinstance(found, list):
        for one in cast("list[object]", found):
            yield from problems_in(one)
    if isinstance(found, dict):
        for name, one in cast("dict[str, object]", found).items():
            if name in {"error", "userErrors"} and one:
                yield name
            else:
                yield from problems_in(one)


async def test_the_page_complains_of_nothing_and_asks_nobody_but_the_gateway(
    visit: Visit, gateway_url: str
) -> None:
    await visit.run()
    await expect(visit.result).to_contain_text("startTime")
    await visit.press("Prettify query (Shift-Ctrl-P)")
    await visit.press("Show Documentation Explorer")
    await visit.page.wait_for_load_state("networkidle")

    hosts = {urlsplit(request.url).netloc for request in visit.requests}
    loaded = " ".join(request.url for request in visit.requests)
    assert visit.complaints == []
    assert hosts == {urlsplit(gateway_url).netloc}
    assert "graphql.worker" in loaded
    assert "json.worker" in loaded


async def test_the_ready_tabs_are_there(visit: Visit) -> None:
    tabs = visit.page.get_by_role("tablist", name="Select active operation").get_by_role("tab")

    await expect(tabs).to_have_text([f"{name}close icon" for name in READY_TABS])


async def test_the_feed_shows_its_result(visit: Visit) -> None:
    answer = await visit.run()

    await expect(visit.result).to_contain_text('"activities"')
    await expect(visit.result).to_contain_text('"GOOGLE_FIT"')
    assert "errors" not in answer


@pytest.mark.parametrize("name", READY_TABS)
async def test_a_ready_tab_is_answered_without_errors(visit: Visit, name: str) -> None:
    await visit.choose_tab(name)

    answer = await visit.run()

    assert "errors" not in answer
    assert answer["data"]
    assert set(problems_in(answer["data"])) == ({"error"} if name == "PartialFailure" else set())


async def test_a_ready_tab_that_is_run_twice_goes_on_where_it_says(visit: Visit) -> None:
    await visit.choose_tab("Changes")
    first = cast("dict[str, Any]", await visit.run())["data"]["activityChanges"]
    await visit.write("variables.json", json.dumps({"since": first["nextToken"]}))

    again = cast("dict[str, Any]", await visit.run())["data"]["activityChanges"]

    assert first["hasMore"]
    assert again["changes"]
    assert again["changes"] != first["changes"]


async def test_the_partial_failure_tab_makes_oura_fail_on_every_visit(
    visit: Visit, gateway_url: str
) -> None:
    await visit.choose_tab("PartialFailure")
    first = await visit.run()
    await visit.open(f"{gateway_url}/graphiql")
    await visit.choose_tab("PartialFailure")
    second = await visit.run()

    assert "UPSTREAM_ERROR" in json.dumps(first)
    assert "UPSTREAM_ERROR" in json.dumps(second)


async def test_the_documentation_lists_the_feed(visit: Visit) -> None:
    await visit.press("Show Documentation Explorer")

    docs = visit.page.get_by_role("region", name="Documentation Explorer")
    await docs.get_by_role("link", name="Query", exact=True).click()
    await expect(docs.get_by_role("link", name="activities", exact=True)).to_be_visible()


async def test_the_tokens_panel_explains_the_sandbox(visit: Visit) -> None:
    panel = visit.page.get_by_role("region", name="Tokens")

    for word in (
        "X-Google-Fit-Token",
        "X-Oura-Token",
        "bare token",
        "demo person",
        "expired",
        "no-membership",
        "rate-limited",
        "unavailable",
        "empty",
        "NOT_LINKED",
        "Headers are never stored",
    ):
        await expect(panel).to_contain_text(word)


async def test_without_the_sandbox_the_panel_names_no_made_up_tokens(
    browser: Browser, linked_gateway_url: str
) -> None:
    async with visiting(browser, f"{linked_gateway_url}/graphiql") as visit:
        panel = visit.page.get_by_role("region", name="Tokens")

        await expect(panel).to_contain_text("X-Fit")
        await expect(panel).to_contain_text('X-"Ring"')
        await expect(panel).to_contain_text("NOT_LINKED")
        await expect(panel).not_to_contain_text("unavailable")
        await expect(visit.page.get_by_text("sandbox")).to_have_count(0)


async def test_blank_headers_are_not_sent(visit: Visit) -> None:
    await visit.write_headers({"X-Google-Fit-Token": "", "X-Oura-Token": "unavailable"})

    await visit.run()

    sent = await visit.runs[-1].all_headers()
    assert "x-google-fit-token" not in sent
    assert sent["x-oura-token"] == "unavailable"


async def test_a_token_is_gone_after_a_reload(visit: Visit, gateway_url: str) -> None:
    await visit.write_headers({"X-Oura-Token": "a-very-secret-token"})
    await visit.run()

    stored = await visit.stored("graphiql:queries")
    await visit.open(f"{gateway_url}/graphiql")

    assert "a-very-secret-token" not in stored
    assert "a-very-secret-token" not in await visit.editor_text("request-headers.json")


async def test_an_edited_operation_is_there_after_a_reload(visit: Visit, gateway_url: str) -> None:
    await visit.write("operation.graphql", "query Mine { __typename }")
    await visit.stored("query Mine")

    await visit.open(f"{gateway_url}/graphiql")

    await expect(visit.page.get_by_role("tab", name="Mine")).to_be_visible()
    assert await visit.editor_text("operation.graphql") == "query Mine { __typename }"


async def test_prettify_formats_the_variables_too(visit: Visit) -> None:
    await visit.write_headers({"X-Oura-Token": "demo"})

    await visit.press("Prettify query (Shift-Ctrl-P)")
    lines = visit.page.locator(".graphiql-editor-tool .graphiql-editor:not(.hidden) .view-line")
    await expect(lines).to_have_count(3)

    assert await visit.editor_text("request-headers.json") == '{\n  "X-Oura-Token": "demo"\n}'
    assert visit.complaints == []


async def test_the_page_works_below_a_path_that_a_proxy_adds(
    browser: Browser, linked_gateway_url: str
) -> None:
    async with visiting(browser, f"{linked_gateway_url}/behind/a/proxy/graphiql") as visit:
        answer = await visit.run()

    assert "errors" not in answer
    assert {urlsplit(request.url).path.split("/graph")[0] for request in visit.requests} == {
        "/behind/a/proxy"
    }


async def test_another_page_cannot_frame_it(browser: Browser, gateway_url: str) -> None:
    async with await browser.new_context() as context:
        page = await context.new_page()
        refusals: list[str] = []
        page.on("console", lambda message: refusals.append(message.text))

        await page.set_content(f'<iframe src="{gateway_url}/graphiql"></iframe>')

        await expect(page.frame_locator("iframe").locator("#graphiql")).to_have_count(0)
        assert "frame-ancestors" in " ".join(refusals)


@pytest.mark.parametrize(("scheme", "is_dark"), [("light", False), ("dark", True)])
async def test_it_follows_the_colour_scheme_of_the_system(
    browser: Browser, gateway_url: str, scheme: str, *, is_dark: bool
) -> None:
    async with visiting(
        browser, f"{gateway_url}/graphiql", "dark" if is_dark else "light"
    ) as visit:
        background = await visit.page.evaluate(
            "getComputedStyle(document.querySelector('.graphiql-container')).backgroundColor"
        )

    red = int(background.removeprefix("rgb(").split(",")[0])
    assert (red < 128) is is_dark, scheme

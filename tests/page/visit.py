"""What a person does and sees on the page, and what the browser notes meanwhile."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal, cast

import pytest
from playwright.async_api import Browser, ConsoleMessage, Error, Locator, Page, Request, expect

AXE = Path(__file__).parent / "axe" / "node_modules" / "axe-core" / "axe.min.js"
TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error("CSP", event.effectiveDirective, event.blockedURI))
"""
STORE_TOKENS = "sessionStorage.setItem('activity-gateway-tokens', {tokens})"
RUN_AXE = """
async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.flatMap((found) =>
  found.nodes.map((node) => `${found.id}: ${node.target}: ${node.failureSummary}`))
"""


class Visit:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[Request] = []
        page.on("console", self._note_console)
        page.on("pageerror", self._note_error)
        page.on("request", self._note_request)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _note_error(self, error: Error) -> None:
        self.complaints.append(error.message)

    def _note_request(self, request: Request) -> None:
        self.requests.append(request)

    @property
    def cards(self) -> Locator:
        return self.page.get_by_role("article")

    def card(self, name: str) -> Locator:
        return self.page.get_by_role("article", name=name, exact=True)

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def health(self) -> Locator:
        return self.page.get_by_role("region", name="What the providers told")

    async def press(self, button: str) -> None:
        await self.page.get_by_role("button", name=button, exact=True).click()

    async def let_fail(self, scenario: str, *, keeps: bool = True) -> None:
        """Choose what goes wrong at the sandbox; unless `keeps`, nothing kept may stand in."""
        faults = self.page.locator(".faults")
        if await faults.get_attribute("open") is None:
            await faults.locator("summary").click()
        await self.page.get_by_role("switch").set_checked(keeps)
        await self.page.get_by_label(scenario).check()
        await expect(faults.get_by_role("status")).to_contain_text(f"{scenario}: the feed below")

    async def barriers(self) -> list[str]:
        """What axe-core finds wrong with the page as it stands."""
        if not AXE.exists():
            pytest.fail(f"axe-core is missing: run `npm ci` in {AXE.parents[2]}, or `make test`.")
        await self.page.evaluate(AXE.read_text(encoding="utf-8"))
        return cast("list[str]", await self.page.evaluate(RUN_AXE))


@asynccontextmanager
async def visiting(
    browser: Browser,
    url: str,
    token: str | None,
    scheme: Literal["light", "dark"] = "light",
    width: int = 900,
    before: str = "",
) -> AsyncGenerator[Visit]:
    """A visit in a fresh profile by the person with this token. `before`: a script to run first."""
    context = await browser.new_context(
        color_scheme=scheme,
        viewport={"width": width, "height": 700},
        timezone_id="Europe/Zurich",
        reduced_motion="reduce",
    )
    async with context:
        await context.add_init_script(TELL_VIOLATIONS + before)
        if token is not None:
            tokens = json.dumps(json.dumps({"GOOGLE_FIT": token, "OURA": token}))
            await context.add_init_script(STORE_TOKENS.format(tokens=tokens))
        visit = Visit(await context.new_page())
        await visit.page.goto(url)
        yield visit

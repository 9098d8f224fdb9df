"""What a person does and sees on the page, and what the browser notes meanwhile."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal, cast

import pytest
from playwright.async_api import Browser, Locator, expect

from tests.browsing import TELL_VIOLATIONS, Browsing

AXE = Path(__file__).parent / "axe" / "node_modules" / "axe-core" / "axe.min.js"
STORE_TOKENS = "sessionStorage.setItem('activity-gateway-tokens', {tokens})"
RUN_AXE = """
async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.flatMap((found) =>
  found.nodes.map((node) => `${found.id}: ${node.target}: ${node.failureSummary}`))
"""


class Visit(Browsing):
    """A person at the page."""

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

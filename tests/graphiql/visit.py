"""What a person does and sees on the page, and what the browser notes meanwhile."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Literal, cast

from playwright.async_api import Browser, Locator, Request, expect

from tests.browsing import TELL_VIOLATIONS, Browsing

EDITOR_TEXT = """(name) => globalThis.__MONACO.editor.getModels()
  .find((model) => model.uri.path.endsWith(name)).getValue()"""
WRITE_TEXT = """([name, text]) => globalThis.__MONACO.editor.getModels()
  .find((model) => model.uri.path.endsWith(name)).setValue(text)"""
STORED = "() => JSON.stringify(localStorage)"


def runs(request: Request) -> bool:
    """Whether it is an operation of the editor's, not the page's own question for the schema."""
    return request.method == "POST" and "IntrospectionQuery" not in (request.post_data or "")


class Visit(Browsing):
    """A person at the page."""

    @property
    def runs(self) -> list[Request]:
        """The operations that were run, as they were sent."""
        return [request for request in self.requests if runs(request)]

    @property
    def result(self) -> Locator:
        return self.page.get_by_role("region", name="Result Window")

    async def open(self, url: str) -> None:
        """Opens the page and waits for its editors."""
        await self.page.goto(url)
        await expect(self.page.locator(".monaco-editor .view-line").first).to_be_visible()

    async def choose_tab(self, name: str) -> None:
        await self.page.get_by_role("tab", name=name).click()

    async def run(self) -> dict[str, object]:
        """Runs what is in the editor; the answer as it came."""
        async with self.page.expect_response(lambda found: runs(found.request)) as response:
            await self.press("Execute query (Ctrl-Enter)")
        return cast("dict[str, object]", await (await response.value).json())

    async def editor_text(self, name: str) -> str:
        """The text of one editor: `variables.json`, `request-headers.json`."""
        return cast("str", await self.page.evaluate(EDITOR_TEXT, name))

    async def write(self, name: str, text: str) -> None:
        """Replaces the text of one editor."""
        await self.page.evaluate(WRITE_TEXT, [name, text])

    async def write_headers(self, headers: dict[str, str]) -> None:
        await self.write("request-headers.json", json.dumps(headers))

    async def stored(self, text: str) -> str:
        """All that the page has stored in the browser, once `text` is in it."""
        while text not in (stored := cast("str", await self.page.evaluate(STORED))):
            await self.page.wait_for_timeout(50)
        return stored


@asynccontextmanager
async def visiting(
    browser: Browser, url: str, scheme: Literal["light", "dark"] = "light"
) -> AsyncGenerator[Visit]:
    """A visit in a fresh profile."""
    context = await browser.new_context(
        color_scheme=scheme, viewport={"width": 1400, "height": 900}
    )
    async with context:
        await context.add_init_script(TELL_VIOLATIONS)
        visit = Visit(await context.new_page())
        await visit.open(url)
        yield visit

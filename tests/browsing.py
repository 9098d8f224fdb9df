"""A page in a browser, and what the browser notes meanwhile."""

from __future__ import annotations

from playwright.async_api import ConsoleMessage, Error, Page, Request

TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error("CSP", event.effectiveDirective, event.blockedURI))
"""


class Browsing:
    """Notes whatever a page complains of and asks for."""

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

    async def press(self, button: str) -> None:
        """Press the button of that name."""
        await self.page.get_by_role("button", name=button, exact=True).click()

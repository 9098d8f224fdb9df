from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from gateway.server.graphiql import GraphiQLOptions
from tests.served import served

from .tiny_gateway import serving
from .visit import Visit, visiting

CHROMIUM_SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    # Whatever the page might want from elsewhere does not exist.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def chromium_path() -> str:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.fail(
            "These tests drive Chromium: install it (`apt-get install chromium`), or name its "
            "executable in the environment variable CHROMIUM."
        )
    return path


@pytest.fixture(scope="session")
def gateway_url() -> Iterator[str]:
    """The address of a running gateway, on the sandbox."""
    with served("serve", "--sandbox", "--port", "0") as gateway:
        yield gateway.url


@pytest.fixture(scope="session")
def linked_gateway_url() -> Iterator[str]:
    """The address of a gateway without the sandbox, with headers of its own."""
    options = GraphiQLOptions(sandbox=False, google_fit_header="X-Fit", oura_header='X-"Ring"')
    with serving(options) as url:
        yield url


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_SWITCHES
        )
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser, gateway_url: str) -> AsyncIterator[Visit]:
    """A first visit to the page, in a browser that knows nothing of it."""
    async with visiting(browser, f"{gateway_url}/graphiql") as visit:
        yield visit

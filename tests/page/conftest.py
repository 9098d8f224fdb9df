from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from gateway.sandbox import RunningSandbox, Sandbox, serve_sandbox
from tests.graphiql.conftest import browser

from .person import give_records
from .served_page import serving_page
from .visit import Visit, visiting

__all__ = ["browser"]


@pytest.fixture(scope="package")
def own_sandbox() -> Generator[RunningSandbox]:
    """A sandbox for these tests alone: the page's faults are for everybody who uses it."""
    with serve_sandbox(Sandbox()) as running:
        yield running


@pytest.fixture(scope="package")
def page_url(own_sandbox: RunningSandbox) -> Iterator[str]:
    """The address of the page of a gateway on that sandbox."""
    with serving_page(own_sandbox) as url:
        yield url


@pytest.fixture
def person(own_sandbox: RunningSandbox, token: str) -> Iterator[str]:
    """The token of somebody whose records the tests know; all faults end with the test."""
    give_records(own_sandbox.sandbox, token)
    yield token
    own_sandbox.sandbox.heal()


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def reading(
    browser: Browser, page_url: str, own_sandbox: RunningSandbox
) -> AsyncIterator[Visit]:
    """A visit that several tests share, because they change nothing."""
    give_records(own_sandbox.sandbox, "a-reader")
    async with visiting(browser, page_url, "a-reader") as visit:
        yield visit


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser, page_url: str, person: str) -> AsyncIterator[Visit]:
    """That person's visit."""
    async with visiting(browser, page_url, person) as visit:
        yield visit

"""What the README shows is what the gateway does."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator

import pytest
import pytest_asyncio

from gateway.sandbox import RunningSandbox, Sandbox, serve_sandbox
from tests.gateway_under_test import Gateway, running_gateway
from tests.readme import README, answer_of, examples, settings_table, table_in

TEXT = README.read_text()
NAMES = [
    "Week",
    "LongWorkouts",
    "Metrics",
    "Viewer",
    "Tags",
    "Days",
    "GoogleFit",
    "Upsert",
    "Refused",
    "Delete",
    "PartialFailure",
    "Fresh",
    "Nights",
]


@pytest.fixture(scope="module")
def untouched_sandbox() -> Generator[RunningSandbox]:
    """A sandbox that nobody has written to."""
    with serve_sandbox(Sandbox()) as running:
        yield running


@pytest_asyncio.fixture
async def fresh_gateway(untouched_sandbox: RunningSandbox) -> AsyncGenerator[Gateway]:
    async with running_gateway(untouched_sandbox, sandbox=True) as gateway:
        yield gateway


def test_every_query_has_its_answer() -> None:
    assert [example.name for example in examples(TEXT)] == NAMES
    assert TEXT.count("```graphql") == len(NAMES)


async def test_every_answer_is_what_the_sandbox_answers(fresh_gateway: Gateway) -> None:
    for example in examples(TEXT):
        assert await answer_of(fresh_gateway, example) == example.answer, "run `make readme`"


def test_the_table_has_every_setting() -> None:
    assert table_in(TEXT) == settings_table(), "run `make readme`"

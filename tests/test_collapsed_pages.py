"""Paging through the feed that shows each event once."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from gateway.sandbox import RunningSandbox, Sandbox
from gateway.sandbox.seed.wires import fit_session, oura_session, oura_workout
from tests.events import COLLAPSED, FEED, feed, native_ids, settle
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.wires import noon, span


@pytest_asyncio.fixture
async def gateway(
    running_sandbox: RunningSandbox, sandbox: Sandbox, token: str
) -> AsyncGenerator[Gateway]:
    """Asked by a person who wears a ring and starts the phone's app for each run."""
    settle(sandbox, token)
    async with running_gateway(running_sandbox, headers=linked(token), clock=noon) as gateway:
        yield gateway


@pytest.mark.parametrize("order", ["START_TIME_ASC", "START_TIME_DESC"])
@pytest.mark.parametrize("size", [1, 4, 9, 36, 37, 100])
async def test_pages_of_a_collapsed_feed_make_up_the_whole_in_both_directions(
    gateway: Gateway, order: str, size: int
) -> None:
    whole = COLLAPSED if order == "START_TIME_ASC" else COLLAPSED[::-1]

    assert await paged_forward(gateway, size, order) == whole
    assert await paged_backward(gateway, size, order) == whole


async def paged_forward(gateway: Gateway, size: int, order: str) -> list[str]:
    seen: list[str] = []
    after, goes_on = None, True
    while goes_on:
        page = await feed(gateway, first=size, after=after, order=order, dedupe="COLLAPSE")
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        seen += native_ids(page)
        after, goes_on = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    return seen


async def paged_backward(gateway: Gateway, size: int, order: str) -> list[str]:
    seen: list[str] = []
    before, goes_on = None, True
    while goes_on:
        page = await feed(gateway, last=size, before=before, order=order, dedupe="COLLAPSE")
        assert page["pageInfo"]["hasNextPage"] is (before is not None)
        seen = native_ids(page) + seen
        before, goes_on = page["pageInfo"]["startCursor"], page["pageInfo"]["hasPreviousPage"]
    return seen


async def test_a_page_begins_after_an_event_whose_other_record_comes_later(
    gateway: Gateway,
) -> None:
    """`fit-1` ends the first page; `oura-1`, four minutes later, must not begin the second."""
    order = "START_TIME_ASC"
    first = await feed(gateway, first=4, order=order, dedupe="COLLAPSE")

    second = await feed(
        gateway,
        first=1,
        after=first["pageInfo"]["endCursor"],
        order=order,
        dedupe="COLLAPSE",
    )

    assert native_ids(first) == ["breath-0", "oura-0", "walk-0", "fit-1"]
    assert native_ids(second) == ["oura-2"]


@pytest.mark.parametrize(
    ("order", "fit", "session", "workout", "title"),
    [
        ("START_TIME_DESC", "2026-07-08T23:57Z", "2026-07-09T00:01Z", "2026-07-09T00:03Z", "Run"),
        ("START_TIME_ASC", "2026-04-16T23:57Z", "2026-04-16T23:59Z", "2026-04-17T00:01Z", ""),
    ],
)
async def test_an_event_across_two_strides_is_one_though_the_second_is_not_read_yet(
    gateway: Gateway,
    sandbox: Sandbox,
    token: str,
    order: str,
    fit: str,
    session: str,
    workout: str,
    title: str,
) -> None:
    """The record that is read first is the hidden one, and the page is full without the other."""
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session("fit", 8, span(fit, 40), name=title)],
        oura_workouts=[oura_workout("workout", "running", span(workout, 40))],
        oura_sessions=[oura_session("session", "rest", span(session, 5))],
    )
    april_on = {"startTime": {"start": "2026-04-05T00:00:00Z"}}

    page = await feed(gateway, first=1, filter=april_on, order=order, dedupe="COLLAPSE")

    assert native_ids(page) == ["session"]


async def test_a_cursor_of_every_record_is_none_of_the_collapsed_list(gateway: Gateway) -> None:
    page = await feed(gateway, first=5)

    answer = await gateway.answer(FEED, after=page["pageInfo"]["endCursor"], dedupe="COLLAPSE")

    assert answer["errors"][0]["extensions"] == {"code": "INVALID_CURSOR"}

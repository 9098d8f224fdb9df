"""Failures while a feed is paged through, or where the client wants no part of an answer."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio

from gateway.sandbox import RunningSandbox, Sandbox, Status, synthetic
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.wires import noon

FEED = """
query (
  $first: Int, $after: String, $last: Int, $before: String, $filter: ActivityFilter,
  $order: ActivityOrder! = START_TIME_DESC, $policy: ProviderErrorPolicy! = PARTIAL
) {
  activities(
    first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $order
    onProviderError: $policy
  ) {
    nodes { id }
    pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
    isComplete
    coveredRange { start end }
    providers { provider state gaps { start end } error { code } }
  }
}
"""
HISTORY = {"start": "2014-01-01T00:00:00.000Z", "end": "2026-07-16T12:00:00.000Z"}
"""What a feed without a range looks through when it is noon of 2026-07-15."""

Json = dict[str, Any]


@pytest_asyncio.fixture
async def gateway(
    running_sandbox: RunningSandbox, sandbox: Sandbox, token: str
) -> AsyncGenerator[Gateway]:
    """Asked by a person with 60 records of three months, for whom time stands still.

    It keeps no windows: what failed once is asked for again.
    """
    start, end = datetime(2026, 4, 10, tzinfo=UTC), datetime(2026, 7, 10, tzinfo=UTC)
    sandbox.replace(token, **synthetic("anybody", 60, start, end)._asdict())
    async with running_gateway(
        running_sandbox, headers=linked(token), clock=noon, cache_activities=0
    ) as gateway:
        yield gateway


async def feed(gateway: Gateway, **variables: object) -> Json:
    return (await gateway.execute(FEED, **variables))["activities"]


def ids(*pages: Json) -> list[str]:
    return [node["id"] for page in pages for node in page["nodes"]]


def states(page: Json) -> dict[str, str]:
    return {status["provider"]: status["state"] for status in page["providers"]}


def gaps(page: Json, provider: str) -> list[Json]:
    (found,) = (s["gaps"] for s in page["providers"] if s["provider"] == provider)
    return found


async def in_the_gaps(gateway: Gateway, page: Json, provider: str) -> list[Json]:
    """What asking again for exactly the gaps brings."""
    return [
        await feed(gateway, first=100, filter={"startTime": gap}) for gap in gaps(page, provider)
    ]


async def test_the_gap_of_a_feed_without_a_range_is_its_whole_history(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    whole = await feed(gateway, first=100)
    sandbox.fail("oura", Status(503), token=token)

    page = await feed(gateway, first=100)

    assert page["coveredRange"] == HISTORY
    assert gaps(page, "OURA") == [HISTORY]
    assert gaps(page, "GOOGLE_FIT") == []
    sandbox.heal(token)
    assert set(ids(page, *await in_the_gaps(gateway, page, "OURA"))) == set(ids(whole))


async def test_the_gap_of_a_full_page_ends_where_the_page_ends(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("oura", Status(503), token=token)

    page = await feed(gateway, first=5)

    covered = page["coveredRange"]
    assert HISTORY["start"] < covered["start"]
    assert covered["end"] == HISTORY["end"]
    assert gaps(page, "OURA") == [covered]
    sandbox.heal(token)
    healthy = await feed(gateway, first=100, filter={"startTime": covered})
    assert set(ids(page, *await in_the_gaps(gateway, page, "OURA"))) == set(ids(healthy))


@pytest.mark.parametrize("order", ["START_TIME_DESC", "START_TIME_ASC"])
async def test_a_later_page_remembers_that_an_earlier_one_lacked_something(
    gateway: Gateway, sandbox: Sandbox, token: str, order: str
) -> None:
    whole = await feed(gateway, first=100, order=order)
    sandbox.fail("google_fit", Status(500), token=token, times=1)

    first = await feed(gateway, first=10, order=order)
    second = await feed(gateway, first=100, order=order, after=first["pageInfo"]["endCursor"])

    assert states(first) == {"GOOGLE_FIT": "FAILED", "OURA": "OK"}
    assert states(second) == {"GOOGLE_FIT": "OK", "OURA": "OK"}
    assert (first["isComplete"], second["isComplete"]) == (False, False)
    assert gaps(second, "GOOGLE_FIT") == []
    mended = await in_the_gaps(gateway, first, "GOOGLE_FIT")
    assert set(ids(first, second, *mended)) == set(ids(whole))
    assert len(ids(first, second)) == len(set(ids(first, second)))


async def test_a_page_read_backward_remembers_the_one_that_it_came_from(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("google_fit", Status(500), token=token, times=1)

    last = await feed(gateway, last=10)
    before = await feed(gateway, last=10, before=last["pageInfo"]["startCursor"])

    assert states(last) == {"GOOGLE_FIT": "FAILED", "OURA": "OK"}
    assert states(before) == {"GOOGLE_FIT": "OK", "OURA": "OK"}
    assert (last["isComplete"], before["isComplete"]) == (False, False)


async def test_a_page_before_the_failure_stays_complete(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    first = await feed(gateway, first=20)
    sandbox.fail("google_fit", Status(503), token=token)

    second = await feed(gateway, first=20, after=first["pageInfo"]["endCursor"])

    assert (first["isComplete"], second["isComplete"]) == (True, False)
    assert gaps(second, "GOOGLE_FIT") == [second["coveredRange"]]


async def test_a_provider_that_fails_on_the_way_keeps_what_it_gave(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    """The first stride goes back to the 1st of May; the second fails."""
    whole = await feed(gateway, first=100)
    sandbox.fail("google_fit", Status(500), token=token)
    sandbox.fail("google_fit", Status(200, body='{"session": []}'), token=token, times=1)

    page = await feed(gateway, first=100)

    assert states(page) == {"GOOGLE_FIT": "PARTIAL", "OURA": "OK"}
    assert gaps(page, "GOOGLE_FIT") == [
        {"start": HISTORY["start"], "end": "2026-05-01T00:00:00.000Z"}
    ]
    assert set(ids(page)) < set(ids(whole))


async def test_where_no_part_is_wanted_each_failure_is_an_entry_of_errors(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("google_fit", Status(401), token=token)
    sandbox.fail("oura", Status(429, retry_after=17), token=token)

    answer = await gateway.answer(FEED, policy="FAIL")

    assert answer["data"] is None
    assert [error["path"] for error in answer["errors"]] == [["activities"], ["activities"]]
    assert [error["extensions"] for error in answer["errors"]] == [
        {
            "code": "REAUTH_REQUIRED",
            "provider": "GOOGLE_FIT",
            "action": "RELINK",
            "retryable": False,
            "retryAfterSeconds": None,
            "upstreamStatus": 401,
        },
        {
            "code": "RATE_LIMITED",
            "provider": "OURA",
            "action": "RETRY_LATER",
            "retryable": True,
            "retryAfterSeconds": 17,
            "upstreamStatus": 429,
        },
    ]


async def test_where_no_part_is_wanted_one_failure_is_enough(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("oura", Status(503), route="session", token=token)

    answer = await gateway.answer(FEED, policy="FAIL")

    assert answer["data"] is None
    (error,) = answer["errors"]
    assert error["extensions"]["provider"] == "OURA"


async def test_where_no_part_is_wanted_a_whole_answer_is_as_usual(gateway: Gateway) -> None:
    assert await feed(gateway, policy="FAIL") == await feed(gateway)


async def test_two_failing_providers_still_give_an_answer(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("google_fit", Status(500), token=token)
    sandbox.fail("oura", Status(500), token=token)

    page = await feed(gateway)

    assert page["nodes"] == []
    assert page["isComplete"] is False
    assert states(page) == {"GOOGLE_FIT": "FAILED", "OURA": "FAILED"}
    assert gaps(page, "GOOGLE_FIT") == gaps(page, "OURA") == [HISTORY]

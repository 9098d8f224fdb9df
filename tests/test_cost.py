"""What an answer costs the providers, counted where the calls come in."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from datetime import datetime, timedelta
from typing import Any, Literal

import pytest
import pytest_asyncio

from gateway.sandbox import Call, Hang, RunningSandbox, Sandbox, Status, synthetic
from gateway.sandbox.seed.wires import oura_workout
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.wires import NOW, noon, span

FEED = """
query ($first: Int, $after: String, $filter: ActivityFilter) {
  activities(first: $first, after: $after, filter: $filter) {
    nodes { id providerId provider startTime }
    pageInfo { endCursor hasNextPage }
    providers { provider upstreamCalls }
  }
}
"""
ONE_OF_EACH = {("google_fit", "sessions"): 1, ("oura", "workout"): 1, ("oura", "session"): 1}
WAIT_SECONDS = 5

Json = dict[str, Any]
ProviderName = Literal["google_fit", "oura"]


@pytest_asyncio.fixture
async def gateway(running_sandbox: RunningSandbox, token: str) -> AsyncGenerator[Gateway]:
    """For whom time stands still."""
    async with running_gateway(
        running_sandbox, headers=linked(token), clock=noon, cache_activities=0
    ) as gateway:
        yield gateway


def settle(sandbox: Sandbox, token: str, count: int, first_day: datetime) -> None:
    """Let the person have so many records, spread evenly from a day until now."""
    sandbox.replace(token, **synthetic("anybody", count, first_day, NOW)._asdict())


def calls(sandbox: Sandbox, token: str) -> dict[tuple[str, str], int]:
    """How many calls came in, by provider and route."""
    return dict(Counter((call.provider, call.route) for call in sandbox.calls_of(token)))


async def page_and_calls(
    gateway: Gateway, sandbox: Sandbox, token: str, **variables: object
) -> tuple[Json, list[Call]]:
    """A page, and the calls that it took."""
    before = len(sandbox.calls_of(token))
    page = (await gateway.execute(FEED, **variables))["activities"]
    return page, sandbox.calls_of(token)[before:]


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what happens in the sandbox's thread."""
    async with asyncio.timeout(WAIT_SECONDS):
        while not condition():  # noqa: ASYNC110 - the sandbox tells nobody of its calls
            await asyncio.sleep(0.005)


@pytest.mark.parametrize("history", [timedelta(days=61), timedelta(days=3652)])
async def test_a_page_costs_one_call_a_collection_however_long_the_history_is(
    gateway: Gateway, sandbox: Sandbox, token: str, history: timedelta
) -> None:
    settle(sandbox, token, 2 * history.days, NOW - history)

    page, _ = await page_and_calls(gateway, sandbox, token, first=20)

    assert len(page["nodes"]) == 20
    assert calls(sandbox, token) == ONE_OF_EACH


@pytest.mark.parametrize("history", [timedelta(days=61), timedelta(days=3652)])
async def test_a_page_of_one_record_a_day_costs_two_calls_a_collection(
    gateway: Gateway, sandbox: Sandbox, token: str, history: timedelta
) -> None:
    """Three windows of eight days hold 20, and the page wants to know of one more."""
    settle(sandbox, token, history.days, NOW - history)

    page, _ = await page_and_calls(gateway, sandbox, token, first=20)

    assert len(page["nodes"]) == 20
    assert calls(sandbox, token) == dict.fromkeys(ONE_OF_EACH, 2)


async def test_a_page_from_the_middle_of_ten_years_costs_what_the_first_one_costs(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    settle(sandbox, token, 2 * 3652, NOW - timedelta(days=3652))
    middle = {"startTime": {"end": "2021-07-20T00:00:00Z"}}
    first, _ = await page_and_calls(gateway, sandbox, token, first=20, filter=middle)

    after = first["pageInfo"]["endCursor"]
    second, made = await page_and_calls(
        gateway, sandbox, token, first=20, after=after, filter=middle
    )

    assert len(second["nodes"]) == 20
    assert len(made) == 3


async def test_an_empty_history_of_twelve_years_costs_four_ranges_a_collection(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    """602 windows in strides of 3, 24, 216 and what is left."""
    sandbox.replace(token)

    page, _ = await page_and_calls(gateway, sandbox, token, first=20)

    assert page["nodes"] == []
    assert calls(sandbox, token) == dict.fromkeys(ONE_OF_EACH, 4)


async def test_neighbouring_windows_are_one_upstream_range(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    settle(sandbox, token, 60, NOW - timedelta(days=90))
    asked = {"startTime": {"start": "2026-05-10T00:00:00Z", "end": "2026-06-20T00:00:00Z"}}

    _, made = await page_and_calls(gateway, sandbox, token, first=100, filter=asked)

    ranges = {(call.provider, call.route): call.query for call in made}
    oura_days = {"start_date": ["2026-05-07"], "end_date": ["2026-06-27"]}
    assert len(made) == 3
    assert ranges == {
        ("google_fit", "sessions"): {
            "startTime": ["2026-05-08T23:59:59.000Z"],
            "endTime": ["2026-06-26T00:00:00.000Z"],
        },
        ("oura", "workout"): oura_days,
        ("oura", "session"): oura_days,
    }


async def test_two_feeds_of_one_request_cost_one(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    settle(sandbox, token, 120, NOW - timedelta(days=60))

    data = await gateway.execute(
        """{
          latest: activities(first: 5) { nodes { id } }
          runs: activities(first: 5, dedupe: COLLAPSE, filter: {
            types: [RUNNING], startTime: {start: "2026-06-20T00:00:00Z"}
          }) { nodes { id } }
          june: activities(first: 5, filter: {localDates: {from: "2026-06-01", to: "2026-06-30"}},
            timeZone: "Europe/Zurich") { nodes { id } }
        }"""
    )

    assert all(len(feed["nodes"]) == 5 for feed in data.values())
    assert calls(sandbox, token) == ONE_OF_EACH


async def test_duplicates_of_a_page_cost_nothing_more(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    settle(sandbox, token, 60, NOW - timedelta(days=40))

    data = await gateway.execute(
        """{
          activities(first: 30) {
            nodes { id duplicates { score activity { id duplicates { score } } } }
            providers { upstreamCalls }
          }
        }"""
    )

    nodes = data["activities"]["nodes"]
    assert len(nodes) == 30
    assert any(node["duplicates"] for node in nodes)
    assert calls(sandbox, token) == ONE_OF_EACH


@pytest.mark.parametrize(
    "selection",
    [
        {"startTime": {"end": "2099-01-01T00:00:00Z"}},
        {"startTime": {"start": "1971-01-01T00:00:00Z"}},
    ],
)
@pytest.mark.parametrize("order", ["START_TIME_DESC", "START_TIME_ASC"])
async def test_a_range_that_reaches_far_beyond_the_history_costs_no_more_calls(
    gateway: Gateway, sandbox: Sandbox, token: str, order: str, selection: object
) -> None:
    settle(sandbox, token, 2 * 365, NOW - timedelta(days=2 * 365))

    document = """query($order: ActivityOrder!, $filter: ActivityFilter) {
      activities(first: 1, orderBy: $order, filter: $filter) { nodes { id } }
    }"""
    usual = await gateway.execute(document, order=order)
    usual_calls = len(sandbox.calls_of(token))

    far = await gateway.execute(document, order=order, filter=selection)

    assert far == usual
    assert len(sandbox.calls_of(token)) - usual_calls <= usual_calls


@pytest.mark.parametrize("hanging", ["google_fit", "oura"])
async def test_all_providers_are_asked_before_any_has_answered(
    gateway: Gateway, sandbox: Sandbox, token: str, hanging: ProviderName
) -> None:
    hang = sandbox.fail(hanging, Hang(), token=token)

    asking = asyncio.create_task(gateway.execute(FEED, first=1))
    await until(lambda: calls(sandbox, token) == ONE_OF_EACH)
    was_done = asking.done()
    hang.heal()
    data = await asking

    assert was_done is False
    assert len(data["activities"]["nodes"]) == 1


async def test_the_answer_tells_how_many_calls_it_cost(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    settle(sandbox, token, 400, NOW - timedelta(days=20))

    page, made = await page_and_calls(gateway, sandbox, token, first=20)

    told = {s["provider"].lower(): s["upstreamCalls"] for s in page["providers"]}
    assert told == Counter(call.provider for call in made)
    assert told == {"google_fit": 1, "oura": 5}, "120 and 80 records at Oura, 50 a page"


async def test_many_sessions_of_google_fit_cost_one_list(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    settle(sandbox, token, 80, NOW - timedelta(days=700))
    page, _ = await page_and_calls(
        gateway, sandbox, token, first=40, filter={"providers": ["GOOGLE_FIT"]}
    )
    ids = [node["id"] for node in page["nodes"]]
    before = len(sandbox.calls_of(token))

    data = await gateway.execute(
        "query ($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { id } node(id: $id) { id } }",
        ids=ids,
        id=ids[0],
    )

    made = sandbox.calls_of(token)[before:]
    assert [node["id"] for node in data["nodes"]] == ids
    assert [(call.provider, call.route) for call in made] == [("google_fit", "sessions")]


async def test_the_same_document_of_oura_is_asked_for_once(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(
        token, oura_workouts=[oura_workout("w", "running", span("2026-07-01T06:00:00Z"))]
    )
    page, _ = await page_and_calls(gateway, sandbox, token, first=1)
    (activity,) = page["nodes"]
    before = len(sandbox.calls_of(token))

    data = await gateway.execute(
        "query ($ids: [ID!]!) { a: nodes(ids: $ids) { id } b: nodes(ids: $ids) { id } }",
        ids=[activity["id"]] * 3,
    )

    assert data["a"] == data["b"] == [{"id": activity["id"]}] * 3
    assert len(sandbox.calls_of(token)) == before + 1


async def test_links_and_profile_ask_each_thing_once(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    await gateway.execute(
        """{
          a: viewer { links { state } profile { ageYears status { state } } }
          b: viewer { links { state } profile { email status { state } } }
        }"""
    )

    assert calls(sandbox, token) == {("google_fit", "sessions"): 1, ("oura", "personal_info"): 2}


async def test_links_without_their_state_and_known_providers_cost_nothing(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    await gateway.execute(
        "{ viewer { links { provider capabilities } } providers { displayName sunset { url } } }"
    )

    assert sandbox.calls_of(token) == []


@pytest.mark.parametrize(
    "arguments",
    [
        "first: 0",
        "first: 101",
        "first: 1, last: 1",
        'after: "forged"',
        "filter: {types: []}",
        'filter: {localDates: {from: "2026-07-01", to: "2026-07-02"}}',
    ],
)
async def test_a_question_that_cannot_be_answered_costs_nothing(
    gateway: Gateway, sandbox: Sandbox, token: str, arguments: str
) -> None:
    answer = await gateway.answer(f"{{ activities({arguments}) {{ nodes {{ id }} }} }}")

    assert answer["data"] is None
    assert sandbox.calls_of(token) == []


async def test_a_provider_that_failed_is_not_asked_again_for_the_same_page(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(token)
    sandbox.fail("oura", Status(500), token=token)

    await page_and_calls(gateway, sandbox, token, first=20)

    assert calls(sandbox, token) == ONE_OF_EACH | {("google_fit", "sessions"): 4}

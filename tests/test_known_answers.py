"""Equal requests are answered without executing them again, and never with what is not so."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import pytest_asyncio

from gateway.sandbox import RunningSandbox, Sandbox, Status
from gateway.sandbox.seed.wires import fit_session
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.wires import noon, span

FEED = """
query ($first: Int) {
  activities(first: $first) { nodes { providerId title } providers { servedFrom upstreamCalls } }
}
"""
RENAME = """
mutation ($title: String!) {
  upsertSession(input: {
    clientSessionId: "run", title: $title, type: RUNNING
    startTime: "2026-07-10T06:00:00Z", endTime: "2026-07-10T06:30:00Z"
  }) {
    outcome
    activity { duplicates { score } }
  }
}
"""
KNOWN = ["CACHE", "CACHE"]

Json = dict[str, Any]


@pytest_asyncio.fixture
async def gateway(
    running_sandbox: RunningSandbox, sandbox: Sandbox, token: str
) -> AsyncGenerator[Gateway]:
    run = fit_session("run", 8, span("2026-07-10T06:00:00Z"), name="Run")
    sandbox.replace(token, google_fit_sessions=[run], oura_workouts=[], oura_sessions=[])
    async with running_gateway(running_sandbox, clock=noon, headers=linked(token)) as gateway:
        yield gateway


async def feed(gateway: Gateway, headers: Json | None = None, first: int = 20) -> Json:
    data = await gateway.execute(FEED, headers, first=first)
    return data["activities"]


def titles(page: Json) -> list[str]:
    return [node["title"] for node in page["nodes"]]


def served(page: Json) -> list[str]:
    return [status["servedFrom"] for status in page["providers"]]


async def test_equal_requests_have_equal_answers_that_do_not_tell_of_the_first_calls(
    gateway: Gateway,
) -> None:
    pages = [await feed(gateway) for _ in range(4)]

    assert served(pages[0]) == ["LIVE", "LIVE"]
    assert [served(page) for page in pages[1:]] == [KNOWN] * 3
    assert [titles(page) for page in pages] == [["Run"]] * 4


async def test_a_failing_provider_is_not_noticed_by_who_asks_the_same_again(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    *_, known = [await feed(gateway) for _ in range(3)]
    sandbox.fail("oura", Status(503), token=token)

    assert await feed(gateway) == known


async def test_a_write_is_in_the_next_answer_to_the_same_request(gateway: Gateway) -> None:
    for _ in range(3):
        await feed(gateway)

    for title in ("Morning run", "Evening run"):
        await gateway.execute(RENAME, title=title)
        assert [titles(await feed(gateway)) for _ in range(3)] == [[title]] * 3


async def test_an_equal_mutation_is_executed_each_time(gateway: Gateway, sandbox: Sandbox) -> None:
    for _ in range(4):
        await feed(gateway)
        await gateway.execute(RENAME, title="Named again")

    puts = [call for call in sandbox.calls if call.method == "PUT"]
    assert len(puts) >= 1
    outcomes = [(await gateway.execute(RENAME, title=t))["upsertSession"]["outcome"] for t in "aab"]
    assert outcomes == ["UPDATED", "UNCHANGED", "UPDATED"]


async def test_the_same_request_of_another_person_has_an_answer_of_its_own(
    gateway: Gateway,
) -> None:
    for _ in range(3):
        await feed(gateway)

    assert titles(await feed(gateway, linked("empty"))) == []
    assert titles(await feed(gateway)) == ["Run"]


async def test_other_variables_are_another_request(gateway: Gateway) -> None:
    for _ in range(3):
        await feed(gateway)

    one = await gateway.answer(FEED, first=0)

    assert one["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert (await gateway.answer(FEED, first=0))["errors"] == one["errors"]

"""So many calls at the same time, and no slot is ever lost."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from gateway.domain.errors import (
    CircuitOpenError,
    CrowdedError,
    NotSentError,
    StillLimitedError,
)
from gateway.upstream.client import Upstream
from gateway.upstream.http import open_http
from gateway.upstream.policy import Policy
from gateway.upstream.slots import Slots

from .calls import LINK, RecordedPauses, Thing, upstream
from .deaf import deaf
from .raw_server import answer, hang, serving

GOOD = answer('{"a": 1}')
FEW = Policy(calls_in_flight=3, connect_timeout_seconds=0.05)


def asked(made: Upstream, times: int = 1) -> list[asyncio.Task[Thing]]:
    return [asyncio.create_task(made.get(LINK, "/things", into=Thing)) for _ in range(times)]


async def given_up(calls: list[asyncio.Task[Thing]]) -> None:
    for call in calls:
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)


async def test_no_more_calls_are_under_way_than_there_may_be(
    http: httpx.AsyncBaseTransport,
) -> None:
    async with serving(hang) as server:
        waited = RecordedPauses()
        made = upstream(http, server.url, policy=FEW, pauses=waited)
        calls = asked(made, 3)
        await server.arrivals(3)

        with pytest.raises(CrowdedError) as caught:
            await made.get(LINK, "/things", into=Thing)

        assert (len(server.requests), waited.seconds) == (3, [])
        await given_up(calls)
    assert not caught.value.outcome_unknown


async def test_a_call_that_waits_is_made_when_another_one_ends(
    http: httpx.AsyncBaseTransport,
) -> None:
    policy = Policy(calls_in_flight=3)
    async with serving(GOOD) as server:
        made = upstream(http, server.url, policy=policy)

        found = await asyncio.gather(*asked(made, 50))

    assert found == [Thing(a=1)] * 50


async def test_hundreds_of_calls_that_were_given_up_leave_nothing_behind(
    http: httpx.AsyncBaseTransport,
) -> None:
    async with serving(*[hang] * 30, GOOD) as server:
        made = upstream(http, server.url, policy=Policy(calls_in_flight=10))
        before = asyncio.all_tasks()
        for round_ in range(3):
            calls = asked(made, 100)
            await server.arrivals(10 * (round_ + 1))
            await given_up(calls)
        await server.all_closed()

        assert await asyncio.gather(*asked(made, 10)) == [Thing(a=1)] * 10
        assert not [t for t in asyncio.all_tasks() - before if "serve" not in repr(t)]


async def test_calls_given_up_while_they_connect_leave_the_pool_whole() -> None:
    with deaf() as nowhere:
        async with serving(GOOD) as server, open_http(connections=2) as http:
            lost, made = upstream(http, nowhere), upstream(http, server.url)
            for _ in range(10):
                calls = asked(lost, 20)
                await asyncio.sleep(0.01)
                assert not any(call.done() for call in calls)
                await given_up(calls)

            assert await asyncio.gather(*asked(made, 5)) == [Thing(a=1)] * 5


async def test_a_connection_that_takes_too_long_counts_as_unsent(
    http: httpx.AsyncBaseTransport,
) -> None:
    policy = Policy(read_attempts=1, connect_timeout_seconds=0.05)
    with deaf() as nowhere, pytest.raises(NotSentError):
        await upstream(http, nowhere, policy=policy).get(LINK, "/things", into=Thing)


class Held:
    """Answers nobody before it is let go."""

    def __init__(self, response: bytes) -> None:
        self.let_go = asyncio.Event()
        self._response = response

    async def answer(self, _: object, writer: asyncio.StreamWriter) -> None:
        await self.let_go.wait()
        writer.write(self._response)


async def test_whoever_waits_is_told_when_the_breaker_opens(
    http: httpx.AsyncBaseTransport,
) -> None:
    held = Held(answer(status=500))
    async with serving(held.answer) as server:
        made = upstream(http, server.url, policy=Policy(calls_in_flight=5))
        calls = asked(made, 40)
        await server.arrivals(5)
        held.let_go.set()
        found = await asyncio.gather(*calls, return_exceptions=True)

    assert len(server.requests) <= 9
    assert sum(isinstance(one, CircuitOpenError) for one in found) >= 31


async def test_whoever_waits_is_told_when_the_provider_wants_no_calls(
    http: httpx.AsyncBaseTransport,
) -> None:
    held, clock = Held(answer(status=429, headers={"Retry-After": "60"})), RecordedPauses()
    async with serving(*[held.answer] * 5, GOOD) as server:
        made = upstream(http, server.url, policy=Policy(calls_in_flight=5), pauses=clock)
        calls = asked(made, 40)
        await server.arrivals(5)
        held.let_go.set()
        found = await asyncio.gather(*calls, return_exceptions=True)

        assert len(server.requests) == 5
        clock.now += 60
        assert await asyncio.gather(*asked(made, 10)) == [Thing(a=1)] * 10
    assert sum(isinstance(one, StillLimitedError) for one in found) == 35


async def test_a_slot_that_comes_in_the_moment_of_giving_up_is_handed_on() -> None:
    slots = Slots(1)
    assert slots.take()
    first, second = (asyncio.create_task(slots.wait(5)) for _ in range(2))
    await asyncio.sleep(0)

    slots.leave()
    first.cancel()

    assert await second
    slots.leave()
    assert [slots.take(), slots.take()] == [True, False]


async def test_a_line_that_is_left_is_shorter() -> None:
    slots = Slots(1)
    slots.take()
    first, second = (asyncio.create_task(slots.wait(5)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    slots.leave()

    assert await second
    assert not await slots.wait(0)


async def test_those_who_are_sent_away_have_no_slot() -> None:
    slots = Slots(1)
    slots.take()
    first, second = (asyncio.create_task(slots.wait(5)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    slots.send_away()

    assert not await second
    slots.leave()
    assert [slots.take(), slots.take()] == [True, False]

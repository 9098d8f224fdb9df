"""More requests than can be begun: they wait in line, or are refused unread."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from gateway.server.admission import AdmissionMiddleware
from gateway.server.gate import FIRST_LIMIT, TICK_SECONDS, Capacity, Gate

PATIENT = Capacity(max_running=2, max_wait_seconds=60)
IMPATIENT = Capacity(max_running=1, max_wait_seconds=0)


class Guarded:
    """An application behind the middleware that answers when it is told to."""

    def __init__(self, capacity: Capacity) -> None:
        self.begun = 0
        self.answers = asyncio.Event()
        self._app = AdmissionMiddleware(self._answer, "/graphql", capacity)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's own
        self.begun += 1
        if scope["path"] == "/graphql":
            await self.answers.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    def ask(self, path: str = "/graphql") -> asyncio.Task[list[Message]]:
        """The messages that come back."""
        return asyncio.create_task(self._asked(path))

    async def _asked(self, path: str) -> list[Message]:
        sent: list[Message] = []

        async def receive() -> Message:
            raise AssertionError("a request must not be read before it is let in")

        async def send(message: Message) -> None:
            sent.append(message)

        await self._app(
            {"type": "http", "method": "GET", "path": path, "headers": []}, receive, send
        )
        return sent

    async def settle(self) -> None:
        """Let every task come as far as it can."""
        for _ in range(5):
            await asyncio.sleep(0)


@pytest.fixture
async def full() -> AsyncGenerator[Guarded]:
    """Two requests run, which are all that may; two more may wait."""
    guarded = Guarded(PATIENT)
    running = [guarded.ask(), guarded.ask()]
    await guarded.settle()
    yield guarded
    guarded.answers.set()
    await asyncio.wait(running)


def status(messages: list[Message]) -> Any:
    return messages[0]["status"]


async def test_a_request_beyond_capacity_is_refused_with_when_to_come_again() -> None:
    guarded = Guarded(IMPATIENT)
    running = [guarded.ask() for _ in range(6)]
    await guarded.settle()
    await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
    guarded.answers.set()
    answers = [await each for each in running]

    refused = next(each for each in answers if status(each) == 503)
    headers = dict(refused[0]["headers"])
    assert status(answers[0]) == 200
    assert headers[b"retry-after"] == b"1"
    assert int(headers[b"content-length"]) == len(refused[1]["body"])
    assert b'"code":"OVERLOADED","retryAfterSeconds":1' in refused[1]["body"]
    assert len(headers[b"x-request-id"]) == 32


async def test_a_request_waits_for_its_turn(full: Guarded) -> None:
    waiting = full.ask()
    await full.settle()
    begun_before = full.begun
    full.answers.set()

    assert status(await waiting) == 200
    assert begun_before == 2


async def test_a_line_has_an_end(full: Guarded) -> None:
    waiting = [full.ask() for _ in range(3)]

    done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    full.answers.set()

    assert [status(each.result()) for each in done] == [503]
    assert [status(await each) for each in waiting].count(503) == 1


async def test_other_paths_pass_while_all_wait(full: Guarded) -> None:
    assert status(await full.ask("/livez")) == 200


async def test_a_request_that_is_cancelled_in_line_leaves_its_place(full: Guarded) -> None:
    leaving = [full.ask(), full.ask()]
    await full.settle()
    for each in leaving:
        each.cancel()
    await asyncio.wait(leaving)
    staying = full.ask()
    await full.settle()
    full.answers.set()

    assert status(await staying) == 200
    assert full.begun == 3


async def test_a_request_that_is_cancelled_as_its_turn_comes_gives_it_on() -> None:
    gate = Gate(Capacity(max_running=1, max_wait_seconds=60))
    assert gate.enter()
    leaving = asyncio.create_task(gate.wait())
    await asyncio.sleep(0)
    gate.leave()
    leaving.cancel()
    await asyncio.wait([leaving])

    assert leaving.cancelled()
    assert gate.enter()
    gate.leave()


def entered(gate: Gate) -> int:
    """How many may run at once."""
    count = 0
    while gate.enter():
        count += 1
    return count


async def more_entered(gate: Gate) -> int:
    """How many more may run once the gate has found that the loop does not lag."""
    async with asyncio.timeout(60):
        while not (count := entered(gate)):  # noqa: ASYNC110 - the gate tells nobody
            await asyncio.sleep(TICK_SECONDS)
    return count


async def test_fewer_run_at_once_while_the_loop_lags_and_more_when_it_does_not() -> None:
    gate = Gate(Capacity(max_running=1000, max_wait_seconds=1))
    assert entered(gate) == FIRST_LIMIT

    more = await more_entered(gate)
    for _ in range(FIRST_LIMIT + more):
        gate.leave()
    idle = entered(gate)
    time.sleep(TICK_SECONDS * 2)  # noqa: ASYNC251 - the loop is to lag
    for _ in range(3):
        await asyncio.sleep(0)
    for _ in range(idle):
        gate.leave()
    lagging = entered(gate)
    for _ in range(lagging):
        gate.leave()

    assert more > 0
    assert idle == FIRST_LIMIT + more
    assert lagging < idle

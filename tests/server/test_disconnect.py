from __future__ import annotations

import asyncio

import httpx
import orjson
import pytest
from starlette.types import Message, Receive, Scope, Send
from structlog.testing import capture_logs

from gateway.server.disconnect import ClientLeftError, unless_client_leaves
from gateway.server.graphql import EndpointOptions

from .clients import served
from .tiny import Work, application

PATIENCE_SECONDS = 5
HEAD = (
    "POST /graphql HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\n"
    "Content-Length: {length}\r\n\r\n"
)


async def stays() -> Message:
    await asyncio.Event().wait()
    return {"type": "http.disconnect"}


async def leaves() -> Message:
    return {"type": "http.disconnect"}


async def never(ended: list[str]) -> None:
    try:
        await asyncio.Event().wait()
    finally:
        ended.append("work")


def request(query: str) -> bytes:
    body = orjson.dumps({"query": query})
    return HEAD.format(length=len(body)).encode() + body


async def test_a_client_that_leaves_ends_every_field_that_is_being_resolved() -> None:
    work = Work()
    with capture_logs() as logs:
        async with served(application(lambda _: work)) as (host, port):
            _, writer = await asyncio.open_connection(host, port)
            writer.write(request('{ a: slow(name: "a") b: slow(name: "b") }'))
            await asyncio.wait_for(work.started.wait(), PATIENCE_SECONDS)

            writer.close()
            await writer.wait_closed()

    assert sorted(work.ended) == ["a", "b"]
    assert [(log["event"], log["status"]) for log in logs] == [("request", 499)]


async def test_a_client_that_leaves_amid_its_body_is_no_failure() -> None:
    app, arrived = application(), asyncio.Event()

    async def noting(scope: Scope, receive: Receive, send: Send) -> None:
        arrived.set()
        await app(scope, receive, send)

    with capture_logs() as logs:
        async with served(noting) as (host, port):
            _, writer = await asyncio.open_connection(host, port)
            writer.write(HEAD.format(length=100).encode() + b'{"query"')
            await asyncio.wait_for(arrived.wait(), PATIENCE_SECONDS)

            writer.close()
            await writer.wait_closed()

    assert [(log["event"], log["status"]) for log in logs] == [("request", 499)]


async def test_a_body_that_does_not_arrive_in_time_is_a_408_that_closes() -> None:
    options = EndpointOptions(body_timeout_seconds=0.05)
    async with served(application(options=options)) as (host, port):
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(HEAD.format(length=100).encode() + b'{"query"')

        answer = await asyncio.wait_for(reader.read(), PATIENCE_SECONDS)
        writer.close()

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"REQUEST_TIMEOUT" in answer


async def test_a_body_far_above_the_limit_is_answered_and_the_connection_stays_good() -> None:
    app = application(options=EndpointOptions(max_body_bytes=1000))
    async with (
        served(app) as (host, port),
        httpx.AsyncClient(base_url=f"http://{host}:{port}") as client,
    ):
        headers = {"Content-Type": "application/json"}
        large = await client.post("/graphql", content=b" " * 20_000_000, headers=headers)
        small = await client.post("/graphql", json={"query": "{ hello }"})

    assert large.status_code == 413
    assert small.json() == {"data": {"hello": "hello world"}}


async def test_work_that_is_finished_is_returned() -> None:
    async def work() -> int:
        return 7

    assert await unless_client_leaves(stays, work()) == 7


async def test_a_failure_of_the_work_is_its_own() -> None:
    async def work() -> None:
        raise ValueError("work")

    with pytest.raises(ValueError, match="work"):
        await unless_client_leaves(stays, work())


async def test_what_the_connection_brings_is_not_the_client_leaving() -> None:
    brought = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def brings() -> Message:
        return next(brought, None) or await stays()

    async def work() -> int:
        for _ in range(3):
            await asyncio.sleep(0)
        return 7

    assert await unless_client_leaves(brings, work()) == 7


async def test_work_has_ended_when_the_client_is_said_to_have_left() -> None:
    ended: list[str] = []

    with pytest.raises(ClientLeftError):
        await unless_client_leaves(leaves, never(ended))

    assert ended == ["work"]


async def test_the_cancellation_of_the_whole_cancels_the_work_and_passes_on() -> None:
    ended: list[str] = []
    whole = asyncio.create_task(unless_client_leaves(stays, never(ended)))
    for _ in range(3):
        await asyncio.sleep(0)

    whole.cancel()
    with pytest.raises(asyncio.CancelledError):
        await whole

    assert ended == ["work"]
    assert len(asyncio.all_tasks()) == 1


async def test_work_that_ends_in_spite_of_the_leaving_leaves_its_task_whole() -> None:
    async def stubborn() -> int:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return 7
        return 0

    with pytest.raises(ClientLeftError):
        await unless_client_leaves(leaves, stubborn())

    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0

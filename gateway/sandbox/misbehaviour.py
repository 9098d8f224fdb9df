"""How each fault is played on the connection."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from gateway.sandbox.fault_rules import FaultRule
from gateway.sandbox.faults import (
    CutBody,
    Hang,
    HangAfterApplying,
    Lag,
    MalformedJson,
    Reset,
    SlowBody,
    Status,
    WrongShape,
)
from gateway.sandbox.json_response import JsonResponse, raw_json
from gateway.sandbox.wire import Wire

TRANSPORT: Final = "sandbox_transport"
"""Where in a scope's state the server puts the connection."""

_PROMISED_TOO_MUCH = 4096
_LINGER_NOT_AT_ALL = struct.pack("ii", 1, 0)
_WRONG_SHAPE: Final[Wire] = {
    "session": "none",
    "deletedSession": 7,
    "nextPageToken": {},
    "data": "none",
    "next_token": ["7"],
    "id": 7,
    "age": "old",
    "startTimeMillis": "soon",
    "activityType": "fast",
    "dataSource": 7,
    "dataStreamId": 7,
    "dataSourceId": 7,
    "point": "none",
    "insertedDataPoint": "none",
    "bucket": "none",
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request that a fault strikes, and the means to answer it."""

    scope: Scope
    receive: Receive
    send: Send
    answer: Callable[[int | None], Response]
    """Does what is asked for, and says the usual answer."""
    failure: Callable[[Status], Response]
    rule: FaultRule

    async def respond(self, response: Response) -> None:
        """Send an answer."""
        await response(self.scope, self.receive, self.send)

    async def disconnected(self) -> None:
        """Return once the connection is gone."""
        while (await self.receive())["type"] != "http.disconnect":
            pass

    async def client_leaves(self, seconds: float | None = None) -> bool:
        """Wait; True: the client is gone; False: the time is over, or the fault was healed."""
        gone = asyncio.ensure_future(self.disconnected())
        healed = asyncio.ensure_future(self.rule.healed.rung())
        try:
            await asyncio.wait({gone, healed}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            return gone.done()
        finally:
            await _cancelled(gone, healed)

    @property
    def transport(self) -> asyncio.Transport:
        """The connection itself.

        Raises:
            RuntimeError: there is none, because the sandbox is not served by its own server.
        """
        transport = self.scope.get("state", {}).get(TRANSPORT)
        if transport is None:
            raise RuntimeError("this fault needs a connection: serve with serve_sandbox()")
        return transport


async def misbehave(exchange: Exchange) -> None:
    """Answer as the exchange's fault has it."""
    match exchange.rule.fault:
        case Status() as status:
            await exchange.respond(exchange.failure(status))
        case Hang(seconds=seconds):
            await _hang(exchange, seconds)
        case SlowBody() as slow:
            await _drip(exchange, slow)
        case CutBody():
            await _cut(exchange)
        case MalformedJson():
            exchange.answer(None)
            await exchange.respond(raw_json('{"data": [{"id": "unfin', 200, {}))
        case WrongShape():
            exchange.answer(None)
            await exchange.respond(JsonResponse(_WRONG_SHAPE))
        case Reset():
            await _reset(exchange)
        case HangAfterApplying():
            await _hang_after_applying(exchange)
        case Lag():
            await exchange.respond(exchange.answer(exchange.rule.since))


async def _hang(exchange: Exchange, seconds: float | None) -> None:
    if not await exchange.client_leaves(seconds):
        await exchange.respond(exchange.answer(None))


async def _hang_after_applying(exchange: Exchange) -> None:
    response = exchange.answer(None)
    if not await exchange.client_leaves():
        await exchange.respond(response)


async def _drip(exchange: Exchange, slow: SlowBody) -> None:
    """Blanks before a JSON text are allowed, so that the whole stays readable."""
    response = exchange.answer(None)
    if not response.body:
        await exchange.respond(response)
        return
    head = {"type": "http.response.start", "status": response.status_code}
    await exchange.send({**head, "headers": [(b"content-type", b"application/json")]})
    for _ in range(int(slow.seconds / slow.interval)):
        if exchange.rule.healed.has_rung:
            break
        await exchange.send({"type": "http.response.body", "body": b" ", "more_body": True})
        if await exchange.client_leaves(slow.interval):
            return
    await exchange.send({"type": "http.response.body", "body": bytes(response.body)})


async def _cut(exchange: Exchange) -> None:
    transport = exchange.transport
    body = bytes(exchange.answer(None).body)
    length = str(len(body) + _PROMISED_TOO_MUCH).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", length)]
    await exchange.send({"type": "http.response.start", "status": 200, "headers": headers})
    half = body[: len(body) // 2]
    await exchange.send({"type": "http.response.body", "body": half, "more_body": True})
    transport.close()
    await exchange.disconnected()


async def _reset(exchange: Exchange) -> None:
    transport = exchange.transport
    connection: socket.socket = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT_AT_ALL)
    transport.abort()
    await exchange.disconnected()


async def _cancelled(*tasks: asyncio.Future[None]) -> None:
    """End tasks, and wait until they have ended."""
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)

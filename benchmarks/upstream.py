"""Both providers as one small server: `python -m benchmarks.upstream` prints where it listens.

Bodies are made once for each range and kind of person; after that an answer is a look-up. It counts
the calls, and tells how many there were at `/calls`.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from functools import lru_cache
from typing import cast
from urllib.parse import parse_qs, urlsplit

import uvloop

from benchmarks.histories import VARIANTS, Person, sessions_between, workouts_between
from benchmarks.listening import announce, listener

SESSIONS = "/me/sessions"
WORKOUTS = "/v2/usercollection/workout"
OURA_SESSIONS = "/v2/usercollection/session"
CALLS = "/calls"

_END_OF_HEAD = b"\r\n\r\n"
_MILLIS_PER_SECOND = 1000


class UpstreamProtocol(asyncio.Protocol):
    """One keep-alive connection; requests have no body."""

    calls = 0
    """On all connections."""

    def __init__(self) -> None:
        self._received = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where answers go."""
        self._transport = cast("asyncio.WriteTransport", transport)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the signature is asyncio's
        """Let answers that are still due come to nothing."""
        self._transport = None

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole."""
        *heads, self._received = (self._received + data).split(_END_OF_HEAD)
        for head in heads:
            self._answer(head)

    def _answer(self, head: bytes) -> None:
        target = head.split(b" ", 2)[1].decode()
        if target == CALLS:
            self._send(_response(str(UpstreamProtocol.calls).encode()))
            return
        UpstreamProtocol.calls += 1
        person = Person.of(_bearer(head))
        kind = person._replace(latency_ms=0, number=person.number % VARIANTS)
        response = answer(target, kind)
        if person.latency_ms:
            delay = person.latency_ms / _MILLIS_PER_SECOND
            asyncio.get_running_loop().call_later(delay, self._send, response)
        else:
            self._send(response)

    def _send(self, response: bytes) -> None:
        if self._transport is not None:
            self._transport.write(response)


@lru_cache(maxsize=4_096)
def answer(target: str, kind: Person) -> bytes:
    """The whole response to a GET of `target` by anybody of this kind.

    Raises:
        ValueError: neither provider has such a route, or the range is not one.
        KeyError: a bound of the range is missing.
    """
    parts = urlsplit(target)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    match parts.path:
        case path if path == SESSIONS:
            start, end = (datetime.fromisoformat(query[name]) for name in ("startTime", "endTime"))
            return _response(sessions_between(kind, start, end))
        case path if path == WORKOUTS:
            return _response(workouts_between(kind, query["start_date"], query["end_date"]))
        case path if path == OURA_SESSIONS:
            return _response(b'{"data":[],"next_token":null}')
        case _:
            raise ValueError(f"no such route: {parts.path}")


def _bearer(head: bytes) -> str:
    found = head.lower().split(b"authorization: bearer ", 1)[1]
    return found.split(b"\r\n", 1)[0].decode()


def _response(body: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
    return head % len(body) + body


async def serve() -> None:
    """Answer until the process is ended."""
    with listener() as own:
        server = await asyncio.get_running_loop().create_server(UpstreamProtocol, sock=own)
        announce(own)
        await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve())

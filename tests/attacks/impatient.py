"""A gateway in a process of its own that waits for nobody for long, and what is sent to it raw."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager

from gateway.sandbox import RunningSandbox
from tests.served import Served
from tests.test_lifecycle import answer, connected, gateway

PATIENCE = "0.4"
SLOTS = "4"

__all__ = ["answer", "connected"]


@contextmanager
def impatient_gateway(sandbox: RunningSandbox) -> Generator[Served]:
    """Heads, bodies and answers have moments; few requests are worked on at once."""
    with gateway(
        sandbox,
        HEAD_TIMEOUT_SECONDS=PATIENCE,
        BODY_TIMEOUT_SECONDS=PATIENCE,
        ANSWER_TIMEOUT_SECONDS=PATIENCE,
        MAX_RUNNING_REQUESTS=SLOTS,
        MAX_WAIT_SECONDS="0.1",
        LOG_REQUESTS="false",
    ) as running:
        yield running


def head(*lines: str, method: str = "POST", path: str = "/graphql") -> bytes:
    """A head with these lines, `Host` and the content type of GraphQL."""
    usual = (f"{method} {path} HTTP/1.1", "Host: gateway", "Content-Type: application/json")
    return "\r\n".join([*usual, *lines, "", ""]).encode()


def whole(query: str, *lines: str) -> bytes:
    """A whole request."""
    body = json.dumps({"query": query}).encode()
    return head(f"Content-Length: {len(body)}", *lines) + body


def said(url: str, *parts: bytes) -> bytes:
    """All that comes back until the gateway closes."""
    with connected(url) as connection:
        for part in parts:
            connection.sendall(part)
        return answer(connection)

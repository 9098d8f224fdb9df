"""Dozens of clients at two replicas on one Redis, each of which must be told the truth."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

from gateway.sandbox import RunningSandbox, Sandbox
from gateway.server.gate import LEAST_RUNNING
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.wires import noon

from .crooked_line import CrookedLine
from .viewers import Viewer, foreign

IMPATIENT_SECONDS = 0.1
MOST_AT_ONCE = 2 * LEAST_RUNNING
"""As many as a gateway lets in, or has wait, at its slowest, however busy the machine is."""
PATIENT_SECONDS = 5.0
"""More than a Redis that works can need, however busy the machine is."""
WHOLE = {"shared-session", "shared-workout", "shared-rest"}
FEED = """
{
  activities(first: 100) {
    nodes { id providerId title notes detail { ... on OuraWorkout { label distance } } }
    isComplete
    providers { state }
  }
}
"""
UPSERT = """
mutation ($title: String!) {
  upsertSession(input: {
    clientSessionId: "shared-written", title: $title, type: RUNNING
    startTime: "2026-07-14T06:00:00Z", endTime: "2026-07-14T07:00:00Z"
  }) { outcome userErrors { code } }
}
"""
_SECRET = "one secret for all replicas of a gateway"
_numbers = count()


@dataclass
class Crowd:
    """The clients, their replicas, and the lines from these to the Redis."""

    replicas: Sequence[Gateway]
    lines: Sequence[CrookedLine]
    people: Sequence[Viewer]
    sandbox: Sandbox
    answers: int = 0
    at_once: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_AT_ONCE))
    random: Random = field(default_factory=lambda: Random(1))  # noqa: S311 - nothing secret

    async def ask(self, clients: int) -> None:
        """So many read a feed at once; each must be told all of theirs, and nothing else."""
        people = [self.people[number % len(self.people)] for number in range(clients)]
        await asyncio.gather(*(self.read(self.random.choice(self.replicas), p) for p in people))

    async def read(self, gateway: Gateway, one: Viewer) -> set[str]:
        """The titles of a viewer's feed."""
        async with self.at_once:
            response = await gateway.post(FEED, linked(one.token))
        assert response.status_code == 200, response.text
        answer = response.json()
        assert "errors" not in answer, answer["errors"]
        assert foreign(one, response.text) == []
        page = answer["data"]["activities"]
        assert page["isComplete"], page["providers"]
        assert {node["providerId"] for node in page["nodes"]} >= WHOLE
        self.answers += 1
        return {node["title"] for node in page["nodes"]}

    async def write(self, gateway: Gateway, one: Viewer) -> str:
        """Write a session under a title that was never there; the title."""
        title = f"{one.mark} {next(_numbers)}"
        async with self.at_once:
            data = await gateway.execute(UPSERT, linked(one.token), title=title)
        assert data["upsertSession"]["userErrors"] == []
        self.answers += 1
        return title

    async def write_here_and_read_there(self, one: Viewer) -> None:
        """What is written through one replica is in the next read through the other."""
        here, there = self.random.sample(list(self.replicas), 2)
        title = await self.write(here, one)
        assert title in await self.read(there, one)

    async def write_and_read_here(self, one: Viewer) -> None:
        """What is written through a replica is in the next read through it."""
        here = self.random.choice(self.replicas)
        title = await self.write(here, one)
        assert title in await self.read(here, one)

    def calls(self) -> int:
        """How many reads came to the providers."""
        tokens = {one.token for one in self.people}
        return sum(call.token in tokens and call.is_read for call in self.sandbox.calls)


@asynccontextmanager
async def gathered(
    running: RunningSandbox, redis_url: str, people: Sequence[Viewer], timeout_seconds: float
) -> AsyncGenerator[Crowd]:
    """Two replicas that reach the Redis over a line each, and people who are settled already."""
    given: dict[str, Any] = {
        "clock": noon,
        "secret": _SECRET,
        "cache_timeout_seconds": timeout_seconds,
        "log_requests": False,
        "history_start": "2026-06-01",
        "max_wait_seconds": 60,
        "upstream_deadline_seconds": 60,
        "upstream_connect_timeout_seconds": 60,
    }
    async with (
        CrookedLine(redis_url, 1).served() as one_line,
        CrookedLine(redis_url, 2).served() as other_line,
        running_gateway(running, cache_url=one_line.url, **given) as one,
        running_gateway(running, cache_url=other_line.url, **given) as other,
    ):
        yield Crowd((one, other), (one_line, other_line), people, running.sandbox)

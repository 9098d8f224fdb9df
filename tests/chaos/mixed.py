"""Everything that could bring one viewer another's data, asked by many viewers at the same time."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import httpx
import msgspec

from gateway.sandbox import (
    CutBody,
    Fault,
    Hang,
    MalformedJson,
    Reset,
    Sandbox,
    SlowBody,
    Status,
    WrongShape,
)
from gateway.sandbox.providers import ProviderName
from tests.gateway_under_test import linked
from tests.redis_server import RedisServer

from .viewers import IDS, Viewer, errors_in, foreign

ACTIVITY = """
  id providerId title notes detail { ... on OuraWorkout { label distance } }
  metrics { distanceMeters } tags { name comment }
"""
FEED = f"""
query ($after: String, $text: String, $dedupe: Dedupe! = NONE) {{
  activities(first: 10, after: $after, filter: {{text: $text}}, dedupe: $dedupe) {{
    nodes {{ {ACTIVITY} duplicates {{ activity {{ {ACTIVITY} }} }} }}
    pageInfo {{ endCursor }}
    providers {{ state error {{ message }} }}
  }}
}}
"""
NODES = f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on Activity {{ {ACTIVITY} }} }} }}"
PROFILE = "{ viewer { profile { email status { error { message } } } links { state } } }"
UPSERT = f"""
mutation ($title: String!) {{
  upsertSession(input: {{
    clientSessionId: "shared-written", idempotencyKey: $title, type: RUNNING, title: $title
    startTime: "2026-07-14T06:00:00Z", endTime: "2026-07-14T07:00:00Z"
  }}) {{ outcome activity {{ {ACTIVITY} }} userErrors {{ code message }} }}
}}
"""
DELETE = """
mutation ($id: ID!) { deleteSession(input: {id: $id}) { outcome userErrors { code message } } }
"""
TAGS = """
{ tags(range: {from: "2026-07-01", to: "2026-07-31"}) { nodes { id name comment } } }
"""
DAYS = f"""
{{
  dailySummaries(range: {{from: "2026-07-09", to: "2026-07-11"}}, timeZone: "Europe/Zurich") {{
    date activities {{ {ACTIVITY} }} tags {{ comment }}
  }}
}}
"""
CHANGES = f"""
query ($since: SyncToken) {{
  activityChanges(since: $since, first: 50) {{
    changes {{ __typename ... on ActivityUpserted {{ activity {{ {ACTIVITY} }} }} }}
    nextToken
  }}
}}
"""
WORKOUTS = """
{ oura { workout(range: {from: "2026-07-09", to: "2026-07-11"}) { data { id label distance } } } }
"""
_PROVIDERS: Sequence[ProviderName] = ("google_fit", "oura")
_FAULTS: Sequence[Fault] = (
    Status(503),
    Status(403),
    Status(429, retry_after=0),
    Reset(),
    CutBody(),
    MalformedJson(),
    WrongShape(),
    Hang(seconds=0.2),
    SlowBody(seconds=0.2),
)
_FINGERPRINT = re.compile(r"(?<=:)[0-9a-f]{32}(?=:|$)")
STRUCK_CALLS = 2
"""How many calls of a viewer a fault strikes."""


@dataclass
class Told:
    """What came back, apart from the data: where nobody's data may stand."""

    answers: int = 0
    own: int = 0
    """Answers that held something of the viewer's own."""
    by_status: dict[int, int] = field(default_factory=dict[int, int])
    errors: set[str] = field(default_factory=set[str])
    headers: set[str] = field(default_factory=set[str])
    metrics: list[str] = field(default_factory=list[str])

    def note(self, one: Viewer, response: httpx.Response) -> None:
        """Check whose data it holds."""
        strange = foreign(one, response.text)
        assert strange == [], f"a viewer was told what is not theirs: {len(strange)} values"
        self.answers += 1
        self.own += one.mark in response.text
        self.by_status[response.status_code] = self.by_status.get(response.status_code, 0) + 1
        self.errors.update(errors_in(response.text))
        self.headers.update(f"{name}: {value}" for name, value in response.headers.items())


@dataclass
class Mixed:
    """Requests of all viewers, at any of the gateways, in any order."""

    gateways: Sequence[httpx.AsyncClient]
    people: Sequence[Viewer]
    sandbox: Sandbox
    random: Random
    told: Told = field(default_factory=Told)

    async def ask(self, requests: int, at_once: int, *, faults: bool = True) -> None:
        """So many requests, so many of them at the same time."""
        left = iter(range(requests))

        async def client() -> None:
            for number in left:
                if faults and number % 10 == 0:
                    self._strike()
                await self._one(self.random.choice(self.people))

        async with asyncio.TaskGroup() as clients:
            for _ in range(at_once):
                clients.create_task(client())

    async def look_at_metrics(self) -> None:
        """What is told of all of them together, where anything is."""
        for gateway in self.gateways:
            response = await gateway.get("/metrics")
            self.told.metrics += response.text.splitlines()

    async def _one(self, one: Viewer) -> None:
        kind = self.random.choice(_KINDS)
        document, variables = kind(one, self.random.choice(self.people))
        gateway = self.random.choice(self.gateways)
        body = {"query": document, "variables": variables}
        response = await gateway.post("/graphql", json=body, headers=linked(one.token))
        self.told.note(one, response)
        _remember(one, response.json().get("data") or {})

    def _strike(self) -> None:
        """Let the next calls for somebody fail."""
        token = self.random.choice(self.people).token
        provider, fault = self.random.choice(_PROVIDERS), self.random.choice(_FAULTS)
        self.sandbox.fail(provider, fault, token=token, times=STRUCK_CALLS)


def exchange(redis: RedisServer, random: Random) -> None:
    """Put all that is kept of one link under the same keys of another: the worst that can be."""
    provider = random.choice(_PROVIDERS)
    names = [name for name in redis.names() if provider in name]
    links = sorted({found for name in names for found in _FINGERPRINT.findall(name)})
    if len(links) < 2:
        return
    victim, stranger = random.sample(links, 2)
    found = redis.contents([name for name in names if stranger in name])
    redis.put_all({name.replace(stranger, victim): content for name, content in found.items()})


def names_inside(content: bytes) -> set[str]:
    """The names of the maps in a value, however deep."""
    found: set[str] = set()
    _collect(msgspec.msgpack.decode(content), found)
    return found


def _collect(node: Any, found: set[str]) -> None:
    if isinstance(node, Mapping):
        for name, value in node.items():  # pyright: ignore[reportUnknownVariableType] - as it comes
            found.add(str(name))  # pyright: ignore[reportUnknownArgumentType] - as above
            _collect(value, found)
    elif isinstance(node, list):
        for one in node:  # pyright: ignore[reportUnknownVariableType] - as above
            _collect(one, found)


Variables = Mapping[str, object]
_KINDS: Sequence[Callable[[Viewer, Viewer], tuple[str, Variables]]] = (
    lambda _, __: (FEED, {}),
    lambda _, __: (FEED, {"dedupe": "COLLAPSE"}),
    lambda _, other: (FEED, {"after": other.cursor}),
    lambda one, _: (FEED, {"text": one.mark}),
    lambda _, __: (NODES, {"ids": IDS}),
    lambda _, __: (PROFILE, {}),
    lambda one, _: (UPSERT, {"title": f"{one.mark} wrote this"}),
    lambda _, __: (DELETE, {"id": IDS[-1]}),
    lambda _, __: (TAGS, {}),
    lambda _, __: (DAYS, {}),
    lambda _, other: (CHANGES, {"since": other.sync_token}),
    lambda _, __: (WORKOUTS, {}),
    lambda one, _: (FEED, {"after": one.mark}),
    lambda one, _: (NODES, {"ids": [one.mark]}),
)


def _remember(one: Viewer, data: Any) -> None:
    """What others shall try."""
    if data.get("activities"):
        one.cursor = data["activities"]["pageInfo"]["endCursor"] or one.cursor
    if data.get("activityChanges"):
        one.sync_token = data["activityChanges"]["nextToken"]

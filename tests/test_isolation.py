"""Two people at one gateway at the same time: neither ever sees anything of the other."""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

import pytest_asyncio

from gateway.domain.activity_id import ActivityId, encode_id
from gateway.domain.provider_name import Provider
from gateway.sandbox import RunningSandbox, Sandbox
from gateway.sandbox.seed.wires import fit_session, oura_session, oura_workout
from tests.gateway_under_test import (
    GOOGLE_FIT_TOKEN,
    OURA_TOKEN,
    Gateway,
    linked,
    running_gateway,
)
from tests.wires import noon, span

ROUNDS = 63
"""Of 8 questions by 2 people: 1,008 requests."""

ACTIVITY = "id providerId title notes detail { __typename }"
FEED = f"""
query ($after: String, $text: String, $dedupe: Dedupe! = NONE) {{
  activities(first: 10, after: $after, filter: {{text: $text}}, dedupe: $dedupe) {{
    nodes {{ {ACTIVITY} duplicates {{ activity {{ {ACTIVITY} }} }} }}
    edges {{ cursor }}
    pageInfo {{ endCursor }}
  }}
}}
"""
NODES = f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on Activity {{ {ACTIVITY} }} }} }}"
PROFILE = "{ viewer { profile { email } links { state } } }"
UPSERT = f"""
mutation ($title: String!) {{
  upsertSession(input: {{
    clientSessionId: "shared", idempotencyKey: "shared", type: RUNNING, title: $title
    startTime: "2026-07-14T06:00:00Z", endTime: "2026-07-14T07:00:00Z"
  }}) {{ outcome activity {{ {ACTIVITY} }} userErrors {{ message }} }}
}}
"""
SHARED = encode_id(ActivityId(Provider.GOOGLE_FIT, "session", "shared"))
_BASE64URL = re.compile(r"[A-Za-z0-9_-]{16,}")


@dataclass(frozen=True)
class Person:
    """Somebody whose every record holds their name."""

    name: str
    token: str
    gateway: Gateway

    async def asks(self, document: str, **variables: object) -> str:
        """The text of an answer without errors, with what is encoded in it."""
        response = await self.gateway.post(document, linked(self.token), **variables)
        assert response.status_code == 200
        assert "errors" not in response.json(), response.json()["errors"]
        return decoded(response.text)

    @property
    def ids(self) -> list[str]:
        return [
            encode_id(ActivityId(provider, collection, f"{self.name}-{collection}"))
            for provider, collection in (
                (Provider.GOOGLE_FIT, "session"),
                (Provider.OURA, "workout"),
                (Provider.OURA, "session"),
            )
        ]


def decoded(text: str) -> str:
    """The text, and what its ids and cursors say when they are taken apart."""
    words = _BASE64URL.findall(text)
    raw = (base64.urlsafe_b64decode(word[: len(word) // 4 * 4]) for word in words)
    return text + " " + b" ".join(raw).decode(errors="replace")


def settle(sandbox: Sandbox, person: Person) -> None:
    """Let the person have one event at both providers, and a session of Oura."""
    name, time = person.name, span("2026-07-10T06:00:00Z")
    notes = f"What {name} thought"
    sandbox.replace(
        person.token,
        google_fit_sessions=[
            fit_session(f"{name}-session", 8, time, name=f"Run of {name}", description=notes)
        ],
        oura_workouts=[oura_workout(f"{name}-workout", "running", time, label=f"{name}!")],
        oura_sessions=[
            oura_session(
                f"{name}-session", "rest", time.shifted(timedelta(hours=3), timedelta(hours=3))
            )
        ],
        personal_info={"id": name, "email": f"{name}@example.org"},
    )


@pytest_asyncio.fixture
async def people(
    running_sandbox: RunningSandbox, sandbox: Sandbox, token: str
) -> AsyncGenerator[tuple[Person, Person]]:
    """Two people at one gateway."""
    async with running_gateway(running_sandbox, clock=noon) as gateway:
        amalia = Person("amalia-riverstone", f"{token}-1", gateway)
        beatrix = Person("beatrix-hollowmere", f"{token}-2", gateway)
        settle(sandbox, amalia)
        settle(sandbox, beatrix)
        yield amalia, beatrix


async def every_question(person: Person, other: Person, others_cursor: str) -> Sequence[str]:
    """Everything at once that could bring the other's data; each answer holds the own name."""
    return await asyncio.gather(
        person.asks(FEED),
        person.asks(FEED, dedupe="COLLAPSE"),
        person.asks(FEED, after=others_cursor),
        person.asks(FEED, text=person.name),
        person.asks(NODES, ids=[*other.ids, *person.ids]),
        person.asks(NODES, ids=[*person.ids, SHARED]),
        person.asks(PROFILE),
        person.asks(UPSERT, title=f"{person.name} wrote this"),
    )


async def first_cursor(person: Person) -> str:
    """The cursor of a record that the other has too, at the same time, under another name."""
    data = await person.gateway.execute(FEED, linked(person.token))
    return data["activities"]["edges"][0]["cursor"]


async def test_a_thousand_interleaved_requests_mix_nobody_up(people: tuple[Person, Person]) -> None:
    one, two = people
    cursors = {person.name: await first_cursor(person) for person in people}

    for _ in range(ROUNDS):
        ones, twos = await asyncio.gather(
            every_question(one, two, cursors[two.name]),
            every_question(two, one, cursors[one.name]),
        )

        assert all(one.name in answer for answer in ones)
        assert all(two.name in answer for answer in twos)
        assert not any(two.name in answer for answer in ones)
        assert not any(one.name in answer for answer in twos)


async def test_a_foreign_id_is_null_and_ones_own_is_not(people: tuple[Person, Person]) -> None:
    one, two = people

    data = await one.gateway.execute(
        NODES, linked(one.token), ids=list(chain.from_iterable(zip(one.ids, two.ids, strict=True)))
    )

    found = [node and node["providerId"] for node in data["nodes"]]
    assert found == [
        *(f"{one.name}-session", None),
        *(f"{one.name}-workout", None),
        *(f"{one.name}-session", None),
    ]


async def test_what_one_person_writes_is_not_read_by_the_other(
    people: tuple[Person, Person],
) -> None:
    one, two = people
    await one.asks(UPSERT, title=f"{one.name} wrote this")

    feed = await two.asks(FEED)
    data = await two.gateway.execute(NODES, linked(two.token), ids=[SHARED])

    assert one.name not in feed
    assert data["nodes"] == [None]


async def test_an_idempotency_key_is_each_persons_own(people: tuple[Person, Person]) -> None:
    one, two = people

    ones = await one.asks(UPSERT, title=f"{one.name} wrote this")
    twos = await two.asks(UPSERT, title=f"{two.name} wrote this")

    assert f"{one.name} wrote this" in ones
    assert f"{two.name} wrote this" in twos
    assert '"outcome":"CREATED"' in twos


async def test_each_token_opens_its_own_providers_records_and_no_more(
    people: tuple[Person, Person],
) -> None:
    one, two = people

    data = await one.gateway.execute(FEED, {GOOGLE_FIT_TOKEN: one.token, OURA_TOKEN: two.token})

    assert {node["providerId"] for node in data["activities"]["nodes"]} == {
        f"{one.name}-session",
        f"{two.name}-workout",
        f"{two.name}-session",
    }


def test_the_search_for_names_sees_through_ids_and_cursors() -> None:
    encoded = encode_id(ActivityId(Provider.OURA, "workout", "amalia-riverstone-1"))

    assert "amalia-riverstone" not in encoded
    assert "amalia-riverstone" in decoded(f'{{"id": "{encoded}"}}')

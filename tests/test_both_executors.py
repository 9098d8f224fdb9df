"""Every document of the suite, compiled and by graphql-core: the same answer to the byte."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from strawberry.extensions import SchemaExtension

from gateway.sandbox import RunningSandbox, Sandbox, serve_sandbox
from gateway.schema import make_schema
from gateway.writing import target
from tests.gateway_under_test import SEEN, Gateway, linked, running_gateway
from tests.readme import README, examples

SECRET = "the same secret for both, so that cursors are too"
PERSON = "demo"
REQUEST_ID = {"X-Request-Id": "the-same-for-both"}


class Nothing(SchemaExtension):
    """Has no hook; that it is there sends operations to graphql-core."""


def noon() -> datetime:
    return datetime(2026, 11, 1, 12, tzinfo=UTC)


def asked(*, to_write: bool) -> list[tuple[str, dict[str, object]]]:
    """The README's documents, and what the tests before this one have sent, with variables."""
    every = {(one.document, "{}"): dict[str, object]() for one in examples(README.read_text())}
    every |= SEEN
    return [(key[0], given) for key, given in every.items() if ("mutation" in key[0]) is to_write]


@asynccontextmanager
async def both(
    one: RunningSandbox, other: RunningSandbox
) -> AsyncGenerator[tuple[Gateway, Gateway]]:
    """A gateway that runs compiled operations, and one that leaves them to graphql-core."""
    settings: Any = {
        "clock": noon,
        "secret": SECRET,
        "cache_answers_mb": 0,
        "upstream_deadline_seconds": 60,
        "upstream_breaker_seconds": 0,
        "headers": linked(PERSON) | REQUEST_ID,
    }
    async with (
        running_gateway(one, **settings) as compiled,
        running_gateway(other, schema=make_schema([Nothing]), **settings) as interpreted,
    ):
        yield compiled, interpreted


async def test_compiled_queries_answer_what_graphql_core_answers() -> None:
    """By the first answer, and by the second one, of compiled code over kept windows."""
    queries = asked(to_write=False)

    with serve_sandbox(Sandbox(clock=noon, oura_rows_per_page=50_000)) as sandbox:
        async with both(sandbox, sandbox) as (compiled, interpreted):
            for document, given in queries:
                for _ in range(2):
                    answer = await compiled.post(document, None, **given)
                    expected = await interpreted.post(document, None, **given)
                    assert answer.status_code == expected.status_code, document
                    assert answer.content == expected.content, document

    assert len(queries) >= 4


async def test_compiled_mutations_write_and_answer_what_those_of_graphql_core_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Over a sandbox each, so that both write the same into the same; twice, as above."""
    mutations, stored = asked(to_write=True), 0

    def number_new_sessions() -> None:
        numbers = count(1)
        monkeypatch.setattr(target, "uuid4", lambda: UUID(int=next(numbers)))

    first, second = Sandbox(clock=noon), Sandbox(clock=noon)
    with serve_sandbox(first) as one, serve_sandbox(second) as other:
        async with both(one, other) as (compiled, interpreted):
            for document, given in mutations:
                for _ in range(2):
                    number_new_sessions()
                    answer = await compiled.post(document, None, **given)
                    number_new_sessions()
                    expected = await interpreted.post(document, None, **given)
                    assert answer.status_code == expected.status_code, document
                    assert answer.content == expected.content, document
                    stored += b'"userErrors":[]' in answer.content

    assert stored >= 2
    assert held(first) == held(second)


def held(sandbox: Sandbox) -> object:
    """What the person has at Google Fit after the writes."""
    fit = sandbox.viewer(PERSON).google_fit
    return fit.sessions.all(), [wire for wire, _ in fit.sources.all().values()]

"""Every query of the suite, compiled and by graphql-core: the same answer to the byte."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from strawberry.extensions import SchemaExtension

from gateway.sandbox import Sandbox, serve_sandbox
from gateway.schema import make_schema
from tests.gateway_under_test import SEEN, linked, running_gateway
from tests.readme import README, examples

SECRET = "the same secret for both, so that cursors are too"
REQUEST_ID = {"X-Request-Id": "the-same-for-both"}


class Nothing(SchemaExtension):
    """Has no hook; that it is there sends operations to graphql-core."""


def noon() -> datetime:
    return datetime(2026, 11, 1, 12, tzinfo=UTC)


def reads() -> dict[tuple[str, str], tuple[str, dict[str, object]]]:
    """The README's queries, and what the tests before this one have sent, with variables."""
    asked = {(one.document, "{}"): dict[str, object]() for one in examples(README.read_text())}
    asked |= SEEN
    return {key: (key[0], given) for key, given in asked.items() if "mutation" not in key[0]}


async def test_compiled_operations_answer_what_graphql_core_answers() -> None:
    """By the first answer, and by the second one, of compiled code over kept windows."""
    asked = list(reads().values())
    headers = linked("demo") | REQUEST_ID
    patient = {"upstream_deadline_seconds": 60, "upstream_breaker_seconds": 0}
    settings: Any = {"clock": noon, "secret": SECRET, "cache_answers_mb": 0, **patient}

    with serve_sandbox(Sandbox(clock=noon, oura_rows_per_page=50_000)) as sandbox:
        async with (
            running_gateway(sandbox, headers=headers, **settings) as compiled,
            running_gateway(
                sandbox, headers=headers, schema=make_schema([Nothing]), **settings
            ) as interpreted,
        ):
            for document, given in asked:
                for _ in range(2):
                    answer = await compiled.post(document, None, **given)
                    expected = await interpreted.post(document, None, **given)
                    assert answer.status_code == expected.status_code, document
                    assert answer.content == expected.content, document

    assert len(asked) >= 4

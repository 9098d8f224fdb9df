"""Every query of the suite, compiled and by graphql-core: the same answer to the byte."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

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


def queries() -> Iterator[tuple[str, dict[str, object]]]:
    """The README's, and what the tests before this one have sent."""
    for example in examples(README.read_text()):
        if "mutation" not in example.document:
            yield example.document, {}
    for (document, _), variables in SEEN.items():
        if "mutation" not in document:
            yield document, variables


async def test_compiled_operations_answer_what_graphql_core_answers() -> None:
    asked = {
        key: dict[str, object]() for key in ((e.document, "") for e in examples(README.read_text()))
    }
    asked |= SEEN
    reads = [
        (document, given) for (document, _), given in asked.items() if "mutation" not in document
    ]
    headers = linked("demo") | REQUEST_ID

    with serve_sandbox(Sandbox(clock=noon)) as sandbox:
        async with (
            running_gateway(
                sandbox, headers=headers, clock=noon, secret=SECRET, cache_activities=0
            ) as compiled,
            running_gateway(
                sandbox,
                headers=headers,
                clock=noon,
                secret=SECRET,
                cache_activities=0,
                schema=make_schema([Nothing]),
            ) as interpreted,
        ):
            for document, given in reads:
                first, again = [await compiled.post(document, None, **given) for _ in range(2)]
                expected = await interpreted.post(document, None, **given)
                assert (first.status_code, first.content) == (
                    expected.status_code,
                    expected.content,
                ), document
                assert again.content == expected.content, document

    assert len(reads) >= 4

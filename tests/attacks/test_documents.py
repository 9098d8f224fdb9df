"""Documents that are small to send and large to work on: each is refused, or costs next to nothing.

How long one is worked on is the matter of `make chaos`: a second at most of the processor's time.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest

from gateway.sandbox import Sandbox
from tests.gateway_under_test import Gateway
from tests.test_limits import aliased

MOST_SECONDS = 1.0
MOST_ANSWERED = 100_000
LONG = "N" * 190_000


@contextmanager
def cheaply() -> Generator[None]:
    """Whether what is inside is worked on for no longer than a second."""
    started = time.process_time()
    yield
    assert time.process_time() - started < MOST_SECONDS


def repeated(selection: str, times: int) -> str:
    return "{ " + f"{selection} " * times + "}"


def numbered(name: str, count: int) -> str:
    return "{ " + " ".join(f"{name}{n}" for n in range(count)) + " }"


def doubled(depth: int) -> str:
    """Fields within fields, each twice."""
    if depth == 0:
        return "id"
    inner = f"duplicates {{ activity {{ {doubled(depth - 1)} }} }}"
    return f"{inner} {inner}"


def chained(count: int, spread: str) -> str:
    """Fragments that each spread the next one, as `spread` has it."""
    made = [
        f"fragment F{n} on Query {{ {spread.replace('#', f'...F{n + 1}')} }}" for n in range(count)
    ]
    return f"{{ ...F0 }} {' '.join(made)} fragment F{count} on Query {{ __typename }}"


def clique(count: int) -> str:
    """Fragments that each spread all others."""
    made = [
        f"fragment F{n} on Query {{ {' '.join(f'...F{m}' for m in range(count) if m != n)} }}"
        for n in range(count)
    ]
    return "{ ...F0 } " + " ".join(made)


def falling(count: int) -> str:
    """Fragments that each spread all that come after them."""
    made = [
        f"fragment F{n} on Query {{ a: __typename "
        f"{' '.join(f'...F{m}' for m in range(n + 1, count))} }}"
        for n in range(count)
    ]
    return "{ ...F0 } " + " ".join(made)


NO_CHOICE = "OPERATION_RESOLUTION_FAILURE"
PARSE, VALIDATION, TOKENS = "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "MAX_TOKENS_LIMIT"
OVERLAP, ALIASES = "MAX_COMPARISONS_LIMIT", "MAX_ALIASES_LIMIT"

BOMBS: dict[str, tuple[str, str]] = {
    "deep fields": ("{a" * 1900 + "}" * 1900, PARSE),
    "deep inline fragments": ("{..." * 1300 + "{a}" + "}" * 1300, PARSE),
    "a deep list": (f"{{ activities(first: {'[' * 1900}{']' * 1900}) {{ isComplete }} }}", PARSE),
    "a deep object": (f"{{ activities(filter: {'{a:' * 900}1{'}' * 900}) {{ a }} }}", PARSE),
    "a deep type": (f"query ($a: {'[' * 1900}Int{']' * 1900}) {{ __typename }}", PARSE),
    "the same leaf": (f"{{ activities {{ nodes {repeated('id', 3900)} }} }}", OVERLAP),
    "the same field": (repeated("activities(first: 1) { isComplete }", 390), OVERLAP),
    "the same in fragments": (repeated("... { activities { nodes { id } } }", 300), OVERLAP),
    "the same twice, nested": (f"{{ activities {{ nodes {{ {doubled(8)} }} }} }}", OVERLAP),
    "the same of the schema": (repeated("__schema { types { name } }", 400), OVERLAP),
    "fragments of all others": (clique(35), VALIDATION),
    "fragments of all after": (falling(50), OVERLAP),
    "fragments in a circle": (
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
        VALIDATION,
    ),
    "a fragment within its own field": (
        "{ node(id: 1) { ...A } } fragment A on Activity { duplicates { activity { ...A } } }",
        VALIDATION,
    ),
    "unknown fields": (f"{{ activities {numbered('u', 3000)} }}", VALIDATION),
    "unknown arguments": (
        f"{{ activities({' '.join(f'u{n}: 1' for n in range(1200))}) {{ isComplete }} }}",
        VALIDATION,
    ),
    "the same argument": (f"{{ activities({'first: 1 ' * 1200}) {{ isComplete }} }}", VALIDATION),
    "unused variables": (
        f"query ({' '.join(f'$v{n}: Int' for n in range(900))}) {{ __typename }}",
        VALIDATION,
    ),
    "a long name in each error": (
        f"query {LONG} ({' '.join(f'$v{n}: Int' for n in range(150))}) {{ __typename }}",
        VALIDATION,
    ),
    "lines before each error": (
        "\n" * 100_000 + f"{{ activities {numbered('u', 200)} }}",
        TOKENS,
    ),
    "a text that is too long": ("#" * 200_001 + "\n{ __typename }", TOKENS),
    "a long field": (f"{{ {LONG} }}", VALIDATION),
    "a long type": (f"query ($a: {LONG}) {{ __typename }}", VALIDATION),
    "a long enum": (f"{{ activities(orderBy: {LONG}) {{ isComplete }} }}", VALIDATION),
    "a long alias in each item": (
        f"{{ activities(first: 100) {{ nodes {{ {LONG}: id }} }} }}",
        ALIASES,
    ),
    "types of its own": (" ".join(f"type A{n} {{ a: Int }}" for n in range(400)), NO_CHOICE),
    "operations": (" ".join(f"query q{n} {{ __typename }}" for n in range(600)), NO_CHOICE),
    "5,000 digits": (f"{{ activities(first: {'9' * 5000}) {{ isComplete }} }}", VALIDATION),
    "a nul": ("{ __typename \x00 }", PARSE),
    "half a surrogate": ('{ node(id: "\\ud800") { id } }', PARSE),
}  # fmt: skip


def codes(answer: dict[str, Any]) -> set[str]:
    return {error["extensions"]["code"] for error in answer.get("errors", ())}


@pytest.mark.parametrize("name", BOMBS)
async def test_a_bomb_is_refused_in_a_short_answer_before_any_provider_is_asked(
    gateway: Gateway, sandbox: Sandbox, token: str, name: str
) -> None:
    document, code = BOMBS[name]
    response = await gateway.http.post(
        "/graphql", json={"query": document}, headers=gateway.headers
    )

    assert codes(response.json()) == {code}
    assert "data" not in response.json()
    assert len(response.content) < MOST_ANSWERED
    assert sandbox.calls_of(token) == []


HARMLESS = {
    "the same spread": repeated("...F", 1300) + " fragment F on Query { __typename }",
    "a mark of the order of bytes": "\ufeff{ __typename }",
    "commas": "," * 190_000 + "{ __typename }",
    "a long comment": "#" * 190_000 + "\n{ __typename }",
    "aliases of the schema": aliased(19, "__schema { queryType { name } }"),
    "fragments in a chain": chained(40, "# a: __typename #"),
}


@pytest.mark.parametrize("name", HARMLESS)
async def test_what_only_looks_large_is_answered(gateway: Gateway, name: str) -> None:
    response = await gateway.http.post("/graphql", json={"query": HARMLESS[name]})

    assert response.json()["data"]


@pytest.mark.chaos
@pytest.mark.parametrize("document", [*(one for one, _ in BOMBS.values()), *HARMLESS.values()])
async def test_no_document_is_worked_on_for_long(gateway: Gateway, document: str) -> None:
    with cheaply():
        await gateway.http.post("/graphql", json={"query": document}, headers=gateway.headers)


async def test_one_operation_of_many_that_share_fragments_is_answered(
    gateway: Gateway,
) -> None:
    operations = " ".join(f"query q{n} {{ ...F }}" for n in range(500))
    wide = f"fragment F on Query {repeated('...G', 400)} fragment G on Query {{ __typename }}"
    document = f"{operations} {wide}"
    body = {"query": document, "operationName": "q3"}

    response = await gateway.http.post("/graphql", json=body)

    assert response.json() == {"data": {"__typename": "Query"}}


async def test_names_of_usual_length_are_not_cut(gateway: Gateway) -> None:
    answer = await gateway.answer("{ " + "n" * 1000 + " }")

    (error,) = answer["errors"]
    assert error["message"] == f"Cannot query field '{'n' * 1000}' on type 'Query'."


ODD_VARIABLES: dict[str, tuple[bytes, str]] = {
    "a number of 5,000 digits": (b'{"first": ' + b"9" * 5000 + b"}", "BAD_REQUEST"),
    "a number beyond 32 bits": (b'{"first": 4294967296}', "BAD_USER_INPUT"),
    "a number with a fraction": (b'{"first": 1.5}', "BAD_USER_INPUT"),
    "text for a number": (b'{"first": "' + b"1" * 500_000 + b'"}', "BAD_USER_INPUT"),
    "lists in lists": (b'{"first": ' + b"[" * 900 + b"]" * 900 + b"}", "BAD_USER_INPUT"),
    "lists without end": (b'{"first": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "BAD_REQUEST"),
    "objects without end": (
        b'{"first": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}",
        "BAD_REQUEST",
    ),
    "half a surrogate": (b'{"after": "\\ud800"}', "BAD_REQUEST"),
    "bytes that are no text": (b'{"after": "\xc3\x28"}', "BAD_REQUEST"),
    "a surrogate in UTF-8": (b'{"after": "\xed\xa0\x80"}', "BAD_REQUEST"),
    "a nul": (b'{"after": "\\u0000"}', "INVALID_CURSOR"),
    "a long text": (b'{"after": "' + b"x" * 900_000 + b'"}', "INVALID_CURSOR"),
    "a hundred thousand keys": (
        b"{" + b",".join(b'"k%d":0' % n for n in range(80_000)) + b',"first":0}',
        "BAD_USER_INPUT",
    ),
}


@pytest.mark.parametrize("name", ODD_VARIABLES)
async def test_odd_variables_are_refused_and_not_said_again(gateway: Gateway, name: str) -> None:
    variables, code = ODD_VARIABLES[name]
    query = b"query ($first: Int, $after: String) { activities(first: $first, after: $after) { isComplete } }"  # noqa: E501 - one line of JSON
    body = b'{"query": "%s", "variables": %s}' % (query, variables)
    sent = {**gateway.headers, "Content-Type": "application/json"}

    response = await gateway.http.post("/graphql", content=body, headers=sent)

    assert codes(response.json()) == {code}
    assert len(response.content) < 3000


async def test_of_a_key_that_comes_twice_the_last_one_counts(gateway: Gateway) -> None:
    body = b'{"query": "mutation { a }", "query": "{ __typename }"}'
    response = await gateway.http.post(
        "/graphql", content=body, headers={"Content-Type": "application/json"}
    )

    assert response.json() == {"data": {"__typename": "Query"}}


async def test_a_mark_of_the_order_of_bytes_before_json_is_told(gateway: Gateway) -> None:
    body = b'\xef\xbb\xbf{"query": "{ __typename }"}'
    response = await gateway.http.post(
        "/graphql", content=body, headers={"Content-Type": "application/json"}
    )

    assert codes(response.json()) == {"BAD_REQUEST"}

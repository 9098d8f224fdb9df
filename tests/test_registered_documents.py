"""Automatic persisted queries: the first client sends the document, all others its hash."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import pytest
import pytest_asyncio

from gateway.sandbox import RunningSandbox
from tests.documents import code, digest, get, hashed, post, told
from tests.gateway_under_test import Gateway, running_gateway
from tests.redis_server import RedisServer

LINKS = "{ viewer { links { provider } } }"
LINKED = {"viewer": {"links": [{"provider": "GOOGLE_FIT"}, {"provider": "OURA"}]}}
NAMED = "query One($id: ID!) { node(id: $id) { id } }"
RENAME = 'mutation { deleteSession(input: { id: "x" }) { outcome } }'
SECRET = "one secret for all replicas of a gateway"
NOT_FOUND = (400, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")


@pytest_asyncio.fixture
async def other(running_sandbox: RunningSandbox, gateway: Gateway) -> AsyncGenerator[Gateway]:
    """A gateway that shares nothing with the first."""
    async with running_gateway(running_sandbox, headers=gateway.headers) as other:
        yield other


async def test_a_hash_is_enough_once_the_document_came_with_it(gateway: Gateway) -> None:
    before = await post(gateway, hashed(LINKS))
    with_document = await post(gateway, hashed(LINKS, query=LINKS))
    after = await post(gateway, hashed(LINKS))

    assert told(before) == NOT_FOUND
    assert before.headers["cache-control"] == "no-store"
    assert with_document.json() == after.json()


async def test_what_is_known_is_found_by_get_and_by_document_id_too(gateway: Gateway) -> None:
    await post(gateway, hashed(LINKS, query=LINKS))
    name = f"sha256:{digest(LINKS)}"

    answers = [
        await get(gateway, hashed(LINKS)),
        await get(gateway, {"documentId": name}),
        await post(gateway, {"documentId": name, "query": None}),
    ]

    assert [answer.json() for answer in answers] == [{"data": LINKED}] * 3


async def test_a_get_registers_as_a_post_does(gateway: Gateway) -> None:
    missed = await get(gateway, hashed(LINKS))
    await get(gateway, {**hashed(LINKS), "query": LINKS})

    assert told(missed) == NOT_FOUND
    assert (await post(gateway, hashed(LINKS))).json() == {"data": LINKED}


async def test_a_document_id_beside_the_document_registers_it(gateway: Gateway) -> None:
    name = f"sha256:{digest(LINKS)}"
    await post(gateway, {"documentId": name, "query": LINKS})

    assert (await post(gateway, {"documentId": name})).json() == {"data": LINKED}


async def test_variables_and_the_operations_name_come_beside_the_hash(gateway: Gateway) -> None:
    both = f"{LINKS.replace('{', 'query Links {', 1)} {NAMED}"
    await post(gateway, hashed(both, query=both, operationName="Links"))

    answer = await post(gateway, hashed(both, operationName="One", variables={"id": "?"}))

    assert code(answer) == "BAD_USER_INPUT"
    assert answer.json()["data"] == {"node": None}


async def test_a_gateway_that_never_saw_the_document_asks_for_it(
    gateway: Gateway, other: Gateway
) -> None:
    await post(gateway, hashed(LINKS, query=LINKS))

    assert told(await post(other, hashed(LINKS))) == NOT_FOUND


async def test_not_found_is_200_where_the_client_takes_plain_json(gateway: Gateway) -> None:
    answer = await post(gateway, hashed(LINKS), strict=False)

    assert told(answer) == (200, *NOT_FOUND[1:])


@pytest.mark.parametrize(
    "body",
    [
        hashed(LINKS, query=f"{LINKS} "),
        {"documentId": f"sha256:{digest(LINKS)}", "query": NAMED},
        {"documentId": "a-name", "query": LINKS},
    ],
)
async def test_a_document_under_the_name_of_another_is_refused_and_not_known(
    gateway: Gateway, body: Any
) -> None:
    refused = await post(gateway, body, strict=False)

    assert told(refused)[:2] == (400, "PERSISTED_QUERY_HASH_MISMATCH")
    assert code(await post(gateway, {**body, "query": None})) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ viewer", "GRAPHQL_PARSE_FAILED"),
        (
            "{ a: viewer { links { provider } } b: viewer { links { provider } } }",
            "MAX_ALIASES_LIMIT",
        ),
        ("{ activities(first: 100) { nodes { id } } }", "COST_ESTIMATED_TOO_EXPENSIVE"),
    ],
)
async def test_a_document_that_is_refused_is_not_registered(
    running_sandbox: RunningSandbox, document: str, reason: str
) -> None:
    async with running_gateway(running_sandbox, max_aliases=1, max_cost=100) as gateway:
        refused = await post(gateway, hashed(document, query=document))
        asked = await post(gateway, hashed(document))

    assert code(refused) == reason
    assert told(asked) == NOT_FOUND


async def test_a_mutation_by_get_is_refused_known_or_not(gateway: Gateway) -> None:
    new = await get(gateway, {**hashed(RENAME), "query": RENAME})
    unknown = await post(gateway, hashed(RENAME))
    await post(gateway, hashed(RENAME, query=RENAME))
    known = await get(gateway, hashed(RENAME))

    assert [new.status_code, known.status_code] == [405, 405]
    assert told(unknown) == NOT_FOUND
    assert (await post(gateway, hashed(RENAME))).json()["data"] == {
        "deleteSession": {"outcome": None}
    }


async def test_a_document_that_is_too_large_to_register_is_executed(gateway: Gateway) -> None:
    large = LINKS + " " * 65_536

    assert (await post(gateway, hashed(large, query=large))).json() == {"data": LINKED}
    assert told(await post(gateway, hashed(large))) == NOT_FOUND


async def test_documents_that_nobody_asks_for_give_way_to_others(
    running_sandbox: RunningSandbox,
) -> None:
    documents = [f"{LINKS} #{number}{'-' * 60_000}" for number in range(18)]
    async with running_gateway(running_sandbox, persisted_queries_mb=1) as gateway:
        for one in documents:
            await post(gateway, hashed(one, query=one))
        known = [(await post(gateway, hashed(one))).status_code == 200 for one in documents]

    assert known == [False] * 2 + [True] * 16


async def test_hashes_are_not_supported_where_the_settings_say_so(
    running_sandbox: RunningSandbox,
) -> None:
    async with running_gateway(running_sandbox, persisted_queries_mb=0) as gateway:
        by_hash = await post(gateway, hashed(LINKS))
        with_document = await post(gateway, hashed(LINKS, query=LINKS))

    assert told(by_hash) == (400, "PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported")
    assert with_document.status_code == 200


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ({"extensions": {"persistedQuery": 1}}, "Expected `object`"),
        ({"extensions": {"persistedQuery": {"version": 1}}}, "`sha256Hash`"),
        ({"extensions": {"persistedQuery": {"version": 2, "sha256Hash": "a"}}}, "`version: 1`"),
        ({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "a b"}}}, "sha256Hash`"),
        ({"documentId": ""}, "`documentId`"),
        ({"documentId": "sha256:abc"}, "`documentId`"),
        ({"documentId": "a" * 257}, "`documentId`"),
        ({"documentId": "a/b"}, "`documentId`"),
        ({"documentId": 7}, "`$.documentId`"),
        (hashed(LINKS, documentId="another"), "two documents"),
        ({"extensions": {"persistedQuery": None}}, "required field `query`"),
        ({"extensions": {}}, "required field `query`"),
    ],
)
async def test_a_name_that_is_none_is_a_bad_request(gateway: Gateway, body: Any, hint: str) -> None:
    status, what, message = told(await post(gateway, body))

    assert (status, what) == (400, "BAD_REQUEST")
    assert hint in message


async def test_a_get_that_names_its_document_is_no_visit_of_the_page(gateway: Gateway) -> None:
    page = {"Accept": "text/html, application/json;q=0.9"}

    responses = [
        await gateway.http.get("/graphql", params=query, headers={**gateway.headers, **page})
        for query in ({}, {"documentId": "x"}, {"extensions": "{}"})
    ]

    assert [response.status_code for response in responses] == [303, 200, 400]


async def test_replicas_on_one_redis_know_what_any_of_them_was_sent(
    running_sandbox: RunningSandbox, redis: RedisServer
) -> None:
    async with (
        running_gateway(running_sandbox, cache_url=redis.url, secret=SECRET) as one,
        running_gateway(running_sandbox, cache_url=redis.url, secret=SECRET) as another,
    ):
        await post(one, hashed(LINKS, query=LINKS))
        known = await post(another, hashed(LINKS))
        redis.flush()
        still_known = await post(another, hashed(LINKS))

    assert known.json() == still_known.json() == {"data": LINKED}


async def test_what_somebody_put_into_redis_under_a_hash_is_not_that_document(
    running_sandbox: RunningSandbox, redis: RedisServer
) -> None:
    key = f"document:{digest(LINKS)}"
    async with redis.store() as store:
        await store.set(key, "{ __typename }", ttl_seconds=60)
    async with running_gateway(running_sandbox, cache_url=redis.url, secret=SECRET) as gateway:
        answer = await post(gateway, hashed(LINKS))

    assert told(answer) == NOT_FOUND


async def test_a_redis_that_is_down_costs_nothing_but_the_other_replicas_knowledge(
    running_sandbox: RunningSandbox,
) -> None:
    nobody = "redis://127.0.0.1:1/0"
    async with running_gateway(running_sandbox, cache_url=nobody, secret=SECRET) as gateway:
        missed = await post(gateway, hashed(LINKS))
        await post(gateway, hashed(LINKS, query=LINKS))
        known = await post(gateway, hashed(LINKS))

    assert told(missed) == NOT_FOUND
    assert known.json() == {"data": LINKED}


async def test_a_known_answer_registers_all_the_same(
    running_sandbox: RunningSandbox, token: str
) -> None:
    feed = "{ activities(first: 1) { nodes { id } } }"
    headers = {"X-Google-Fit-Token": token}
    async with running_gateway(running_sandbox, headers=headers, persisted_queries_mb=1) as gateway:
        for _ in range(3):
            await post(gateway, hashed(feed, query=feed))
        for number in range(20):
            other = f"{LINKS} #{number}{'-' * 60_000}"
            await post(gateway, hashed(other, query=other))
        forgotten = await post(gateway, hashed(feed))
        await post(gateway, hashed(feed, query=feed))
        known = await post(gateway, hashed(feed))

    assert told(forgotten) == NOT_FOUND
    assert "data" in known.json()

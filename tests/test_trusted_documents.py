"""Trusted documents: what a client's build wrote is served by its name, or nothing else is."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from click.testing import CliRunner

from gateway.__main__ import main
from gateway.sandbox import RunningSandbox
from gateway.server.documents.manifest import ManifestError
from tests.documents import code, digest, get, hashed, post, told, write
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.redis_server import RedisServer
from tests.served import served

LINKS = "query Links { viewer { links { provider } } }"
WHO = "query Who($id: ID!) { node(id: $id) { id } }"
DELETE = 'mutation Delete { deleteSession(input: { id: "x" }) { outcome } }'
LINKED = {"data": {"viewer": {"links": [{"provider": "GOOGLE_FIT"}, {"provider": "OURA"}]}}}
INTROSPECTION = "{ __schema { queryType { name } } }"
NOT_TRUSTED = (400, "DOCUMENT_NOT_TRUSTED")
NOT_FOUND = (400, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")

Json = dict[str, Any]


def operation(body: str, name: str, kind: str = "query", **others: str) -> Json:
    return {"id": digest(body), "name": name, "type": kind, "body": body, **others}


def apollo(*operations: Json) -> Json:
    return {"format": "apollo-persisted-query-manifest", "version": 1, "operations": operations}


def md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


BY_APOLLO = apollo(
    operation(LINKS, "Links"), operation(WHO, "Who"), operation(DELETE, "Delete", "mutation")
)


@pytest_asyncio.fixture
async def gateway(
    running_sandbox: RunningSandbox, tmp_path: Path, token: str
) -> AsyncGenerator[Gateway]:
    """One that serves trusted documents and no others."""
    manifest = write(tmp_path / "manifest.json", BY_APOLLO)
    async with running_gateway(
        running_sandbox,
        headers=linked(token),
        trusted_documents=manifest,
        trusted_documents_only=True,
    ) as gateway:
        yield gateway


@pytest.mark.parametrize(
    "body",
    [
        hashed(LINKS),
        {"documentId": digest(LINKS)},
        {"documentId": f"sha256:{digest(LINKS)}"},
        {"query": LINKS},
        hashed(LINKS, query=LINKS),
        {"documentId": f"sha256:{digest(LINKS)}", "query": LINKS},
    ],
)
async def test_a_trusted_document_is_served_by_each_of_its_names_and_as_it_is(
    gateway: Gateway, body: Json
) -> None:
    posted, got = await post(gateway, body), await get(gateway, body)

    assert posted.json() == got.json() == LINKED


@pytest.mark.parametrize(
    "body",
    [
        {"query": "{ viewer { links { provider } } }"},
        {"query": f"{LINKS} "},
        {"query": ""},
        {"query": INTROSPECTION},
        hashed(INTROSPECTION, query=INTROSPECTION),
    ],
)
async def test_all_other_documents_are_refused_with_400_whatever_the_media_type(
    gateway: Gateway, body: Json
) -> None:
    strict, lenient = await post(gateway, body), await post(gateway, body, strict=False)

    assert told(strict)[:2] == told(lenient)[:2] == NOT_TRUSTED
    assert "data" not in strict.json()


async def test_nothing_can_be_registered_beside_the_manifest(gateway: Gateway) -> None:
    await post(gateway, hashed(INTROSPECTION, query=INTROSPECTION))

    assert told(await post(gateway, hashed(INTROSPECTION))) == NOT_FOUND


async def test_what_another_replica_registered_is_not_known_either(
    running_sandbox: RunningSandbox, redis: RedisServer, tmp_path: Path
) -> None:
    path = write(tmp_path / "manifest.json", BY_APOLLO)
    shared: Json = {"cache_url": redis.url, "secret": "one secret for all replicas of a gateway"}
    strict: Json = {"trusted_documents": path, "trusted_documents_only": True}
    async with (
        running_gateway(running_sandbox, **shared) as open_to_all,
        running_gateway(running_sandbox, **shared, **strict) as gateway,
    ):
        await post(open_to_all, hashed(INTROSPECTION, query=INTROSPECTION))

        assert told(await post(gateway, hashed(INTROSPECTION))) == NOT_FOUND


async def test_a_trusted_mutation_is_refused_by_get_and_done_by_post(gateway: Gateway) -> None:
    assert (await get(gateway, hashed(DELETE))).status_code == 405
    assert (await post(gateway, hashed(DELETE))).json()["data"]["deleteSession"]


async def test_variables_are_checked_as_ever(gateway: Gateway) -> None:
    answer = await post(gateway, {"documentId": digest(WHO)})

    assert (answer.status_code, code(answer)) == (400, "BAD_USER_INPUT")


async def test_pages_are_not_served_where_they_could_ask_nothing(
    running_sandbox: RunningSandbox, tmp_path: Path
) -> None:
    html = {"Accept": "text/html,*/*"}
    strict: Json = {
        "trusted_documents": write(tmp_path / "manifest.json", BY_APOLLO),
        "trusted_documents_only": True,
        "sandbox": True,
    }
    async with (
        running_gateway(running_sandbox, **strict) as gateway,
        running_gateway(running_sandbox, **strict, page=True) as with_page,
    ):
        statuses = [
            (await gateway.http.get(path, headers=html)).status_code
            for path in ("/graphiql", "/", "/graphql")
        ]
        page = await with_page.http.get("/", headers=html)

    assert statuses == [404, 404, 400]
    assert page.status_code == 200
    assert 'data-graphiql="false"' in page.text


@pytest.mark.parametrize(
    "manifest",
    [
        BY_APOLLO,
        {digest(LINKS): LINKS, digest(WHO): WHO},
        {f"sha256:{digest(LINKS)}": LINKS},
        {md5(LINKS): LINKS},
        {"x-build:Links.1~2": LINKS, "links": LINKS},
    ],
)
async def test_with_a_manifest_of_any_form_other_documents_are_served_too_unless_it_is_said(
    running_sandbox: RunningSandbox, tmp_path: Path, manifest: Json
) -> None:
    path = write(tmp_path / "manifest.json", manifest)
    async with running_gateway(running_sandbox, trusted_documents=path) as gateway:
        by_id = [
            await post(gateway, {"documentId": one}) for one in manifest if one != "operations"
        ]
        by_hash = await post(gateway, hashed(LINKS))
        other = await post(gateway, {"query": INTROSPECTION})
        await post(gateway, hashed(INTROSPECTION, query=INTROSPECTION))
        registered = await post(gateway, hashed(INTROSPECTION))

    if manifest is not BY_APOLLO:
        assert by_id[0].json() == LINKED
    assert by_hash.json() == LINKED
    assert (
        other.json()
        == registered.json()
        == {"data": {"__schema": {"queryType": {"name": "Query"}}}}
    )


async def test_a_custom_id_stands_for_its_own_document_alone(
    running_sandbox: RunningSandbox, tmp_path: Path
) -> None:
    path = write(tmp_path / "manifest.json", {"links": LINKS})
    async with running_gateway(running_sandbox, trusted_documents=path) as gateway:
        right = await post(gateway, {"documentId": "links", "query": LINKS})
        wrong = await post(gateway, {"documentId": "links", "query": WHO})
        unknown = await post(gateway, {"documentId": "who"})

    assert right.json() == LINKED
    assert told(wrong)[:2] == (400, "PERSISTED_QUERY_HASH_MISMATCH")
    assert told(unknown) == NOT_FOUND


async def test_hashes_of_the_manifest_are_known_where_clients_cannot_register_any(
    running_sandbox: RunningSandbox, tmp_path: Path
) -> None:
    path = write(tmp_path / "manifest.json", BY_APOLLO)
    async with running_gateway(
        running_sandbox, trusted_documents=path, persisted_queries_mb=0
    ) as gateway:
        trusted = await post(gateway, hashed(LINKS))
        other = await post(gateway, hashed(INTROSPECTION))

    assert trusted.json() == LINKED
    assert told(other) == NOT_FOUND


BAD = "query Bad { nothing }"

BAD_MANIFESTS: Mapping[str, tuple[object, str]] = {
    "a field that is not there": (
        apollo(operation(LINKS, "Links"), operation(BAD, "Bad")),
        f"1 of 2 documents cannot be served.\n  query Bad, id '{digest(BAD)}': Cannot query field",
    ),
    "a syntax error": ({"x1": "query Bad { "}, "id 'x1': Syntax Error"),
    "too deep": (
        {"x1": "query { activities { edges { node { duplicates { activity { id } } } } } }"},
        "id 'x1': The document has 6 levels of fields; 5 are the most",
    ),
    "empty": ({"x1": ""}, "id 'x1': The document is empty."),
    "another name": (
        apollo(operation(LINKS, "Week")),
        "query Week, id '" + digest(LINKS) + "': the document is not that operation, but: "
        "query Links.",
    ),
    "another type": (
        apollo(operation(LINKS, "Links", "mutation")),
        "mutation Links, id '" + digest(LINKS) + "': the document is not that operation",
    ),
    "several operations": (
        apollo(operation(f"{LINKS} {WHO}", "Links")), "but: query Links, query Who."
    ),
    "the wrong hash": (
        {f"sha256:{digest(WHO)}": LINKS}, "the id is not the SHA-256 of the document"
    ),
    "an id for two": (
        apollo(operation(LINKS, "Links", id="a"), operation(WHO, "Who", id="a")),
        "query Who, id 'a': another document has the same id.",
    ),
    "an id that cannot be sent": ({"a b": LINKS}, "id 'a b': the id may have letters"),
    "another format": (
        {**BY_APOLLO, "format": "another"}, 'its format is not "apollo-persisted-query-manifest"'
    ),
    "another version": ({**BY_APOLLO, "version": 2}, "in version 1"),
    "no list": ({**BY_APOLLO, "operations": {}}, "Expected `array`, got `object` - at `$.operat"),
    "an operation without a body": (
        apollo({"id": "a", "name": "A", "type": "query"}),
        "missing required field `body` - at `$.operations[0]`",
    ),
    "no map": ([LINKS], "Expected `object`, got `array`"),
    "no documents": ({}, "it holds no documents."),
}  # fmt: skip


@pytest.mark.parametrize(("manifest", "reason"), BAD_MANIFESTS.values(), ids=BAD_MANIFESTS)
async def test_a_bad_manifest_ends_the_start_with_the_operation_and_the_reason(
    running_sandbox: RunningSandbox, tmp_path: Path, manifest: object, reason: str
) -> None:
    path = write(tmp_path / "manifest.json", manifest)

    with pytest.raises(ManifestError) as refusal:
        async with running_gateway(running_sandbox, trusted_documents=path, max_depth=5):
            raise AssertionError("it started")

    assert str(path) in str(refusal.value)
    assert reason in str(refusal.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "No such file"),
        (b"{", "is no manifest of documents: Expecting property name"),
        (b"\xff\xfe\xfd", "is no manifest of documents"),
        (b"[" * 100_000, "is no manifest of documents"),
        (b'{"a": "{ a }", "a": "{ b }"}', "`a` stands in it twice"),
    ],
)
async def test_a_file_that_is_none_is_told(
    running_sandbox: RunningSandbox, tmp_path: Path, content: bytes | None, reason: str
) -> None:
    path = tmp_path / "manifest.json"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(ManifestError, match=reason):
        async with running_gateway(running_sandbox, trusted_documents=path):
            raise AssertionError("it started")


def test_the_command_ends_with_what_is_wrong_before_it_listens(tmp_path: Path) -> None:
    path = write(tmp_path / "manifest.json", apollo(operation(BAD, "Bad")))
    environment = {"GATEWAY_TRUSTED_DOCUMENTS": str(path)}

    result = CliRunner().invoke(main, ["serve", "--port", "0"], env=environment)

    assert result.exit_code == 1
    assert "GATEWAY_TRUSTED_DOCUMENTS: " in result.output
    assert "query Bad, id" in result.output
    assert "Cannot query field 'nothing' on type 'Query'" in result.output


def test_serving_only_trusted_documents_needs_some() -> None:
    environment = {"GATEWAY_TRUSTED_DOCUMENTS_ONLY": "true"}

    result = CliRunner().invoke(main, ["serve", "--port", "0"], env=environment)

    assert result.exit_code == 1
    assert "GATEWAY_TRUSTED_DOCUMENTS_ONLY: needs GATEWAY_TRUSTED_DOCUMENTS" in result.output


def test_the_command_says_that_only_trusted_documents_are_served(tmp_path: Path) -> None:
    path = write(tmp_path / "manifest.json", BY_APOLLO)
    environment = {
        "GATEWAY_TRUSTED_DOCUMENTS": str(path),
        "GATEWAY_TRUSTED_DOCUMENTS_ONLY": "true",
    }

    with served("serve", "--sandbox", "--port", "0", environment=environment) as gateway:
        greeting = gateway.greeting

    assert f"Only the documents of {path} are served." in greeting
    assert "A query to try" not in greeting
    assert "GraphiQL" not in greeting

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.requests import Request

from gateway.server.graphql import EndpointOptions
from gateway.server.refusal import BadRequestError

from .clients import GRAPHQL_RESPONSE, JSON, client_of, code, errors, get, post
from .tiny import application

HELLO = {"query": "{ hello }"}
SMALL = application(options=EndpointOptions(max_body_bytes=100))


def message(response: httpx.Response) -> str:
    return errors(response)[0]["message"]


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"null", "got `null`"),
        (b'"{ hello }"', "got `str`"),
        (b"7", "got `int`"),
        (b"[]", "Batches are not served"),
        (b' [{"query": "{ hello }"}]', "Batches are not served"),
        (b"{}", "required field `query`"),
        (b'{"qeury": "{ hello }"}', "required field `query`"),
        (b'{"query": null}', "required field `query`"),
        (b'{"query": 7}', "`$.query`"),
        (b'{"query": "{ hello }", "variables": []}', "`$.variables`"),
        (b'{"query": "{ hello }", "variables": "{}"}', "`$.variables`"),
        (b'{"query": "{ hello }", "extensions": 7}', "`$.extensions`"),
        (b'{"query": "{ hello }", "operationName": {}}', "`$.operationName`"),
        (b'{"query": "{ hello }"', "not valid JSON"),
        (b'{"query": "{ hello }"} {}', "not valid JSON"),
        (b'{"query": "{ hello }", "variables": {"n": NaN}}', "not valid JSON"),
        (b'{"query": "\\ud800"}', "not valid JSON"),
        (b'{"query": "{ hello }", "variables": {"\\udc00": 1}}', "not valid JSON"),
        (b'{"query": "\xff"}', "not UTF-8"),
        (b'{"query": "{ hello }", "other": "\xff"}', "not UTF-8"),
        (b'{"query": "{ hello }", "variables": {"n": ' + b"9" * 5000 + b"}}", "out of range"),
        (b'{"query": "{ hello }", "variables": {"n": 1e999}}', "out of range"),
        (b'{"query": "{ hello }", "other": ' + b"[" * 5000 + b"]" * 5000 + b"}", "too deeply"),
        (b"[" * 5000, "Batches are not served"),
    ],
)
async def test_a_body_that_is_no_request_is_a_400_that_says_why(body: bytes, hint: str) -> None:
    strict, lenient = await post(body), await post(body, JSON)

    assert (strict.status_code, code(strict)) == (400, "BAD_REQUEST")
    assert hint in message(strict)
    assert (lenient.status_code, lenient.json()) == (400, strict.json())
    assert "data" not in strict.json()


@pytest.mark.parametrize(
    ("query_string", "hint"),
    [
        ("", "no `query`"),
        ("?query=", "no `query`"),
        ("?variables={}", "no `query`"),
        ("?query={hello}&variables=[]", "The URL's `variables`"),
        ("?query={hello}&variables={", "The URL's `variables` is not valid JSON"),
        ("?query={hello}&extensions=7", "The URL's `extensions`"),
        ("?query=%ff", "percent-encode"),
        ("?query={hello}&query={hello}", "more than once"),
    ],
)
async def test_a_url_that_holds_no_request_is_a_400_that_says_why(
    query_string: str, hint: str
) -> None:
    response = await get(query_string)

    assert (response.status_code, code(response)) == (400, "BAD_REQUEST")
    assert hint in message(response)


async def test_a_refusal_does_not_quote_what_was_sent() -> None:
    response = await post(b'{"query": ["secret"], "variables": {"token": "secret"}}')

    assert "secret" not in response.text


@settings(deadline=None)
@given(st.binary() | st.dictionaries(st.text(), st.none() | st.text()).map(orjson.dumps))
async def test_no_body_at_all_ends_in_a_500(body: bytes) -> None:
    response = await post(body)

    assert response.status_code == 400


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD"])
async def test_a_method_that_is_not_served_is_told_which_are(method: str) -> None:
    async with client_of(application()) as client:
        response = await client.request(method, "/graphql")

    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"


async def test_a_method_that_is_not_served_has_a_code() -> None:
    async with client_of(application()) as client:
        response = await client.put("/graphql")

    assert code(response) == "METHOD_NOT_ALLOWED"


@pytest.mark.parametrize("accept", [JSON, GRAPHQL_RESPONSE])
async def test_a_mutation_by_get_is_sent_to_post(accept: str) -> None:
    response = await get("?query=mutation{rename(name:%22a%22)}", accept)

    assert (response.status_code, code(response)) == (405, "METHOD_NOT_ALLOWED")
    assert response.headers["allow"] == "POST"


async def test_a_mutation_by_post_is_run() -> None:
    response = await post({"query": 'mutation { rename(name: "a") }'})

    assert response.json() == {"data": {"rename": "a"}}


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "text/plain; application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=b",
        "application/graphql",
        "application/json; charset=latin-1",
        "application/json, text/plain",
        "",
    ],
)
async def test_a_body_that_is_not_said_to_be_json_is_a_415(content_type: str) -> None:
    response = await post(HELLO, headers={"Content-Type": content_type})

    assert (response.status_code, code(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert response.headers["accept-post"] == JSON


@pytest.mark.parametrize("content_types", [[], [JSON, JSON], [JSON, "text/plain"]])
async def test_a_body_without_exactly_one_content_type_is_a_415(content_types: list[str]) -> None:
    headers = [("Content-Type", value) for value in content_types]
    async with client_of(application()) as client:
        response = await client.post("/graphql", content=b"{}", headers=headers)

    assert response.status_code == 415


@pytest.mark.parametrize("content_type", [JSON, 'APPLICATION/JSON;charset="UTF-8"'])
async def test_json_may_name_its_charset(content_type: str) -> None:
    response = await post(HELLO, headers={"Content-Type": content_type})

    assert response.status_code == 200


async def test_a_compressed_body_is_a_415_and_one_that_is_said_to_be_plain_is_not() -> None:
    compressed = await post(b"\x1f\x8b", headers={"Content-Encoding": "gzip"})
    plain = await post(HELLO, headers={"Content-Encoding": "identity"})

    assert (compressed.status_code, code(compressed)) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert plain.status_code == 200


async def test_a_body_of_exactly_the_limit_is_read() -> None:
    body = orjson.dumps(HELLO)

    at_limit = await post(body.ljust(100), app=SMALL)
    above = await post(body.ljust(101), app=SMALL)

    assert at_limit.status_code == 200
    assert (above.status_code, code(above)) == (413, "PAYLOAD_TOO_LARGE")
    assert "100 bytes" in message(above)


async def test_a_body_of_unknown_length_is_given_up_as_soon_as_it_is_too_large() -> None:
    chunks_sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal chunks_sent
        while True:
            chunks_sent += 1
            yield b" " * 30

    async with client_of(SMALL) as client:
        response = await client.post("/graphql", content=endless(), headers={"Content-Type": JSON})

    assert response.status_code == 413
    assert chunks_sent == 4


@pytest.mark.parametrize(("length", "status"), [("9" * 5000, 413), ("-1", 400), ("1_0", 400)])
async def test_an_odd_content_length_is_refused(length: str, status: int) -> None:
    response = await post(HELLO, headers={"Content-Length": length})

    assert response.status_code == status


async def test_a_context_that_cannot_be_made_refuses_the_request() -> None:
    def make_context(_: Request) -> None:
        raise BadRequestError("The token is odd.")

    response = await post(HELLO, JSON, app=application(make_context))

    assert (response.status_code, message(response)) == (400, "The token is odd.")

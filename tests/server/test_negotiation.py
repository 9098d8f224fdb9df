from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.server.negotiation import MediaType, media_range, negotiate, prefers_html
from gateway.server.refusal import RefusalError

from .clients import GRAPHQL_RESPONSE, JSON, client_of, code, post
from .tiny import application

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("", JSON),
        (" ", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("*/*;q=0.1", JSON),
        (JSON, JSON),
        (GRAPHQL_RESPONSE, GRAPHQL_RESPONSE),
        ("APPLICATION/GraphQL-Response+JSON", GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE}, {JSON};q=0.9", GRAPHQL_RESPONSE),
        (f"{JSON};q=0.9, {GRAPHQL_RESPONSE}", GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE};q=0.5, {JSON};q=0.9", JSON),
        (f"{GRAPHQL_RESPONSE}, {JSON}", GRAPHQL_RESPONSE),
        (f"{JSON}, {GRAPHQL_RESPONSE}", JSON),
        (f"{GRAPHQL_RESPONSE}; charset=utf-8, {JSON}; charset=utf-8", GRAPHQL_RESPONSE),
        (f'{GRAPHQL_RESPONSE}; charset="UTF-8"', GRAPHQL_RESPONSE),
        (f"{JSON}, text/plain, */*", JSON),
        (f"{GRAPHQL_RESPONSE}, */*", GRAPHQL_RESPONSE),
        (f"*/*, {GRAPHQL_RESPONSE}", GRAPHQL_RESPONSE),
        (f"{JSON};q=0, */*", GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE};charset=latin-1, {JSON};q=0.1", JSON),
        (BROWSER, JSON),
    ],
)
def test_the_type_that_the_client_wants_most_is_chosen(accept: str | None, expected: str) -> None:
    assert negotiate(accept) == expected


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "image/*",
        f"{JSON};q=0",
        "*/*;q=0",
        f"{JSON};charset=latin-1",
        f"{JSON};q=2",
        f"{JSON};q=nan",
        f"{JSON};q=much",
        ",",
    ],
)
async def test_a_client_that_takes_neither_type_gets_406(accept: str) -> None:
    response = await post({"query": "{ hello }"}, accept)

    assert (response.status_code, code(response)) == (406, "NOT_ACCEPTABLE")
    assert response.headers["content-type"] == "application/json; charset=utf-8"


async def test_several_accept_headers_count_as_one() -> None:
    async with client_of(application()) as client:
        response = await client.post(
            "/graphql",
            json={"query": "{ hello }"},
            headers=[("Accept", "text/html"), ("Accept", GRAPHQL_RESPONSE)],
        )

    assert response.headers["content-type"].startswith(GRAPHQL_RESPONSE)


@pytest.mark.parametrize("accept", [BROWSER, "text/html", f"text/html, {JSON}"])
def test_a_browser_prefers_a_page(accept: str) -> None:
    assert prefers_html(accept)


@pytest.mark.parametrize("accept", [None, "", "*/*", JSON, f"{JSON}, text/html", "text/*;q=0"])
def test_a_client_that_does_not_ask_for_a_page_prefers_none(accept: str | None) -> None:
    assert not prefers_html(accept)


@settings(deadline=None)
@given(st.text() | st.lists(st.sampled_from(["a/b", ";", "q=", ",", '"', "*", "/"])).map("".join))
def test_no_accept_header_is_too_odd_to_be_read(accept: str) -> None:
    with suppress(RefusalError):
        assert negotiate(accept) in MediaType
    assert 0 <= media_range(accept).quality <= 1

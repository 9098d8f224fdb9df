from __future__ import annotations

import pytest

from gateway.server.csrf import PREFLIGHT_HEADERS

from .clients import client_of
from .tiny import TOKEN_HEADERS, application

PAGE = "https://app.example"
ALLOWED = ["Content-Type", "Authorization", "X-Request-Id", *TOKEN_HEADERS, *PREFLIGHT_HEADERS]


def preflight(method: str = "POST", headers: str = "content-type") -> dict[str, str]:
    return {
        "Origin": PAGE,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": headers,
    }


async def test_no_origin_is_allowed_unless_it_is_named() -> None:
    async with client_of(application()) as client:
        asked = await client.options("/graphql", headers=preflight())
        answered = await client.post(
            "/graphql", json={"query": "{ hello }"}, headers={"Origin": PAGE}
        )

    assert asked.status_code == 405
    assert "access-control-allow-origin" not in {*asked.headers, *answered.headers}


@pytest.mark.parametrize("header", ALLOWED)
async def test_a_named_origin_may_send_the_headers_that_the_gateway_reads(header: str) -> None:
    async with client_of(application(origins=(PAGE,))) as client:
        response = await client.options("/graphql", headers=preflight("GET", header))

    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == PAGE
    assert response.headers["access-control-max-age"] == "3600"


@pytest.mark.parametrize(
    "headers", [preflight("DELETE"), preflight(headers="x-other"), preflight() | {"Origin": "x"}]
)
async def test_a_preflight_for_anything_else_is_refused(headers: dict[str, str]) -> None:
    async with client_of(application(origins=(PAGE,))) as client:
        response = await client.options("/graphql", headers=headers)

    assert response.status_code == 400


@pytest.mark.parametrize(("origins", "expected"), [((PAGE,), PAGE), (("*",), "*")])
async def test_a_page_may_read_the_answer_and_its_request_id_but_sends_no_cookies(
    origins: tuple[str, ...], expected: str
) -> None:
    async with client_of(application(origins=origins)) as client:
        response = await client.post(
            "/graphql", json={"query": "{ hello }"}, headers={"Origin": PAGE}
        )

    assert response.headers["access-control-allow-origin"] == expected
    assert response.headers["access-control-expose-headers"] == "X-Request-Id"
    assert "access-control-allow-credentials" not in response.headers
    assert response.headers["vary"].endswith(", Origin")

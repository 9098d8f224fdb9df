from __future__ import annotations

import httpx
import pytest

from gateway.server.graphql import EndpointOptions

from .clients import GRAPHQL_RESPONSE, JSON, client_of, code, get, post
from .tiny import application

HTML = "text/html,application/xhtml+xml,*/*;q=0.8"
WITH_PAGE = application(options=EndpointOptions(graphiql_path="/graphiql"))


@pytest.mark.parametrize("headers", [{}, {"GraphQL-Preflight": ""}, {"Cookie": "a=b"}])
async def test_a_get_that_any_page_can_send_is_not_run(headers: dict[str, str]) -> None:
    response = await get("?query={hello}", headers=headers)

    assert (response.status_code, code(response)) == (403, "CSRF_PREVENTED")
    assert "hello" not in response.text


@pytest.mark.parametrize(
    "name",
    [
        "GraphQL-Preflight",
        "Apollo-Require-Preflight",
        "X-Apollo-Operation-Name",
        "Authorization",
        "X-Google-Fit-Token",
        "X-Oura-Token",
    ],
)
async def test_a_get_with_a_header_that_needs_a_preflight_is_run(name: str) -> None:
    response = await get("?query={hello}", headers={name: "x"})

    assert response.status_code == 200


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
async def test_a_post_that_a_form_can_send_is_not_run_whatever_else_it_carries(
    content_type: str,
) -> None:
    headers = {"Content-Type": content_type, "GraphQL-Preflight": "1"}

    response = await post(b'{"query": "{ hello }"}', headers=headers)

    assert response.status_code == 415
    assert "data" not in response.json()


async def test_a_browser_that_comes_to_look_is_sent_to_the_page() -> None:
    response = await get("", HTML, app=WITH_PAGE, headers={})

    assert (response.status_code, response.headers["location"]) == (303, "/graphiql")
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["vary"].startswith("Accept")


async def test_the_page_is_found_behind_a_proxy_that_serves_the_gateway_under_a_prefix() -> None:
    transport = httpx.ASGITransport(WITH_PAGE, root_path="/health")
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as client:
        response = await client.get("/health/graphql", headers={"Accept": HTML})

    assert response.headers["location"] == "/health/graphiql"


async def test_a_browser_is_not_sent_to_a_page_that_is_not_served() -> None:
    response = await get("", HTML, headers={})

    assert (response.status_code, code(response)) == (400, "BAD_REQUEST")


async def test_a_link_with_a_query_is_not_sent_to_the_page_but_refused() -> None:
    response = await get("?query={hello}", HTML, app=WITH_PAGE, headers={})

    assert (response.status_code, code(response)) == (403, "CSRF_PREVENTED")


@pytest.mark.parametrize("accept", ["*/*", JSON, GRAPHQL_RESPONSE])
async def test_a_client_that_wants_json_is_not_sent_to_the_page(accept: str) -> None:
    response = await get("", accept, app=WITH_PAGE)

    assert (response.status_code, code(response)) == (400, "BAD_REQUEST")


async def test_a_post_is_not_sent_to_the_page() -> None:
    async with client_of(WITH_PAGE) as client:
        response = await client.post(
            "/graphql", json={"query": "{ hello }"}, headers={"Accept": HTML}
        )

    assert response.json() == {"data": {"hello": "hello world"}}

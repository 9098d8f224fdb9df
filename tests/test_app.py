"""The application that the settings make: whom it answers, where it sends browsers, its ends."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp, Message

from gateway.app import UnsafeTokensError, create_app
from gateway.domain.provider_name import Provider
from gateway.providers import ProviderSettings
from gateway.providers.google_fit.settings import GoogleFitSettings
from gateway.providers.oura.settings import OuraSettings
from gateway.sandbox import Hang, RunningSandbox, Sandbox
from gateway.settings import Settings
from tests.gateway_under_test import linked, running_gateway

SECRET = "a secret of 32 characters, or more"
PAGE = "https://app.example"
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def providers(oura_token: str | None = None) -> ProviderSettings:
    """Both providers where nobody listens."""
    base_url = "http://127.0.0.1:9"
    return {
        Provider.GOOGLE_FIT: GoogleFitSettings(base_url=base_url),
        Provider.OURA: OuraSettings.model_validate({"base_url": base_url, "token": oura_token}),
    }


def client_of(app: ASGIApp, host: str = "gateway.test") -> httpx.AsyncClient:
    """A client of an application that has not been started."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=f"http://{host}")


def test_the_environments_tokens_are_not_for_everybody() -> None:
    with pytest.raises(UnsafeTokensError, match="GATEWAY_ALLOW_SHARED_TOKENS=true"):
        create_app(Settings(host="192.168.1.4"), providers("a-persons-token"))


@pytest.mark.parametrize(
    "settings",
    [
        {"host": "192.168.1.4", "allow_shared_tokens": True},
        {"host": "192.168.1.4", "sandbox": True},
        {"host": "127.0.0.1"},
    ],
)
def test_they_are_where_that_is_meant_and_where_nobody_gets_them(
    settings: dict[str, object],
) -> None:
    create_app(Settings.model_validate(settings), providers("a-persons-token"))


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "localhost:8000"])
async def test_a_gateway_with_a_persons_tokens_answers_to_this_machines_names(host: str) -> None:
    async with client_of(create_app(Settings(), providers("a-persons-token")), host) as client:
        response = await client.get("/livez")

    assert response.status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example"])
async def test_it_answers_to_no_other_name_so_that_no_page_reaches_it(host: str) -> None:
    async with client_of(create_app(Settings(), providers("a-persons-token")), host) as client:
        response = await client.get("/livez")

    assert response.status_code == 400


@pytest.mark.parametrize(
    ("settings", "token"),
    [({}, None), ({"host": "192.168.1.4", "allow_shared_tokens": True}, "a-persons-token")],
)
async def test_any_other_gateway_answers_to_every_name(
    settings: dict[str, object], token: str | None
) -> None:
    app = create_app(Settings.model_validate(settings), providers(token))
    async with client_of(app, "api.example") as client:
        response = await client.get("/livez")

    assert response.status_code == 200


async def test_a_browser_is_sent_to_graphiql_where_it_is_served() -> None:
    async with client_of(create_app(Settings(), providers())) as client:
        from_root = await client.get("/", headers=HTML)
        from_endpoint = await client.get("/graphql", headers=HTML)
        page = await client.get("/graphiql", headers=HTML)

    assert (from_root.status_code, from_root.headers["location"]) == (307, "/graphiql")
    assert (from_endpoint.status_code, from_endpoint.headers["location"]) == (303, "/graphiql")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize(("path", "status"), [("/", 404), ("/graphiql", 404), ("/graphql", 400)])
async def test_without_graphiql_a_browser_is_sent_nowhere(path: str, status: int) -> None:
    async with client_of(create_app(Settings(graphiql=False), providers())) as client:
        response = await client.get(path, headers=HTML)

    assert response.status_code == status
    assert "location" not in response.headers


async def test_behind_a_prefix_the_way_to_graphiql_keeps_it() -> None:
    transport = httpx.ASGITransport(create_app(Settings(), providers()), root_path="/health")
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway.test") as client:
        response = await client.get("/health/")

    assert response.headers["location"] == "/health/graphiql"


async def test_graphiql_names_the_headers_that_the_settings_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GATEWAY_OURA_TOKEN_HEADER", "X-My-Ring")

    async with client_of(create_app(Settings(), providers())) as client:
        page = await client.get("/graphiql")

    assert "X-My-Ring" in page.text


async def test_pages_of_named_origins_may_ask_and_send_tokens() -> None:
    preflight = {
        "Origin": PAGE,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,x-google-fit-token,x-oura-token",
    }
    async with client_of(create_app(Settings(cors_origins=(PAGE,)), providers())) as client:
        asked = await client.options("/graphql", headers=preflight)
        answered = await client.post(
            "/graphql", json={"query": "{ __typename }"}, headers={"Origin": PAGE}
        )

    assert (asked.status_code, asked.headers["access-control-allow-origin"]) == (200, PAGE)
    assert answered.json() == {"data": {"__typename": "Query"}}
    assert answered.headers["access-control-allow-origin"] == PAGE


async def test_pages_of_named_origins_can_read_that_there_are_too_many_requests(
    running_sandbox: RunningSandbox, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("oura", Hang(), token=token)
    document = "{ activities { nodes { id } } }"
    async with running_gateway(
        running_sandbox, cors_origins=(PAGE,), max_running_requests=1, max_wait_seconds=0
    ) as gateway:
        running = asyncio.create_task(gateway.post(document, linked(token)))
        while not sandbox.calls_of(token):  # noqa: ASYNC110 - it runs in a thread
            await asyncio.sleep(0.005)
        refused = await gateway.http.get(
            "/graphql", params={"query": document}, headers={"Origin": PAGE}
        )
        running.cancel()
        await asyncio.wait([running])

    assert refused.status_code == 503
    assert refused.headers["access-control-allow-origin"] == PAGE
    assert len(refused.headers["x-request-id"]) == 32


async def test_pages_of_other_origins_may_not() -> None:
    body, headers = {"query": "{ __typename }"}, {"Origin": "https://other.example"}
    for settings in (Settings(), Settings(cors_origins=(PAGE,))):
        async with client_of(create_app(settings, providers())) as client:
            response = await client.post("/graphql", json=body, headers=headers)

        assert "access-control-allow-origin" not in response.headers


async def test_a_body_beyond_the_setting_is_refused() -> None:
    async with client_of(create_app(Settings(max_body_bytes=1024), providers())) as client:
        response = await client.post("/graphql", json={"query": "{ __typename }" + " " * 1024})

    assert response.status_code == 413


async def test_it_is_ready_from_the_end_of_the_start_to_the_beginning_of_the_end() -> None:
    app = create_app(Settings(), providers())
    to_app: asyncio.Queue[Message] = asyncio.Queue()
    from_app: asyncio.Queue[Message] = asyncio.Queue()
    async with client_of(app) as client:
        before = await client.get("/readyz")
        running = asyncio.ensure_future(app({"type": "lifespan"}, to_app.get, from_app.put))
        to_app.put_nowait({"type": "lifespan.startup"})
        assert (await from_app.get())["type"] == "lifespan.startup.complete"
        meanwhile = await client.get("/readyz")
        to_app.put_nowait({"type": "lifespan.shutdown"})
        assert (await from_app.get())["type"] == "lifespan.shutdown.complete"
        await running
        after = await client.get("/readyz")
        live = await client.get("/livez")

    assert (before.status_code, before.json()["notReady"]) == (503, ["application"])
    assert (meanwhile.status_code, meanwhile.json()) == (200, {"status": "ready"})
    assert (after.status_code, after.json()["notReady"]) == (503, ["application"])
    assert live.status_code == 200


PAGES = """
    query ($after: String) {
      activities(first: 2, after: $after) { nodes { id } pageInfo { endCursor } }
    }
"""


async def first_and_next(
    sandbox: RunningSandbox, token: str, secrets: tuple[str | None, str | None]
) -> tuple[Any, Any]:
    """A first page of one gateway, and what another one answers to its cursor."""
    headers = {"X-Oura-Token": token}
    async with running_gateway(sandbox, headers=headers, secret=secrets[0]) as one:
        first = (await one.execute(PAGES))["activities"]
    async with running_gateway(sandbox, headers=headers, secret=secrets[1]) as other:
        return first, await other.answer(PAGES, after=first["pageInfo"]["endCursor"])


async def test_a_cursor_is_good_at_every_gateway_with_the_same_secret(
    running_sandbox: RunningSandbox, token: str
) -> None:
    first, following = await first_and_next(running_sandbox, token, (SECRET, SECRET))

    ids = [
        node["id"] for page in (first, following["data"]["activities"]) for node in page["nodes"]
    ]
    assert len(set(ids)) == 4


@pytest.mark.parametrize("other", [SECRET[::-1], None])
async def test_a_cursor_is_refused_where_the_secret_is_another(
    running_sandbox: RunningSandbox, token: str, other: str | None
) -> None:
    _, refused = await first_and_next(running_sandbox, token, (SECRET, other))

    assert [error["extensions"]["code"] for error in refused["errors"]] == ["INVALID_CURSOR"]


async def test_a_gateway_without_a_secret_makes_up_its_own(
    running_sandbox: RunningSandbox, token: str
) -> None:
    _, refused = await first_and_next(running_sandbox, token, (None, None))

    assert [error["extensions"]["code"] for error in refused["errors"]] == ["INVALID_CURSOR"]

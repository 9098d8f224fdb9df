"""Who asks: the token decides on the person, or on the failure."""

from __future__ import annotations

import httpx
import pytest

from gateway.sandbox import Sandbox
from gateway.sandbox.tokens import FAILING
from tests.sandbox.records import SESSIONS, WORKOUTS

URLS = {"google_fit": SESSIONS, "oura": WORKOUTS}
EVERYTHING = {
    "google_fit": {"startTime": "2000-01-01T00:00:00Z"},
    "oura": {"start_date": "2000-01-01", "end_date": "2100-01-01"},
}


async def asked_as(client: httpx.AsyncClient, provider: str, token: str) -> httpx.Response:
    headers = {"authorization": f"Bearer {token}"}
    return await client.get(URLS[provider], params=EVERYTHING[provider], headers=headers)


@pytest.mark.parametrize("authorization", ["", "t", "Bearer", "Bearer  ", "Basic t"])
@pytest.mark.parametrize("provider", URLS)
async def test_a_call_without_a_bearer_token_is_a_401_in_the_providers_form(
    client: httpx.AsyncClient, provider: str, authorization: str
) -> None:
    response = await client.get(URLS[provider], headers={"authorization": authorization})

    assert response.status_code == 401
    if provider == "google_fit":
        error = response.json()["error"]
        assert (error["code"], error["status"]) == (401, "UNAUTHENTICATED")
        assert response.headers["www-authenticate"].startswith("Bearer")
    else:
        assert isinstance(response.json()["detail"], str)


@pytest.mark.parametrize("provider", URLS)
@pytest.mark.parametrize("token", FAILING)
async def test_each_failing_token_fails_at_both_providers(
    client: httpx.AsyncClient, provider: str, token: str
) -> None:
    response = await asked_as(client, provider, token)

    assert response.status_code == FAILING[token].code
    assert response.headers.get("retry-after") == ("30" if token == "rate-limited" else None)


async def test_a_429_of_oura_says_which_limit_and_until_when(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    response = await asked_as(client, "oura", "rate-limited")

    reset = int(sandbox.now().timestamp()) + 30
    assert response.headers["x-ratelimit-tier"] == "token"
    assert response.headers["x-ratelimit-reset"] == str(reset)


@pytest.mark.parametrize("provider", URLS)
async def test_a_successful_answer_has_no_rate_headers(
    client: httpx.AsyncClient, provider: str
) -> None:
    response = await asked_as(client, provider, "demo")

    assert response.status_code == 200
    assert not [name for name in response.headers if "rate" in name or "retry" in name]


async def test_the_empty_person_has_no_records_and_no_figures(client: httpx.AsyncClient) -> None:
    fit = await asked_as(client, "google_fit", "empty")
    oura = await asked_as(client, "oura", "empty")
    headers = {"authorization": "Bearer empty"}
    info = (await client.get("/v2/usercollection/personal_info", headers=headers)).json()

    assert fit.json() == {}
    assert oura.json() == {"data": [], "next_token": None}
    assert [name for name, value in info.items() if value is not None] == ["id"]


async def test_different_tokens_are_different_people(client: httpx.AsyncClient) -> None:
    one, other = [await asked_as(client, "google_fit", token) for token in ("demo", "t")]

    assert one.json() != other.json()


async def test_a_path_that_a_provider_does_not_have_is_a_404_in_its_form(
    client: httpx.AsyncClient,
) -> None:
    fit = await client.get("/fitness/v1/users/me")
    oura = await client.delete("/v2/usercollection")

    assert (fit.status_code, fit.json()["error"]["status"]) == (404, "NOT_FOUND")
    assert (oura.status_code, list(oura.json())) == (404, ["detail"])


async def test_every_call_is_noted_with_its_provider_method_route_and_token(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    await client.get(WORKOUTS, params={"start_date": "2026-01-01"})
    await client.delete(f"{SESSIONS}/a%2Fb")
    await client.get("/v2/nowhere", headers={"authorization": ""})

    noted = [(call.provider, call.method, call.route, call.token) for call in sandbox.calls]
    assert noted == [
        ("oura", "GET", "workout", "t"),
        ("google_fit", "DELETE", "sessions", "t"),
        ("oura", "GET", "unknown", None),
    ]
    assert sandbox.calls[0].query == {"start_date": ["2026-01-01"]}
    assert sandbox.calls[1].path == f"{SESSIONS}/a%2Fb"
    assert len(sandbox.calls_of("t")) == 2


async def test_noted_calls_show_no_token_and_can_be_forgotten(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    await asked_as(client, "oura", "secret-token")
    shown = repr(sandbox.calls)

    sandbox.clear_calls()

    assert "secret-token" not in shown
    assert sandbox.calls == []

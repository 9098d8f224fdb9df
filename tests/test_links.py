"""Providers that the request has no token for, or does not ask."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.sandbox import RunningSandbox, Sandbox, Status
from tests.gateway_under_test import GOOGLE_FIT_TOKEN, OURA_TOKEN, Gateway, running_gateway

FEED = """
query ($filter: ActivityFilter) {
  activities(first: 100, filter: $filter) {
    nodes { provider }
    isComplete
    providers {
      provider state servedFrom fetchedAt itemCount upstreamCalls gaps { start end }
      error { code message action retryable retryAfterSeconds upstreamStatus }
    }
  }
}
"""
LINKS = "{ viewer { links { provider state capabilities } } }"
HEADERS = {"GOOGLE_FIT": GOOGLE_FIT_TOKEN, "OURA": OURA_TOKEN}
OTHER = {"GOOGLE_FIT": "OURA", "OURA": "GOOGLE_FIT"}
DISPLAY_NAMES = {"GOOGLE_FIT": "Google Fit", "OURA": "Oura"}

Json = dict[str, Any]


def unread(provider: str, state: str) -> Json:
    """The status of a provider that was not asked."""
    return {
        "provider": provider,
        "state": state,
        "servedFrom": "NONE",
        "fetchedAt": None,
        "itemCount": 0,
        "upstreamCalls": 0,
        "gaps": [],
        "error": None,
    }


def not_linked(provider: str) -> Json:
    error = {
        "code": "NOT_LINKED",
        "message": f"The request has no token for {DISPLAY_NAMES[provider]}.",
        "action": "RELINK",
        "retryable": False,
        "retryAfterSeconds": None,
        "upstreamStatus": None,
    }
    return unread(provider, "NOT_LINKED") | {"error": error}


def by_provider(page: Json) -> dict[str, Json]:
    return {status["provider"]: status for status in page["providers"]}


def asked(sandbox: Sandbox, token: str) -> set[str]:
    """The providers that calls came in at."""
    return {call.provider.upper() for call in sandbox.calls_of(token)}


@pytest.mark.parametrize("provider", HEADERS)
async def test_a_provider_without_a_token_is_not_linked_and_not_asked(
    gateway: Gateway, sandbox: Sandbox, token: str, provider: str
) -> None:
    other = OTHER[provider]

    page = (await gateway.execute(FEED, {HEADERS[other]: token}))["activities"]

    assert by_provider(page)[provider] == not_linked(provider)
    assert by_provider(page)[other]["state"] == "OK"
    assert {node["provider"] for node in page["nodes"]} == {other}
    assert page["isComplete"] is True
    assert asked(sandbox, token) == {other}


@pytest.mark.parametrize("provider", HEADERS)
async def test_a_provider_that_is_filtered_out_is_skipped_and_not_asked(
    gateway: Gateway, sandbox: Sandbox, token: str, provider: str
) -> None:
    other = OTHER[provider]

    page = (await gateway.execute(FEED, filter={"providers": [other]}))["activities"]

    assert by_provider(page)[provider] == unread(provider, "SKIPPED")
    assert {node["provider"] for node in page["nodes"]} == {other}
    assert page["isComplete"] is True
    assert asked(sandbox, token) == {other}


async def test_a_failure_of_a_provider_that_is_filtered_out_is_no_failure(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("google_fit", Status(500), token=token)

    page = (await gateway.execute(FEED, filter={"providers": ["OURA"]}))["activities"]

    assert page["isComplete"] is True
    assert by_provider(page)["GOOGLE_FIT"]["state"] == "SKIPPED"


async def test_a_request_without_tokens_has_an_empty_feed_and_makes_no_call(
    gateway: Gateway, sandbox: Sandbox
) -> None:
    calls = len(sandbox.calls)

    page = (await gateway.execute(FEED, {}))["activities"]

    assert page["nodes"] == []
    assert page["providers"] == [not_linked("GOOGLE_FIT"), not_linked("OURA")]
    assert len(sandbox.calls) == calls


async def test_a_request_without_tokens_to_a_sandbox_gateway_is_the_demo_person(
    running_sandbox: RunningSandbox,
) -> None:
    async with running_gateway(running_sandbox, sandbox=True) as gateway:
        page = (await gateway.execute(FEED))["activities"]

    assert {node["provider"] for node in page["nodes"]} == {"GOOGLE_FIT", "OURA"}
    assert page["isComplete"] is True


async def test_one_token_at_a_sandbox_gateway_does_not_bring_the_demo_person_in(
    running_sandbox: RunningSandbox, token: str
) -> None:
    async with running_gateway(running_sandbox, sandbox=True) as gateway:
        page = (await gateway.execute(FEED, {OURA_TOKEN: token}))["activities"]

    assert by_provider(page)["GOOGLE_FIT"] == not_linked("GOOGLE_FIT")


async def test_links_tell_which_providers_accept_their_tokens(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("google_fit", Status(401), token=token)

    data = await gateway.execute(LINKS)

    assert data["viewer"]["links"] == [
        {
            "provider": "GOOGLE_FIT",
            "state": "EXPIRED",
            "capabilities": [
                "READ_ACTIVITIES",
                "READ_METRICS",
                "READ_DAILY",
                "READ_DATA_SOURCES",
                "WRITE_SESSIONS",
                "DELETE_SESSIONS",
            ],
        },
        {
            "provider": "OURA",
            "state": "LINKED",
            "capabilities": [
                "READ_ACTIVITIES",
                "READ_METRICS",
                "READ_TAGS",
                "READ_DAILY",
                "READ_PROFILE",
            ],
        },
    ]


@pytest.mark.parametrize("status", [403, 429, 500, 503])
async def test_a_provider_that_is_down_does_not_unlink_anybody(
    gateway: Gateway, sandbox: Sandbox, token: str, status: int
) -> None:
    sandbox.fail("google_fit", Status(status), token=token)
    sandbox.fail("oura", Status(status), token=token)

    data = await gateway.execute(LINKS)

    assert [link["state"] for link in data["viewer"]["links"]] == ["LINKED", "LINKED"]


async def test_links_of_a_request_without_tokens_are_not_linked_and_cost_nothing(
    gateway: Gateway, sandbox: Sandbox
) -> None:
    calls = len(sandbox.calls)

    data = await gateway.execute(LINKS, {})

    assert [link["state"] for link in data["viewer"]["links"]] == ["NOT_LINKED", "NOT_LINKED"]
    assert len(sandbox.calls) == calls


async def test_the_profile_without_a_token_says_that_its_provider_is_not_linked(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    query = "{ viewer { profile { ageYears email status { state error { code } } } } }"

    data = await gateway.execute(query, {GOOGLE_FIT_TOKEN: token})

    assert data["viewer"]["profile"] == {
        "ageYears": None,
        "email": None,
        "status": {"state": "NOT_LINKED", "error": {"code": "NOT_LINKED"}},
    }
    assert sandbox.calls_of(token) == []

"""What is counted of calls to providers: by route, never by address."""

from __future__ import annotations

import pytest

from gateway.domain.provider_name import Provider
from gateway.providers import connect_providers, read_settings
from gateway.sandbox import Sandbox, Status
from gateway.telemetry.routes import OTHER, Routes
from gateway.upstream.client import Upstreams
from gateway.upstream.guard import Send
from gateway.upstream.http import open_http
from gateway.upstream.watch import Watched as WatchedUpstream
from tests.telemetry.conftest import Watch

CALLS = "gateway_upstream_call_duration_seconds_count"
FEED = "{ activities(first: 1) { nodes { provider } providers { state error { code } } } }"
WORKOUT = "/v2/usercollection/workout"


async def test_calls_are_counted_by_route_and_outcome(watched: Watch) -> None:
    async with watched() as one:
        await one.gateway.execute(FEED)
        figures = await one.figures()

    workouts = figures.of(CALLS, provider="oura", method="GET", route=WORKOUT, outcome="OK")
    sessions = figures.of(CALLS, provider="google_fit", route="/me/sessions", outcome="OK")
    assert workouts == sessions == 1
    assert figures.of(CALLS) == 3


async def test_what_a_provider_refuses_is_counted_by_the_errors_code(
    watched: Watch, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("oura", Status(401), token=token)
    async with watched() as one:
        await one.gateway.execute(FEED)
        figures = await one.figures()

    assert figures.of(CALLS, provider="oura", outcome="REAUTH_REQUIRED") == 2
    assert figures.of(CALLS, provider="google_fit", outcome="OK") == 1


async def test_a_repetition_is_a_call_of_its_own_and_counted_beside(
    watched: Watch, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("google_fit", Status(503), token=token, times=1)
    async with watched() as one:
        await one.gateway.execute(FEED)
        figures = await one.figures()

    assert figures.of(CALLS, provider="google_fit", outcome="UPSTREAM_ERROR") == 1
    assert figures.of(CALLS, provider="google_fit", outcome="OK") == 1
    assert figures.of("gateway_upstream_repetitions_total", provider="google_fit") == 1
    assert figures.of("gateway_upstream_repetitions_total", provider="oura") == 0


async def test_an_open_breaker_is_seen_and_what_it_kept_back(
    watched: Watch, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("google_fit", Status(500), token=token)
    async with watched(upstream_breaker_seconds=20) as one:
        before = await one.figures()
        for _ in range(8):
            await one.gateway.execute(FEED)
        after = await one.figures()

    name = "gateway_upstream_breaker_open"
    assert before.of(name, provider="google_fit") == 0
    assert after.of(name, provider="google_fit") == 1
    assert after.of(name, provider="oura") == 0
    made = after.of(CALLS, provider="google_fit")
    kept_back = after.of("gateway_upstream_calls_not_sent_total", reason="circuit_open")
    assert (made, kept_back) == (5, 3)


async def test_what_a_limit_keeps_back_is_seen(
    watched: Watch, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("oura", Status(429, retry_after=60), token=token)
    async with watched() as one:
        await one.gateway.execute(FEED)
        await one.gateway.execute(FEED)
        figures = await one.figures()

    name = "gateway_upstream_calls_not_sent_total"
    assert figures.of("gateway_upstream_braked_links", provider="oura") == 1
    assert figures.of(name, provider="oura", reason="rate_limited") >= 2


async def test_an_id_becomes_a_place_in_the_route(watched: Watch, sandbox: Sandbox) -> None:
    del sandbox
    async with watched() as one:
        found = await one.gateway.execute(
            "{ activities(first: 40, filter: {providers: [OURA]}) { nodes { id } } }"
        )
        ids = [node["id"] for node in found["activities"]["nodes"]]
        await one.gateway.execute("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)
        figures = await one.figures()

    assert figures.of(CALLS, provider="oura", route=f"{WORKOUT}/{{document_id}}") >= 1
    assert OTHER not in figures.labels(CALLS, "route")


@pytest.mark.parametrize(
    ("path", "route"),
    [
        (b"/fitness/v1/users/me/sessions?startTime=2026", "/me/sessions"),
        (b"/fitness/v1/users/me/sessions/a%2Fb", "/me/sessions/{sessionId}"),
        (b"/fitness/v1/users/me/dataSources/x:y", "/me/dataSources/{dataSourceId}"),
        (
            b"/fitness/v1/users/me/dataSources/x/datasets/1-2",
            "/me/dataSources/{dataSourceId}/datasets/{datasetId}",
        ),
        (b"/fitness/v1/users/me/dataset:aggregate", "/me/dataset:aggregate"),
        (b"/fitness/v1/users/me/nothing", OTHER),
        (b"/elsewhere", OTHER),
        (b"", OTHER),
    ],
)
def test_an_address_is_told_by_its_template(path: bytes, route: str) -> None:
    seen: dict[Provider, WatchedUpstream] = {}

    def watch(watched: WatchedUpstream, send: Send) -> Send:
        seen[watched.provider] = watched
        return send

    connect_providers(Upstreams(open_http(), watch=watch), read_settings())
    fit = seen[Provider.GOOGLE_FIT]

    assert Routes(fit.base_url, fit.routes).of(path) == route
    assert len(seen[Provider.OURA].routes) > 40

"""What is counted of requests: how they ended, and never what they said."""

from __future__ import annotations

import asyncio

from gateway.sandbox import Sandbox, Status
from tests.gateway_under_test import Gateway
from tests.telemetry.conftest import Watch

COUNT = "gateway_request_duration_seconds_count"
FEED = "query Mine { activities(first: 1) { nodes { provider } } }"
UPSERT = """
mutation Write {
  upsertSession(input: {
    clientSessionId: "watched", title: "Padel", type: PADEL
    startTime: "2026-07-10T06:00:00Z", endTime: "2026-07-10T06:30:00Z"
  }) { outcome }
}
"""


async def test_requests_are_counted_by_kind_and_outcome(watched: Watch) -> None:
    async with watched() as one:
        await one.gateway.execute(FEED)
        await one.gateway.execute(UPSERT)
        await one.gateway.answer("{ nothing }")
        await one.gateway.answer("query {")
        await one.gateway.http.put("/graphql")
        figures = await one.figures()

    assert figures.of(COUNT, operation="query", outcome="OK") == 1
    assert figures.of(COUNT, operation="mutation", outcome="OK") == 1
    assert figures.of(COUNT, operation="query", outcome="GRAPHQL_VALIDATION_FAILED") == 1
    assert figures.of(COUNT, operation="none", outcome="GRAPHQL_PARSE_FAILED") == 1
    assert figures.of(COUNT, operation="none", outcome="METHOD_NOT_ALLOWED") == 1
    assert figures.of(COUNT) == 5


async def test_the_time_of_a_request_is_in_the_histogram(watched: Watch) -> None:
    async with watched() as one:
        await one.gateway.execute(FEED)
        figures = await one.figures()

    assert 0 < figures.of("gateway_request_duration_seconds_sum", operation="query") < 30
    assert figures.of("gateway_request_duration_seconds_bucket", le="+Inf") == 1


async def test_names_of_operations_are_no_labels(watched: Watch) -> None:
    async with watched() as one:
        for number in range(5):
            await one.gateway.execute(f"query Name{number} {{ __typename }}")
        text = await one.text()

    assert "Name" not in text


async def test_an_operation_of_several_is_the_one_that_is_named(watched: Watch) -> None:
    body = {"query": f"{FEED} {UPSERT}", "operationName": "Write"}
    async with watched() as one:
        await one.gateway.http.post("/graphql", json=body, headers=one.gateway.headers)
        figures = await one.figures()

    assert figures.of(COUNT, operation="mutation", outcome="OK") == 1
    assert figures.of(COUNT) == 1


async def test_a_kept_answer_counts_as_a_query_and_as_a_hit(watched: Watch) -> None:
    async with watched(cache_activities=1000) as one:
        for _ in range(3):
            await one.gateway.execute(FEED)
        figures = await one.figures()

    assert figures.of(COUNT, operation="query", outcome="OK") == 3
    assert figures.of("gateway_cache_answers_total", result="miss") == 2
    assert figures.of("gateway_cache_answers_total", result="hit") == 1


async def test_an_answer_that_the_client_has_is_a_kept_one(watched: Watch) -> None:
    async with watched(cache_activities=1000) as one:
        get, sent = one.gateway.http.get, {**one.gateway.headers, "X-Requested-With": "test"}
        answers = [await get("/graphql", params={"query": FEED}, headers=sent) for _ in range(3)]
        etag = {"If-None-Match": answers[-1].headers["etag"]}
        again = await get("/graphql", params={"query": FEED}, headers=sent | etag)
        figures = await one.figures()

    assert again.status_code == 304
    assert figures.of(COUNT, operation="query", outcome="OK") == 4
    assert figures.of("gateway_cache_answers_total", result="hit") == 2


async def test_windows_are_counted_by_where_they_came_from(
    watched: Watch, sandbox: Sandbox, token: str
) -> None:
    name = "gateway_cache_windows_total"
    async with watched(cache_activities=1000, cache_answers_mb=0) as one:
        await one.gateway.execute(FEED)
        loaded = await one.figures()
        await one.gateway.execute(FEED)
        kept = await one.figures()
        sandbox.fail("oura", Status(500), token=token)
        await one.gateway.execute(
            FEED.replace("first: 1", "first: 1, freshness: { maxAgeSeconds: 0 }")
        )
        stale = await one.figures()

    assert loaded.of(name, result="loaded") == kept.of(name, result="fresh") > 0
    assert loaded.of(name, result="fresh") == loaded.of(name, result="stale") == 0
    assert stale.of(name, result="stale") > 0
    assert kept.of("gateway_cache_activities") > 0


async def test_other_paths_are_not_counted(watched: Watch) -> None:
    async with watched() as one:
        await one.gateway.http.get("/livez")
        figures = await one.figures()

    assert figures.of(COUNT) == 0


async def test_who_is_turned_away_is_counted_by_reason(watched: Watch) -> None:
    async with watched(max_running_requests=1, max_wait_seconds=0) as one:
        await asyncio.gather(*(one.gateway.post(FEED) for _ in range(30)))
        figures = await one.figures()

    shed = figures.of("gateway_requests_shed_total")
    assert shed == figures.of(COUNT, operation="none", outcome="OVERLOADED") > 0
    assert figures.of("gateway_requests_limit") == 1
    assert figures.of("gateway_requests_in_flight") == 0


async def test_keys_of_batches_are_counted_by_loader(watched: Watch) -> None:
    async with watched() as one:
        await one.gateway.execute("{ activities(first: 1) { nodes { tags { code } } } }")
        figures = await one.figures()

    assert figures.of("gateway_loader_batch_keys_count", loader="windows") >= 1
    assert figures.of("gateway_loader_batch_keys_sum", loader="windows") >= 3
    assert figures.labels("gateway_loader_batch_keys_count", "loader") >= {"windows"}


async def test_without_telemetry_there_are_no_metrics_to_be_had(gateway: Gateway) -> None:
    answer = await gateway.http.get("/metrics")

    assert answer.status_code == 404

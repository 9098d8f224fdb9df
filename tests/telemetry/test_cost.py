"""What is not watched costs nothing."""

from __future__ import annotations

import cProfile
import pstats
from typing import cast

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from gateway.sandbox import RunningSandbox
from gateway.telemetry.telemetry import Telemetry
from gateway.telemetry.tracing import Tracing
from tests.gateway_under_test import Gateway, linked, running_gateway

FEED = "{ activities(first: 5) { nodes { provider } } }"
Stats = dict[tuple[str, int, str], tuple[int, ...]]


async def calls_of(gateway: Gateway, folder: str) -> int:
    """How many functions of a folder are called for a request."""
    with cProfile.Profile() as profiler:
        await gateway.execute(FEED)
    stats = cast("Stats", vars(pstats.Stats(profiler))["stats"])
    return sum(calls[1] for (file, _, _), calls in stats.items() if folder in file)


async def test_a_request_that_is_not_watched_calls_nothing_that_watches(
    running_sandbox: RunningSandbox, token: str
) -> None:
    async with running_gateway(running_sandbox, headers=linked(token)) as gateway:
        calls = await calls_of(gateway, "/gateway/telemetry/")
        others = await calls_of(gateway, "/gateway/")

    assert calls == 0
    assert others > 100


async def test_a_request_that_is_not_sampled_asks_nothing_of_the_library(
    running_sandbox: RunningSandbox, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "parentbased_always_off")
    telemetry = Telemetry(None, Tracing(InMemorySpanExporter()))
    async with running_gateway(
        running_sandbox, headers=linked(token), telemetry=telemetry
    ) as gateway:
        for _ in range(3):
            await gateway.execute(FEED)
        own = await calls_of(gateway, "/gateway/telemetry/")
        librarys = await calls_of(gateway, "/opentelemetry/")

    assert librarys == 0
    assert 0 < own <= 8

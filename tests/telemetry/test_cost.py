"""What is not watched costs nothing."""

from __future__ import annotations

import cProfile
import pstats
from typing import cast

from gateway.sandbox import RunningSandbox
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.telemetry.conftest import Watch

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


async def test_a_request_that_is_not_sampled_costs_few_calls(
    watched: Watch, monkeypatch: object
) -> None:
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "always_off")  # type: ignore[attr-defined]
    async with watched(cache_activities=1000) as one:
        for _ in range(3):
            await one.gateway.execute(FEED)
        kept = await calls_of(one.gateway, "/gateway/telemetry/")

    assert 0 < kept <= 12

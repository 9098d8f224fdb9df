"""Who takes over the pages of changes in order holds what `activities` shows, whatever happens."""

from __future__ import annotations

from random import Random

import pytest

from gateway.sandbox import Sandbox, serve_sandbox
from gateway.schema import make_schema
from tests.changes.client import Client, listed
from tests.changes.histories import World
from tests.clocks import SetClock
from tests.gateway_under_test import linked, running_gateway
from tests.wires import NOW

HISTORIES = 25
"""For each seed."""
DRAINS = 4
PERSON = "person-of-histories"


async def history(world: World, client: Client, random: Random) -> None:
    world.begin()
    for _ in range(DRAINS):
        for _ in range(random.randrange(10)):
            await world.goes_on()
            if random.random() < 0.25:
                await client.page()
        await client.drain()
        await compare(world, client)
    world.heal()
    await client.drain()
    await compare(world, client)


async def compare(world: World, client: Client) -> None:
    """What the client holds, and what is there; of a provider that fails nothing can be said."""
    failing = {p for p in ("google_fit", "oura") if world.is_failing(p)}
    there = await listed(client.gateway, client.covered_from)

    def of_others(known: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        return {k: a for k, a in known.items() if a["provider"].lower() not in failing}

    assert of_others(client.covered()) == of_others(there)
    for provider in ("google_fit", "oura"):
        state = client.states[provider.upper()]
        assert (state in {"FAILED", "PARTIAL"}) == (provider in failing), (provider, state)


@pytest.mark.parametrize("seed", range(4))
async def test_a_client_that_replays_the_changes_holds_what_activities_shows(seed: int) -> None:
    """Each history has a gateway of its own, which knows of no other writes."""
    clock, schema = SetClock(NOW), make_schema()
    sandbox = Sandbox(clock, oura_page_size=5, google_fit_changes_per_page=4)
    with serve_sandbox(sandbox) as running:
        for number in range(HISTORIES):
            async with running_gateway(
                running,
                headers=linked(PERSON),
                clock=clock,
                schema=schema,
                log_requests=False,
                upstream_read_attempts=1,
                upstream_breaker_seconds=0,
            ) as gateway:
                random = Random(f"{seed}/{number}")  # noqa: S311 - to be repeated
                client = Client(gateway, page_size=random.choice([1, 2, 3, 5, 8, 200]))
                await history(World(sandbox, PERSON, gateway, clock, random), client, random)

"""What a request has loaded is freed when it is answered, not when the garbage collector comes."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager

from tests.gateway_under_test import Gateway

FEED = "{ activities(first: 20) { nodes { id startTime detail { __typename } } isComplete } }"


@contextmanager
def garbage() -> Generator[list[object]]:
    """What only the collector can free of all that is made meanwhile."""
    found: list[object] = []
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        yield found
        gc.collect()
        found += gc.garbage
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


async def test_a_request_leaves_nothing_of_the_gateway_to_the_collector(gateway: Gateway) -> None:
    for _ in range(3):
        await gateway.execute(FEED)

    with garbage() as found:
        await gateway.execute(FEED)

    left = {f"{type(one).__module__}.{type(one).__qualname__}" for one in found}
    assert {one for one in left if one.startswith("gateway.") and ".sandbox." not in one} == set()

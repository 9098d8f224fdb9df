"""What a request has loaded is freed when it is answered, not when the garbage collector comes."""

from __future__ import annotations

import asyncio
import gc
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager

from gateway.domain.loaded import LoadedWindow
from gateway.execution.run import Run
from gateway.schema.context import Context
from tests.gateway_under_test import Gateway

FEED = "{ activities(first: 20) { nodes { id startTime detail { __typename } } isComplete } }"
OF_A_REQUEST = (Context, LoadedWindow, Run)


@contextmanager
def without_collector() -> Generator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def alive() -> Counter[str]:
    """How many objects there are of what is made for a request."""
    return Counter(type(one).__name__ for one in gc.get_objects() if type(one) in OF_A_REQUEST)


async def test_a_request_leaves_nothing_to_the_garbage_collector(gateway: Gateway) -> None:
    for _ in range(3):
        await gateway.execute(FEED)

    with without_collector():
        before = alive()
        await gateway.execute(FEED)
        await asyncio.sleep(0.01)
        after = alive()

    assert after - before == Counter()

"""Several calls at once, but not too many."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

from gateway.domain.errors import UpstreamError

K = TypeVar("K")
T = TypeVar("T")


async def concurrently(
    call: Callable[[K], Awaitable[T]], keys: Iterable[K], *, at_once: int
) -> dict[K, T]:
    """The result of `call` for each key, with at most `at_once` calls in flight.

    Raises:
        UpstreamError: the first that a call raised; the other calls have been cancelled then.
    """
    slots = asyncio.Semaphore(at_once)

    async def one(key: K) -> T:
        async with slots:
            return await call(key)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = {key: group.create_task(one(key)) for key in keys}
    except* UpstreamError as failures:
        failure = failures.exceptions[0]
    else:
        return {key: task.result() for key, task in tasks.items()}
    raise failure

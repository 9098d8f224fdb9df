"""How late the event loop is, looked at twice a second."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Final

from gateway.telemetry.metrics import Metrics

PAUSE_SECONDS: Final = 0.5


@asynccontextmanager
async def lag_watched(metrics: Metrics) -> AsyncGenerator[None]:
    """Note it, until the end."""
    watching = asyncio.create_task(_watch(metrics))
    try:
        yield
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


async def _watch(metrics: Metrics) -> None:
    now = asyncio.get_running_loop().time
    while True:
        due = now() + PAUSE_SECONDS
        await asyncio.sleep(PAUSE_SECONDS)
        metrics.lag.observe(max(now() - due, 0.0))

"""From the start of the application to its end: what is ready, and what must be closed."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    nullcontext,
)
from dataclasses import dataclass

import httpx
from starlette.applications import Starlette

from gateway.cache.store import Store
from gateway.server.draining import Draining
from gateway.upstream.client import Upstreams
from gateway.writing.records import SessionRecords


@dataclass(frozen=True, slots=True)
class Stores:
    """Where windows are kept, and what is known of writes; one Redis for both, or memory."""

    windows: Store
    writes: Store

    async def close(self) -> None:
        """Close both."""
        await self.windows.close()
        if self.writes is not self.windows:
            await self.writes.close()


@dataclass
class Lifecycle:
    """Ready from the end of the start to the beginning of the end."""

    http: httpx.AsyncBaseTransport
    upstreams: Upstreams
    stores: Stores
    records: SessionRecords
    draining: Draining | None
    watching: Callable[[], AbstractAsyncContextManager[None]] = nullcontext
    """What goes on beside it, from the start to the end."""
    started: bool = False

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncGenerator[None]:
        """From the start to the end of the application."""
        self.started = True
        try:
            async with self.watching():
                with await self._on_signals():
                    yield
        finally:
            self.started = False
            await self.records.finished()
            await self.upstreams.aclose()
            await self.http.aclose()
            await self.stores.close()

    async def _on_signals(self) -> AbstractContextManager[None]:
        """In a process of its own, listen to signals, and tell at once of a cache that is down."""
        if self.draining is None:
            return nullcontext()
        await self.stores.windows.get("start", bool)
        return self.draining.on_signals()

    async def ready(self) -> Mapping[str, bool]:
        """Whether requests should be sent here."""
        draining = self.draining is not None and self.draining.has_begun
        return {"application": self.started and not draining}

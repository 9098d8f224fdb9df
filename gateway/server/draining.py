"""The end of a worker: it says that it is not ready, waits until that is seen, and then stops."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType
from typing import cast

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CLOSE = (b"connection", b"close")
_Handler = Callable[[int, FrameType | None], object]

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class Draining:
    """Whether the process is about to stop, by SIGTERM or SIGINT.

    SIGTERM comes from what also routes requests here, so that there is a grace before the server
    closes its sockets; SIGINT comes from a person, who does not wait. What is in flight then is
    finished. The second signal ends a process at once, unless it has a supervisor: that ends all.
    """

    def __init__(self, grace_seconds: float) -> None:
        self.has_begun = False
        self._grace_seconds = grace_seconds

    @contextmanager
    def on_signals(self) -> Generator[None]:
        """Stand before the handlers of the server, which has set its own before."""
        loop = asyncio.get_running_loop()
        before: dict[int, _Handler] = {}

        def handle(number: int, frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self._signalled, loop, number, before[number], frame)

        for number in (signal.SIGTERM, signal.SIGINT):
            before[number] = cast("_Handler", signal.getsignal(number))
            signal.signal(number, handle)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)  # pyright: ignore[reportArgumentType] # as it was

    def _signalled(
        self,
        loop: asyncio.AbstractEventLoop,
        number: int,
        stop: _Handler,
        frame: FrameType | None,
    ) -> None:
        if not self.has_begun:
            self.has_begun = True
            grace = self._grace_seconds if number == signal.SIGTERM else 0.0
            _log.info("draining", grace_seconds=grace)
            loop.call_later(grace, stop, number, frame)
        elif multiprocessing.parent_process() is None:
            stop(number, frame)
            stop(signal.SIGINT, frame)  # uvicorn ends at once when this one is its second


class DrainingMiddleware:
    """Asks clients, while the process drains, to come over another connection next time."""

    def __init__(self, app: ASGIApp, draining: Draining) -> None:
        self._app = app
        self._draining = draining

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def closing(message: Message) -> None:
            if message["type"] == "http.response.start" and self._draining.has_begun:
                message["headers"] = [*message.get("headers", ()), _CLOSE]
            await send(message)

        await self._app(scope, receive, closing)

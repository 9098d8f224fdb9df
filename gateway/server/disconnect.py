"""Work ends when the client that it is done for has left."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar, cast

from starlette.types import Receive

_T = TypeVar("_T")


class ClientLeftError(Exception):
    """The client closed the connection before its answer was ready; nobody is there to tell."""


async def unless_client_leaves(receive: Receive, work: Coroutine[Any, Any, _T]) -> _T:
    """What `work` returns, done while the connection is watched. The body must have been read.

    Raises:
        ClientLeftError: the client left first; the work has been cancelled and has ended.
    """
    with _Watch(receive):
        return await work


class _Watch:
    """Cancels the task that it was made in when the client leaves, as `asyncio.timeout` in time.

    It begins when the work waits for something: most answers out of the cache come without.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._worker = cast("asyncio.Task[Any]", asyncio.current_task())
        self._has_cancelled = False
        self._watching: asyncio.Task[None] | None = None

    def __enter__(self) -> None:
        self._beginning = asyncio.get_running_loop().call_soon(self._begin)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._beginning.cancel()
        if self._watching is not None:
            self._watching.cancel()
        del self._beginning, self._watching  # which hold this object: nothing waits for a collector
        if self._has_cancelled:
            is_by_nobody_else = self._worker.uncancel() == 0
            if is_by_nobody_else and kind in {None, asyncio.CancelledError}:
                raise ClientLeftError

    def _begin(self) -> None:
        self._watching = asyncio.create_task(self._wait())

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._has_cancelled = True
        self._worker.cancel()

"""Work ends when the client that it is done for has left."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.types import Receive

_T = TypeVar("_T")


class ClientLeftError(Exception):
    """The client closed the connection before its answer was ready; nobody is there to tell."""


async def unless_client_leaves(receive: Receive, work: Coroutine[Any, Any, _T]) -> _T:
    """What `work` returns, done while the connection is watched. The body must have been read.

    Raises:
        ClientLeftError: the client left first; the work has been cancelled and has ended.
    """
    working = asyncio.create_task(work)
    leaving = asyncio.create_task(_client_leaves(receive))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientLeftError
        return working.result()
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _client_leaves(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass

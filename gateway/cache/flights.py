"""One load in flight for each key, within this process; whoever asks meanwhile waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Hashable, Sequence
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Flight(Generic[V]):
    """A load under way. It ends early when nobody waits for it any more."""

    def __init__(self, load: Coroutine[Any, Any, V]) -> None:
        self._task = asyncio.create_task(load)
        self._waiting = 0

    async def landed(self) -> V:
        """What the load brings."""
        self._waiting += 1
        try:
            return await asyncio.shield(self._task)
        finally:
            self._waiting -= 1
            if not self._waiting and not self._task.done():
                self._task.cancel()


class Flights(Generic[K, V]):
    """The loads under way, by key. One load can serve several keys."""

    def __init__(self) -> None:
        self._flights: dict[K, Flight[V]] = {}

    def under_way(self, key: K) -> Flight[V] | None:
        """The load of the key, if there is one."""
        return self._flights.get(key)

    def start(self, keys: Sequence[K], load: Coroutine[Any, Any, V]) -> Flight[V]:
        """Begin a load that serves all the keys, until it ends."""

        async def until_the_end() -> V:
            try:
                return await load
            finally:
                for key in keys:
                    if self._flights.get(key) is flight:
                        del self._flights[key]

        flight = Flight(until_the_end())
        self._flights.update(dict.fromkeys(keys, flight))
        return flight

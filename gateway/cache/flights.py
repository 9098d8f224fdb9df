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
        self.is_given_up = False
        """Whether everybody has left, so that it can bring nothing any more."""

    def landed(self) -> asyncio.Future[V]:
        """What the load brings. Counts as waiting from now on, until it is cancelled."""
        self._waiting += 1
        waiter = asyncio.shield(self._task)
        waiter.add_done_callback(self._leave)
        return waiter

    def _leave(self, _: asyncio.Future[V]) -> None:
        self._waiting -= 1
        if not self._waiting and not self._task.done():
            self.is_given_up = True
            self._task.cancel()


class Flights(Generic[K, V]):
    """The loads under way, by key. One load can serve several keys."""

    def __init__(self) -> None:
        self._flights: dict[K, Flight[V]] = {}

    def under_way(self, key: K) -> Flight[V] | None:
        """The load of the key, if there is one that can be waited for."""
        flight = self._flights.get(key)
        return None if flight is None or flight.is_given_up else flight

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

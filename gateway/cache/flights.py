"""One load in flight for each key, within this process; whoever asks meanwhile waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Hashable, Mapping, Sequence
from typing import Any, Generic, TypeVar

G = TypeVar("G", bound=Hashable)
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Flight(Generic[V]):
    """A load under way. It ends early when nobody waits for it any more."""

    def __init__(self, load: Coroutine[Any, Any, V], ended: Callable[[], None]) -> None:
        self._task = asyncio.create_task(load)
        self._task.add_done_callback(lambda _: ended())
        self._waiting = 0
        self.is_given_up = False
        """Whether everybody has left, so that it can bring nothing any more."""
        self.is_shared = False
        """Whether several have waited for it at the same time."""

    def landed(self) -> asyncio.Future[V]:
        """What the load brings. Counts as waiting from now on, until it is cancelled."""
        self._waiting += 1
        self.is_shared = self.is_shared or self._waiting > 1
        waiter = asyncio.shield(self._task)
        waiter.add_done_callback(self._leave)
        return waiter

    def _leave(self, _: asyncio.Future[V]) -> None:
        self._waiting -= 1
        if not self._waiting and not self._task.done():
            self.is_given_up = True
            self._task.cancel()


class Flights(Generic[G, K, V]):
    """The loads under way, by group and key. One load can serve several keys of a group."""

    def __init__(self) -> None:
        self._groups: dict[G, dict[K, Flight[V]]] = {}

    def under_way(self, group: G) -> Mapping[K, Flight[V]]:
        """The loads of the group that can be waited for, by key."""
        flights = self._groups.get(group)
        if flights is None:
            return {}
        return {key: flight for key, flight in flights.items() if not flight.is_given_up}

    def start(self, group: G, keys: Sequence[K], load: Coroutine[Any, Any, V]) -> Flight[V]:
        """Begin a load that serves all the keys, until it ends."""
        flight = Flight(load, lambda: self._end(group, keys, flight))
        self._groups.setdefault(group, {}).update(dict.fromkeys(keys, flight))
        return flight

    def _end(self, group: G, keys: Sequence[K], flight: Flight[V]) -> None:
        flights = self._groups[group]
        for key in keys:
            if flights.get(key) is flight:
                del flights[key]
        if not flights:
            del self._groups[group]

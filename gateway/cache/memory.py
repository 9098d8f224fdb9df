"""aiocache's memory, bounded: what was used least lately goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf
from time import monotonic
from typing import Any, NamedTuple

from aiocache import SimpleMemoryCache

Weigh = Callable[[object], int]


class _Entry(NamedTuple):
    weight: int
    deadline: float
    """By the clock that `monotonic` reads."""


class BoundedMemory(SimpleMemoryCache):
    """Keeps values as they are, as long as their weights together stay within `most`.

    A value's time is looked at when it is asked for, since a timer for each costs more than all
    the rest. `now` and `keep` go past the layers that aiocache has for other backends.
    """

    def __init__(self, most: int, weigh: Weigh) -> None:
        super().__init__(timeout=None)
        self._most = most
        self._weigh = weigh
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self.weight = 0
        """Of all that is kept, and of what has come to its time since it was last asked for."""

    def now(self, keys: Iterable[str]) -> list[Any]:
        """What is kept under each key."""
        time = monotonic()
        return [self._found(key, time) for key in keys]

    def keep(self, values: Mapping[str, object], ttl_seconds: float) -> None:
        """Keep each value under its key."""
        deadline = monotonic() + ttl_seconds
        for key, value in values.items():
            self._keep(key, value, deadline)

    async def _get(self, key: str, encoding: str | None = "utf-8", _conn: object = None) -> Any:  # noqa: ANN401, ARG002 - whatever was kept; aiocache's signature
        return self._found(key, monotonic())

    async def _multi_get(
        self,
        keys: Sequence[str],
        encoding: str | None = "utf-8",  # noqa: ARG002 - aiocache's signature
        _conn: object = None,
    ) -> list[Any]:
        return self.now(keys)

    async def _set(
        self,
        key: str,
        value: object,
        ttl: float | None = None,
        _cas_token: object = None,
        _conn: object = None,
    ) -> object:
        self._keep(key, value, inf if ttl is None else monotonic() + ttl)
        return key in self._entries

    async def _add(
        self, key: str, value: object, ttl: float | None = None, _conn: object = None
    ) -> object:
        self._found(key, monotonic())
        if key in self._entries:
            raise ValueError("there is a value under the key already")
        return await self._set(key, value, ttl)

    async def _delete(self, key: str, _conn: object = None) -> int:
        return self._drop(key)

    def _found(self, key: str, time: float) -> Any:  # noqa: ANN401 - whatever was kept
        entry = self._entries.get(key)
        if entry is None:
            return None
        if entry.deadline <= time:
            self._drop(key)
            return None
        self._entries.move_to_end(key)
        return self._cache[key]

    def _keep(self, key: str, value: object, deadline: float) -> None:
        self._drop(key)
        weight = self._weigh(value)
        if weight > self._most:
            return
        self._entries[key] = _Entry(weight, deadline)
        self._cache[key] = value
        self.weight += weight
        while self.weight > self._most:
            self._drop(next(iter(self._entries)))

    def _drop(self, key: str) -> int:
        """Keep nothing under the key; how many values there were."""
        entry = self._entries.pop(key, None)
        if entry is None:
            return 0
        del self._cache[key]
        self.weight -= entry.weight
        return 1

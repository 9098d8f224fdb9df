"""aiocache's memory, bounded: what was used least lately goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from aiocache import SimpleMemoryCache

Weigh = Callable[[object], int]


class BoundedMemory(SimpleMemoryCache):
    """Keeps values as they are, as long as their weights together stay within `most`."""

    def __init__(self, most: int, weigh: Weigh) -> None:
        super().__init__(timeout=None)
        self._most = most
        self._weigh = weigh
        self._weights: OrderedDict[str, int] = OrderedDict()
        self.weight = 0
        """Of all that is kept, and of what has come to its time since it was last asked for."""

    def now(self, keys: Sequence[str]) -> list[Any]:
        """What is kept under each key; without the layers that aiocache has for other backends."""
        values = [self._cache.get(key) for key in keys]
        for key, value in zip(keys, values, strict=True):
            self._touch(key, value)
        return values

    async def keep(self, key: str, value: object, ttl_seconds: float) -> None:
        """Keep the value, as `set` does after those layers."""
        await self._set(key, value, ttl_seconds)

    async def _get(self, key: str, encoding: str | None = "utf-8", _conn: object = None) -> Any:  # noqa: ANN401 - whatever was kept
        value = await super()._get(key, encoding, _conn)
        self._touch(key, value)
        return value

    async def _multi_get(
        self, keys: Sequence[str], encoding: str | None = "utf-8", _conn: object = None
    ) -> list[Any]:
        values = await super()._multi_get(keys, encoding, _conn)
        for key, value in zip(keys, values, strict=True):
            self._touch(key, value)
        return values

    async def _set(
        self,
        key: str,
        value: object,
        ttl: float | None = None,
        _cas_token: object = None,
        _conn: object = None,
    ) -> object:
        await self._delete(key)
        weight = self._weigh(value)
        if weight > self._most:
            return False
        self._weights[key] = weight
        self.weight += weight
        while self.weight > self._most:
            await self._delete(next(iter(self._weights)))
        return await super()._set(key, value, ttl, _cas_token, _conn)

    async def _delete(self, key: str, _conn: object = None) -> int:
        self._forget(key)
        return await super()._delete(key, _conn)

    def _touch(self, key: str, value: object) -> None:
        """Note that the key was asked for; its time is over when there is nothing under it."""
        if value is None:
            self._forget(key)
        else:
            self._weights.move_to_end(key)

    def _forget(self, key: str) -> None:
        self.weight -= self._weights.pop(key, 0)

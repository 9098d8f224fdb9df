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
        """Of all that is kept."""

    async def _get(self, key: str, encoding: str | None = "utf-8", _conn: object = None) -> Any:  # noqa: ANN401 - whatever was kept
        self._touch(key)
        return await super()._get(key, encoding, _conn)

    async def _multi_get(
        self, keys: Sequence[str], encoding: str | None = "utf-8", _conn: object = None
    ) -> list[Any]:
        for key in keys:
            self._touch(key)
        return await super()._multi_get(keys, encoding, _conn)

    async def _set(
        self,
        key: str,
        value: object,
        ttl: float | None = None,
        _cas_token: object = None,
        _conn: object = None,
    ) -> object:
        self._forget(key)
        self._weights[key] = self._weigh(value)
        self.weight += self._weights[key]
        kept = await super()._set(key, value, ttl, _cas_token, _conn)
        while self.weight > self._most:
            await self._delete(next(iter(self._weights)))
        return kept

    async def _delete(self, key: str, _conn: object = None) -> int:
        self._forget(key)
        return await super()._delete(key, _conn)

    def _touch(self, key: str) -> None:
        if key in self._weights:
            self._weights.move_to_end(key)

    def _forget(self, key: str) -> None:
        self.weight -= self._weights.pop(key, 0)

"""Typed values behind aiocache, which hides where they are kept."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from aiocache import BaseCache, SimpleMemoryCache

T = TypeVar("T")


class Store:
    """Keeps values as msgpack, so that what was kept cannot be changed by who reads it.

    A key names no token and no health value: links stand in it by their fingerprint, and what a
    client chose as a digest.
    """

    def __init__(self, backend: BaseCache) -> None:
        self._backend = backend

    @classmethod
    def in_memory(cls) -> Store:
        """A store of this process alone."""
        return cls(SimpleMemoryCache())

    async def get(self, key: str, kept_as: type[T]) -> T | None:
        """What is kept under the key, or None."""
        content = await self._backend.get(key)
        return None if content is None else msgspec.msgpack.decode(content, type=kept_as)

    async def set(self, key: str, value: object, *, ttl_seconds: float) -> None:
        """Keep the value for `ttl_seconds` at most."""
        await self._backend.set(key, msgspec.msgpack.encode(value), ttl=ttl_seconds)

    async def delete(self, key: str) -> None:
        """Keep nothing under the key any more."""
        await self._backend.delete(key)

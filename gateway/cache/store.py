"""Typed values behind aiocache: in this process, or in a Redis that replicas share.

A key names no token and no health value: links stand in it by their fingerprint, and what a client
chose as a digest. All of it can be lost at any moment, and losing it is never an error.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

import msgspec
import structlog
from aiocache import BaseCache
from redis.exceptions import RedisError

from gateway.cache.memory import BoundedMemory, Weigh

T = TypeVar("T")

REST_SECONDS = 1.0
"""How long a cache that failed is left alone."""

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class Store(Protocol):
    """Keeps values for a time."""

    @property
    def is_shared(self) -> bool:
        """Whether other processes see the same values."""
        ...

    async def get(self, key: str, kept_as: type[T]) -> T | None:
        """What is kept under the key, or None."""
        ...

    async def get_many(self, keys: Sequence[str], kept_as: type[T]) -> Sequence[T | None]:
        """What is kept under each key."""
        ...

    async def set(self, key: str, value: object, *, ttl_seconds: float) -> None:
        """Keep the value for `ttl_seconds` at most."""
        ...

    async def add(self, key: str, value: object, *, ttl_seconds: float) -> bool:
        """Keep the value, unless something is kept under the key; whether it was."""
        ...

    async def delete(self, key: str) -> None:
        """Keep nothing under the key any more."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class MemoryStore:
    """Keeps values as they are: they must be immutable, or not be changed by who reads them."""

    is_shared = False

    def __init__(self, most: int, weigh: Weigh) -> None:
        self.memory = BoundedMemory(most, weigh)

    async def get(self, key: str, kept_as: type[T]) -> T | None:  # noqa: ARG002 - the port's
        """See `Store`."""
        return await self.memory.get(key)

    async def get_many(
        self,
        keys: Sequence[str],
        kept_as: type[T],  # noqa: ARG002 - the port's
    ) -> Sequence[T | None]:
        """See `Store`."""
        return await self.memory.multi_get(keys)

    async def set(self, key: str, value: object, *, ttl_seconds: float) -> None:
        """See `Store`."""
        await self.memory.set(key, value, ttl=ttl_seconds)

    async def add(self, key: str, value: object, *, ttl_seconds: float) -> bool:
        """See `Store`."""
        try:
            return await self.memory.add(key, value, ttl=ttl_seconds)
        except ValueError:
            return False

    async def delete(self, key: str) -> None:
        """See `Store`."""
        await self.memory.delete(key)

    async def close(self) -> None:
        """There is nothing to let go of."""


class SharedStore:
    """Keeps values as msgpack in a cache that may be slow, down, or full of rubbish.

    A cache that fails is left alone for a moment, and everything counts as not kept.
    """

    is_shared = True

    def __init__(self, cache: BaseCache, close: Callable[[], Awaitable[object]]) -> None:
        self._cache = cache
        self._close = close
        self._rests_until = 0.0

    async def get(self, key: str, kept_as: type[T]) -> T | None:
        """See `Store`."""
        return _decoded(await self._tried(lambda: self._cache.get(key), None), kept_as)

    async def get_many(self, keys: Sequence[str], kept_as: type[T]) -> Sequence[T | None]:
        """See `Store`."""
        nothing: list[bytes | None] = [None] * len(keys)
        found = await self._tried(lambda: self._cache.multi_get(keys), nothing)
        return [_decoded(content, kept_as) for content in found]

    async def set(self, key: str, value: object, *, ttl_seconds: float) -> None:
        """See `Store`."""
        content = msgspec.msgpack.encode(value)
        await self._tried(lambda: self._cache.set(key, content, ttl=float(ttl_seconds)), None)

    async def add(self, key: str, value: object, *, ttl_seconds: float) -> bool:
        """See `Store`; a cache that fails gives every key to everybody."""
        content = msgspec.msgpack.encode(value)
        try:
            return await self._tried(
                lambda: self._cache.add(key, content, ttl=float(ttl_seconds)), otherwise=True
            )
        except ValueError:
            return False

    async def delete(self, key: str) -> None:
        """See `Store`."""
        await self._tried(lambda: self._cache.delete(key), None)

    async def close(self) -> None:
        """See `Store`."""
        await self._close()

    async def _tried(self, call: Callable[[], Awaitable[T]], otherwise: T) -> T:
        if time.monotonic() < self._rests_until:
            return otherwise
        try:
            return await call()
        except (RedisError, OSError, TimeoutError) as failure:
            self._rests_until = time.monotonic() + REST_SECONDS
            _log.warning("cache_failed", failure=type(failure).__name__)
            return otherwise


def _decoded(content: bytes | None, kept_as: type[T]) -> T | None:
    """The value; what cannot be read, another version's perhaps, was never kept."""
    if content is None:
        return None
    try:
        return msgspec.msgpack.decode(content, type=kept_as)
    except (msgspec.DecodeError, ValueError, TypeError):
        return None

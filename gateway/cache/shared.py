"""A store that replicas share, in a cache that may be slow, down, flushed or full of rubbish."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
import structlog
from aiocache import RedisCache
from redis.exceptions import ResponseError

from gateway.cache.debts import Debts
from gateway.cache.generics import of

T = TypeVar("T")

REST_SECONDS = 1.0
"""How long a cache that failed is left alone."""

MOST_TRIES = 10
"""How often a change is tried anew because another one came in between."""

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class SharedStore:
    """Keeps values as msgpack, each beside its key: what stands under another one is rubbish.

    With `layout`, which stands for what all values are made of, so is what was kept by a version
    of the gateway whose values are made of other things. Values of a generic type are decoded as
    those of `holding`.
    A cache that fails is left alone for a moment, and everything counts as not kept; but what was
    to be kept surely is read from this process until the cache has it.
    """

    is_shared = True

    def __init__(
        self,
        cache: RedisCache,
        *,
        rest_seconds: float = REST_SECONDS,
        layout: str = "",
        holding: object = None,
    ) -> None:
        self._cache = cache
        self._layout = layout
        self._holding = holding
        self._decoders: dict[object, msgspec.msgpack.Decoder[Any]] = {}
        self._rest_seconds = rest_seconds
        self._rests_until = 0.0
        self.failures = 0
        """How often the cache has failed."""
        self._debts = Debts(self._sent, rest_seconds)

    def now(self, keys: Sequence[str]) -> Sequence[object] | None:  # noqa: ARG002 - the port's
        """See `Store`: another process has to be asked."""
        return None

    async def get(self, key: str, kept_as: type[T]) -> T | None:
        """See `Store`."""
        (found,) = await self.get_many([key], kept_as)
        return found

    async def get_many(self, keys: Sequence[str], kept_as: type[T]) -> Sequence[T | None]:
        """See `Store`."""
        contents = await self._contents(keys)
        return [self._decoded(key, one, kept_as) for key, one in zip(keys, contents, strict=True)]

    async def set(
        self, key: str, value: object, *, ttl_seconds: float, surely: bool = False
    ) -> None:
        """See `Store`."""
        content = self._encoded(key, value)
        if surely:
            await self._debts.settle(key, content, ttl_seconds)
        else:
            await self._sent(key, content, ttl_seconds)

    async def set_many(self, values: Mapping[str, object], *, ttl_seconds: float) -> None:
        """See `Store`."""
        pairs = [(key, self._encoded(key, value)) for key, value in values.items()]
        ttl = float(ttl_seconds)
        await self._tried(lambda: self._cache.multi_set(pairs, ttl=ttl), None)

    async def change(
        self, key: str, kept_as: type[T], change: Callable[[T | None], T], *, ttl_seconds: float
    ) -> None:
        """See `Store`."""
        for _ in range(MOST_TRIES):
            (known,) = await self._contents([key])
            content = self._encoded(key, change(self._decoded(key, known, kept_as)))
            if key in self._debts:
                break
            if await self._replaced(key, known, content, ttl_seconds):
                return
        value = change(await self.get(key, kept_as))
        await self.set(key, value, ttl_seconds=ttl_seconds, surely=True)

    async def add(self, key: str, value: object, *, ttl_seconds: float) -> bool:
        """See `Store`; a cache that fails gives every key to everybody."""
        return await self._added(key, self._encoded(key, value), ttl_seconds, otherwise=True)

    async def delete(self, key: str) -> None:
        """See `Store`."""
        self._debts.forgive(key)
        await self._tried(lambda: self._cache.delete(key), None)

    async def take_back(self, key: str, value: object) -> None:
        """See `Store`."""
        script, content = RedisCache.RELEASE_SCRIPT, self._encoded(key, value)
        await self._tried(lambda: self._cache.raw("eval", script, 1, key, content), None)

    async def close(self) -> None:
        """See `Store`."""
        await self._debts.close()
        await self._cache.client.aclose()

    async def _contents(self, keys: Sequence[str]) -> Sequence[bytes | None]:
        """What is under the keys; MGET, unlike GET, takes a list or a hash for nothing."""
        if not keys:
            return []
        nothing: list[bytes | None] = [None] * len(keys)
        found = await self._tried(lambda: self._cache.multi_get(keys), nothing)
        if len(found) != len(keys):
            found = nothing
        return [self._debts.get(key, one) for key, one in zip(keys, found, strict=True)]

    async def _sent(self, key: str, content: bytes, ttl_seconds: float) -> bool:
        """Whether the content is kept."""
        ttl = float(ttl_seconds)
        return bool(await self._tried(lambda: self._cache.set(key, content, ttl=ttl), None))

    async def _added(
        self, key: str, content: bytes, ttl_seconds: float, *, otherwise: bool
    ) -> bool:
        async def added() -> bool:
            try:
                return await self._cache.add(key, content, ttl=float(ttl_seconds))
            except ValueError:  # something is there
                return False

        return await self._tried(added, otherwise)

    async def _replaced(
        self, key: str, known: bytes | None, content: bytes, ttl_seconds: float
    ) -> bool:
        """Whether the content is kept in place of the known one, which must be there still."""
        if known is None:
            return await self._added(key, content, ttl_seconds, otherwise=False)
        ttl = float(ttl_seconds)
        return bool(
            await self._tried(
                lambda: self._cache.set(key, content, ttl=ttl, _cas_token=known), None
            )
        )

    async def _tried(self, call: Callable[[], Awaitable[T]], otherwise: T) -> T:
        if self._rests:
            return otherwise
        try:
            return await call()
        except ResponseError as refusal:
            self.failures += 1
            _log.warning("cache_failed", failure=type(refusal).__name__)
            return otherwise
        except Exception as failure:  # noqa: BLE001 - readers of nonsense raise anything, uvloop too
            self.failures += 1
            if not self._rests:
                _log.warning("cache_failed", failure=type(failure).__name__)
            self._rests_until = time.monotonic() + self._rest_seconds
            return otherwise

    @property
    def _rests(self) -> bool:
        return time.monotonic() < self._rests_until

    def _encoded(self, key: str, value: object) -> bytes:
        return msgspec.msgpack.encode((self._layout + key, value))

    def _decoded(self, key: str, content: bytes | None, kept_as: type[T]) -> T | None:
        """The value; what cannot be read, is of another layout or another key's, is none."""
        if content is None:
            return None
        decoder = self._decoder(kept_as)
        try:
            kept_for, value = msgspec.msgpack.decode(content, type=tuple[str, msgspec.Raw])
            if kept_for != self._layout + key:
                return None
            return decoder.decode(value)
        except (ValueError, TypeError, RecursionError):
            return None

    def _decoder(self, kept_as: type[T]) -> msgspec.msgpack.Decoder[T]:
        decoder = self._decoders.get(kept_as)
        if decoder is None:
            whole = of(kept_as, self._holding)
            decoder = self._decoders[kept_as] = msgspec.msgpack.Decoder(whole)
        return decoder

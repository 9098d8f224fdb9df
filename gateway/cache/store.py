"""Where typed values are kept for a time: the port, and the memory of this process behind it.

A key names no token and no health value: links stand in it by their fingerprint, and what a client
chose as a digest. All of it can be lost at any moment, and losing it is never an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from gateway.cache.memory import BoundedMemory, Weigh

T = TypeVar("T")


class Store(Protocol):
    """Keeps values for a time."""

    @property
    def is_shared(self) -> bool:
        """Whether other processes see the same values."""
        ...

    def now(self, keys: Sequence[str]) -> Sequence[object] | None:
        """What is kept under each key; None where that cannot be told without waiting."""
        ...

    async def get(self, key: str, kept_as: type[T]) -> T | None:
        """What is kept under the key, or None."""
        ...

    async def get_many(self, keys: Sequence[str], kept_as: type[T]) -> Sequence[T | None]:
        """What is kept under each key."""
        ...

    async def set(
        self, key: str, value: object, *, ttl_seconds: float, surely: bool = False
    ) -> None:
        """Keep the value for `ttl_seconds` at most.

        `surely`: where the value cannot be kept now, this process goes by it all the same, and
        keeps it as soon as it can.
        """
        ...

    async def set_many(self, values: Mapping[str, object], *, ttl_seconds: float) -> None:
        """Keep each value under its key."""
        ...

    async def change(
        self, key: str, kept_as: type[T], change: Callable[[T | None], T], *, ttl_seconds: float
    ) -> None:
        """Keep (surely) what `change` makes of what is kept; no other change in between is lost."""
        ...

    async def add(self, key: str, value: object, *, ttl_seconds: float) -> bool:
        """Keep the value, unless something is kept under the key; whether it was."""
        ...

    async def delete(self, key: str) -> None:
        """Keep nothing under the key any more."""
        ...

    async def take_back(self, key: str, value: object) -> None:
        """Delete what is under the key, if it is this value still."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class MemoryStore:
    """Keeps values as they are: they must be immutable, or not be changed by who reads them."""

    is_shared = False

    def __init__(self, most: int, weigh: Weigh) -> None:
        self.memory = BoundedMemory(most, weigh)

    def now(self, keys: Sequence[str]) -> Sequence[object] | None:
        """See `Store`."""
        return self.memory.now(keys)

    async def get(self, key: str, kept_as: type[T]) -> T | None:  # noqa: ARG002 - the port's
        """See `Store`."""
        (found,) = self.memory.now([key])
        return found

    async def get_many(
        self,
        keys: Sequence[str],
        kept_as: type[T],  # noqa: ARG002 - the port's
    ) -> Sequence[T | None]:
        """See `Store`."""
        return self.memory.now(keys)

    async def set(
        self,
        key: str,
        value: object,
        *,
        ttl_seconds: float,
        surely: bool = False,  # noqa: ARG002 - the port's
    ) -> None:
        """See `Store`."""
        self.memory.keep({key: value}, ttl_seconds)

    async def set_many(self, values: Mapping[str, object], *, ttl_seconds: float) -> None:
        """See `Store`."""
        self.memory.keep(values, ttl_seconds)

    async def change(
        self, key: str, kept_as: type[T], change: Callable[[T | None], T], *, ttl_seconds: float
    ) -> None:
        """See `Store`; memory answers at once, so that nothing can come in between."""
        value = change(await self.get(key, kept_as))
        await self.set(key, value, ttl_seconds=ttl_seconds)

    async def add(self, key: str, value: object, *, ttl_seconds: float) -> bool:
        """See `Store`."""
        if self.memory.now([key]) != [None]:
            return False
        self.memory.keep({key: value}, ttl_seconds)
        return True

    async def delete(self, key: str) -> None:
        """See `Store`."""
        await self.memory.delete(key)

    async def take_back(self, key: str, value: object) -> None:
        """See `Store`."""
        if await self.memory.get(key) == value:
            await self.memory.delete(key)

    async def close(self) -> None:
        """There is nothing to let go of."""

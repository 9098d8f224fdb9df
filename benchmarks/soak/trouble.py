"""What goes wrong during a soak: at the providers, and at Redis; one thing at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

from gateway.sandbox import (
    CutBody,
    Fault,
    Hang,
    HangAfterApplying,
    MalformedJson,
    Reset,
    Sandbox,
    SlowBody,
    Status,
    WrongShape,
)
from gateway.sandbox.providers import ProviderName
from tests.redis_server import RedisServer

_LASTS_SECONDS = 4.0
_PROVIDERS: tuple[ProviderName, ...] = ("google_fit", "oura")
_FAULTS: tuple[Fault, ...] = (
    Status(500),
    Status(503),
    Status(401),
    Status(429, retry_after=1),
    Hang(),
    Reset(),
    SlowBody(),
    CutBody(),
    MalformedJson(),
    WrongShape(),
    HangAfterApplying(),
)

Trouble = Callable[[], Awaitable[None]]


class Troubles:
    """Begins one, lets it last, ends it, and has all well for as long."""

    def __init__(self, sandbox: Sandbox, redis: RedisServer, seed: int) -> None:
        self._sandbox = sandbox
        self._redis = redis
        self._random = Random(seed)  # noqa: S311 - nothing secret
        self._at_redis: list[Trouble] = [self._killed, self._held_up, self._flushed]
        self.counts: dict[str, int] = {}
        """How often each was."""

    async def come_and_go(self) -> None:
        """Until cancelled; then all is well."""
        try:
            while True:
                await self._one()
                await asyncio.sleep(_LASTS_SECONDS)
        finally:
            self._sandbox.heal()
            self._redis.start_again()

    async def _one(self) -> None:
        if self._random.random() < 0.4:  # noqa: PLR2004 - the share of Redis
            trouble = self._random.choice(self._at_redis)
            self._count(f"redis {trouble.__name__.strip('_')}")
            await trouble()
            return
        provider, fault = self._random.choice(_PROVIDERS), self._random.choice(_FAULTS)
        self._count(f"{provider} {type(fault).__name__}")
        rule = self._sandbox.fail(provider, fault)
        await asyncio.sleep(_LASTS_SECONDS)
        rule.heal()

    def _count(self, name: str) -> None:
        self.counts[name] = self.counts.get(name, 0) + 1

    async def _killed(self) -> None:
        self._redis.stop()
        await asyncio.sleep(_LASTS_SECONDS)
        await asyncio.to_thread(self._redis.start)

    async def _held_up(self) -> None:
        with self._redis.held_up():
            await asyncio.sleep(_LASTS_SECONDS)

    async def _flushed(self) -> None:
        await asyncio.to_thread(self._redis.flush)

"""What a shared cache could not be told yet: kept here, and sent until it has arrived."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import NamedTuple

Send = Callable[[str, bytes, float], Awaitable[bool]]
"""Sends a content under a key, to be kept for some seconds; whether it arrived."""

MOST_DEBTS = 10_000
"""So many keys are remembered; of more, the oldest are forgotten."""


class Debt(NamedTuple):
    """A content to send, and until when it matters, by the monotonic clock."""

    content: bytes
    until: float


class Debts:
    """Contents by key, the last one of each, until they have arrived or their time is over."""

    def __init__(self, send: Send, pause_seconds: float) -> None:
        self._send = send
        self._pause_seconds = pause_seconds
        self._owed: dict[str, Debt] = {}
        self._paying: asyncio.Task[None] | None = None

    def __contains__(self, key: str) -> bool:
        return key in self._owed

    def get(self, key: str, otherwise: bytes | None) -> bytes | None:
        """What is owed under the key."""
        owed = self._owed.get(key)
        return otherwise if owed is None else owed.content

    async def settle(self, key: str, content: bytes, ttl_seconds: float) -> None:
        """Send the content, or owe it: whoever reads meanwhile reads it from here."""
        debt = Debt(content, time.monotonic() + ttl_seconds)
        self.forgive(key)
        self._owed[key] = debt
        await self._pay(key, debt)
        while len(self._owed) > MOST_DEBTS:
            del self._owed[next(iter(self._owed))]
        if self._owed and self._paying is None:
            self._paying = asyncio.create_task(self._pay_later())

    def forgive(self, key: str) -> None:
        """Owe nothing under the key any more."""
        self._owed.pop(key, None)

    async def close(self) -> None:
        """Send nothing more."""
        if self._paying is not None:
            self._paying.cancel()
            await asyncio.wait([self._paying])

    async def _pay_later(self) -> None:
        try:
            while self._owed:
                await asyncio.sleep(self._pause_seconds)
                for key, debt in list(self._owed.items()):
                    await self._pay(key, debt)
        finally:
            self._paying = None

    async def _pay(self, key: str, debt: Debt) -> None:
        left = debt.until - time.monotonic()
        arrived = left <= 0 or await self._send(key, debt.content, left)
        if arrived and self._owed.get(key) is debt:
            del self._owed[key]

"""Documents that clients registered: content under its own digest, so that none can be replaced."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from time import monotonic

from gateway.cache.store import MemoryStore, Store

LARGEST_BYTES = 65_536
"""Of one document; a larger one is executed, and never registered."""
KEPT_SECONDS = 86_400.0
"""How long a document is known after it was sent last."""
KEPT_BESIDE = 500
"""Bytes that a document takes beside its text, about."""


class Allowance:
    """So much at once, and so much in each `seconds` on the long run."""

    def __init__(self, most: float, seconds: float, now: Callable[[], float] = monotonic) -> None:
        self._most = most
        self._per_second = most / seconds
        self._now = now
        self._left = most
        self._at = now()

    def take(self, figure: float) -> bool:
        """Whether there is so much left; then it is taken."""
        at = self._now()
        self._left = min(self._most, self._left + (at - self._at) * self._per_second)
        self._at = at
        if figure > self._left:
            return False
        self._left -= figure
        return True


class RegisteredDocuments:
    """Known to this process, up to `most_bytes`; and to all replicas where they share a store.

    Nobody has to show who they are to register a document. So a process puts no more than
    `most_bytes` a day into what is shared, whatever it is sent.
    """

    def __init__(
        self, most_bytes: int, shared: Store | None, now: Callable[[], float] = monotonic
    ) -> None:
        self._own = MemoryStore(most_bytes, document_weight)
        self._shared = shared
        self._allowance = Allowance(most_bytes, KEPT_SECONDS, now)

    async def find(self, sha256: str) -> str | None:
        """The document, where it is known."""
        key = _key(sha256)
        text = await self._own.get(key, str)
        if text is not None or self._shared is None:
            return text
        text = await self._shared.get(key, str)
        if text is None or hashlib.sha256(text.encode()).hexdigest() != sha256:
            return None
        await self._own.set(key, text, ttl_seconds=KEPT_SECONDS)
        return text

    async def register(self, sha256: str, text: str) -> None:
        """Know the document, whose digest it is, from now on; for a day at least, if possible."""
        size = len(text.encode())
        if size > LARGEST_BYTES:
            return
        key = _key(sha256)
        await self._own.set(key, text, ttl_seconds=KEPT_SECONDS)
        if self._shared is not None and self._allowance.take(size + KEPT_BESIDE):
            await self._shared.set(key, text, ttl_seconds=KEPT_SECONDS)


def document_weight(value: object) -> int:
    """How much a document takes of the memory's bound."""
    return KEPT_BESIDE + len(value.encode()) if isinstance(value, str) else KEPT_BESIDE


def _key(sha256: str) -> str:
    return f"document:{sha256}"

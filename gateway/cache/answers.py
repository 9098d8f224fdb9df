"""Whole answers, kept for who asks the same again while all that they were made of is fresh."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from gateway.cache.kept import Collection
from gateway.cache.store import MemoryStore
from gateway.cache.windows import WindowCache
from gateway.domain.clock import Clock

KEPT_BESIDE = 1_000
"""Bytes that an answer takes beside its content, about."""


class Provenance:
    """What an answer is made of, noted while it is made."""

    def __init__(self) -> None:
        self.eras: dict[Collection, str] = {}
        """Of each collection that was read; a write ends them."""
        self.fresh_until: datetime | None = None
        """When the first part of it ceases to be fresh; None: nothing that is kept was read."""
        self._is_spoilt = False

    def add(self, whole: Collection, era: str, fresh_until: datetime) -> None:
        """Note a window that was kept, and is fresh until then."""
        if self.eras.setdefault(whole, era) != era:
            self.spoil()
        self.fresh_until = min(self.fresh_until or fresh_until, fresh_until)

    def spoil(self) -> None:
        """Note something that was not kept: the answer tells of a call, or of a failure."""
        self._is_spoilt = True

    @property
    def can_be_kept(self) -> bool:
        """Whether an answer to the same question would say the same for a while."""
        return self.fresh_until is not None and not self._is_spoilt


class KeptAnswer(msgspec.Struct, frozen=True):
    """The bytes of an answer, and what they depend on."""

    content: bytes
    fresh_until: datetime
    eras: Mapping[Collection, str]


class AnswerCache:
    """Answers by key, in this process; whether they still hold is asked where windows are kept.

    A key stands for the whole question and for the links of who asks it.
    """

    def __init__(self, store: MemoryStore, windows: WindowCache, clock: Clock) -> None:
        self._store = store
        self._windows = windows
        self._clock = clock

    async def find(self, key: str) -> bytes | None:
        """The answer, unless a part of it is not fresh any more or something was written since."""
        kept = await self._store.get(key, KeptAnswer)
        if kept is None or self._clock() >= kept.fresh_until:
            return None
        eras = await self._windows.eras(list(kept.eras))
        return kept.content if eras == list(kept.eras.values()) else None

    async def keep(self, key: str, content: bytes, provenance: Provenance) -> None:
        """Keep an answer, if it can be."""
        if not provenance.can_be_kept or provenance.fresh_until is None:
            return
        answer = KeptAnswer(content, provenance.fresh_until, provenance.eras)
        seconds = (answer.fresh_until - self._clock()).total_seconds()
        if seconds > 0:
            await self._store.set(key, answer, ttl_seconds=seconds)


def answer_weight(value: object) -> int:
    """How much an answer takes of the memory's bound: its bytes, and what is kept beside them."""
    return KEPT_BESIDE + len(value.content) if isinstance(value, KeptAnswer) else KEPT_BESIDE

"""Idempotency keys: the same key and the same input give the same result, for 24 hours."""

from __future__ import annotations

import hashlib
from typing import Generic

import msgspec

from gateway.cache.store import Store
from gateway.domain.activity import A_co
from gateway.domain.provider import Link
from gateway.writing.commands import UpsertCommand, Upserted
from gateway.writing.problems import Problem, UserErrorCode, WriteRefusedError, input_path

KEPT_SECONDS = 24 * 60 * 60.0


class Repetition(msgspec.Struct, Generic[A_co], frozen=True, kw_only=True):
    """What is known of a key: the input that it was first sent with, and the result once known."""

    digest: bytes
    result: Upserted[A_co] | None = None


class IdempotencyKeys:
    """Remembers results by link and key."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def earlier(self, link: Link, key: str, command: UpsertCommand) -> Repetition | None:
        """What is known of the first call with the key, or None when this is the first.

        Raises:
            WriteRefusedError: the key was sent with another input before.
        """
        earlier = await self._store.get(_key(link, key), Repetition)
        if earlier is not None and earlier.digest != command.digest:
            raise WriteRefusedError(
                Problem(
                    code=UserErrorCode.IDEMPOTENCY_KEY_REUSED,
                    message="This `idempotencyKey` was sent with another input: use a new one.",
                    field=input_path("idempotencyKey"),
                )
            )
        return earlier

    async def begin(self, link: Link, key: str, command: UpsertCommand) -> None:
        """Bind the key to this input, before anything is written."""
        await self._keep(link, key, Repetition(digest=command.digest))

    async def finish(self, link: Link, key: str, command: UpsertCommand, result: Upserted) -> None:
        """Keep the result for repetitions."""
        await self._keep(link, key, Repetition(digest=command.digest, result=result))

    async def abandon(self, link: Link, key: str) -> None:
        """Free the key: nothing has been written."""
        await self._store.delete(_key(link, key))

    async def _keep(self, link: Link, key: str, repetition: Repetition) -> None:
        await self._store.set(_key(link, key), repetition, ttl_seconds=KEPT_SECONDS)


def _key(link: Link, idempotency_key: str) -> str:
    digest = hashlib.blake2b(idempotency_key.encode(), digest_size=16).hexdigest()
    return f"idempotency:{link.provider}:{link.fingerprint}:{digest}"

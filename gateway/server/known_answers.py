"""Answers that are known already: to the same request, of the same viewer, and still true."""

from __future__ import annotations

import hashlib

from gateway.cache.answers import AnswerCache
from gateway.schema.context import Context
from gateway.server.negotiation import MediaType

_KEY_BYTES = 32


class KnownAnswers:
    """The whole answers to queries."""

    def __init__(self, cache: AnswerCache) -> None:
        self._cache = cache

    def key(self, context: Context, asked: bytes, media_type: MediaType) -> str:
        """Stands for who asks, by fingerprints, and for every byte of what is asked."""
        digest = hashlib.blake2b(asked, digest_size=_KEY_BYTES)
        for provider, link in context.links.items():
            digest.update(f"|{provider}:{link.fingerprint}".encode())
        digest.update(f"|{media_type}".encode())
        return f"answer:{digest.hexdigest()}"

    async def find(self, key: str) -> bytes | None:
        """The body of the answer."""
        return await self._cache.find(key)

    async def keep(self, key: str, content: bytes, context: Context) -> None:
        """Keep the answer to a query, if all that it was made of is kept."""
        await self._cache.keep(key, content, context.loaders.provenance)

"""Answers that are known already: to the same body, of the same viewer, and still true."""

from __future__ import annotations

import hashlib

from gateway.cache.answers import AnswerCache
from gateway.schema.context import Context
from gateway.server.negotiation import MediaType

_KEY_BYTES = 32


class KnownAnswers:
    """The whole answers to queries that came by POST."""

    def __init__(self, cache: AnswerCache) -> None:
        self._cache = cache

    def key(self, context: Context, body: bytes, media_type: MediaType) -> str:
        """Stands for who asks, by fingerprints, and for every byte of what is asked.

        The body comes last: in front of the rest it could play the end of somebody's key.
        """
        links = "".join(f"{each}:{link.fingerprint}|" for each, link in context.links.items())
        digest = hashlib.blake2b(f"{links}{media_type}|".encode(), digest_size=_KEY_BYTES)
        digest.update(body)
        return f"answer:{digest.hexdigest()}"

    async def find(self, key: str) -> bytes | None:
        """The body of the answer."""
        return await self._cache.find(key)

    async def keep(self, key: str, content: bytes, context: Context) -> None:
        """Keep the answer to a query, if all that it was made of is kept."""
        await self._cache.keep(key, content, context.loaders.provenance)

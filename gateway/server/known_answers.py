"""Answers that are known already: to the same request, of the same viewer, and still true."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from gateway.cache.answers import AnswerCache
from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.schema.context import Context
from gateway.server.negotiation import MediaType

_KEY_BYTES = 32


class KnownAnswers:
    """The whole answers to queries."""

    def __init__(self, cache: AnswerCache) -> None:
        self._cache = cache

    def key(self, context: Context, asked: bytes, media_type: MediaType) -> str:
        """Stands for who asks, and for every byte of what is asked."""
        return answer_key(context.links, asked, media_type)

    async def find(self, key: str) -> bytes | None:
        """The body of the answer."""
        return await self._cache.find(key)

    async def keep(self, key: str, content: bytes, context: Context) -> None:
        """Keep the answer to a query, if all that it was made of is kept."""
        await self._cache.keep(key, content, context.loaders.provenance)


def answer_key(links: Mapping[Provider, Link], body: bytes, media_type: MediaType) -> str:
    """A hash of the links' fingerprints and of the body.

    The body comes last: in front of the rest it could play the end of somebody's key.
    """
    linked = "".join(f"{provider}:{link.fingerprint}|" for provider, link in links.items())
    digest = hashlib.blake2b(f"{linked}{media_type}|".encode(), digest_size=_KEY_BYTES)
    digest.update(body)
    return f"answer:{digest.hexdigest()}"

"""Which providers have answered a request, by which a refusal that may mean two things is told."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Generator
from contextlib import contextmanager

from gateway.domain.errors import ScopeMissingError, UpstreamError
from gateway.domain.provider_name import Provider


class Hearing:
    """One request's questions that are under way, and who has answered any."""

    def __init__(self, has_answered_else: Callable[[Provider], bool] = lambda _: False) -> None:
        self._has_answered_else = has_answered_else
        """Whether the provider has answered what is not asked here."""
        self._answered: set[Provider] = set()
        self._under_way: defaultdict[Provider, set[asyncio.Future[None]]] = defaultdict(set)

    @contextmanager
    def asking(self, provider: Provider) -> Generator[None]:
        """For a question: what does not fail has been answered."""
        over = asyncio.get_running_loop().create_future()
        self._under_way[provider].add(over)
        try:
            yield
            self._answered.add(provider)
        finally:
            self._under_way[provider].discard(over)
            over.set_result(None)

    async def told(self, failure: UpstreamError) -> UpstreamError:
        """The failure; as a missing scope where it may be one and other questions are answered.

        Where none is answered yet, those that are under way are waited for.
        """
        provider = failure.provider
        if not failure.may_be_scope:
            return failure
        while not self._has_answered(provider) and self._under_way[provider]:
            await asyncio.wait([*self._under_way[provider]], return_when=asyncio.FIRST_COMPLETED)
        if not self._has_answered(provider):
            return failure
        return ScopeMissingError(
            provider,
            "The provider answers other questions with this token, which was not granted what this "
            "needs: link the account again and allow it.",
            status=failure.upstream_status,
        )

    def _has_answered(self, provider: Provider) -> bool:
        return provider in self._answered or self._has_answered_else(provider)

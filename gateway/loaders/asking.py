"""What a request asks of providers live: counted, and bounded, for a short query can ask much."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ParamSpec, TypeVar

from gateway.domain.answered import Answered
from gateway.domain.clock import Clock
from gateway.domain.errors import ResultLimitError, UpstreamError
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import counted_calls
from gateway.loaders.hearing import Hearing

P = ParamSpec("P")
T = TypeVar("T")

MOST_QUESTIONS = 100
"""Of one request, to all providers, through whichever loaders."""


class Asking:
    """One request's questions, and how many more there may be."""

    def __init__(self, clock: Clock, hearing: Hearing | None = None) -> None:
        self._clock = clock
        self._hearing = hearing or Hearing()
        self._left = MOST_QUESTIONS

    async def ask(
        self,
        provider: Provider,
        method: Callable[P, Awaitable[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answered[T]:
        """What a method of the provider's ports brings; a failure is told in the answer."""
        with counted_calls() as count:
            try:
                self._take_one(provider)
                with self._hearing.asking(provider):
                    content = await method(*args, **kwargs)
            except UpstreamError as error:
                told = await self._hearing.told(error)
                return Answered(error=told, upstream_calls=count.calls)
        return Answered(content=content, fetched_at=self._clock(), upstream_calls=count.calls)

    def _take_one(self, provider: Provider) -> None:
        if not self._left:
            raise ResultLimitError(
                provider,
                f"One request can put {MOST_QUESTIONS} questions to providers: put the others in "
                "another one.",
            )
        self._left -= 1

"""Aggregation by scope: Google Fit refuses the whole for one type that the token may not read."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

from gateway.domain.errors import ScopeMissingError, UpstreamError

K = TypeVar("K")
T = TypeVar("T")


async def by_scope(
    ask: Callable[[AbstractSet[K]], Awaitable[T]],
    wanted: AbstractSet[K],
    scopes: Sequence[AbstractSet[K]],
) -> list[tuple[AbstractSet[K], T | UpstreamError]]:
    """The answer to all that is wanted; where a scope is missing, to what each is enough for.

    Raises:
        UpstreamError: there is no answer to the whole, and no use in asking for parts.
    """
    try:
        return [(wanted, await ask(wanted))]
    except ScopeMissingError:
        parts = [part for scope in scopes if (part := scope & wanted)]
        if len(parts) == 1:
            raise
    answers = await asyncio.gather(*(_answer(ask, part) for part in parts))
    return list(zip(parts, answers, strict=True))


async def _answer(
    ask: Callable[[AbstractSet[K]], Awaitable[T]], part: AbstractSet[K]
) -> T | UpstreamError:
    try:
        return await ask(part)
    except UpstreamError as error:
        return error

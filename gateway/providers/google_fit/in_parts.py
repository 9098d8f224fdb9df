"""Aggregation in parts: Google Fit refuses the whole for one type that the token may not read."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from collections.abc import Set as AbstractSet
from http import HTTPStatus
from typing import TypeVar

from gateway.domain.errors import ScopeMissingError, UpstreamError, UpstreamRefusedError

K = TypeVar("K")
T = TypeVar("T")


async def in_parts(
    ask: Callable[[AbstractSet[K]], Awaitable[T]],
    wanted: AbstractSet[K],
    scopes: Sequence[AbstractSet[K]],
) -> list[tuple[AbstractSet[K], T | UpstreamError]]:
    """The answer to all that is wanted; where a scope is missing, to what each is enough for.

    Where Fit calls the question itself wrong, as it may for a type that it does not know of the
    person, each type is asked for by itself.

    Raises:
        UpstreamError: there is no answer to the whole, and no use in asking for parts.
    """
    try:
        return [(wanted, await ask(wanted))]
    except (ScopeMissingError, UpstreamRefusedError) as refusal:
        parts = _parts(refusal, wanted, scopes)
        if len(parts) == 1:
            raise

    async def answers(part: AbstractSet[K]) -> list[tuple[AbstractSet[K], T | UpstreamError]]:
        try:
            return await in_parts(ask, part, scopes)
        except UpstreamError as error:
            return [(part, error)]

    found = await asyncio.gather(*map(answers, parts))
    return [one for answered in found for one in answered]


def _parts(
    refusal: UpstreamError, wanted: AbstractSet[K], scopes: Sequence[AbstractSet[K]]
) -> list[AbstractSet[K]]:
    """What is worth asking for by itself; the whole where nothing is."""
    if isinstance(refusal, ScopeMissingError):
        return [part for scope in scopes if (part := scope & wanted)]
    if refusal.upstream_status == HTTPStatus.BAD_REQUEST:
        return [frozenset({one}) for one in wanted]
    return [wanted]

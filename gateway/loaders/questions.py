"""Questions to a store of data sources: equal ones of one request are asked once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, NamedTuple

from strawberry.dataloader import DataLoader

from gateway.domain.clock import Clock
from gateway.domain.data_sources import DataSourceStore, Question
from gateway.domain.errors import BadUserInputError, UpstreamError
from gateway.domain.link import Link
from gateway.domain.loaded import Answered
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import counted_calls


class AskedOf(NamedTuple):
    """A question, and on whose behalf."""

    link: Link
    question: Question[Any]


Answers = DataLoader[AskedOf, Answered[Any]]


def answer_loader(stores: Mapping[Provider, DataSourceStore], clock: Clock) -> Answers:
    """A loader for one request; a provider's failure is told in the result.

    Awaiting a key raises the BadUserInputError of an id that no path can name.
    """

    async def answer(asked: AskedOf) -> Answered[Any] | BadUserInputError:
        store = stores[asked.link.provider]
        with counted_calls() as count:
            try:
                content = await asked.question.put_to(store, asked.link)
            except UpstreamError as error:
                return Answered(error=error, upstream_calls=count.calls)
            except BadUserInputError as error:
                return error
        return Answered(content=content, fetched_at=clock(), upstream_calls=count.calls)

    async def load(keys: list[AskedOf]) -> list[Answered[Any] | BadUserInputError]:
        return await asyncio.gather(*map(answer, keys))

    return DataLoader(load)

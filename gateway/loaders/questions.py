"""Questions to a store of data sources: equal ones of one request are asked once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, NamedTuple

from strawberry.dataloader import DataLoader

from gateway.domain.answered import Answered
from gateway.domain.data_sources import DataSourceStore, Question
from gateway.domain.errors import BadUserInputError
from gateway.domain.link import Link
from gateway.domain.provider_name import Provider
from gateway.loaders.asking import Asking


class AskedOf(NamedTuple):
    """A question, and on whose behalf."""

    link: Link
    question: Question[Any]


Answers = DataLoader[AskedOf, Answered[Any]]


def answer_loader(stores: Mapping[Provider, DataSourceStore], asking: Asking) -> Answers:
    """A loader for one request; a provider's failure is told in the result.

    Awaiting a key raises the BadUserInputError of an id that no path can name.
    """

    async def answer(asked: AskedOf) -> Answered[Any] | BadUserInputError:
        link, question = asked
        try:
            return await asking.ask(link.provider, question.put_to, stores[link.provider], link)
        except BadUserInputError as error:
            return error

    async def load(keys: list[AskedOf]) -> list[Answered[Any] | BadUserInputError]:
        return await asyncio.gather(*map(answer, keys))

    return DataLoader(load)

"""Providers' own records: equal pages and documents are asked for once in a request."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import NamedTuple

from strawberry.dataloader import DataLoader

from gateway.domain.answered import Answered
from gateway.domain.documents import DocumentPage, DocumentSource, PageQuestion
from gateway.domain.errors import UpstreamError
from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.loaders.asking import Asking

LoadedPage = Answered[DocumentPage]


class PageKey(NamedTuple):
    """One page for one viewer, and what is wanted of its documents."""

    link: Link
    question: PageQuestion
    fields: frozenset[str]


class DocumentKey(NamedTuple):
    """One document of one viewer; without an id the only one of its collection."""

    link: Link
    collection: str
    document_id: str | None


class DocumentLoads:
    """What one request asks for."""

    def __init__(self, sources: Mapping[Provider, DocumentSource], asking: Asking) -> None:
        self._sources = sources
        self._asking = asking

    async def pages(self, keys: list[PageKey]) -> list[LoadedPage]:
        """The pages in the order of the keys; of equal ones, all fields are asked for at once."""
        fields: dict[tuple[Link, PageQuestion], frozenset[str]] = {}
        for link, question, wanted in keys:
            fields[link, question] = fields.get((link, question), frozenset()) | wanted
        loaded = await asyncio.gather(
            *(self._page(link, question, wanted) for (link, question), wanted in fields.items())
        )
        found = dict(zip(fields, loaded, strict=True))
        return [found[key.link, key.question] for key in keys]

    async def documents(self, keys: list[DocumentKey]) -> list[object | UpstreamError | None]:
        """The documents in the order of the keys; None for what the provider does not have."""
        return await asyncio.gather(*map(self._document, keys))

    async def _page(self, link: Link, question: PageQuestion, fields: frozenset[str]) -> LoadedPage:
        source = self._sources[link.provider]
        return await self._asking.ask(link.provider, source.page, link, question, fields)

    async def _document(self, key: DocumentKey) -> object | UpstreamError | None:
        link, collection, document_id = key
        source, ask = self._sources[link.provider], self._asking.ask
        answered: Answered[object]
        if document_id is None:
            answered = await ask(link.provider, source.only_document, link, collection)
        else:
            answered = await ask(link.provider, source.document, link, collection, document_id)
        return answered.error or answered.content


def page_loader(loads: DocumentLoads) -> DataLoader[PageKey, LoadedPage]:
    """Pages for one request; a failure is told in the result."""
    return DataLoader(loads.pages)


def document_loader(loads: DocumentLoads) -> DataLoader[DocumentKey, object]:
    """Documents for one request; awaiting a key raises the UpstreamError that it met."""
    return DataLoader(loads.documents)

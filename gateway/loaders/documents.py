"""Providers' own records: equal pages and documents are asked for once in a request."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import NamedTuple

from strawberry.dataloader import DataLoader

from gateway.domain.clock import Clock
from gateway.domain.documents import DocumentSource, LoadedPage, PageQuestion
from gateway.domain.errors import ResultLimitError, UpstreamError
from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import counted_calls

MOST_LOADS = 100
"""Pages and documents that one request can ask for: a short query can name many."""


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

    def __init__(self, sources: Mapping[Provider, DocumentSource], clock: Clock) -> None:
        self._sources = sources
        self._clock = clock
        self._left = MOST_LOADS

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
        with counted_calls() as count:
            try:
                self._take_one(link.provider)
                page = await self._sources[link.provider].page(link, question, fields)
            except UpstreamError as error:
                return LoadedPage(error=error, upstream_calls=count.calls)
        return LoadedPage(page=page, fetched_at=self._clock(), upstream_calls=count.calls)

    async def _document(self, key: DocumentKey) -> object | UpstreamError | None:
        source = self._sources[key.link.provider]
        try:
            self._take_one(key.link.provider)
            if key.document_id is None:
                return await source.only_document(key.link, key.collection)
            return await source.document(key.link, key.collection, key.document_id)
        except UpstreamError as error:
            return error

    def _take_one(self, provider: Provider) -> None:
        if not self._left:
            raise ResultLimitError(
                provider,
                f"One request can ask for {MOST_LOADS} pages and documents: ask for the others in "
                "another one.",
            )
        self._left -= 1


def page_loader(loads: DocumentLoads) -> DataLoader[PageKey, LoadedPage]:
    """Pages for one request; a failure is told in the result."""
    return DataLoader(loads.pages)


def document_loader(loads: DocumentLoads) -> DataLoader[DocumentKey, object]:
    """Documents for one request; awaiting a key raises the UpstreamError that it met."""
    return DataLoader(loads.documents)

"""A collection of Oura over some days, all of its pages."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import msgspec

from gateway.domain.documents import Days, PageQuestion
from gateway.domain.errors import InvalidResponseError, ResultLimitError
from gateway.domain.link import Link
from gateway.domain.provider_name import Provider
from gateway.providers.oura.documents import OuraDocuments


class WholeList(msgspec.Struct, frozen=True, kw_only=True):
    """What all pages hold."""

    documents: Sequence[object]
    unreadable: int


class WholeLists:
    """Reads lists to their end."""

    def __init__(self, documents: OuraDocuments, *, most_pages: int) -> None:
        self._documents = documents
        self._most_pages = most_pages

    async def read(
        self, link: Link, collection: str, days: Days, fields: AbstractSet[str]
    ) -> WholeList:
        """GET …/{collection}, every page: the documents of the days.

        Raises:
            ResultLimitError: more pages than the settings allow.
            InvalidResponseError: the pages go in a circle.
        """
        found: list[object] = []
        unreadable = 0
        token: str | None = None
        asked: set[str | None] = set()
        while len(asked) < self._most_pages:
            asked.add(token)
            question = PageQuestion(collection=collection, within=days, next_token=token)
            page = await self._documents.page(link, question, fields)
            found += page.documents
            unreadable += page.unreadable
            token = page.next_token
            if token is None:
                return WholeList(documents=found, unreadable=unreadable)
            if token in asked:
                raise InvalidResponseError(
                    Provider.OURA, "Oura's pages lead back to a page that was read already."
                )
        raise ResultLimitError(
            Provider.OURA,
            f"Oura has more than {self._most_pages} pages for this range: ask for a shorter one.",
        )

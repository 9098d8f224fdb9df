"""A provider's own records, as it has them: pages of a collection, and single ones."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Protocol

import msgspec

from gateway.domain.interval import Interval
from gateway.domain.link import Link


class Days(msgspec.Struct, frozen=True):
    """Calendar days where the wearer was, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class PageQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Which page of a collection is asked for."""

    collection: str
    """As the provider calls it."""
    within: Days | Interval | None = None
    """None: all of the collection, or the latest of it."""
    latest: bool = False
    next_token: str | None = None


class DocumentPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page, and what asks for the next one."""

    documents: Sequence[object]
    """With an attribute for each field, None where it cannot be read."""
    next_token: str | None
    unreadable: int
    """How many documents were left out because nothing of them can be read."""


class DocumentSource(Protocol):
    """Gives a provider's own records."""

    async def page(
        self, link: Link, question: PageQuestion, fields: AbstractSet[str]
    ) -> DocumentPage:
        """One page; of each document these fields at least, by the provider's names.

        Raises:
            UpstreamError: it could not be had.
        """
        ...

    async def document(self, link: Link, collection: str, document_id: str) -> object | None:
        """One document; None when the provider does not have it.

        Raises:
            UpstreamError: the provider could not be asked.
        """
        ...

    async def only_document(self, link: Link, collection: str) -> object:
        """The document of a collection that has but one.

        Raises:
            UpstreamError: it could not be had.
        """
        ...

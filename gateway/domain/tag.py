"""Tags: what a person noted, with a time or a span of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

import msgspec

from gateway.domain.activity import Position
from gateway.domain.documents import Days
from gateway.domain.link import Link
from gateway.domain.part import Part
from gateway.domain.provider_name import Provider
from gateway.domain.record_id import decode_record_id, encode_record_id

_PREFIX = "1:Tag:"


class TagOrigin(StrEnum):
    """Which form of a note a tag was read from."""

    TAG = "TAG"
    ENHANCED_TAG = "ENHANCED_TAG"


class TagId(NamedTuple):
    """A tag's id, in parts."""

    provider: Provider
    collection: str
    native_id: str


class Tag(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One note of one provider. What the provider does not tell is None, never ""."""

    provider: Provider
    collection: str
    provider_id: str
    origin: TagOrigin
    code: str | None = None
    """The provider's word for the kind of note, where a note has one such word."""
    codes: tuple[str, ...] = ()
    """All such words."""
    name: str | None = None
    """The person's own name for the kind of note."""
    comment: str | None = None
    start_time: datetime | None
    """In UTC; None where the provider told a wall clock without an offset."""
    end_time: datetime | None = None
    """In UTC; None for a note of a moment, too."""
    start_local: datetime
    """The wearer's wall clock, without a zone."""
    end_local: datetime | None = None
    """None for a note of a moment."""
    start_day: date
    end_day: date | None = None

    @property
    def id(self) -> str:
        """Its id, as clients see it."""
        return encode_tag_id(TagId(self.provider, self.collection, self.provider_id))

    @property
    def position(self) -> Position:
        """Where it stands in a list: by start; one without an instant as if its clock were UTC."""
        start = self.start_time or self.start_local.replace(tzinfo=UTC)
        return Position(start, self.provider.value, self.collection, self.provider_id)


class TagList(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider listed."""

    tags: Sequence[Tag]
    unreadable: int
    """How many were left out because it cannot be told when they were."""


class LoadedTags(msgspec.Struct, frozen=True, kw_only=True):
    """The tags of a viewer at one provider that begin on some days, and how they were had."""

    tags: Sequence[Tag]
    """By position. What an older form repeats is not among them (see `domain.told_tags`)."""
    parts: Sequence[Part]
    """One for each collection."""


class TagSource(Protocol):
    """Reports tags, collection by collection."""

    @property
    def collections(self) -> Sequence[str]:
        """Their names, as they stand in ids.

        The first one leads: the others are older forms of it, of which nothing can be told without
        it, since most of what they hold is there too.
        """
        ...

    async def tags(self, link: Link, collection: str, days: Days) -> TagList:
        """All tags of `collection` that begin on the days, in any order.

        Raises:
            UpstreamError: nothing, or not everything, could be had.
        """
        ...

    async def tag(self, link: Link, collection: str, native_id: str) -> Tag | None:
        """The tag with this id; None for what the provider does not have.

        Raises:
            UpstreamError: the provider could not be asked, or its answer not be read.
        """
        ...


def encode_tag_id(tag: TagId) -> str:
    """`1:Tag:<provider>:<collection>:<native id>` in base64url, without padding."""
    return encode_record_id(_PREFIX, *tag)


def decode_tag_id(encoded: str) -> TagId:
    """The parts of an id.

    Raises:
        InvalidIdError: it is not the id of a tag, in exactly the form that `encode_tag_id` gives.
    """
    return TagId(*decode_record_id(_PREFIX, encoded, what="a tag"))

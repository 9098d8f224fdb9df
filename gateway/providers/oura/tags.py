"""Oura's tags: `enhanced_tag`, and the older `tag`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple

from gateway.domain.documents import Days
from gateway.domain.errors import InvalidResponseError
from gateway.domain.link import Link
from gateway.domain.provider_name import Provider
from gateway.domain.tag import Tag, TagList, TagOrigin
from gateway.providers.oura.documents import OuraDocuments
from gateway.providers.oura.records import tags as records

ENHANCED_TAG: Final = "enhanced_tag"
TAG: Final = "tag"

_EVERY_FIELD: Final = frozenset[str]()
"""Neither route heeds `fields`."""
_MICROS_PER_MILLI: Final = 1000


class Moment(NamedTuple):
    """A time as Oura writes it: with an offset, which it does not promise, or without."""

    instant: datetime | None
    """In UTC; None where the text has no offset."""
    local: datetime
    """The wearer's wall clock, without a zone."""


class OuraTags:
    """`domain.tag.TagSource` over Oura's collections."""

    collections: Sequence[str] = (ENHANCED_TAG, TAG)

    def __init__(self, documents: OuraDocuments) -> None:
        self._documents = documents

    async def tags(self, link: Link, collection: str, days: Days) -> TagList:
        """GET …/{collection}, every page."""
        listed = await self._documents.every_document(link, collection, days, _EVERY_FIELD)
        read = [_read(collection, document) for document in listed.documents]
        return TagList(
            tags=[tag for tag in read if tag is not None and tag.start_day in days],
            unreadable=listed.unreadable + read.count(None),
        )

    async def tag(self, link: Link, collection: str, native_id: str) -> Tag | None:
        """GET …/{collection}/{document_id}."""
        document = await self._documents.document(link, collection, native_id)
        if document is None:
            return None
        tag = _read(collection, document)
        if tag is None:
            raise InvalidResponseError(Provider.OURA, "Oura's tag does not tell when it was.")
        return tag


def enhanced_tag(record: records.EnhancedTag) -> Tag:
    """The tag; without an end where Oura tells none, for then it is one of a moment.

    Raises:
        ValueError: its start is no time.
        OverflowError: its start is beyond the calendar in UTC.
    """
    start = moment(record.start_time)
    end = _moment_if_any(record.end_time)
    return Tag(
        provider=Provider.OURA,
        collection=ENHANCED_TAG,
        provider_id=record.id,
        origin=TagOrigin.ENHANCED_TAG,
        code=record.tag_type_code or None,
        codes=(record.tag_type_code,) if record.tag_type_code else (),
        name=record.custom_name or None,
        comment=record.comment or None,
        start_time=start.instant,
        end_time=None if end is None else end.instant,
        start_local=start.local,
        end_local=None if end is None else end.local,
        start_day=record.start_day or start.local.date(),
        end_day=record.end_day or _day_of(end),
    )


def older_tag(record: records.Tag) -> Tag:
    """The older form: a moment, any number of codes, and a text.

    Raises:
        ValueError: its timestamp is no time.
        OverflowError: its timestamp is beyond the calendar in UTC.
    """
    start = moment(record.timestamp)
    return Tag(
        provider=Provider.OURA,
        collection=TAG,
        provider_id=record.id,
        origin=TagOrigin.TAG,
        codes=tuple(code for code in record.tags or () if code),
        comment=record.text or None,
        start_time=start.instant,
        start_local=start.local,
        start_day=record.day or start.local.date(),
    )


def moment(text: str | None) -> Moment:
    """The time that a text tells, cut to whole milliseconds.

    Raises:
        ValueError: it tells none.
        OverflowError: it is beyond the calendar in UTC.
    """
    parsed = datetime.fromisoformat(text or "")
    whole = parsed.replace(microsecond=parsed.microsecond // _MICROS_PER_MILLI * _MICROS_PER_MILLI)
    instant = None if whole.tzinfo is None else whole.astimezone(UTC)
    return Moment(instant, whole.replace(tzinfo=None))


def _moment_if_any(text: str | None) -> Moment | None:
    try:
        return moment(text)
    except (ValueError, OverflowError):
        return None


def _day_of(end: Moment | None) -> date | None:
    return None if end is None else end.local.date()


_READERS: Final[Mapping[str, Callable[[Any], Tag]]] = {
    ENHANCED_TAG: enhanced_tag,
    TAG: older_tag,
}
"""By collection: a name from outside says nothing of the record."""


def _read(collection: str, document: Any) -> Tag | None:  # noqa: ANN401 - as `_READERS` takes it
    """The tag, or None where it cannot be told when it was."""
    try:
        return _READERS[collection](document)
    except (ValueError, OverflowError):
        return None

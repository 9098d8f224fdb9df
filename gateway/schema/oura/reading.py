"""What the fields of `Query.oura` do: ask a question through a loader, and tell how it went."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

import strawberry
from msgspec.structs import replace

from gateway.domain.documents import Days, PageQuestion
from gateway.domain.errors import BadUserInputError, unreadable
from gateway.domain.interval import Interval
from gateway.domain.provider import ConnectedProvider
from gateway.domain.provider_name import Provider
from gateway.loaders.documents import DocumentKey, PageKey
from gateway.schema.context import Context, Info
from gateway.schema.interval import BoundedIntervalInput, DateRangeInput
from gateway.schema.oura.selected import selected_fields
from gateway.schema.page_token import checked_token
from gateway.schema.status import ProviderStatus, not_linked, status_of, unlinked

DayRange = Annotated[
    DateRangeInput,
    strawberry.argument(
        name="range",
        description=(
            "The calendar days where the wearer was, both ends included, whatever Oura's route "
            "counts: it is asked for two days more on both sides, and what lies outside is left "
            "out. Send the same range with each `nextToken`."
        ),
    ),
]
InstantRange = Annotated[
    BoundedIntervalInput | None,
    strawberry.argument(
        name="range",
        description=(
            "The interval of time; either this or `latest: true`. Send the same range with each "
            "`nextToken`."
        ),
    ),
]
Latest = Annotated[
    bool | None,
    strawberry.argument(description="Whether to give the most recent row alone. Oura `latest`."),
]
NextToken = Annotated[
    str | None,
    strawberry.argument(
        description=(
            "The page after the one that told this `nextToken`. A page can hold little or nothing "
            "and still tell of a next one. Oura `next_token`."
        )
    ),
]
DocumentId = Annotated[
    str, strawberry.argument(description="The `id` of a document. Oura `document_id`.")
]
Resolver = Callable[..., Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Page:
    """What is told of a page; the generated types are views of it."""

    data: Sequence[object]
    next_token: str | None
    status: ProviderStatus


def days(collection: str) -> Resolver:
    """Pages of a collection of days."""

    async def resolve(info: Info, range_: DayRange, next_token: NextToken = None) -> object:
        if range_.from_ > range_.to:
            raise BadUserInputError("`range.from` must not be later than `range.to`.")
        within = Days(range_.from_, range_.to)
        question = PageQuestion(collection=collection, within=within, next_token=next_token)
        return await _page(info, question)

    return resolve


def instants(collection: str) -> Resolver:
    """Pages of a series."""

    async def resolve(
        info: Info,
        range_: InstantRange = None,
        next_token: NextToken = None,
        latest: Latest = None,
    ) -> object:
        if latest and next_token is None and range_ is None:
            return await _page(info, PageQuestion(collection=collection, latest=True))
        if latest or range_ is None:
            raise BadUserInputError(
                "Send either `range`, with or without `nextToken`, or `latest`."
            )
        if range_.start >= range_.end:
            raise BadUserInputError("`range.start` must be earlier than `range.end`.")
        within = Interval(range_.start, range_.end)
        question = PageQuestion(collection=collection, within=within, next_token=next_token)
        return await _page(info, question)

    return resolve


def pages(collection: str) -> Resolver:
    """Pages of a collection that takes no range."""

    async def resolve(info: Info, next_token: NextToken = None) -> object:
        return await _page(info, PageQuestion(collection=collection, next_token=next_token))

    return resolve


def document(collection: str) -> Resolver:
    """A single document; null where Oura has none."""

    async def resolve(info: Info, document_id: DocumentId) -> object:
        return await _document(info.context, collection, document_id)

    return resolve


async def personal_info(info: Info) -> object:
    """The only document of its collection."""
    return await _document(info.context, "personal_info", None)


async def _page(info: Info, question: PageQuestion) -> Page:
    checked_token(question.next_token, "nextToken")
    connected = _oura(info.context)
    link = info.context.links.get(Provider.OURA)
    if link is None:
        return Page([], None, unlinked(connected))
    loaded = await info.context.loaders.pages.load(PageKey(link, question, selected_fields(info)))
    found = loaded.content
    if found is None:
        return Page([], None, status_of(connected, loaded, 0))
    left_out = unreadable(Provider.OURA, found.unreadable, "page's documents")
    answered = replace(loaded, error=left_out)
    return Page(
        found.documents, found.next_token, status_of(connected, answered, len(found.documents))
    )


async def _document(context: Context, collection: str, document_id: str | None) -> object:
    link = context.links.get(Provider.OURA)
    if link is None:
        raise not_linked(_oura(context))
    return await context.loaders.documents.load(DocumentKey(link, collection, document_id))


def _oura(context: Context) -> ConnectedProvider:
    return context.services.providers[Provider.OURA]

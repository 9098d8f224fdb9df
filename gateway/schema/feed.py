"""Query.activities: its arguments, checked and made into a question to the feed."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo

import strawberry

from gateway.domain.errors import BadUserInputError
from gateway.schema.activity_filter import ActivityFilter, selection
from gateway.schema.connection import ActivityConnection, connection, insist
from gateway.schema.context import Context, Info
from gateway.schema.enums import ActivityOrder, Dedupe, ProviderErrorPolicy
from gateway.schema.freshness import FreshnessInput
from gateway.schema.freshness import freshness as accepted
from gateway.timeline.cursor import Cursor
from gateway.timeline.feed import read_feed
from gateway.timeline.question import FeedQuestion, PageRequest, list_digest

DEFAULT_PAGE = 20
LARGEST_PAGE = 100


def _described(description: str) -> object:
    return strawberry.argument(description=description)


async def activities(  # noqa: PLR0913, PLR0917 - the arguments of the field
    info: Info,
    first: Annotated[
        int | None,
        _described("1 to 100, from the list's start; 20 when neither `first` nor `last` is given."),
    ] = None,
    after: Annotated[str | None, _described("Only what comes after this cursor.")] = None,
    last: Annotated[int | None, _described("1 to 100, from the list's end.")] = None,
    before: Annotated[str | None, _described("Only what comes before this cursor.")] = None,
    filter: Annotated[  # noqa: A002 - the name that clients know
        ActivityFilter | None, _described("Which activities; left out: all of them.")
    ] = None,
    order_by: Annotated[
        ActivityOrder, _described("The order of the list.")
    ] = ActivityOrder.START_TIME_DESC,
    dedupe: Annotated[
        Dedupe, _described("What becomes of several providers' records of one event.")
    ] = Dedupe.NONE,
    time_zone: Annotated[
        ZoneInfo | None,
        _described("Where to take the local times of records without an offset (Google Fit)."),
    ] = None,
    freshness: Annotated[FreshnessInput | None, _described("How old an answer may be.")] = None,
    on_provider_error: Annotated[
        ProviderErrorPolicy, _described("What a failing provider does to the answer.")
    ] = ProviderErrorPolicy.PARTIAL,
) -> ActivityConnection:
    """A page of the feed."""
    context = info.context
    selected = selection(filter, time_zone, context.linked_providers())
    digest = list_digest(selected, order_by, collapse=dedupe is Dedupe.COLLAPSE, zone=time_zone)
    question = FeedQuestion(
        selection=selected,
        page=page_request(context, digest, first, after, last, before),
        order=order_by,
        collapse=dedupe is Dedupe.COLLAPSE,
        zone=time_zone,
    )
    sources = [s for s in context.sources() if selected.asks(s.link.provider)]
    history = context.services.history()
    load = context.loaders.load_windows(accepted(freshness))
    page = await read_feed(question, sources, load, history)
    insist(page, on_provider_error)
    return connection(context, question, page, digest)


def page_request(  # noqa: PLR0913, PLR0917 - as the field's arguments
    context: Context,
    digest: bytes,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
) -> PageRequest:
    """What the arguments of a Relay connection ask for, of the list that the digest stands for.

    Raises:
        BadUserInputError: they contradict each other, or a cursor is not of this list.
    """
    if first is not None and last is not None:
        raise BadUserInputError(
            "Send `first` to page forward or `last` to page backward, not both."
        )
    count = _count("first", first) if last is None else _count("last", last)
    start, end = _cursor(context, after, digest), _cursor(context, before, digest)
    come_from = start if last is None else end
    return PageRequest(
        count=count,
        backward=last is not None,
        after=None if start is None else start.position,
        before=None if end is None else end.position,
        gap_behind=come_from is not None and come_from.gap_behind,
    )


def _count(name: str, asked: int | None) -> int:
    if asked is None:
        return DEFAULT_PAGE
    if not 1 <= asked <= LARGEST_PAGE:
        raise BadUserInputError(f"`{name}` must lie between 1 and {LARGEST_PAGE}.")
    return asked


def _cursor(context: Context, text: str | None, digest: bytes) -> Cursor | None:
    return None if text is None else context.services.cursors.decode(text, digest)

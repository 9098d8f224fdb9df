"""Query.activities: its arguments, checked and made into a question to the feed."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo

import strawberry

from gateway.schema.activity_filter import ActivityFilter, selection
from gateway.schema.connection import ActivityConnection, connection, insist
from gateway.schema.context import Info
from gateway.schema.enums import ActivityOrder, Dedupe, ProviderErrorPolicy
from gateway.schema.freshness import FreshnessInput
from gateway.schema.freshness import freshness as accepted
from gateway.schema.paging import After, Before, First, Last, page_request
from gateway.timeline.feed import read_feed
from gateway.timeline.question import FeedQuestion, list_digest


def _described(description: str) -> object:
    return strawberry.argument(description=description)


async def activities(  # noqa: PLR0913, PLR0917 - the arguments of the field
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
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

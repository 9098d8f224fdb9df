"""ActivityConnection: a page of the feed, and how whole it is."""

from __future__ import annotations

import strawberry

from gateway.domain import interval
from gateway.domain.activity import Activity as ActivityRecord
from gateway.domain.errors import ProvidersFailedError, UpstreamError
from gateway.schema.activity import Activity
from gateway.schema.context import Context
from gateway.schema.enums import ProviderErrorPolicy, ProviderState
from gateway.schema.interval import Interval
from gateway.schema.status import ProviderStatus, status_in_page
from gateway.timeline.cursor import Cursor, CursorCodec
from gateway.timeline.feed import FeedPage
from gateway.timeline.question import FeedQuestion

WHOLE = {ProviderState.OK, ProviderState.NOT_LINKED, ProviderState.SKIPPED}
"""A provider in one of these states lacks nothing that it was asked for."""


@strawberry.type(description="Where a page stands in its list, after the Relay specification.")
class PageInfo:
    """Of a forward page, `hasPreviousPage` tells whether `after` was given, and the reverse."""

    has_next_page: bool = strawberry.field(description="Whether the list goes on after the page.")
    has_previous_page: bool = strawberry.field(
        description="Whether the list has something before the page."
    )
    start_cursor: str | None = strawberry.field(
        description="The cursor of the first edge; null on an empty page."
    )
    end_cursor: str | None = strawberry.field(
        description="The cursor of the last edge; null on an empty page."
    )


@strawberry.type(description="An activity in its place in the list.")
class ActivityEdge:
    """An edge after the Relay specification."""

    cursor: str = strawberry.field(
        description="The place, for `after` and `before` with the same filter, order and dedupe."
    )
    node: ActivityRecord = strawberry.field(
        graphql_type=Activity, description="The activity that stands there."
    )


@strawberry.type(description="A page of the merged feed, and how whole it is.")
class ActivityConnection:
    """A connection after the Relay specification, with what each provider contributed."""

    edges: list[ActivityEdge] = strawberry.field(
        description="The activities with their cursors, in the order of the list."
    )
    nodes: list[ActivityRecord] = strawberry.field(
        graphql_type=list[Activity], description="The activities alone, in the order of the list."
    )
    page_info: PageInfo = strawberry.field(description="Where the page stands in the list.")
    providers: list[ProviderStatus] = strawberry.field(
        description="One entry per known provider, in the order of the enum, always."
    )
    is_complete: bool = strawberry.field(
        description=(
            "Whether every linked, selected provider is OK for this page and for every page "
            "before it (the cursor remembers)."
        )
    )
    covered_range: interval.Interval = strawberry.field(
        graphql_type=Interval,
        description=(
            "What the page answers for: it holds all that could be had of what starts in it, but "
            "for equal starts at its edge. Those of successive pages make up the whole range."
        ),
    )


def connection(
    context: Context, question: FeedQuestion, page: FeedPage, list_digest: bytes
) -> ActivityConnection:
    """The page as clients see it."""
    statuses = _statuses(context, question, page)
    lacks_something = any(status.state not in WHOLE for status in statuses)
    gap_behind = question.page.gap_behind or lacks_something
    edges = _edges(context.services.cursors, page, list_digest, gap_behind=gap_behind)
    return ActivityConnection(
        edges=edges,
        nodes=page.activities,
        page_info=_page_info(question, page, edges),
        providers=statuses,
        is_complete=not gap_behind,
        covered_range=page.covered,
    )


def insist(page: FeedPage, policy: ProviderErrorPolicy) -> None:
    """Give nothing rather than a part, where the client wants it so.

    Raises:
        ProvidersFailedError: a provider failed for this page, and the policy is FAIL.
    """
    failures: list[UpstreamError] = [
        harvest.error
        for harvest in page.harvests
        if harvest.error is not None and harvest.gaps(page.covered)
    ]
    if failures and policy is ProviderErrorPolicy.FAIL:
        raise ProvidersFailedError(failures)


def _statuses(context: Context, question: FeedQuestion, page: FeedPage) -> list[ProviderStatus]:
    harvests = {harvest.source.link.provider: harvest for harvest in page.harvests}
    return [
        status_in_page(
            connected, page, harvests.get(provider), asked=question.selection.asks(provider)
        )
        for provider, connected in context.services.providers.items()
    ]


def _edges(
    cursors: CursorCodec, page: FeedPage, list_digest: bytes, *, gap_behind: bool
) -> list[ActivityEdge]:
    return [
        ActivityEdge(cursor=cursors.encode(Cursor(a.position, gap_behind), list_digest), node=a)
        for a in page.activities
    ]


def _page_info(question: FeedQuestion, page: FeedPage, edges: list[ActivityEdge]) -> PageInfo:
    backward = question.page.backward
    return PageInfo(
        has_next_page=question.page.before is not None if backward else page.has_more,
        has_previous_page=page.has_more if backward else question.page.after is not None,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )

"""ActivityConnection: a page of the feed, and how whole it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

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
from gateway.timeline.harvest import Harvest
from gateway.timeline.question import FeedQuestion, PageRequest

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
    places = _Places(context.services.cursors, list_digest, gap_behind)
    return cast("ActivityConnection", _Connection(question, page, statuses, places))


def insist(page: FeedPage, policy: ProviderErrorPolicy) -> None:
    """Give nothing rather than a part, where the client wants it so.

    Raises:
        ProvidersFailedError: a provider failed for this page, and the policy is FAIL.
    """
    failures = [failure for one in page.harvests if (failure := _lack(one, page.covered))]
    if failures and policy is ProviderErrorPolicy.FAIL:
        raise ProvidersFailedError(failures)


def _lack(harvest: Harvest, covered: interval.Interval) -> UpstreamError | None:
    """Why the page is not whole, where it is not."""
    failed = harvest.error if harvest.gaps(covered) else None
    return failed or harvest.why_spoilt(covered)


def _statuses(context: Context, question: FeedQuestion, page: FeedPage) -> list[ProviderStatus]:
    harvests = {harvest.source.link.provider: harvest for harvest in page.harvests}
    return [
        status_in_page(
            connected, page, harvests.get(provider), asked=question.selection.asks(provider)
        )
        for provider, connected in context.services.providers.items()
    ]


@dataclass(frozen=True, slots=True)
class _Places:
    """Makes the cursors of a page, of which most queries want two at the most."""

    codec: CursorCodec
    list_digest: bytes
    gap_behind: bool

    def cursor(self, activity: ActivityRecord) -> str:
        """The cursor of the activity's place."""
        return self.codec.encode(Cursor(activity.position, self.gap_behind), self.list_digest)


@dataclass(frozen=True, slots=True)
class _Connection:
    """What the fields of `ActivityConnection` read."""

    question: FeedQuestion
    page: FeedPage
    providers: list[ProviderStatus]
    places: _Places

    @property
    def nodes(self) -> list[ActivityRecord]:
        return self.page.activities

    @property
    def edges(self) -> list[_Edge]:
        return [_Edge(activity, self.places) for activity in self.page.activities]

    @property
    def page_info(self) -> _PageInfo:
        return _PageInfo(self.question.page, self.page, self.places)

    @property
    def is_complete(self) -> bool:
        return not self.places.gap_behind

    @property
    def covered_range(self) -> interval.Interval:
        return self.page.covered


@dataclass(frozen=True, slots=True)
class _Edge:
    """What the fields of `ActivityEdge` read."""

    node: ActivityRecord
    places: _Places

    @property
    def cursor(self) -> str:
        return self.places.cursor(self.node)


@dataclass(frozen=True, slots=True)
class _PageInfo:
    """What the fields of `PageInfo` read."""

    asked: PageRequest
    page: FeedPage
    places: _Places

    @property
    def has_next_page(self) -> bool:
        asked = self.asked
        return asked.before is not None if asked.backward else self.page.has_more

    @property
    def has_previous_page(self) -> bool:
        asked = self.asked
        return self.page.has_more if asked.backward else asked.after is not None

    @property
    def start_cursor(self) -> str | None:
        return self._cursor_at(0)

    @property
    def end_cursor(self) -> str | None:
        return self._cursor_at(-1)

    def _cursor_at(self, index: int) -> str | None:
        activities = self.page.activities
        return self.places.cursor(activities[index]) if activities else None

"""What each provider contributed to an answer, and what is missing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import strawberry

from gateway.domain import interval
from gateway.domain.answered import Answered
from gateway.domain.errors import NotLinkedError, UpstreamError
from gateway.domain.provider import ConnectedProvider
from gateway.schema.enums import (
    Provider,
    ProviderAction,
    ProviderErrorCode,
    ProviderState,
    ServedFrom,
)
from gateway.schema.interval import Interval
from gateway.timeline.changes.look import Report
from gateway.timeline.feed import FeedPage
from gateway.timeline.harvest import Harvest


@strawberry.type(description="Why a provider's part is missing, and what to do about it.")
class ProviderError:
    """A view of an `UpstreamError`."""

    code: ProviderErrorCode = strawberry.field(description="What went wrong.")
    message: str = strawberry.field(
        description="Safe to show; never holds an upstream body, a token or an address."
    )
    retryable: bool = strawberry.field(
        description="Whether the same request can succeed later without anybody doing anything."
    )
    retry_after_seconds: int | None = strawberry.field(
        description="How long to wait, in seconds, where the provider said so (`Retry-After`)."
    )
    action: ProviderAction = strawberry.field(description="What to do about it.")
    upstream_status: int | None = strawberry.field(
        description="The HTTP status that the provider answered with, where it answered."
    )


@strawberry.type(
    description="What one provider contributed to the enclosing result, and what is missing."
)
class ProviderStatus:
    """One provider's part of an answer."""

    provider: Provider = strawberry.field(description="Whose part this is.")
    state: ProviderState = strawberry.field(description="How whole the part is.")
    error: ProviderError | None = strawberry.field(
        description="Why something is missing; null when nothing is."
    )
    served_from: ServedFrom = strawberry.field(description="Where the part came from.")
    fetched_at: datetime | None = strawberry.field(
        description="When the oldest part of the answer left the provider; null without an answer."
    )
    item_count: int = strawberry.field(description="How many of the result's items are its own.")
    gaps: list[interval.Interval] = strawberry.field(
        graphql_type=list[Interval],
        description=(
            "Parts of the asked interval that the provider could not cover. Asking again for "
            "exactly these completes the result."
        ),
    )
    upstream_calls: int = strawberry.field(
        description="How many HTTP calls to the provider were made for this."
    )


def status_in_page(
    connected: ConnectedProvider, page: FeedPage, harvest: Harvest | None, *, asked: bool
) -> ProviderStatus:
    """One provider's part of a page; without a harvest it was not read."""
    if not asked:
        return skipped(connected)
    if harvest is None:
        return unlinked(connected)
    gaps = harvest.gaps(page.covered)
    state, error = _state(harvest, page.covered, gaps)
    return ProviderStatus(
        provider=connected.provider,
        state=state,
        error=None if error is None else provider_error(error),
        served_from=harvest.served_from,
        fetched_at=harvest.fetched_at,
        item_count=sum(a.provider is connected.provider for a in page.activities),
        gaps=gaps,
        upstream_calls=harvest.upstream_calls,
    )


def status_of(
    connected: ConnectedProvider, outcome: Answered[Any] | Report, item_count: int
) -> ProviderStatus:
    """How asking went, which brought so many items; what came with an error is not all."""
    there = outcome.fetched_at is not None
    failed = ProviderState.PARTIAL if there else ProviderState.FAILED
    return ProviderStatus(
        provider=connected.provider,
        state=ProviderState.OK if outcome.error is None else failed,
        error=None if outcome.error is None else provider_error(outcome.error),
        served_from=ServedFrom.LIVE if there else ServedFrom.NONE,
        fetched_at=outcome.fetched_at,
        item_count=item_count,
        gaps=[],
        upstream_calls=outcome.upstream_calls,
    )


def skipped(connected: ConnectedProvider) -> ProviderStatus:
    """The query did not ask for the provider."""
    return _unread(connected, ProviderState.SKIPPED, None)


def unlinked(connected: ConnectedProvider) -> ProviderStatus:
    """The request brought no token for the provider."""
    return _unread(connected, ProviderState.NOT_LINKED, not_linked(connected))


def not_linked(connected: ConnectedProvider) -> NotLinkedError:
    """The failure of asking a provider that the request has no token for."""
    message = f"The request has no token for {connected.display_name}."
    return NotLinkedError(connected.provider, message)


def provider_error(error: UpstreamError) -> ProviderError:
    """The failure as clients see it."""
    return ProviderError(
        code=error.code,
        message=error.message,
        retryable=error.retryable,
        retry_after_seconds=error.retry_after_seconds,
        action=error.action,
        upstream_status=error.upstream_status,
    )


def _state(
    harvest: Harvest, covered: interval.Interval, gaps: list[interval.Interval]
) -> tuple[ProviderState, UpstreamError | None]:
    """A failure that left its mark outside of the page is the next page's matter."""
    if gaps:
        nothing = harvest.served_from is ServedFrom.NONE
        return ProviderState.FAILED if nothing else ProviderState.PARTIAL, harvest.error
    if harvest.is_stale(covered):
        return ProviderState.STALE, harvest.error
    spoilt = harvest.why_spoilt(covered) if harvest.spoilt else None
    return ProviderState.OK if spoilt is None else ProviderState.PARTIAL, spoilt


def _unread(
    connected: ConnectedProvider, state: ProviderState, error: UpstreamError | None
) -> ProviderStatus:
    return ProviderStatus(
        provider=connected.provider,
        state=state,
        error=None if error is None else provider_error(error),
        served_from=ServedFrom.NONE,
        fetched_at=None,
        item_count=0,
        gaps=[],
        upstream_calls=0,
    )

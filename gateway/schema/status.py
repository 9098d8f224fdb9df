"""What each provider contributed to an answer, and what is missing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import strawberry

from gateway.domain import interval
from gateway.domain.documents import DocumentPage, LoadedPage
from gateway.domain.errors import InvalidResponseError, NotLinkedError, UpstreamError
from gateway.domain.loaded import Answered, LoadedProfile
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


def status_of_profile(connected: ConnectedProvider, loaded: LoadedProfile) -> ProviderStatus:
    """How the load of a profile went."""
    there = loaded.error is None
    return ProviderStatus(
        provider=connected.provider,
        state=ProviderState.OK if there else ProviderState.FAILED,
        error=None if loaded.error is None else provider_error(loaded.error),
        served_from=ServedFrom.LIVE if there else ServedFrom.NONE,
        fetched_at=loaded.fetched_at,
        item_count=int(there),
        gaps=[],
        upstream_calls=loaded.upstream_calls,
    )


def status_of_answer(
    connected: ConnectedProvider, answered: Answered[Any], item_count: int
) -> ProviderStatus:
    """How one question went, whose answer has so many items."""
    there = answered.error is None
    return ProviderStatus(
        provider=connected.provider,
        state=ProviderState.OK if there else ProviderState.FAILED,
        error=None if answered.error is None else provider_error(answered.error),
        served_from=ServedFrom.LIVE if there else ServedFrom.NONE,
        fetched_at=answered.fetched_at,
        item_count=item_count,
        gaps=[],
        upstream_calls=answered.upstream_calls,
    )


def status_of_page(connected: ConnectedProvider, loaded: LoadedPage) -> ProviderStatus:
    """How the load of a page of documents went; those that cannot be read are missing."""
    page = loaded.page
    error = loaded.error
    if page is not None and page.unreadable:
        message = f"{page.unreadable} of the page's documents cannot be read, and are left out."
        error = InvalidResponseError(connected.provider, message)
    return ProviderStatus(
        provider=connected.provider,
        state=_state_of_page(page, error),
        error=None if error is None else provider_error(error),
        served_from=ServedFrom.NONE if page is None else ServedFrom.LIVE,
        fetched_at=loaded.fetched_at,
        item_count=0 if page is None else len(page.documents),
        gaps=[],
        upstream_calls=loaded.upstream_calls,
    )


def status_of_report(
    connected: ConnectedProvider, report: Report | None, item_count: int
) -> ProviderStatus:
    """How looking for changes went; without a report there was no need to ask."""
    report = report or Report(provider=connected.provider)
    error, there = report.error, report.fetched_at is not None
    failed = ProviderState.PARTIAL if there else ProviderState.FAILED
    return ProviderStatus(
        provider=connected.provider,
        state=ProviderState.OK if error is None else failed,
        error=None if error is None else provider_error(error),
        served_from=ServedFrom.LIVE if there else ServedFrom.NONE,
        fetched_at=report.fetched_at,
        item_count=item_count,
        gaps=[],
        upstream_calls=report.upstream_calls,
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
    return ProviderState.OK, None


def _state_of_page(page: DocumentPage | None, error: UpstreamError | None) -> ProviderState:
    if page is None:
        return ProviderState.FAILED
    return ProviderState.OK if error is None else ProviderState.PARTIAL


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

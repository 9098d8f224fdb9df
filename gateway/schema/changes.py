"""Query.activityChanges: what came, changed and went since a token."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry

from gateway.domain.activity import Activity as ActivityRecord
from gateway.domain.activity_id import encode_id
from gateway.domain.changes import Change, Deletion, LoadedChanges
from gateway.domain.errors import BadUserInputError, InvalidSyncTokenError
from gateway.domain.freshness import Freshness
from gateway.domain.link import Link
from gateway.domain.provider import ConnectedProvider
from gateway.loaders.changes import ChangesKey
from gateway.schema.activity import Activity
from gateway.schema.context import Context, Info
from gateway.schema.enums import Provider
from gateway.schema.scalars import SyncToken
from gateway.schema.status import ProviderStatus, skipped, status_of, unlinked
from gateway.timeline.changes.look import Report, Times
from gateway.timeline.changes.page import Asked, ChangesPage, Followed, Loads, read_changes
from gateway.timeline.changes.state import SyncState

USUAL_PAGE = 200
LARGEST_PAGE = 500
LIVE = Freshness(max_age_seconds=0, stale_if_error=False)


@strawberry.type(description="An activity that came or changed, as it stands now.")
class ActivityUpserted:
    """Take it over in place of what has its id."""

    activity: ActivityRecord = strawberry.field(
        graphql_type=Activity, description="The whole of it; its `id` says which one it replaces."
    )


@strawberry.type(
    description="An activity that is gone, or that lies before `coveredFrom` now, or starts more "
    "than a day ahead: it is told when it comes near. A client may never have been told of it."
)
class ActivityDeleted:
    """Remove what has this id."""

    id: strawberry.ID = strawberry.field(description="The id that the activity had.")
    provider: Provider = strawberry.field(description="Who had recorded it.")


ActivityChange = Annotated[
    ActivityUpserted | ActivityDeleted,
    strawberry.union("ActivityChange", description="What became of one activity."),
]


@strawberry.type(description="A page of changes.")
class ActivityChanges:
    """Applied in order, and then replaced by what comes after `nextToken`."""

    changes: list[ActivityChange] = strawberry.field(
        description="In the order to apply them; one activity may be among them more than once."
    )
    next_token: SyncToken = strawberry.field(
        description="What to send as `since` next, once these changes are stored. Never null."
    )
    has_more: bool = strawberry.field(
        description="Whether to ask on at once. A provider that failed counts as having no more: "
        "its changes come when it is back."
    )
    resync_required: bool = strawberry.field(
        description="Whether `since` is of no use any more: it is more than 30 days old, of other "
        "linked providers, or a provider has forgotten its own. Drop what starts at "
        "`coveredFrom` or later, and go on with `nextToken`, which begins anew."
    )
    covered_from: datetime = strawberry.field(
        description="From this start time on, up to a day ahead of now, every change is told, as "
        "`activities` shows it. Of what starts earlier, only Google Fit's changes are."
    )
    providers: list[ProviderStatus] = strawberry.field(
        description="One entry per known provider, in the order of the enum, always. One that "
        "failed stays where it was; nothing of it is lost."
    )


async def activity_changes(
    info: Info,
    since: Annotated[
        SyncToken | None,
        strawberry.argument(description="The last `nextToken`; left out: from the beginning."),
    ] = None,
    first: Annotated[
        int, strawberry.argument(description=f"How many changes at most, 1 to {LARGEST_PAGE}.")
    ] = USUAL_PAGE,
    providers: Annotated[
        list[Provider] | None,
        strawberry.argument(
            description="Whose changes; left out: all. The same with each `nextToken`."
        ),
    ] = None,
) -> ActivityChanges:
    """A page of changes."""
    context = info.context
    names = _names(providers)
    asked = Asked(
        followed=_followed(context, names),
        providers=names,
        first=_checked(first),
        times=_times(context),
    )
    page = await read_changes(_state(context, since, names), asked, _loads(context))
    return ActivityChanges(
        changes=[_shown(change) for change in page.changes],
        next_token=SyncToken(context.services.sync_tokens.encode(page.state)),
        has_more=page.has_more,
        resync_required=page.is_resync,
        covered_from=page.covered_from,
        providers=[
            _status(context, connected, page, names)
            for connected in context.services.providers.values()
        ],
    )


def _names(providers: list[Provider] | None) -> tuple[str, ...]:
    if providers is not None and not providers:
        raise BadUserInputError("`providers` is empty: leave it out for the changes of all.")
    return tuple(sorted({provider.value for provider in providers or ()}))


def _checked(first: int) -> int:
    if not 1 <= first <= LARGEST_PAGE:
        raise BadUserInputError(f"`first` must lie between 1 and {LARGEST_PAGE}.")
    return first


def _state(context: Context, since: str | None, names: tuple[str, ...]) -> SyncState | None:
    if since is None:
        return None
    state = context.services.sync_tokens.decode(since)
    if state.providers != names:
        raise InvalidSyncTokenError(
            "This sync token was made for other providers: send it with the `providers` that it "
            "was read with, or leave it out to start again."
        )
    return state


def _followed(context: Context, names: tuple[str, ...]) -> list[Followed]:
    providers = context.services.providers
    return [
        Followed(source, keeps_journal=providers[source.link.provider].changes is not None)
        for source in context.sources()
        if not names or source.link.provider.value in names
    ]


def _times(context: Context) -> Times:
    history = context.services.history()
    return Times(context.services.clock(), context.services.changes_lookback, history.end)


def _loads(context: Context) -> Loads:
    loaders = context.loaders

    async def journal(link: Link, collections: tuple[str, ...], since: str | None) -> LoadedChanges:
        return await loaders.changes.load(ChangesKey(link, collections, since))

    return Loads(loaders.load_windows(LIVE), journal)


def _shown(change: Change) -> ActivityUpserted | ActivityDeleted:
    if isinstance(change, Deletion):
        gone = change.activity_id
        return ActivityDeleted(id=strawberry.ID(encode_id(gone)), provider=gone.provider)
    return ActivityUpserted(activity=change)


def _status(
    context: Context, connected: ConnectedProvider, page: ChangesPage, names: tuple[str, ...]
) -> ProviderStatus:
    provider = connected.provider
    if names and provider.value not in names:
        return skipped(connected)
    if provider not in context.links:
        return unlinked(connected)
    count = sum(_provider_of(change) is provider for change in page.changes)
    report = page.reports.get(provider) or Report(provider=provider)
    return status_of(connected, report.as_told, count)


def _provider_of(change: Change) -> Provider:
    return change.activity_id.provider

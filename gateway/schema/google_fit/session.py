"""Sessions as Google Fit lists them."""

from __future__ import annotations

import strawberry

from gateway.domain import google_fit
from gateway.schema.detail import Application
from gateway.schema.scalars import Long
from gateway.schema.status import ProviderStatus


@strawberry.type(description="A session as Google Fit lists it, whatever it leaves out.")
class GoogleFitListedSession:
    """A view of `domain.google_fit.Session`."""

    id: str | None = strawberry.field(description="The id that the writing app chose.")
    name: str | None = strawberry.field(description="The session's name.")
    description: str | None = strawberry.field(description="The session's description.")
    start_time_millis: Long | None = strawberry.field(
        description="The start, in milliseconds since 1970-01-01T00:00:00Z."
    )
    end_time_millis: Long | None = strawberry.field(
        description="The end, in milliseconds since 1970-01-01T00:00:00Z."
    )
    modified_time_millis: Long | None = strawberry.field(
        description="The last change, in milliseconds since 1970-01-01T00:00:00Z."
    )
    active_time_millis: Long | None = strawberry.field(
        description="The time that the wearer was active, in milliseconds."
    )
    activity_type: int | None = strawberry.field(
        description="Google's code of the activity; it may leave out 0 (in a vehicle)."
    )
    application: Application | None = strawberry.field(description="The app that wrote it.")


@strawberry.type(description="Sessions as Google Fit lists them. Google Fit `sessions.list`.")
class GoogleFitSessionPage:
    """A view of `domain.google_fit.SessionList`, with how asking for it went."""

    session: list[google_fit.Session] = strawberry.field(
        graphql_type=list[GoogleFitListedSession],
        description="The sessions, in no documented order.",
    )
    deleted_session: list[google_fit.Session] = strawberry.field(
        graphql_type=list[GoogleFitListedSession],
        description="What was deleted since the token: little more than ids. Only among changes.",
    )
    next_page_token: str | None = strawberry.field(
        description=(
            "Leads to the changes after these, also when there are none yet: stop at a page "
            "without sessions. Null for a range, which has no pages."
        )
    )
    has_more_data: bool | None = strawberry.field(
        description="Google documents that it never fills this in."
    )
    status: ProviderStatus = strawberry.field(description="How asking for them went.")

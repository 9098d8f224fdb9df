"""What clients send to write sessions, made into commands."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

import strawberry
from msgspec import UNSET, UnsetType

from gateway.schema.enums import ActivityType
from gateway.writing.commands import ApplicationCommand, UpsertCommand

T = TypeVar("T")


@strawberry.input(description="The app that recorded a session.")
class ApplicationInput:
    """Google Fit wants its name at least."""

    name: str = strawberry.field(description="The app's name.")
    version: str | None = strawberry.field(default=None, description="Its version.")
    details_url: str | None = strawberry.field(
        default=None, description="Where more is told of it: an http(s) address."
    )


@strawberry.input(description="A session to create, or to replace.")
class UpsertSessionInput:
    """Google Fit is the provider that takes sessions."""

    id: strawberry.ID | None = strawberry.field(
        default=None,
        description=(
            "An existing activity to replace. Left out: create, or address by `clientSessionId`."
        ),
    )
    client_session_id: str | None = strawberry.field(
        default=None,
        description=(
            "Your own id; becomes the upstream session id (Google Fit `id`). Repeating it replaces."
        ),
    )
    title: str = strawberry.field(description="What it is called. Google Fit `name`.")
    notes: str | None = strawberry.field(
        default=strawberry.UNSET,
        description=(
            "Left out: the stored notes stay. Null: they are removed. Google Fit `description`."
        ),
    )
    type: ActivityType = strawberry.field(
        description="What was done; the nearest that Google Fit has is stored, with a warning."
    )
    start_time: datetime = strawberry.field(
        description="When it began; between 1970 and a day from now. Stored in milliseconds."
    )
    end_time: datetime = strawberry.field(
        description="When it ended; later than `startTime`. Stored in milliseconds."
    )
    active_duration_seconds: float | None = strawberry.field(
        default=strawberry.UNSET,
        description=(
            "The part of it that was active, in seconds; at most its length. Left out: what is "
            "stored stays. Null: it is removed. Google Fit `activeTimeMillis`."
        ),
    )
    application: ApplicationInput | None = strawberry.field(
        default=strawberry.UNSET,
        description=(
            "The app that recorded it. Left out: what is stored stays, or the gateway's own name. "
            "Null: the gateway's own name. Google Fit `application`."
        ),
    )
    if_modified_at: datetime | None = strawberry.field(
        default=None,
        description=(
            "The `modifiedAt` that you last read: refused with CONFLICT when the stored record is "
            "newer."
        ),
    )
    idempotency_key: str | None = strawberry.field(
        default=None,
        description=(
            "Any text of your own: the same key and the same input give the same result, for 24 "
            "hours."
        ),
    )

    def to_command(self) -> UpsertCommand:
        """What the write path works with; UNSET is what the client left out."""
        return UpsertCommand(
            id=self.id,
            client_session_id=self.client_session_id,
            title=self.title,
            notes=_sent(self.notes),
            type=self.type,
            start_time=self.start_time,
            end_time=self.end_time,
            active_duration_seconds=_sent(self.active_duration_seconds),
            application=_application(_sent(self.application)),
            if_modified_at=self.if_modified_at,
            idempotency_key=self.idempotency_key,
        )


@strawberry.input(description="A session to delete.")
class DeleteSessionInput:
    """Only sessions that the viewer can delete."""

    id: strawberry.ID = strawberry.field(description="The activity's `id`.")
    if_modified_at: datetime | None = strawberry.field(
        default=None,
        description=(
            "The `modifiedAt` that you last read: refused with CONFLICT when the stored record is "
            "newer."
        ),
    )


def _sent(value: T | None) -> T | UnsetType | None:
    return UNSET if value is strawberry.UNSET else value


def _application(
    sent: ApplicationInput | UnsetType | None,
) -> ApplicationCommand | UnsetType | None:
    if sent is None or isinstance(sent, UnsetType):
        return sent
    return ApplicationCommand(name=sent.name, version=sent.version, details_url=sent.details_url)

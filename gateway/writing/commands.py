"""What a client asks to be written."""

from __future__ import annotations

import hashlib
from datetime import datetime
from enum import StrEnum
from typing import Generic

import msgspec
from msgspec import UNSET, UnsetType

from gateway.domain.activity import A_co, ActivityType
from gateway.writing.problems import Notice


class ApplicationCommand(msgspec.Struct, frozen=True, kw_only=True):
    """The app that recorded the session."""

    name: str
    version: str | None = None
    details_url: str | None = None


class UpsertCommand(msgspec.Struct, frozen=True, kw_only=True):
    """A session to create, or to lay over a stored one.

    UNSET keeps what is stored; None removes it.
    """

    id: str | None = None
    client_session_id: str | None = None
    title: str
    notes: str | UnsetType | None = UNSET
    type: ActivityType
    start_time: datetime
    end_time: datetime
    active_duration_seconds: float | UnsetType | None = UNSET
    application: ApplicationCommand | UnsetType | None = UNSET
    if_modified_at: datetime | None = None
    idempotency_key: str | None = None

    @property
    def digest(self) -> bytes:
        """Stands for everything that is asked, to tell a repetition from another request."""
        return hashlib.blake2b(msgspec.msgpack.encode(self), digest_size=16).digest()


class WriteOutcome(StrEnum):
    """What an upsert did."""

    CREATED = "CREATED"
    UPDATED = "UPDATED"
    UNCHANGED = "UNCHANGED"


class DeleteOutcome(StrEnum):
    """What a deletion did."""

    DELETED = "DELETED"
    ALREADY_ABSENT = "ALREADY_ABSENT"


class Upserted(msgspec.Struct, Generic[A_co], frozen=True, kw_only=True):
    """A session that stands at the provider as asked, but for what the notices say."""

    activity: A_co
    outcome: WriteOutcome
    notices: tuple[Notice, ...] = ()

"""A session to be stored."""

from __future__ import annotations

from datetime import datetime

import msgspec

from gateway.domain.activity import ActivityType, Application


class SessionDraft(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of a session as it shall stand at the provider."""

    native_id: str
    title: str
    notes: str | None
    type: ActivityType
    """A type that the provider can store (see `SessionSink.storable_type`)."""
    provider_type: str | None
    """The stored session's own type code, kept while it still means `type`; None for a new one."""
    start_time: datetime
    end_time: datetime
    active_duration_seconds: float | None
    application: Application | None
    """None: the gateway's own, from the settings."""

"""Google Fit's sessions, seen as activities."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec

from gateway.domain.activity import Activity
from gateway.domain.activity_type import ActivityKind, ActivityType
from gateway.domain.detail import Application, GoogleFitSession
from gateway.domain.provider_name import Provider
from gateway.providers.google_fit.activity_types import activity_kind, activity_type
from gateway.providers.google_fit.times import from_millis, instant_or_none

COLLECTION = "session"

_MILLIS_PER_SECOND: Final = 1000


class SessionActivity(
    Activity, frozen=True, gc=False, tag="google_fit_session", tag_field="record"
):
    """A session. Fit records no offset, so that all local times are those of `seen_in`, or None."""

    detail: GoogleFitSession

    provider = Provider.GOOGLE_FIT
    collection = COLLECTION

    @property
    def type(self) -> ActivityType:
        """What `activityType` means."""
        return activity_type(self.detail.activity_type)

    @property
    def provider_type(self) -> str:
        """`activityType`, as text."""
        return str(self.detail.activity_type)

    @property
    def kind(self) -> ActivityKind:
        """What `activityType` means, coarsely."""
        return activity_kind(self.detail.activity_type)

    @property
    def title(self) -> str | None:
        """`name`."""
        return self.detail.name

    @property
    def notes(self) -> str | None:
        """`description`."""
        return self.detail.description

    @property
    def active_duration_seconds(self) -> float | None:
        """`activeTimeMillis`; None where it cannot be, longer than the session or below zero."""
        detail = self.detail
        active, span = detail.active_time_millis, detail.end_time_millis - detail.start_time_millis
        return active / _MILLIS_PER_SECOND if active is not None and 0 <= active <= span else None

    @property
    def application(self) -> Application | None:
        """`application`."""
        return self.detail.application

    @property
    def modified_at(self) -> datetime | None:
        """`modifiedTimeMillis`; None where it is beyond the calendar."""
        return instant_or_none(self.detail.modified_time_millis)

    @property
    def viewer_can_update(self) -> bool:
        """Unless an Android application has recorded it: Fit keeps those from all others."""
        application = self.detail.application
        return application is None or application.package_name is None

    @property
    def viewer_can_delete(self) -> bool:
        """As `viewer_can_update`."""
        return self.viewer_can_update


def session_activity(session: GoogleFitSession) -> SessionActivity:
    """The session as an activity.

    Raises:
        OverflowError: the start or the end is beyond the calendar.
    """
    return SessionActivity(
        from_millis(session.start_time_millis), from_millis(session.end_time_millis), _told(session)
    )


def _told(session: GoogleFitSession) -> GoogleFitSession:
    """The session, where "" is None, and an application that says nothing too.

    Fit leaves out what is empty, so that there is seldom anything to do.
    """
    by = session.application
    if session.name == "" or session.description == "" or (by is not None and _is_blank_in(by)):
        return msgspec.structs.replace(
            session,
            name=session.name or None,
            description=session.description or None,
            application=None if by is None else _told_of(by),
        )
    return session


def _is_blank_in(by: Application) -> bool:
    """Whether something of the application is "", or nothing is told of it."""
    told = (by.name, by.package_name, by.version, by.details_url)
    return "" in told or not any(told)


def _told_of(by: Application) -> Application | None:
    told = Application(
        name=by.name or None,
        package_name=by.package_name or None,
        version=by.version or None,
        details_url=by.details_url or None,
    )
    return None if told == Application() else told

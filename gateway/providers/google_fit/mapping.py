"""Google Fit's sessions -> activities, and drafts -> sessions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from gateway.domain.activity import Activity, RecordingMethod
from gateway.domain.activity_type import kind_of
from gateway.domain.detail import Application, GoogleFitSession
from gateway.domain.errors import BadUserInputError
from gateway.domain.provider_name import Provider
from gateway.domain.session import SessionDraft
from gateway.providers.google_fit import wire
from gateway.providers.google_fit.activity_types import activity_type, code_for

COLLECTION = "session"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_MILLIS_PER_SECOND = 1000


def activity(session: wire.Session) -> Activity:
    """The session as an activity. Fit records no offset, so that all local times are None.

    Raises:
        OverflowError: a time is beyond the calendar.
    """
    recorded_by = _application(session.application)
    type_ = activity_type(session.activity_type)
    is_writable = recorded_by is None or recorded_by.package_name is None
    return Activity(
        provider=Provider.GOOGLE_FIT,
        collection=COLLECTION,
        provider_id=session.id,
        kind=kind_of(type_),
        type=type_,
        provider_type=str(session.activity_type),
        start_time=_instant(session.start_time_millis),
        end_time=_instant(session.end_time_millis),
        recording_method=RecordingMethod.UNKNOWN,
        detail=_detail(session, recorded_by),
        title=session.name or None,
        notes=session.description or None,
        active_duration_seconds=_active_duration_seconds(session),
        application=recorded_by,
        modified_at=optional_instant(session.modified_time_millis),
        viewer_can_update=is_writable,
        viewer_can_delete=is_writable,
    )


def _active_duration_seconds(session: wire.Session) -> float | None:
    """The active time; None where it cannot be, longer than the session or below zero."""
    active = session.active_time_millis
    span = session.end_time_millis - session.start_time_millis
    return active / _MILLIS_PER_SECOND if active is not None and 0 <= active <= span else None


def session_update(draft: SessionDraft, application_name: str) -> wire.SessionUpdate:
    """The draft as `sessions.update` takes it.

    Args:
        draft: the whole session.
        application_name: what an application without a name is called.

    Raises:
        BadUserInputError: Fit has no code for the type.
    """
    code = code_for(draft.type, draft.provider_type)
    if code is None:
        raise BadUserInputError(f"Google Fit cannot store the type {draft.type.value}.")
    active = draft.active_duration_seconds
    return wire.SessionUpdate(
        id=draft.native_id,
        name=draft.title,
        description=draft.notes,
        start_time_millis=str(_millis(draft.start_time)),
        end_time_millis=str(_millis(draft.end_time)),
        active_time_millis=None if active is None else str(round(active * _MILLIS_PER_SECOND)),
        activity_type=code,
        application=_sent_application(draft.application, application_name),
    )


def _detail(session: wire.Session, recorded_by: Application | None) -> GoogleFitSession:
    return GoogleFitSession(
        id=session.id,
        activity_type=session.activity_type,
        name=session.name or None,
        description=session.description or None,
        start_time_millis=session.start_time_millis,
        end_time_millis=session.end_time_millis,
        modified_time_millis=session.modified_time_millis,
        active_time_millis=session.active_time_millis,
        application=recorded_by,
    )


def _application(sent: wire.Application | None) -> Application | None:
    """The application; None when nothing is said of it."""
    if sent is None or not (sent.name or sent.package_name or sent.version or sent.details_url):
        return None
    return Application(
        name=sent.name or None,
        package_name=sent.package_name or None,
        version=sent.version or None,
        details_url=sent.details_url or None,
    )


def _sent_application(of_draft: Application | None, default_name: str) -> wire.Application:
    """Without the package name: only Android applications have one, and REST clients none."""
    if of_draft is None:
        return wire.Application(name=default_name)
    return wire.Application(
        name=of_draft.name or default_name,
        version=of_draft.version,
        details_url=of_draft.details_url,
    )


def _instant(millis: int) -> datetime:
    return _EPOCH + millis * _MILLISECOND


def optional_instant(millis: int | None) -> datetime | None:
    """The instant, in UTC; None where none is told."""
    return None if millis is None else _instant(millis)


def _millis(instant: datetime) -> int:
    return (instant - _EPOCH) // _MILLISECOND

"""Drafts -> sessions, as Google Fit takes them."""

from __future__ import annotations

from typing import Final

from gateway.domain.detail import Application
from gateway.domain.errors import BadUserInputError
from gateway.domain.session import SessionDraft
from gateway.providers.google_fit import wire
from gateway.providers.google_fit.activity_types import code_for
from gateway.providers.google_fit.times import millis

_MILLIS_PER_SECOND: Final = 1000


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
        start_time_millis=str(millis(draft.start_time)),
        end_time_millis=str(millis(draft.end_time)),
        active_time_millis=None if active is None else str(round(active * _MILLIS_PER_SECOND)),
        activity_type=code,
        application=_sent_application(draft.application, application_name),
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

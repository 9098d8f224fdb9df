"""The input laid over the stored session: the whole of what shall stand at the provider."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from msgspec import UnsetType

from gateway.domain.activity import Activity, ActivityType, Application
from gateway.domain.session import SessionDraft
from gateway.writing.commands import UpsertCommand
from gateway.writing.problems import Notice, input_path

MILLISECOND = timedelta(milliseconds=1)
SECOND = timedelta(seconds=1)


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What to store, and what of the input cannot be stored as it was sent."""

    draft: SessionDraft
    notices: tuple[Notice, ...]

    def changes(self, stored: Activity) -> bool:
        """Whether the stored session differs from the draft."""
        draft = self.draft
        return (stored.title, stored.notes, stored.type, stored.start_time, stored.end_time) != (
            draft.title,
            draft.notes,
            draft.type,
            draft.start_time,
            draft.end_time,
        ) or (stored.active_duration_seconds, stored.application) != (
            draft.active_duration_seconds,
            draft.application,
        )


def plan(
    command: UpsertCommand,
    native_id: str,
    storable: ActivityType,
    stored: Activity | None,
    own_application: Application,
) -> Plan:
    """Lay the command over what is stored.

    `storable` is the type that the provider has for the wanted one, `own_application` what a null
    application becomes.
    """
    start, end = _whole_milliseconds(command.start_time), _whole_milliseconds(command.end_time)
    active, active_notices = _active_duration(command, stored, (end - start) / SECOND)
    draft = SessionDraft(
        native_id=native_id,
        title=command.title,
        notes=_notes(command, stored),
        type=storable,
        provider_type=stored.provider_type if stored and stored.type is storable else None,
        start_time=start,
        end_time=end,
        active_duration_seconds=active,
        application=_application(command, stored, own_application),
    )
    return Plan(
        draft=draft,
        notices=(*_type_notices(command, storable), *_time_notices(command), *active_notices),
    )


def _notes(command: UpsertCommand, stored: Activity | None) -> str | None:
    if isinstance(command.notes, UnsetType):
        return None if stored is None else stored.notes
    return command.notes or None


def _application(
    command: UpsertCommand, stored: Activity | None, own: Application
) -> Application | None:
    sent = command.application
    if isinstance(sent, UnsetType):
        return None if stored is None else stored.application
    if sent is None:
        return own
    return Application(name=sent.name, version=sent.version, details_url=sent.details_url)


def _active_duration(
    command: UpsertCommand, stored: Activity | None, span_seconds: float
) -> tuple[float | None, tuple[Notice, ...]]:
    """In whole milliseconds; a stored one that no longer fits into the session is dropped."""
    sent = command.active_duration_seconds
    if sent is None:
        return None, ()
    if not isinstance(sent, UnsetType):
        exact = min(round(sent, 3), span_seconds)
        return exact, _rounding_notices(sent, exact)
    kept = None if stored is None else stored.active_duration_seconds
    if kept is None or kept <= span_seconds:
        return kept, ()
    return None, (
        Notice(
            field=input_path("activeDurationSeconds"),
            message="The stored active time is longer than the session now is, and was removed.",
        ),
    )


def _rounding_notices(sent: float, exact: float) -> tuple[Notice, ...]:
    if sent == exact:
        return ()
    message = "Rounded to whole milliseconds."
    return (Notice(field=input_path("activeDurationSeconds"), message=message),)


def _type_notices(command: UpsertCommand, storable: ActivityType) -> tuple[Notice, ...]:
    if command.type is storable:
        return ()
    message = f"The provider has no {command.type.value}: stored as {storable.value}."
    return (Notice(field=input_path("type"), message=message),)


def _time_notices(command: UpsertCommand) -> tuple[Notice, ...]:
    return tuple(
        Notice(field=input_path(name), message="Cut to whole milliseconds.")
        for name, instant in (("startTime", command.start_time), ("endTime", command.end_time))
        if instant != _whole_milliseconds(instant)
    )


def _whole_milliseconds(instant: datetime) -> datetime:
    return instant - (instant - datetime.min.replace(tzinfo=instant.tzinfo)) % MILLISECOND

"""Which provider's session a write is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4, uuid5

from gateway.domain.activity import Activity
from gateway.domain.activity_id import ActivityId, decode_id
from gateway.domain.errors import InvalidIdError
from gateway.domain.provider import ConnectedProvider, Link, SessionSink
from gateway.domain.provider_name import Provider
from gateway.writing.commands import UpsertCommand
from gateway.writing.problems import Problem, UserErrorCode, WriteRefusedError, input_path

SESSION = "session"

_NAMESPACE = UUID("5f0c9f0e-9a53-5d0c-8f53-2f7f7a3a6c11")


class Target(NamedTuple):
    """A session, at a provider that stores sessions, of a viewer who is linked to it."""

    link: Link
    sink: SessionSink
    native_id: str
    can_exist: bool
    """Whether it may be stored already; a new random id cannot."""


class Targets:
    """Finds the target of a write; new sessions go to the first provider that takes them."""

    def __init__(self, providers: Mapping[Provider, ConnectedProvider]) -> None:
        self._providers = providers
        self._home = next(p.provider for p in providers.values() if p.sessions is not None)

    def of_upsert(self, command: UpsertCommand, links: Mapping[Provider, Link]) -> Target:
        """The session that `id`, `clientSessionId` or the idempotency key names, or a new one.

        Raises:
            WriteRefusedError: the id is not one of a session that can be written.
        """
        if command.id is not None:
            return self.of_id(command.id, links)
        if command.client_session_id is not None:
            return self._target(self._home, command.client_session_id, links)
        if command.idempotency_key is not None:
            derived = uuid5(_NAMESPACE, command.idempotency_key)
            return self._target(self._home, str(derived), links)
        return self._target(self._home, str(uuid4()), links)._replace(can_exist=False)

    def of_id(self, encoded: str, links: Mapping[Provider, Link]) -> Target:
        """The session with an activity's id.

        Raises:
            WriteRefusedError: as `of_upsert`.
        """
        activity = _decoded(encoded)
        if self._takes_sessions(activity.provider) and activity.collection != SESSION:
            raise not_found("id")
        return self._target(activity.provider, activity.native_id, links)

    def _takes_sessions(self, provider: Provider) -> bool:
        return self._providers[provider].sessions is not None

    def _target(self, provider: Provider, native_id: str, links: Mapping[Provider, Link]) -> Target:
        connected = self._providers[provider]
        if connected.sessions is None:
            message = f"{connected.display_name} can only be read: it takes no sessions."
            raise _refusal(UserErrorCode.PROVIDER_READ_ONLY, message, "id")
        link = links.get(provider)
        if link is None:
            message = f"The request has no token for {connected.display_name}."
            raise WriteRefusedError(Problem(code=UserErrorCode.NOT_LINKED, message=message))
        return Target(link, connected.sessions, native_id, can_exist=True)


def check_unmodified(stored: Activity, if_modified_at: datetime | None) -> None:
    """Refuse the write when the stored record is newer than the client believes, or may be.

    Raises:
        WriteRefusedError: CONFLICT.
    """
    if if_modified_at is None:
        return
    if stored.modified_at is None:
        message = "The provider does not say when the session was changed: leave this out."
        raise _refusal(UserErrorCode.CONFLICT, message, "ifModifiedAt")
    if stored.modified_at > if_modified_at:
        message = "The stored session is newer: read it again, and decide what to keep."
        raise _refusal(UserErrorCode.CONFLICT, message, "ifModifiedAt")


def not_found(field: str) -> WriteRefusedError:
    """There is no such session among the viewer's."""
    return _refusal(UserErrorCode.NOT_FOUND, "There is no such session.", field)


def not_owned() -> WriteRefusedError:
    """The session was written by an application that alone may change it."""
    message = "This session belongs to the application that wrote it: no other may change it."
    return WriteRefusedError(Problem(code=UserErrorCode.NOT_OWNED, message=message))


def _decoded(encoded: str) -> ActivityId:
    try:
        return decode_id(encoded)
    except InvalidIdError as error:
        raise _refusal(UserErrorCode.INVALID, str(error), "id") from None


def _refusal(code: UserErrorCode, message: str, field: str) -> WriteRefusedError:
    return WriteRefusedError(Problem(code=code, message=message, field=input_path(field)))

"""Google Fit's sessions: list, write and delete."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from urllib.parse import unquote

from starlette.responses import Response

from gateway.sandbox.endpoint import Asked, RefusedError
from gateway.sandbox.google_fit.form import without_empty_fields
from gateway.sandbox.google_fit.list_query import ListQuery, list_query, page_token
from gateway.sandbox.google_fit.partial import partial
from gateway.sandbox.google_fit.session_body import session_body
from gateway.sandbox.google_fit.store import Change, StoredSession
from gateway.sandbox.json_response import JsonResponse
from gateway.sandbox.wire import Wire, millis

ONE_DAY_MILLIS: Final = timedelta(days=1) // timedelta(milliseconds=1)
CHANGES_WITHOUT_TOKEN: Final = timedelta(days=30)


def list_sessions(asked: Asked) -> Response:
    """GET …/sessions: by range, all at once; without a range, what has changed.

    The documents name no order: a range comes in the order of the last modification.

    Raises:
        RefusedError: a parameter is invalid.
    """
    _only_me(asked)
    query = list_query(asked.call.query)
    by_range = query.start is not None or query.end is not None
    answer = _in_range(asked, query) if by_range else _changed(asked, query)
    return JsonResponse(answer if query.fields is None else partial(answer, query.fields))


def put_session(asked: Asked) -> Response:
    """PUT …/sessions/{sessionId}: add it, or replace it as a whole.

    Raises:
        RefusedError: the body is no such session, or the stored one is an Android app's.
    """
    _only_me(asked)
    store = asked.viewer.google_fit.sessions
    session_id = _session_id(asked)
    _refuse_foreign(store.get(session_id))
    session = session_body(asked.body, session_id)
    session["modifiedTimeMillis"] = str(millis(asked.sandbox.now()))
    stored = without_empty_fields(session)
    store.put(stored)
    return JsonResponse(stored)


def delete_session(asked: Asked) -> Response:
    """DELETE …/sessions/{sessionId}.

    Raises:
        RefusedError: there is no such session, or it is an Android app's.
    """
    _only_me(asked)
    store = asked.viewer.google_fit.sessions
    session_id = _session_id(asked)
    _refuse_foreign(store.get(session_id))
    if not store.delete(session_id):
        raise RefusedError(404, "There is no session with this id.")
    return Response(status_code=204)


def _in_range(asked: Asked, query: ListQuery) -> Wire:
    """The documented rule: a session may run for up to one day past the end, and no longer."""
    latest_end = None if query.end is None else query.end + ONE_DAY_MILLIS
    sessions = asked.viewer.google_fit.sessions.between(
        query.start, query.end, latest_end=latest_end, until=asked.until
    )
    sessions.sort(key=_by_modification)
    return _filled(session=_wires(query, sessions))


def _changed(asked: Asked, query: ListQuery) -> Wire:
    """What has changed since the token, or else in the last 30 days; a batch at a time."""
    store = asked.viewer.google_fit.sessions
    since = 0
    if query.after is None:
        since = millis(asked.sandbox.now() - CHANGES_WITHOUT_TOKEN)
    changes = store.changes(after=query.after or 0, until=asked.until)
    recent = [change for change in changes if change.modified >= since]
    batch = recent[: asked.sandbox.google_fit_changes_per_page]
    is_last = len(batch) == len(recent)
    known = store.last_sequence(asked.until) if is_last else batch[-1].sequence
    written = [change.after for change in batch if change.after is not None]
    deleted = [_deleted(change) for change in batch if change.after is None]
    return _filled(
        session=_wires(query, written),
        deletedSession=deleted if query.include_deleted else [],
    ) | {"nextPageToken": page_token(max(known, query.after or 0))}


def _wires(query: ListQuery, sessions: list[StoredSession]) -> list[Wire]:
    types = query.activity_types
    return [
        session.wire
        for session in sessions
        if not types or session.wire.get("activityType", 0) in types
    ]


def _deleted(change: Change) -> Wire:
    """No more than which one, and since when it is gone."""
    return {"id": change.session_id, "modifiedTimeMillis": str(change.modified)}


def _filled(**lists: list[Wire]) -> Wire:
    """The lists that hold something."""
    return {name: wires for name, wires in lists.items() if wires}


def _by_modification(session: StoredSession) -> tuple[int, str]:
    return session.modified, session.id


def _session_id(asked: Asked) -> str:
    try:
        return unquote(asked.segments["session_id"], errors="strict")
    except UnicodeDecodeError:
        raise RefusedError(400, "Invalid value at 'sessionId': it is not UTF-8.") from None


def _refuse_foreign(session: Wire | None) -> None:
    if session is not None and "packageName" in session.get("application", {}):
        raise RefusedError(403, "This session belongs to another application.")


def _only_me(asked: Asked) -> None:
    if asked.segments["user_id"] != "me":
        raise RefusedError(400, "Invalid value at 'userId': only me is supported.")

"""Google Fit's endpoints, as capabilities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta

from gateway.domain.activity import Activity, Application
from gateway.domain.activity_list import ActivityList, LeftOut
from gateway.domain.activity_type import ActivityType
from gateway.domain.detail import GoogleFitSession
from gateway.domain.interval import Interval
from gateway.domain.provider import Link
from gateway.domain.session import SessionDraft
from gateway.providers.google_fit import activity_types, wire
from gateway.providers.google_fit.activities import COLLECTION, session_activity
from gateway.providers.google_fit.updates import session_update
from gateway.upstream.client import Upstream
from gateway.upstream.decoding import Unread
from gateway.upstream.path import segment
from gateway.upstream.record import record
from gateway.upstream.records import each

SESSIONS = "/me/sessions"
BEGINNING = "1970-01-01T00:00:00Z"
SOON_AFTER = "1970-01-01T00:00:01Z"

_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)
_LAST_ASKED = datetime(9999, 12, 30, tzinfo=UTC)
_FIRST_ASKED = datetime(1, 1, 2, tzinfo=UTC)


class GoogleFitClient:
    """Sessions of Google Fit, read and written. Fit has no paging within a range, and no get."""

    def __init__(self, upstream: Upstream, application_name: str) -> None:
        self._upstream = upstream
        self._application_name = application_name

    @property
    def collections(self) -> Sequence[str]:
        """The one that there is."""
        return (COLLECTION,)

    async def activities(
        self,
        link: Link,
        collection: str,  # noqa: ARG002 - Fit has one
        interval: Interval,
    ) -> ActivityList:
        """GET me/sessions: all that start in the interval, in one call.

        Fit finds sessions by overlap or by end, depending on whom one believes: a day more is asked
        for at the end, and a second at the start, where a session without length ends as it
        begins. What runs on for more than two days past the interval may stay hidden.
        """
        params = {
            "startTime": rfc3339(max(interval.start, _FIRST_ASKED) - _SECOND),
            "endTime": rfc3339(min(interval.end, _LAST_ASKED) + _DAY),
        }
        return (await self._sessions(link, params)).starting_in(interval)

    async def activities_by_id(
        self, link: Link, collection: str, native_ids: AbstractSet[str]
    ) -> ActivityList:
        """GET me/sessions over the whole history: one call, for Fit cannot get one session."""
        if collection != COLLECTION or not native_ids:
            return ActivityList(())
        listed = await self._upstream.get(
            link, SESSIONS, {"startTime": BEGINNING}, into=wire.SessionList
        )
        wanted = [session for session in listed.session if session.id in native_ids]
        return sessions_of(wanted, listed.left_out)

    @property
    def own_application(self) -> Application:
        """The name from the settings, and nothing else."""
        return Application(name=self._application_name)

    def storable_type(self, wanted: ActivityType) -> ActivityType | None:
        """The type itself where Fit has a code for it, else the nearest, if there is one."""
        return activity_types.storable_type(wanted)

    async def put_session(self, link: Link, draft: SessionDraft) -> Activity:
        """PUT me/sessions/{id}."""
        update = session_update(draft, self._application_name)
        path = f"{SESSIONS}/{segment(draft.native_id)}"
        stored = await self._upstream.put(link, path, update, into=Unread)
        with self._upstream.reading():
            return session_activity(record(stored.body, GoogleFitSession, strict=False))

    async def delete_session(self, link: Link, native_id: str) -> bool:
        """DELETE me/sessions/{id}."""
        return await self._upstream.delete(link, f"{SESSIONS}/{segment(native_id)}")

    async def probe(self, link: Link) -> None:
        """GET me/sessions of one second long ago, which any scope may."""
        params = {"startTime": BEGINNING, "endTime": SOON_AFTER}
        await self._upstream.get(link, SESSIONS, params, into=wire.SessionList)

    async def _sessions(self, link: Link, params: Mapping[str, str]) -> ActivityList:
        listed = await self._upstream.get(link, SESSIONS, params, into=wire.SessionList)
        return sessions_of(listed.session, listed.left_out)


def sessions_of(sessions: Sequence[GoogleFitSession], left_out: LeftOut) -> ActivityList:
    """The sessions as activities, beside what has been left out already."""
    activities, unreadable = each(sessions, session_activity)
    return ActivityList(activities, (*left_out, *(session.id for session in unreadable)))


def rfc3339(instant: datetime) -> str:
    """In UTC, to the millisecond."""
    return f"{instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"

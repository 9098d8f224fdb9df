"""Google Fit's journal of sessions: the list without times, which goes on from its own token."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gateway.domain.activity_id import ActivityId
from gateway.domain.activity_list import ActivityList
from gateway.domain.changes import Change, ChangeBatch, Deletion, changed_at
from gateway.domain.errors import InvalidResponseError, SunsetError, UpstreamRefusedError
from gateway.domain.link import Link
from gateway.domain.provider_name import Provider
from gateway.providers.google_fit import wire
from gateway.providers.google_fit.activities import COLLECTION
from gateway.providers.google_fit.client import SESSIONS, sessions_of
from gateway.providers.google_fit.times import instant_or_none
from gateway.upstream.client import Upstream


class GoogleFitChanges:
    """Sessions that were written or deleted, whenever they began."""

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream

    async def changes(self, link: Link, since: str | None) -> ChangeBatch | None:
        """GET me/sessions without times.

        Google documents neither how long a token lives nor how an old one is refused. So a call
        that is refused with a token and answered without one has shown that the token is of no use.
        """
        try:
            return await self._batch(link, since)
        except (UpstreamRefusedError, SunsetError):
            if since is None:
                raise
        await self._batch(link, None)
        return None

    async def _batch(self, link: Link, since: str | None) -> ChangeBatch:
        params = {"includeDeleted": "true"} | ({} if since is None else {"pageToken": since})
        listed = await self._upstream.get(link, SESSIONS, params, into=wire.SessionChanges)
        if not listed.next_page_token:
            raise InvalidResponseError(
                Provider.GOOGLE_FIT, "Google Fit told of changes without a token for the next ones."
            )
        found = sessions_of(listed.session, listed.left_out)
        changes = _changes(found, map(_deletion, listed.deleted_session))
        return ChangeBatch(
            changes=tuple(changes), next_token=listed.next_page_token, left_out=found.left_out
        )


def _changes(found: ActivityList, deletions: Iterable[Deletion]) -> Iterator[Change]:
    """Of a session that is in both lists, the later news; that it is there, where nobody knows."""
    written = {one.provider_id: one for one in found.activities}
    for gone in deletions:
        native_id = gone.activity_id.native_id
        there = written.get(native_id)
        if there is None and native_id in found.left_out:
            continue
        if there is None:
            yield gone
        elif _is_later(gone, there):
            del written[there.provider_id]
            yield gone
    yield from written.values()


def _deletion(session: wire.DeletedSession) -> Deletion:
    return Deletion(
        activity_id=ActivityId(Provider.GOOGLE_FIT, COLLECTION, session.id),
        deleted_at=instant_or_none(session.modified_time_millis),
    )


def _is_later(one: Change, other: Change) -> bool:
    this, that = changed_at(one), changed_at(other)
    return this is not None and that is not None and this > that

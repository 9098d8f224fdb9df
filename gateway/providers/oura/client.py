"""Oura's endpoints, as capabilities. Oura can only be read."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta

from gateway.domain.activity_list import ActivityList
from gateway.domain.interval import Interval
from gateway.domain.profile import Profile
from gateway.domain.provider import Link
from gateway.providers.oura import wire
from gateway.providers.oura.activities import WORKOUT
from gateway.providers.oura.collections import COLLECTIONS, Collection, Document
from gateway.providers.oura.pages import every_page
from gateway.providers.oura.profile import profile
from gateway.providers.oura.settings import OuraSettings
from gateway.upstream.client import Upstream
from gateway.upstream.concurrently import concurrently
from gateway.upstream.decoding import Unread
from gateway.upstream.path import is_addressable, segment
from gateway.upstream.record import record
from gateway.upstream.records import each

ROUTES = "/v2/usercollection"
SANDBOX_ROUTES = "/v2/sandbox/usercollection"

_MARGIN = timedelta(days=2)
_FIRST_ASKED = datetime(1, 1, 3, tzinfo=UTC)
_LAST_ASKED = datetime(9999, 12, 29, tzinfo=UTC)


class OuraClient:
    """Workouts and sessions of Oura, and who the viewer is."""

    def __init__(self, upstream: Upstream, settings: OuraSettings) -> None:
        self._upstream = upstream
        self._routes = SANDBOX_ROUTES if settings.sandbox_routes else ROUTES
        self._settings = settings

    @property
    def collections(self) -> Sequence[str]:
        """Their names, which are those of the routes; as the settings say."""
        return self._settings.activity_collections

    async def activities(self, link: Link, collection: str, interval: Interval) -> ActivityList:
        """GET /v2/usercollection/{collection}, every page, two days wider on both sides.

        Oura takes days, by UTC or by the wearer's clock depending on the route, and may or may not
        count the last one.

        Raises:
            ResultLimitError: more pages than the settings allow.
        """
        listed = await self._listed(link, COLLECTIONS[collection], interval)
        return listed.starting_in(interval)

    async def activities_by_id(
        self, link: Link, collection: str, native_ids: AbstractSet[str]
    ) -> ActivityList:
        """GET /v2/usercollection/{collection}/{id} for each id that a path can name."""
        if collection not in COLLECTIONS:
            return ActivityList(())

        async def find(native_id: str) -> ActivityList:
            return await self._found(link, COLLECTIONS[collection], native_id)

        found = await concurrently(
            find, filter(is_addressable, native_ids), at_once=self._settings.singles_at_once
        )
        return ActivityList(
            [activity for one in found.values() for activity in one.activities],
            tuple(native_id for one in found.values() for native_id in one.left_out),
        )

    async def profile(self, link: Link) -> Profile:
        """GET /v2/usercollection/personal_info."""
        return profile(await self._personal_info(link))

    async def probe(self, link: Link) -> None:
        """GET /v2/usercollection/personal_info; a day of workouts from Oura's own sandbox."""
        if not self._settings.sandbox_routes:
            await self._personal_info(link)
            return
        day = {"start_date": "2024-01-01", "end_date": "2024-01-02"}
        await self._upstream.get(link, f"{self._routes}/{WORKOUT}", day, into=wire.WorkoutPage)

    async def _personal_info(self, link: Link) -> wire.PersonalInfo:
        return await self._upstream.get(
            link, f"{self._routes}/personal_info", into=wire.PersonalInfo
        )

    async def _found(
        self, link: Link, collection: Collection[Document], native_id: str
    ) -> ActivityList:
        path = f"{self._routes}/{collection.name}/{segment(native_id)}"
        found = await self._upstream.find(link, path, into=Unread)
        if found is None:
            return ActivityList(())
        try:
            return ActivityList((collection.activity(record(found.body, collection.record)),))
        except (ValueError, OverflowError):
            return ActivityList((), (native_id,))

    async def _listed(
        self, link: Link, collection: Collection[Document], interval: Interval
    ) -> ActivityList:
        """Every page, as activities: those of the margins too."""
        path, days = f"{self._routes}/{collection.name}", _days_around(interval)

        async def read(token: str | None) -> wire.Page[Document]:
            return await self._upstream.get(
                link, path, wire.after(days, token), into=collection.page
            )

        pages = await every_page(read, most=self._settings.pages_per_range)
        records = pages[0].data if len(pages) == 1 else [one for page in pages for one in page.data]
        activities, unreadable = each(records, collection.activity)
        left_out = [one for page in pages for one in page.left_out]
        return ActivityList(activities, (*left_out, *(one.id for one in unreadable)))


def _days_around(interval: Interval) -> dict[str, str]:
    start = max(interval.start, _FIRST_ASKED).astimezone(UTC) - _MARGIN
    end = min(interval.end, _LAST_ASKED).astimezone(UTC) + _MARGIN
    return {"start_date": start.date().isoformat(), "end_date": end.date().isoformat()}

"""Oura's endpoints, as capabilities. Oura can only be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta

from gateway.domain.activity import Activity
from gateway.domain.interval import Interval
from gateway.domain.profile import Profile
from gateway.domain.provider import Link
from gateway.providers.oura import wire
from gateway.providers.oura.activities import WORKOUT
from gateway.providers.oura.collections import COLLECTIONS, Collection
from gateway.providers.oura.pages import every_page
from gateway.providers.oura.profile import profile
from gateway.providers.oura.settings import OuraSettings
from gateway.upstream.client import Upstream
from gateway.upstream.concurrently import concurrently
from gateway.upstream.path import is_addressable, segment

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

    async def activities(
        self, link: Link, collection: str, interval: Interval
    ) -> Sequence[Activity]:
        """GET /v2/usercollection/{collection}, every page, two days wider on both sides.

        Oura takes days, by UTC or by the wearer's clock depending on the route, and may or may not
        count the last one.

        Raises:
            ResultLimitError: more pages than the settings allow.
        """
        listed = await self._listed(link, COLLECTIONS[collection], interval)
        start, end = interval.start, interval.end
        return [one for one in listed if start <= one.start_time < end]

    async def activities_by_id(
        self, link: Link, collection: str, native_ids: AbstractSet[str]
    ) -> Mapping[str, Activity]:
        """GET /v2/usercollection/{collection}/{id} for each id that a path can name."""
        if collection not in COLLECTIONS:
            return {}

        async def find(native_id: str) -> Activity | None:
            return await self._found(link, COLLECTIONS[collection], native_id)

        found = await concurrently(
            find, filter(is_addressable, native_ids), at_once=self._settings.singles_at_once
        )
        return {native_id: one for native_id, one in found.items() if one is not None}

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
        self, link: Link, collection: Collection[wire.Record], native_id: str
    ) -> Activity | None:
        path = f"{self._routes}/{collection.name}/{segment(native_id)}"
        record = await self._upstream.find(link, path, into=collection.record)
        if record is None:
            return None
        with self._upstream.reading():
            return collection.activity(record)

    async def _listed(
        self, link: Link, collection: Collection[wire.Record], interval: Interval
    ) -> list[Activity]:
        """Every page, as activities: those of the margins too."""
        path, days = f"{self._routes}/{collection.name}", _days_around(interval)

        async def read(token: str | None) -> wire.Page[wire.Record]:
            return await self._upstream.get(
                link, path, wire.after(days, token), into=collection.page
            )

        pages = await every_page(read, most=self._settings.pages_per_range)
        with self._upstream.reading():
            return [collection.activity(record) for page in pages for record in page.data]


def _days_around(interval: Interval) -> dict[str, str]:
    start = max(interval.start, _FIRST_ASKED).astimezone(UTC) - _MARGIN
    end = min(interval.end, _LAST_ASKED).astimezone(UTC) + _MARGIN
    return {"start_date": start.date().isoformat(), "end_date": end.date().isoformat()}

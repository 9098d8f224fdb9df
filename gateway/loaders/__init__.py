"""Many keys, few upstream calls: the DataLoaders of one request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from strawberry.dataloader import DataLoader

from gateway.cache.recent_writes import RecentWrites
from gateway.cache.windows import WindowCache
from gateway.domain.activity import Activity
from gateway.domain.clock import Clock
from gateway.domain.documents import LoadedPage
from gateway.domain.freshness import Freshness
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedProfile, LoadedWindow
from gateway.domain.provider import ConnectedProvider, Link
from gateway.loaders.activities_by_id import ActivityKey, ActivityLookup, activity_loader
from gateway.loaders.documents import (
    DocumentKey,
    DocumentLoads,
    PageKey,
    document_loader,
    page_loader,
)
from gateway.loaders.links import profile_loader, refusal_loader
from gateway.loaders.live_windows import LiveWindows
from gateway.loaders.windows import WindowBatch, WindowKey, window_loader

WindowLoader = Callable[[Link, str, Sequence[Interval]], Awaitable[Sequence[LoadedWindow]]]


@dataclass(frozen=True, slots=True)
class Loaders:
    """One request's loaders: what one field has loaded, the others do not load again."""

    windows: DataLoader[WindowKey, LoadedWindow]
    activities: DataLoader[ActivityKey, Activity | None]
    profiles: DataLoader[Link, LoadedProfile]
    refusals: DataLoader[Link, bool]
    pages: DataLoader[PageKey, LoadedPage]
    documents: DataLoader[DocumentKey, object]

    def load_windows(self, freshness: Freshness) -> WindowLoader:
        """Loads windows as fresh as the query wants them (see `timeline.sources.WindowLoader`)."""

        async def load(
            link: Link, collection: str, windows: Sequence[Interval]
        ) -> Sequence[LoadedWindow]:
            return await self.windows.load_many(
                [WindowKey(link, collection, freshness, window) for window in windows]
            )

        return load

    def forget_activities(self) -> None:
        """Load activities anew from now on: something has been written."""
        self.windows.clear_all()
        self.activities.clear_all()


class LoaderFactory:
    """Makes the loaders of each request."""

    def __init__(
        self,
        providers: Sequence[ConnectedProvider],
        cache: WindowCache,
        writes: RecentWrites,
        clock: Clock,
    ) -> None:
        sources = {p.provider: p.activities for p in providers if p.activities is not None}
        self._profiles = {p.provider: p.profile for p in providers if p.profile is not None}
        self._documents = {p.provider: p.documents for p in providers if p.documents is not None}
        self._probes = {p.provider: p.probe for p in providers}
        live = LiveWindows(sources, cache, clock)
        self._windows = WindowBatch(live, cache, writes, clock)
        self._clock = clock
        self.lookup = ActivityLookup(sources, writes)

    def for_request(self) -> Loaders:
        """Loaders that have loaded nothing yet."""
        loads = DocumentLoads(self._documents, self._clock)
        return Loaders(
            windows=window_loader(self._windows),
            activities=activity_loader(self.lookup),
            profiles=profile_loader(self._profiles, self._clock),
            refusals=refusal_loader(self._probes),
            pages=page_loader(loads),
            documents=document_loader(loads),
        )

"""Many keys, few upstream calls: the DataLoaders of one request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property

from strawberry.dataloader import DataLoader

from gateway.cache.answers import Provenance
from gateway.cache.kept import Collection
from gateway.cache.recent_writes import RecentWrites
from gateway.cache.windows import WindowCache
from gateway.domain.activity import Activity
from gateway.domain.clock import Clock
from gateway.domain.day import LoadedDays
from gateway.domain.freshness import Freshness
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.domain.metrics import LoadedMetrics
from gateway.domain.provider import ConnectedProvider, Link
from gateway.domain.tag import LoadedTags, Tag
from gateway.loaders.activities_by_id import ActivityKey, ActivityLookup, activity_loader
from gateway.loaders.asking import Asking
from gateway.loaders.changes import ChangesLoader, changes_loader
from gateway.loaders.days import DayLoads, DaysKey, days_loader
from gateway.loaders.documents import (
    DocumentKey,
    DocumentLoads,
    LoadedPage,
    PageKey,
    document_loader,
    page_loader,
)
from gateway.loaders.hearing import Hearing
from gateway.loaders.links import LoadedProfile, profile_loader, refusal_loader
from gateway.loaders.live_windows import LiveWindows
from gateway.loaders.metrics import MetricLoads, MetricsKey, metrics_loader
from gateway.loaders.questions import Answers, answer_loader
from gateway.loaders.tags import TagKey, TagLoads, TagsKey, tag_loader, tags_loader
from gateway.loaders.windows import Group, RequestedWindows, WindowBatch, WindowsKey

WindowLoader = Callable[
    [Sequence[tuple[Link, str]], Sequence[Interval]], Awaitable[Sequence[Sequence[LoadedWindow]]]
]


class Loaders:
    """One request's loaders: what one field has loaded, the others do not load again.

    Each is made when it is used first.
    """

    def __init__(self, factory: LoaderFactory) -> None:
        self._factory = factory
        self._requested = RequestedWindows(factory.windows)

    @cached_property
    def windows(self) -> DataLoader[WindowsKey, Sequence[LoadedWindow]]:
        """Windows of activities, from the cache where they are fresh."""
        return DataLoader(self._requested.load)

    @cached_property
    def activities(self) -> DataLoader[ActivityKey, Activity | None]:
        """Single activities by id."""
        return activity_loader(self._factory.lookup)

    @cached_property
    def _asking(self) -> Asking:
        """What all loaders that ask providers live share."""
        return Asking(self._factory.clock, Hearing(self._requested.have_come_from))

    @cached_property
    def profiles(self) -> DataLoader[Link, LoadedProfile]:
        """The viewer's figures at a provider."""
        return profile_loader(self._factory.profiles, self._asking)

    @cached_property
    def refusals(self) -> DataLoader[Link, bool]:
        """Whether a provider refuses the link."""
        return refusal_loader(self._factory.probes)

    @cached_property
    def answers(self) -> Answers:
        """What a provider's own API answers to a question."""
        return answer_loader(self._factory.data_sources, self._asking)

    @cached_property
    def _document_loads(self) -> DocumentLoads:
        return DocumentLoads(self._factory.documents, self._asking)

    @cached_property
    def pages(self) -> DataLoader[PageKey, LoadedPage]:
        """Pages of a provider's own records."""
        return page_loader(self._document_loads)

    @cached_property
    def documents(self) -> DataLoader[DocumentKey, object]:
        """Single records of a provider."""
        return document_loader(self._document_loads)

    @cached_property
    def metrics(self) -> DataLoader[MetricsKey, LoadedMetrics]:
        """Figures of activities that are not in their records."""
        return metrics_loader(MetricLoads(self._factory.metrics, self._asking))

    @cached_property
    def _tag_loads(self) -> TagLoads:
        return TagLoads(self._factory.tags, self._asking)

    @cached_property
    def tags(self) -> DataLoader[TagsKey, LoadedTags]:
        """Tags by days."""
        return tags_loader(self._tag_loads)

    @cached_property
    def single_tags(self) -> DataLoader[TagKey, Tag | None]:
        """Single tags by id."""
        return tag_loader(self._tag_loads)

    @cached_property
    def days(self) -> DataLoader[DaysKey, LoadedDays]:
        """Figures of days."""
        return days_loader(DayLoads(self._factory.days, self._asking))

    @cached_property
    def changes(self) -> ChangesLoader:
        """Changes from the journals of providers."""
        return changes_loader(self._factory.journals, self._factory.writes, self._asking)

    @property
    def provenance(self) -> Provenance:
        """What has been loaded so far, for who would keep the answer.

        Whatever came through another loader than that of windows is live.
        """
        provenance = self._requested.provenance
        if not vars(self).keys() <= {"_factory", "_requested", "windows"}:
            provenance.spoil()
        return provenance

    def load_windows(self, freshness: Freshness) -> WindowLoader:
        """Loads windows as fresh as the query wants them (see `timeline.sources.WindowLoader`)."""

        async def load(
            collections: Sequence[tuple[Link, str]], windows: Sequence[Interval]
        ) -> Sequence[Sequence[LoadedWindow]]:
            span = tuple(windows)
            groups = (Group(Collection(*one), freshness) for one in collections)
            keys = [WindowsKey(group, span) for group in groups]
            at_hand = self.windows_at_hand(keys)
            if at_hand is not None:
                return at_hand
            return self._requested.once(await self.windows.load_many(keys))

        return load

    def windows_at_hand(
        self, keys: Sequence[WindowsKey]
    ) -> Sequence[Sequence[LoadedWindow]] | None:
        """What `windows` would give, in a moment, where nothing has to be waited for."""
        return self._requested.at_hand(keys)

    def forget_activities(self) -> None:
        """Load activities anew from now on: something has been written."""
        self.windows.clear_all()
        self._requested.forget()
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
        live = LiveWindows(sources, cache, clock)
        self.windows = WindowBatch(live, cache, writes, clock)
        self.profiles = {p.provider: p.profile for p in providers if p.profile is not None}
        self.probes = {p.provider: p.probe for p in providers}
        self.data_sources = {
            p.provider: p.data_sources for p in providers if p.data_sources is not None
        }
        self.documents = {p.provider: p.documents for p in providers if p.documents is not None}
        self.metrics = {p.provider: p.metrics for p in providers if p.metrics is not None}
        self.days = {p.provider: p.days for p in providers if p.days is not None}
        self.tags = {p.provider: p.tags for p in providers if p.tags is not None}
        self.journals = {p.provider: p.changes for p in providers if p.changes is not None}
        self.writes = writes
        self.clock = clock
        self.lookup = ActivityLookup(sources, writes)

    def for_request(self) -> Loaders:
        """Loaders that have loaded nothing yet."""
        return Loaders(self)

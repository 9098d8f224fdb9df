"""Who records activities, and what a provider can do: one small port for each capability."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from enum import Enum, StrEnum
from typing import Protocol

import msgspec

from gateway.domain.activity import Activity, ActivityType, Application
from gateway.domain.activity_list import ActivityList
from gateway.domain.changes import ChangeSource
from gateway.domain.data_sources import DataSourceStore
from gateway.domain.day import DaySource
from gateway.domain.documents import DocumentSource
from gateway.domain.interval import Interval
from gateway.domain.link import Link
from gateway.domain.metrics import MetricSource
from gateway.domain.profile import Profile
from gateway.domain.provider_name import Provider
from gateway.domain.session import SessionDraft
from gateway.domain.tag import TagSource


class Capability(Enum):
    """What a provider can be asked for."""

    READ_ACTIVITIES = "READ_ACTIVITIES"
    READ_METRICS = "READ_METRICS"
    READ_TAGS = "READ_TAGS"
    READ_DAILY = "READ_DAILY"
    READ_PROFILE = "READ_PROFILE"
    READ_DATA_SOURCES = "READ_DATA_SOURCES"
    WRITE_SESSIONS = "WRITE_SESSIONS"
    DELETE_SESSIONS = "DELETE_SESSIONS"


class ActivitySource(Protocol):
    """Reports activities, collection by collection."""

    @property
    def collections(self) -> Sequence[str]:
        """The names of its collections of activities, as they stand in ids (`workout`)."""
        ...

    async def activities(self, link: Link, collection: str, interval: Interval) -> ActivityList:
        """All activities of `collection` that start in `interval`, in any order.

        Raises:
            UpstreamError: nothing, or not everything, could be had.
        """
        ...

    async def activities_by_id(
        self, link: Link, collection: str, native_ids: AbstractSet[str]
    ) -> ActivityList:
        """The activities with these ids, as far as the provider has them.

        Raises:
            UpstreamError: the provider could not be asked about all of them.
        """
        ...


class SessionSink(Protocol):
    """Stores and deletes sessions."""

    @property
    def own_application(self) -> Application:
        """Who sessions that name no application are stored as recorded by."""
        ...

    def storable_type(self, wanted: ActivityType) -> ActivityType | None:
        """The type that a session of the wanted one is stored as, or None where there is none."""
        ...

    async def put_session(self, link: Link, draft: SessionDraft) -> Activity:
        """Create the session, or replace the whole of it. Repeating it changes nothing.

        Raises:
            UpstreamError: with `outcome_unknown` when it may have been stored all the same.
        """
        ...

    async def delete_session(self, link: Link, native_id: str) -> bool:
        """Delete it; False when the provider does not have it.

        Raises:
            UpstreamError: with `outcome_unknown` when it may have been deleted all the same.
        """
        ...


class ProfileSource(Protocol):
    """Knows who the viewer is."""

    async def profile(self, link: Link) -> Profile:
        """The viewer's own figures.

        Raises:
            UpstreamError: the provider could not be asked.
        """
        ...


class LinkProbe(Protocol):
    """Tells whether a link still works."""

    async def probe(self, link: Link) -> None:
        """Make one cheap call.

        Raises:
            UpstreamError: `ReauthRequiredError` when the provider refuses the token.
        """
        ...


class Sunset(msgspec.Struct, frozen=True, kw_only=True):
    """The announced end of a provider's API."""

    announced_for: str
    replacement: str | None
    url: str


class ConnectedProvider(msgspec.Struct, frozen=True, kw_only=True):
    """One provider, ready to be asked: what it is and each port that it honours."""

    provider: Provider
    display_name: str
    records_offset: bool
    """Whether its records say which offset from UTC the wearer had."""
    sunset: Sunset | None
    probe: LinkProbe
    activities: ActivitySource | None = None
    metrics: MetricSource | None = None
    sessions: SessionSink | None = None
    profile: ProfileSource | None = None
    data_sources: DataSourceStore | None = None
    documents: DocumentSource | None = None
    tags: TagSource | None = None
    days: DaySource | None = None
    changes: ChangeSource | None = None
    """None: its changes are found by comparison."""

    @property
    def capabilities(self) -> list[Capability]:
        """What it can be asked for, in the order of the enum."""
        ports = {
            Capability.READ_ACTIVITIES: self.activities,
            Capability.READ_METRICS: self.metrics,
            Capability.READ_TAGS: self.tags,
            Capability.READ_DAILY: self.days,
            Capability.READ_PROFILE: self.profile,
            Capability.READ_DATA_SOURCES: self.data_sources,
            Capability.WRITE_SESSIONS: self.sessions,
            Capability.DELETE_SESSIONS: self.sessions,
        }
        return [capability for capability, port in ports.items() if port is not None]


class ServedFrom(StrEnum):
    """Where an answer came from."""

    LIVE = "LIVE"
    CACHE = "CACHE"
    NONE = "NONE"

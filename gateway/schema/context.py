"""What resolvers work with: the application's services, and this request's links and loaders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import strawberry

from gateway.domain.clock import Clock
from gateway.domain.interval import Interval
from gateway.domain.provider import ConnectedProvider, Link
from gateway.domain.provider_name import Provider
from gateway.loaders import Loaders
from gateway.timeline.changes.token import SyncTokenCodec
from gateway.timeline.cursor import CursorCodec
from gateway.timeline.sources import Source
from gateway.writing.data_sources import DataSourceWrites
from gateway.writing.deletion import SessionDeletion
from gateway.writing.upsert import SessionUpsert

LOOK_AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What all requests share."""

    providers: Mapping[Provider, ConnectedProvider]
    """In the order of the enum."""
    cursors: CursorCodec
    sync_tokens: SyncTokenCodec
    changes_lookback: timedelta
    history_start: datetime
    """How far back a feed without a range looks."""
    upsert_session: SessionUpsert
    delete_session: SessionDeletion
    data_sources: DataSourceWrites
    clock: Clock

    def history(self) -> Interval:
        """Where a feed without a range looks: a session can be stored a day before it starts."""
        return Interval(self.history_start, self.clock() + LOOK_AHEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One request."""

    services: Services
    links: Mapping[Provider, Link]
    loaders: Loaders

    def linked_providers(self) -> list[ConnectedProvider]:
        """Those that the request brought a token for."""
        providers = self.services.providers
        return [connected for name, connected in providers.items() if name in self.links]

    def sources(self) -> list[Source]:
        """The collections that activities can be read from on the viewer's behalf."""
        return [
            Source(self.links[provider], tuple(connected.activities.collections))
            for provider, connected in self.services.providers.items()
            if connected.activities is not None and provider in self.links
        ]


Info = strawberry.Info[Context, None]

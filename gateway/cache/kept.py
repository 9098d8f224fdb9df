"""What is kept of collections: windows, and which of them are any good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Generic, NamedTuple

import msgspec

from gateway.domain.activity import A_co
from gateway.domain.activity_list import LeftOut
from gateway.domain.interval import Interval
from gateway.domain.provider import Link


class Collection(NamedTuple):
    """A collection of a viewer."""

    link: Link
    name: str

    @property
    def key(self) -> str:
        """Stands for it in the keys of a store."""
        link = self.link
        return f"{link.provider.value}:{self.name}:{link.fingerprint}"


class KeptWindow(msgspec.Struct, Generic[A_co], frozen=True, array_like=True, gc=False):
    """What a provider listed for a window."""

    fetched_at: datetime
    activities: tuple[A_co, ...]
    """Sorted by start."""
    settled: bool
    """Whether no write was recent then; lists may lag behind writes. Not, where records were left
    out: they may be mended soon."""
    era: str
    """The era of its collection in which the load began."""
    left_out: LeftOut = ()
    """See `LoadedWindow`."""
    unshown: frozenset[str] = frozenset()
    """Records lately written that no list had shown yet when the load began, by native id."""


class Held(NamedTuple):
    """What is kept of a collection."""

    era: str
    """The present one, see `WindowCache.era`."""
    settled: bool
    """See `WindowCache.is_settled`."""
    windows: Mapping[Interval, KeptWindow]
    """Those of the era, fresh or not; there may be others than were asked for."""
    unshown: frozenset[str] = frozenset()
    """As of windows that are loaded now, see `KeptWindow.unshown`."""


@lru_cache(maxsize=4_096)
def edges(window: Interval) -> str:
    """Stands for a window in the keys of a store."""
    return f"{int(window.start.timestamp())}-{int(window.end.timestamp())}"

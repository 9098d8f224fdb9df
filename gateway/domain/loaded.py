"""What a load of a window brought, or why it could not be had, and what it cost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from gateway.domain.activity import Activity
from gateway.domain.activity_list import LeftOut
from gateway.domain.errors import UpstreamError
from gateway.domain.interval import Interval
from gateway.domain.provider import ServedFrom


class LoadedWindow(msgspec.Struct, frozen=True, kw_only=True):
    """One window of one collection, or several that touch and came alike."""

    window: Interval
    activities: Sequence[Activity] = ()
    """By start."""
    left_out: LeftOut = ()
    """Of the answer that the window is from: nobody can tell whether they start in it."""
    error: UpstreamError | None = None
    fetched_at: datetime | None = None
    """When the answer left the provider; None for a failure."""
    served_from: ServedFrom = ServedFrom.LIVE
    """CACHE beside an `error`: an older answer stands in for the one that could not be had."""
    upstream_calls: int = 0
    """Calls made for this window; those of a range that served several stand at its first."""
    unshown: frozenset[str] = frozenset()
    """Records lately written that no list had shown yet when the load began, by native id."""

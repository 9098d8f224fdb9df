"""What one call has brought, as windows: made when somebody asks for one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec.structs import replace
from typing_extensions import override

from gateway.cache.kept import KeptWindow
from gateway.cache.listed import ListedRange
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider import ServedFrom


class Landed(Mapping[Interval, LoadedWindow]):
    """All windows of a call that went well. Most fields want them all, and get the range as one."""

    def __init__(self, listed: ListedRange, calls: int) -> None:
        self._listed = listed
        self.whole = loaded_window(listed.span, listed.whole, calls=calls)
        """The range, as if it were one window."""

    def told(self) -> Landed:
        """The same, for who comes after the first that the calls are told to."""
        return Landed(self._listed, 0) if self.whole.upstream_calls else self

    @override
    def __getitem__(self, window: Interval) -> LoadedWindow:
        return self._windows[window]

    @override
    def __iter__(self) -> Iterator[Interval]:
        return iter(self._listed)

    @override
    def __len__(self) -> int:
        return len(self._listed)

    @cached_property
    def _windows(self) -> Mapping[Interval, LoadedWindow]:
        """The calls stand at the first window."""
        windows = {window: loaded_window(window, one) for window, one in self._listed.items()}
        first = next(iter(windows))
        windows[first] = replace(windows[first], upstream_calls=self.whole.upstream_calls)
        return windows


def loaded_window(
    window: Interval, kept: KeptWindow, *, calls: int = 0, served_from: ServedFrom = ServedFrom.LIVE
) -> LoadedWindow:
    """What is, or has just been, kept of a window, as it is given to who asked for it."""
    return LoadedWindow(
        window=window,
        activities=kept.activities,
        left_out=kept.left_out,
        fetched_at=kept.fetched_at,
        served_from=served_from,
        upstream_calls=calls,
        unshown=kept.unshown,
    )

"""Whom the feed reads from, and how."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import Protocol

import msgspec

from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider import Link


class Source(msgspec.Struct, frozen=True):
    """A linked provider's collections of activities."""

    link: Link
    collections: tuple[str, ...]


class WindowLoader(Protocol):
    """Loads windows; neighbouring ones that are asked for together cost one upstream range."""

    def __call__(
        self, collections: Sequence[tuple[Link, str]], windows: Sequence[Interval], /
    ) -> Awaitable[Sequence[Sequence[LoadedWindow]]]:
        """The windows of each collection, in the order asked for.

        A failure is in the result, never raised.
        """
        ...

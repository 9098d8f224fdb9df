"""Reads the rows of some stretches of time in as few pages as can be, several at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final, NamedTuple

from gateway.domain.errors import (
    InvalidResponseError,
    ResultLimitError,
    UpstreamError,
    UpstreamRefusedError,
    UpstreamStatusError,
)
from gateway.domain.interval import Interval
from gateway.domain.metrics import CALLS_AN_ACTIVITY
from gateway.domain.provider_name import Provider
from gateway.providers.oura.series import Beat
from gateway.providers.oura.stretches import (
    USUAL,
    Stretches,
    beyond,
    density,
    ranges,
    stretches,
    whole,
)

AT_ONCE: Final = 8
MOST_PAGES: Final = 10
"""Of a range: thousands of rows more than it is planned to have."""
_OF_THE_RANGE: Final = (
    InvalidResponseError,
    ResultLimitError,
    UpstreamRefusedError,
    UpstreamStatusError,
)
"""What may be different for another range; other failures are the same for all of them."""


class RowPage(NamedTuple):
    """A page of rows."""

    instants: Sequence[datetime]
    """When they were measured, in the order in which they came."""
    beats: Sequence[Beat]
    """Those that have a number."""
    next_token: str | None
    unreadable: int = 0
    """How many rows do not tell when they were measured."""


class Asked(NamedTuple):
    """A page: the first of the range, or that of a token."""

    within: Interval
    token: str | None = None


class RowReading:
    """What one fetch reads.

    Where the rows that are wanted need several pages, the first page is read by itself, over as
    long a range as may be: it tells how large pages are and how dense the rows. By that the others
    are planned. What a page did not reach is asked for from where it is wanted again.
    """

    def __init__(
        self, read: Callable[[Asked], Awaitable[RowPage]], wanted: Sequence[Interval]
    ) -> None:
        self._read = read
        self._wanted = stretches(wanted)
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._calls_left = max(MOST_PAGES, CALLS_AN_ACTIVITY * len(wanted))
        self._beats: set[Beat] = set()
        self._lost: list[tuple[Interval, UpstreamError]] = []
        self._unreadable: list[tuple[Interval, int]] = []

    @property
    def beats(self) -> list[Beat]:
        """What came, by time; of the times between too."""
        return sorted(self._beats)

    def failure(self, within: Interval) -> UpstreamError | None:
        """Why there are not all rows of this time."""
        return next(
            (
                why
                for lost, why in self._lost
                if lost.start < within.end and within.start < lost.end
            ),
            None,
        )

    def unreadable(self, within: Interval) -> int:
        """How many rows do not tell when they were measured, which may be of this time."""
        return sum(count for asked, count in self._unreadable if asked.overlap(within) is not None)

    async def everything(self) -> None:
        """Read all that is wanted; what cannot be had is told by `failure`."""
        planned = ranges(self._wanted, USUAL)
        others = planned if len(planned) == 1 else await self._after_first(planned)
        await asyncio.gather(*map(self._range, others))

    async def _after_first(self, planned: Sequence[Stretches]) -> Sequence[Stretches]:
        """Read the first page; what is to be asked for then."""
        within = whole(self._wanted)
        try:
            page = await self._page(Asked(within))
        except _OF_THE_RANGE as error:
            self._lose(planned[0], error)
            return planned[1:]
        except UpstreamError as error:
            self._lose(self._wanted, error)
            return []
        reached = _reached(page, within)
        if reached is None:
            return planned
        is_full = bool(page.next_token)
        rows = density(page.instants, self._wanted, reached, is_full=is_full)
        return ranges(beyond(self._wanted, reached), rows)

    async def _range(self, wanted: Stretches) -> None:
        left, asked = wanted, Asked(whole(wanted))
        tokens: set[str | None] = {None}
        try:
            for _ in range(MOST_PAGES):
                page = await self._page(asked)
                left, asked = _following(left, asked, page)
                if not left:
                    return
                if asked.token in tokens and asked.token is not None:
                    raise _endless()
                tokens.add(asked.token)
            raise _too_many()
        except UpstreamError as error:
            self._lose(left, error)

    async def _page(self, asked: Asked) -> RowPage:
        async with self._slots:
            if not self._calls_left:
                raise _too_many()
            self._calls_left -= 1
            page = await self._read(asked)
        self._beats.update(page.beats)
        if page.unreadable:
            self._unreadable.append((asked.within, page.unreadable))
        return page

    def _lose(self, wanted: Stretches, error: UpstreamError) -> None:
        self._lost += [(one, error) for one in wanted]


def _reached(page: RowPage, within: Interval) -> datetime | None:
    """How far it goes; None where the order does not tell. Oura documents none."""
    if not page.next_token:
        return within.end
    is_ordered = all(one <= following for one, following in pairwise(page.instants))
    return page.instants[-1] if page.instants and is_ordered else None


def _following(left: Stretches, asked: Asked, page: RowPage) -> tuple[Stretches, Asked]:
    """What is wanted still, and the page to ask for next.

    Where nothing is wanted of what follows, a new range leaps over it.
    """
    reached = _reached(page, asked.within)
    if reached is None:
        return left, Asked(asked.within, page.next_token)
    left = beyond(left, reached)
    if page.next_token and left and left[0].start == reached:
        return left, Asked(asked.within, page.next_token)
    return left, Asked(whole(left)) if left else asked


def _endless() -> InvalidResponseError:
    return InvalidResponseError(
        Provider.OURA, "Oura's pages lead back to a page that was read already."
    )


def _too_many() -> ResultLimitError:
    return ResultLimitError(
        Provider.OURA, "Oura has more heart rates of these workouts than are read at once."
    )

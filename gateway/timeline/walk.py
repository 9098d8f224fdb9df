"""How far a feed reads at a time, on its way through the windows of its list."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from gateway.domain.interval import Interval
from gateway.timeline.windows import parts_of

USUAL_IN_A_PART = 12
"""How many activities a quarter of a busy person's month holds, duplicates included."""
FEW_PARTS = 6
"""So many parts, somewhat more than a month, are always read at once; and so is a list with no
more parts, which are weeks nearly, than the page has room for."""
MOST_GROWTH = 8
"""How many times as much as has been read already the next stride may be."""
MARGIN = 1.25
"""People do not do the same every day."""


class Walk:
    """The windows of a list, given out in strides as long as the page is expected to need."""

    def __init__(self, windows: Sequence[Interval], usual: Interval | None, wanted: int) -> None:
        """`usual` is where activities of the list are to be expected; None: nowhere."""
        self._windows = windows
        self._usual = usual
        self._wanted = wanted
        self._read = 0
        """How many windows."""
        self._parts = 0
        """How many quarters of months these are, as far as activities are to be expected."""
        self._found = 0
        """How many activities there were before the last stride."""

    def stride(self, found: int) -> Sequence[Interval]:
        """The windows to read next, when so many activities were found; none are left: empty.

        Those where nothing is to be expected come with what lies before them.
        """
        parts_left = self._next_parts(found) if self._parts else self._first_parts()
        first, windows = self._read, self._windows
        while parts_left > 0 and self._read < len(windows):
            parts = self._parts_expected(windows[self._read])
            parts_left -= parts
            self._parts += parts
            self._read += 1
        return windows[first : self._read]

    def _parts_expected(self, window: Interval) -> int:
        """How many quarters of a month of it lie where activities are to be expected."""
        usual = self._usual
        if usual is None:
            return 0
        if usual.start <= window.start and window.end <= usual.end:
            return parts_of(window)
        shared = window.overlap(usual)
        if shared is None:
            return 0
        return ceil(parts_of(window) * (shared.end - shared.start) / (window.end - window.start))

    def _first_parts(self) -> int:
        parts = 1 + ceil(self._wanted / USUAL_IN_A_PART)
        return max(parts, self._parts_if_few())

    def _parts_if_few(self) -> int:
        """How many parts there are in all, or 0 where they are too many to read at once."""
        few, parts = max(FEW_PARTS, self._wanted), 0
        for window in self._windows:
            parts += self._parts_expected(window)
            if parts > few:
                return 0
        return parts

    def _next_parts(self, found: int) -> int:
        """As many as it takes if the history goes on as it was.

        At least as many as before in all, so that a long, sparse history takes few strides; and
        as many as may be after a stride in which there was nothing.
        """
        parts, most = self._parts, MOST_GROWTH * self._parts
        before, self._found = self._found, found
        if found == before:
            return most
        enough = ceil(MARGIN * parts * (self._wanted - found) / found)
        return min(max(enough, parts), most)

"""Days that touch, as runs: few long ranges cost fewer calls than many short ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from gateway.domain.documents import Days

_DAY = timedelta(days=1)


def day_runs(ranges: Iterable[Days], *, most: int) -> list[Days]:
    """The same days in as few runs as can be, oldest first.

    More than `most` runs become so many, with the shortest gaps between them filled.
    """
    runs: list[Days] = []
    for days in sorted(ranges, key=lambda one: one.first):
        if runs and days.first <= runs[-1].last + _DAY:
            runs[-1] = Days(runs[-1].first, max(runs[-1].last, days.last))
        else:
            runs.append(days)
    while len(runs) > most:
        at = min(range(1, len(runs)), key=lambda index: runs[index].first - runs[index - 1].last)
        runs[at - 1 : at + 1] = [Days(runs[at - 1].first, runs[at].last)]
    return runs


def covers(whole: Days, part: Days) -> bool:
    """Whether every day of the part is one of the whole."""
    return whole.first <= part.first and part.last <= whole.last

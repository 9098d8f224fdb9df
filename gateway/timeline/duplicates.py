"""Records of one real-world event at several providers, told by how far time and type agree."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from gateway.domain.activity import Activity, ActivityId, ActivityKind, Position
from gateway.domain.provider_name import Provider
from gateway.timeline.activity_families import Likeness, likeness
from gateway.timeline.precedence import precedence

LONGEST_MATCHED = timedelta(days=1)
"""Longer records are never matched: they sum up a day rather than record an event."""

SEARCH_MARGIN = 2 * LONGEST_MATCHED
"""A record's partner starts within a day of it, and so does each rival of the two: what starts
this near to a record decides its matches, and nothing else does."""

LEAST_OVERLAP: Mapping[Likeness, float] = {
    Likeness.SAME_TYPE: 0.4,
    Likeness.SAME_FAMILY: 0.4,
    Likeness.UNSPECIFIC: 0.7,
}
"""The least share of the time of both that they must have in common, for a match."""

CERTAINTY: Mapping[Likeness, float] = {
    Likeness.SAME_TYPE: 1.0,
    Likeness.SAME_FAMILY: 0.9,
    Likeness.UNSPECIFIC: 0.8,
}
"""What the overlap is multiplied by for the score."""


class Match(msgspec.Struct, frozen=True):
    """Two records of one real-world event."""

    primary: Activity
    """The one to show; see `precedence`."""
    other: Activity
    score: float
    """From 0 to 1."""
    reasons: tuple[str, ...]

    def partner_of(self, activity: ActivityId) -> Activity:
        """The record that `activity`, one of the two, is matched with."""
        return self.other if activity == self.primary.activity_id else self.primary


class _Pair(NamedTuple):
    """Two records that could be one event. The least is the best; no two are equal."""

    minus_score: float
    starts_apart: timedelta
    positions: tuple[Position, Position]
    earlier: Activity
    later: Activity
    overlap: float
    likeness: Likeness


def find_matches(activities: Iterable[Activity]) -> Mapping[ActivityId, tuple[Match, ...]]:
    """Every match, under the id of each of its two records; best first.

    Two records match when each is the best that the other's provider has for it: so a record has
    one match at most at each provider, and matches never chain. Nothing but the records that start
    within `SEARCH_MARGIN` of a record bears on its matches; neither does the order of the input.
    """
    matches: defaultdict[ActivityId, tuple[Match, ...]] = defaultdict(tuple)
    for pair in _mutually_best(_pairs(activities)):
        match = _match(pair)
        matches[pair.earlier.activity_id] += (match,)
        matches[pair.later.activity_id] += (match,)
    return dict(matches)


def _mutually_best(pairs: Iterable[_Pair]) -> Iterator[_Pair]:
    """The pairs whose records have no better one at each other's provider, best first."""
    best: dict[tuple[ActivityId, Provider], _Pair] = {}
    for pair in sorted(pairs):
        earlier, later = pair.earlier, pair.later
        best_of_earlier = best.setdefault((earlier.activity_id, later.provider), pair)
        best_of_later = best.setdefault((later.activity_id, earlier.provider), pair)
        if best_of_earlier is pair is best_of_later:
            yield pair


def _pairs(activities: Iterable[Activity]) -> Iterator[_Pair]:
    """Every two records that are enough alike in time and type."""
    for earlier, later in _simultaneous(_matchable(activities)):
        alike = _likeness(earlier, later)
        if alike is None:
            continue
        overlap = _overlap(earlier, later)
        if overlap >= LEAST_OVERLAP[alike]:
            minus_score = -overlap * CERTAINTY[alike]
            starts_apart = later.start_time - earlier.start_time
            positions = (earlier.position, later.position)
            yield _Pair(minus_score, starts_apart, positions, earlier, later, overlap, alike)


def _matchable(activities: Iterable[Activity]) -> list[Activity]:
    """The records that are not too long, by position; an id counts once."""
    by_id: dict[ActivityId, Activity] = {}
    for activity in sorted(activities, key=_by_position):
        if activity.end_time - activity.start_time <= LONGEST_MATCHED:
            by_id.setdefault(activity.activity_id, activity)
    return list(by_id.values())


def _by_position(activity: Activity) -> tuple[Position, datetime]:
    return activity.position, activity.end_time


def _simultaneous(ordered: Iterable[Activity]) -> Iterator[tuple[Activity, Activity]]:
    """Every two records of different providers that share time, the earlier one first.

    Costs little more than the pairs it finds: a sweep by start, with what still runs at hand. What
    has no length shares no time that counts.
    """
    running: defaultdict[Provider, list[tuple[datetime, int, Activity]]] = defaultdict(list)
    for number, later in enumerate(ordered):
        for provider, by_end in running.items():
            while by_end and by_end[0][0] <= later.start_time:
                heapq.heappop(by_end)
            if provider is not later.provider:
                yield from ((earlier, later) for _, _, earlier in by_end)
        heapq.heappush(running[later.provider], (later.end_time, number, later))


def _likeness(first: Activity, second: Activity) -> Likeness | None:
    """How far their types agree; never when one is a workout and the other calm."""
    if _is_calm(first) != _is_calm(second):
        return None
    return likeness(first.type, second.type)


_CALM = frozenset({ActivityKind.SLEEP, ActivityKind.MINDFULNESS, ActivityKind.REST})


def _is_calm(activity: Activity) -> bool:
    return activity.kind in _CALM


def _overlap(first: Activity, second: Activity) -> float:
    """The time that both share, as a part of the time of either."""
    shared = min(first.end_time, second.end_time) - max(first.start_time, second.start_time)
    either = max(first.end_time, second.end_time) - min(first.start_time, second.start_time)
    return shared / either


def _match(pair: _Pair) -> Match:
    primary, other = sorted((pair.earlier, pair.later), key=precedence, reverse=True)
    reasons = (f"overlap {pair.overlap:.2f}", pair.likeness.value)
    return Match(primary, other, -pair.minus_score, reasons)

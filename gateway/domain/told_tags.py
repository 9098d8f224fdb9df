"""Which of a provider's tags are told: each note once, though older forms repeat it.

No id ties the two forms together. An older tag is left out only where the newer ones of the same
moment tell all that it tells: each of its codes is the code of one of them, and its text, if it
has any, the comment of one. Nothing is lost so; at worst a note is told twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter

from gateway.domain.tag import Tag, TagOrigin

by_position = attrgetter("position")


def told_tags(tags: Iterable[Tag]) -> Sequence[Tag]:
    """The tags without those that newer ones stand for, by position."""
    ordered = sorted(tags, key=by_position)
    newer: dict[datetime, list[Tag]] = {}
    for tag in ordered:
        if tag.origin is TagOrigin.ENHANCED_TAG:
            for moment in _moments(tag):
                newer.setdefault(moment, []).append(tag)
    return [tag for tag in ordered if not _is_repeated(tag, newer)]


def _is_repeated(tag: Tag, newer: dict[datetime, list[Tag]]) -> bool:
    if tag.origin is TagOrigin.ENHANCED_TAG:
        return False
    near = [one for moment in _moments(tag) for one in newer.get(moment, ())]
    same = [one for one in near if _begin_together(tag, one)]
    codes = {one.code for one in same}
    comments = {one.comment for one in same} | {None}
    return bool(same) and codes.issuperset(tag.codes) and tag.comment in comments


def _moments(tag: Tag) -> list[datetime]:
    """The seconds in which it begins: by the wall clock, and as an instant where that is known."""
    moments = (tag.start_local, tag.start_time)
    return [_second(moment) for moment in moments if moment is not None]


def _begin_together(one: Tag, other: Tag) -> bool:
    """Whether they begin in the same second; wall clocks decide where an instant is not known."""
    if one.start_time is None or other.start_time is None:
        return _second(one.start_local) == _second(other.start_local)
    return _second(one.start_time) == _second(other.start_time)


def _second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)

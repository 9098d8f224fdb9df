"""A question to the feed: what, in which order, and which page of it."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from gateway.domain.activity import Position
from gateway.timeline.selection import Selection


class ActivityOrder(StrEnum):
    """By start; equal starts by provider and id, so that the order is total."""

    START_TIME_DESC = "START_TIME_DESC"
    START_TIME_ASC = "START_TIME_ASC"


class PageRequest(msgspec.Struct, frozen=True, kw_only=True):
    """`count` activities between two places in the list, from its start or (`backward`) its end."""

    count: int
    backward: bool = False
    after: Position | None = None
    before: Position | None = None
    gap_behind: bool = False
    """Whether a page before this one lacked something."""


class FeedQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the merged feed."""

    selection: Selection
    page: PageRequest
    order: ActivityOrder = ActivityOrder.START_TIME_DESC
    collapse: bool = False
    zone: ZoneInfo | None = None

    @property
    def descends(self) -> bool:
        """Whether the list goes from later activities to earlier ones."""
        return self.order is ActivityOrder.START_TIME_DESC

    @property
    def reads_back_in_time(self) -> bool:
        """Whether the page is filled from later activities to earlier ones."""
        return self.descends != self.page.backward


def list_digest(
    selection: Selection, order: ActivityOrder, *, collapse: bool, zone: ZoneInfo | None
) -> bytes:
    """Stands for the list that is paged through: a cursor is good for this list only."""
    zone_name = None if zone is None or selection.days is None else zone.key
    content = msgspec.msgpack.encode((selection, order, collapse, zone_name), order="deterministic")
    return hashlib.blake2b(content, digest_size=16).digest()

"""Small histories, and questions to their feed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from gateway.domain.activity import Activity
from gateway.domain.interval import Interval
from gateway.domain.provider_name import Provider
from gateway.timeline.feed import FeedPage, read_feed
from gateway.timeline.question import ActivityOrder, FeedQuestion, PageRequest
from gateway.timeline.selection import Selection
from tests.timeline.history import BOTH, YEARS, History
from tests.timeline.scenes import recorded

ASC, DESC = ActivityOrder.START_TIME_ASC, ActivityOrder.START_TIME_DESC
EMPTY = PageRequest(count=20)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def between(start: str, end: str) -> Interval:
    return Interval(instant(start), instant(end))


def run(start: str, provider: Provider = Provider.OURA, minutes: float = 60) -> Activity:
    """A run; its id is its start."""
    begin = instant(start)
    return recorded(provider, start, Interval(begin, begin + timedelta(minutes=minutes)))


def question(
    selection: Selection | None = None,
    page: PageRequest = EMPTY,
    order: ActivityOrder = DESC,
    *,
    collapse: bool = False,
    zone: ZoneInfo | None = None,
) -> FeedQuestion:
    return FeedQuestion(
        selection=selection or Selection(), page=page, order=order, collapse=collapse, zone=zone
    )


async def feed(history: History, asked: FeedQuestion, known: Interval = YEARS) -> FeedPage:
    return await read_feed(asked, BOTH, history.load, known)


def starts(page: FeedPage) -> Sequence[str]:
    return [activity.provider_id for activity in page.activities]

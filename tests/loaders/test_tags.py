"""What one request may ask for, however it is spread over its fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from gateway.domain.day_runs import day_runs
from gateway.domain.documents import Days
from gateway.domain.link import Link
from gateway.domain.provider_name import Provider
from gateway.domain.tag import Tag, TagList
from gateway.loaders.asking import Asking
from gateway.loaders.tags import TagLoads, TagsKey

LINK = Link(Provider.OURA, "token", "fingerprint")


class Nothing:
    """A source without tags, which remembers what it was asked for."""

    collections: Sequence[str] = ("enhanced_tag", "tag")

    def __init__(self) -> None:
        self.asked: list[tuple[str, Days]] = []

    async def tags(self, link: Link, collection: str, days: Days) -> TagList:
        assert link is LINK
        self.asked.append((collection, days))
        return TagList(tags=[], unreadable=0)

    async def tag(self, link: Link, collection: str, native_id: str) -> Tag | None:
        raise AssertionError(link, collection, native_id)


def noon() -> datetime:
    return datetime(2026, 6, 15, 12, tzinfo=UTC)


def day(text: str) -> Days:
    return Days(date.fromisoformat(text), date.fromisoformat(text))


def between(first: str, last: str) -> Days:
    return Days(date.fromisoformat(first), date.fromisoformat(last))


async def test_days_that_were_loaded_are_not_loaded_again() -> None:
    source = Nothing()
    loads = TagLoads({Provider.OURA: source}, Asking(noon))

    await loads.ranges([TagsKey(LINK, between("2026-01-01", "2026-02-01"))])
    await loads.ranges([TagsKey(LINK, day("2026-01-01")), TagsKey(LINK, day("2026-02-01"))])

    assert len(source.asked) == 2


def test_days_that_touch_are_one_run() -> None:
    ranges = [
        day("2026-03-04"),
        between("2026-03-01", "2026-03-02"),
        day("2026-03-03"),
        between("2026-03-01", "2026-03-01"),
        day("2026-03-06"),
    ]

    assert day_runs(ranges, most=9) == [between("2026-03-01", "2026-03-04"), day("2026-03-06")]


def test_the_shortest_gaps_are_filled_when_the_runs_are_too_many() -> None:
    ranges = [day("2026-03-01"), day("2026-03-04"), day("2026-03-06"), day("2026-03-20")]

    assert day_runs(ranges, most=2) == [between("2026-03-01", "2026-03-06"), day("2026-03-20")]
    assert day_runs(ranges, most=1) == [between("2026-03-01", "2026-03-20")]

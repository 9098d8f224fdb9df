"""Windows that are kept, read as one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from gateway.cache.kept import Collection, KeptWindow
from gateway.cache.shelves import weight
from gateway.cache.store import MemoryStore
from gateway.cache.stretches import MOST_STRETCHES, Stretches
from gateway.cache.windows import AtHand, Lifetimes, WindowCache
from gateway.domain.freshness import Freshness
from gateway.domain.interval import Interval
from gateway.domain.provider import ServedFrom
from tests.loaders.listed import BOBS_OURA, MONTHS, NOON, OURA, run
from tests.redis_server import RedisServer

JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE = MONTHS
WORKOUTS = Collection(OURA, "workout")
HOUR = timedelta(hours=1)
LATER = NOON + timedelta(days=90)
"""When all of the months are long past."""


def kept(*days: str, age: timedelta = timedelta(0), settled: bool = True) -> KeptWindow:
    """A window with a run on each of the days."""
    runs = tuple(run(OURA, f"2025-{day}") for day in days)
    return KeptWindow(LATER - age, runs, settled=settled, era="era")


def an_hour_long(_: Interval, window: KeptWindow) -> datetime:
    return window.fetched_at + HOUR


# Put together


@pytest.mark.parametrize("order", [1, -1], ids=["in order of time", "the other way round"])
def test_windows_that_touch_are_one_with_their_activities_by_start(order: int) -> None:
    stretches = Stretches({
        MARCH: kept("03-05", "03-06"), JANUARY: kept("01-05"), FEBRUARY: kept("02-05"),
    })  # fmt: skip

    stretch = stretches.over([JANUARY, FEBRUARY, MARCH][::order], LATER, an_hour_long)

    assert stretch is not None
    loaded = stretch.loaded
    assert loaded.window == Interval(JANUARY.start, MARCH.end)
    starts = [f"{activity.start_time:%m-%d}" for activity in loaded.activities]
    assert starts == ["01-05", "02-05", "03-05", "03-06"]
    assert (loaded.served_from, loaded.upstream_calls) == (ServedFrom.CACHE, 0)


def test_they_are_as_old_as_the_oldest_and_fresh_as_long_as_all_of_them_are() -> None:
    old, new = timedelta(minutes=50), timedelta(minutes=5)
    stretches = Stretches({JANUARY: kept(age=new), FEBRUARY: kept(age=old)})

    stretch = stretches.over([JANUARY, FEBRUARY], LATER, an_hour_long)

    assert stretch is not None
    assert stretch.fetched_at == stretch.loaded.fetched_at == LATER - old
    assert stretch.fresh_until == LATER - old + HOUR


def test_what_is_asked_for_again_is_not_put_together_again() -> None:
    stretches = Stretches({JANUARY: kept("01-05"), FEBRUARY: kept("02-05")})
    first = stretches.over([JANUARY, FEBRUARY], LATER, an_hour_long)

    assert stretches.over([FEBRUARY, JANUARY], LATER, an_hour_long) is first
    assert stretches.over([JANUARY], LATER, an_hour_long) is not first


def test_once_it_is_old_it_is_looked_at_anew_for_the_past_is_kept_longer() -> None:
    stretches = Stretches({JANUARY: kept()})
    stretches.over([JANUARY], LATER, an_hour_long)

    stretch = stretches.over([JANUARY], LATER + HOUR, lambda _, one: one.fetched_at + 2 * HOUR)

    assert stretch is not None
    assert stretch.fresh_until == LATER + 2 * HOUR


def test_no_more_than_some_are_remembered() -> None:
    months = {month: kept() for month in MONTHS}
    stretches = Stretches(months)
    spans = [MONTHS[i : j + 1] for i in range(len(MONTHS)) for j in range(i, len(MONTHS))]
    assert len(spans) > 2 * MOST_STRETCHES
    first = [stretches.over(span, LATER, an_hour_long) for span in spans]

    again = [stretches.over(span, LATER, an_hour_long) for span in reversed(spans)]

    remembered = sum(one is other for one, other in zip(first, reversed(again), strict=True))
    assert 0 < remembered <= MOST_STRETCHES


@pytest.mark.parametrize(
    "wanted",
    [[], [JANUARY, MARCH], [MARCH, APRIL], [JUNE]],
    ids=["none", "do not touch", "one is not kept", "the only one is not kept"],
)
def test_there_is_no_stretch_of_what_does_not_touch_or_is_not_kept(wanted: list[Interval]) -> None:
    stretches = Stretches({JANUARY: kept(), FEBRUARY: kept(), MARCH: kept()})

    assert stretches.over(wanted, LATER, an_hour_long) is None


# At hand


class Here:
    """A cache with January and February of Ann's workouts."""

    def __init__(self) -> None:
        self.cache = WindowCache(MemoryStore(100, weight), Lifetimes())

    async def keep(self, *windows: tuple[Interval, KeptWindow]) -> None:
        era = await self.cache.era(*WORKOUTS)
        await self.cache.keep(*WORKOUTS, dict(windows), era)

    def at_hand(
        self,
        *windows: Interval,
        whole: Collection = WORKOUTS,
        now: datetime = LATER,
        max_age_seconds: int | None = None,
    ) -> AtHand | None:
        return self.cache.at_hand(whole, windows, now, Freshness(max_age_seconds))


async def test_windows_are_at_hand_from_when_they_are_kept_until_one_is_old() -> None:
    here = Here()
    assert here.at_hand(JANUARY, FEBRUARY) is None
    await here.keep((JANUARY, kept("01-05")), (FEBRUARY, kept("02-05", age=HOUR / 2)))

    at_hand = here.at_hand(JANUARY, FEBRUARY)

    assert at_hand is not None
    assert at_hand.era == await here.cache.era(*WORKOUTS)
    assert at_hand.fresh_until == LATER + HOUR / 2
    assert len(at_hand.loaded.activities) == 2
    almost = LATER + HOUR / 2 - timedelta(seconds=1)
    assert here.at_hand(JANUARY, FEBRUARY, now=almost) is not None
    assert here.at_hand(JANUARY, FEBRUARY, now=LATER + HOUR / 2) is None
    assert here.at_hand(JANUARY, now=LATER + HOUR / 2) is not None


@pytest.mark.parametrize(
    ("now", "settled"),
    [(JANUARY.end + timedelta(days=1), True), (LATER, False)],
    ids=["it is running still", "it came soon after a write"],
)
async def test_what_may_change_is_at_hand_for_a_minute(now: datetime, *, settled: bool) -> None:
    here = Here()
    await here.keep((JANUARY, kept(age=LATER - now, settled=settled)))

    assert here.at_hand(JANUARY, now=now + timedelta(seconds=59)) is not None
    assert here.at_hand(JANUARY, now=now + timedelta(seconds=60)) is None


@pytest.mark.parametrize(
    ("age", "asked", "is_at_hand"),
    [(30, 31, True), (30, 30, False), (30, 0, False), (0, 0, False), (7200, 7201, True)],
)
async def test_a_query_says_how_old_it_may_be(age: int, asked: int, *, is_at_hand: bool) -> None:
    here = Here()
    await here.keep((JANUARY, kept(age=timedelta(seconds=age))))

    at_hand = here.at_hand(JANUARY, max_age_seconds=asked)

    assert (at_hand is not None) is is_at_hand
    if at_hand is not None:
        assert at_hand.fresh_until == LATER + timedelta(seconds=asked - age)


async def test_nothing_is_at_hand_of_another_link_or_collection_or_after_a_write() -> None:
    here = Here()
    await here.keep((JANUARY, kept("01-05")))

    assert here.at_hand(JANUARY, whole=Collection(BOBS_OURA, "workout")) is None
    assert here.at_hand(JANUARY, whole=Collection(OURA, "session")) is None
    await here.cache.drop(*WORKOUTS)
    assert here.at_hand(JANUARY) is None


async def test_where_others_keep_windows_too_nothing_is_at_hand(redis: RedisServer) -> None:
    async with redis.store() as store:
        cache = WindowCache(store, Lifetimes())
        era = await cache.era(*WORKOUTS)
        await cache.keep(*WORKOUTS, {JANUARY: replace(kept(), era=era)}, era)

        assert cache.at_hand(WORKOUTS, [JANUARY], LATER, Freshness()) is None
        assert await cache.kept(*WORKOUTS, [JANUARY], era) != {}

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from gateway.cache.kept import Collection, KeptWindow
from gateway.cache.shelves import STALE, Shelf, Together, weight
from gateway.cache.store import MemoryStore
from gateway.domain.interval import Interval
from tests.loaders.listed import BOBS_OURA, NOON, OURA, instant, run

WORKOUTS, BOBS = Collection(OURA, "workout"), Collection(BOBS_OURA, "workout")
JANUARY, FEBRUARY, MARCH = (
    Interval(instant(f"2025-{month:02}-01"), instant(f"2025-{month + 1:02}-01"))
    for month in (1, 2, 3)
)
RUNS = tuple(run(OURA, f"2025-02-{day}", f"run {day}") for day in range(10, 20))


def kept(runs: int = 1, *, age: timedelta = timedelta(0), era: str = "era") -> KeptWindow:
    return KeptWindow(NOON - age, RUNS[:runs], settled=True, era=era)


class Here:
    """Shelves in a memory."""

    def __init__(self, most: int = 100) -> None:
        self.store = MemoryStore(most, weight)
        self.shelves = Together(self.store)

    async def put(
        self, windows: Mapping[Interval, KeptWindow], whole: Collection = WORKOUTS
    ) -> None:
        await self.shelves.put(whole, windows, next(iter(windows.values())).era)

    async def found(
        self, era: str = "era", whole: Collection = WORKOUTS
    ) -> Mapping[Interval, KeptWindow]:
        keys = list(self.shelves.keys(whole, []))
        return self.shelves.windows([], iter(await self.store.get_many(keys, Shelf)), era)


async def test_windows_of_several_loads_lie_together() -> None:
    here = Here()

    await here.put({JANUARY: kept(), FEBRUARY: kept(2)})
    await here.put({MARCH: kept(3)})

    assert await here.found() == {JANUARY: kept(), FEBRUARY: kept(2), MARCH: kept(3)}
    assert await here.found(whole=BOBS) == {}


async def test_a_window_that_is_loaded_again_takes_the_place_of_the_older_one() -> None:
    here = Here()
    await here.put({JANUARY: kept(), FEBRUARY: kept(5, age=timedelta(hours=1))})

    await here.put({FEBRUARY: kept(2)})

    assert await here.found() == {JANUARY: kept(), FEBRUARY: kept(2)}
    assert here.store.memory.weight == 5


async def test_windows_of_another_era_are_not_found_and_end_with_the_next_load() -> None:
    here = Here()
    await here.put({JANUARY: kept()})
    assert await here.found(era="next") == {}

    await here.put({MARCH: kept(era="next")})

    assert await here.found() == {}
    assert await here.found(era="next") == {MARCH: kept(era="next")}


async def test_a_window_goes_once_it_is_too_old_to_stand_in_for_another() -> None:
    here = Here()
    almost = STALE - timedelta(seconds=1)
    await here.put({JANUARY: kept(age=STALE), FEBRUARY: kept(age=almost)})

    await here.put({MARCH: kept()})

    assert list(await here.found()) == [FEBRUARY, MARCH]


async def test_where_a_history_outgrows_the_memory_what_came_last_stays() -> None:
    here = Here(most=10)
    await here.put({JANUARY: kept(5)})

    await here.put({FEBRUARY: kept(4)})

    assert await here.found() == {FEBRUARY: kept(4)}


async def test_who_was_read_least_lately_goes_first() -> None:
    here = Here(most=10)
    await here.put({JANUARY: kept(3)})
    await here.put({JANUARY: kept(3)}, BOBS)
    await here.found()

    await here.put({FEBRUARY: kept(3)})

    assert list(await here.found()) == [JANUARY, FEBRUARY]
    assert await here.found(whole=BOBS) == {}


async def test_a_shelf_weighs_its_windows_and_their_activities_and_anything_else_one() -> None:
    here = Here()
    await here.put({JANUARY: kept(0), FEBRUARY: kept(4)})

    assert here.store.memory.weight == 6
    assert [weight("era"), weight(1)] == [1, 1]

"""A list of a provider, as the windows that it was asked for."""

from __future__ import annotations

from gateway.cache.kept import Collection, KeptWindow
from gateway.cache.listed import ListedRange, span_of, starting_in
from gateway.cache.shelves import weight
from gateway.cache.store import MemoryStore
from gateway.cache.windows import Lifetimes, WindowCache
from gateway.domain.activity import Activity
from gateway.domain.freshness import Freshness
from gateway.domain.interval import Interval
from tests.loaders.listed import MONTHS, NOON, OURA, run

JANUARY, FEBRUARY, MARCH, APRIL, *_ = MONTHS
WORKOUTS = Collection(OURA, "workout")
WINDOWS = [JANUARY, FEBRUARY, MARCH]
SPAN = Interval(JANUARY.start, MARCH.end)
EDGES = [
    run(OURA, "2025-01-01"),
    run(OURA, "2025-01-31T23:59:59.999"),
    run(OURA, "2025-02-01"),
    run(OURA, "2025-03-31T23:59:59.999"),
]


def kept(*activities: Activity, era: str = "era") -> KeptWindow:
    return KeptWindow(NOON, activities, settled=True, era=era, left_out=("odd",))


def test_each_window_has_what_starts_in_it_and_all_else_is_that_of_the_list() -> None:
    listed = ListedRange(WINDOWS, kept(*EDGES))

    assert dict(listed) == {
        JANUARY: kept(*EDGES[:2]), FEBRUARY: kept(EDGES[2]), MARCH: kept(EDGES[3]),
    }  # fmt: skip
    assert (len(listed), listed.span, listed.whole) == (3, SPAN, kept(*EDGES))
    assert APRIL not in listed


def test_what_starts_in_a_span_is_in_order_and_has_each_id_once_as_it_came_last() -> None:
    before, after = run(OURA, "2024-12-31T23:59:59.999"), run(OURA, "2025-04-01")
    first, last = run(OURA, "2025-02-10", "a"), run(OURA, "2025-02-20", "a")

    listed = [last, after, *reversed(EDGES), before]

    assert span_of(WINDOWS) == SPAN
    assert starting_in(SPAN, [first, *listed]) == (*EDGES[:3], last, EDGES[3])
    assert starting_in(SPAN, [*listed, first]) == (*EDGES[:3], first, EDGES[3])


async def test_a_list_weighs_its_windows_and_activities_and_is_found_window_by_window() -> None:
    store = MemoryStore(100, weight)
    cache = WindowCache(store, Lifetimes())
    era = await cache.era(OURA, "workout")
    before = store.memory.weight

    await cache.keep(OURA, "workout", ListedRange(WINDOWS, kept(*EDGES, era=era)), era)
    found = await cache.kept(OURA, "workout", [FEBRUARY], era)

    assert store.memory.weight - before == len(WINDOWS) + len(EDGES)
    assert found[FEBRUARY] == kept(EDGES[2], era=era)


async def test_lists_that_came_one_after_the_other_lie_beside_each_other() -> None:
    cache = WindowCache(MemoryStore(100, weight), Lifetimes())
    era = await cache.era(OURA, "workout")
    later = kept(run(OURA, "2025-03-05"), run(OURA, "2025-04-05"), era=era)

    await cache.keep(OURA, "workout", ListedRange(WINDOWS, kept(*EDGES, era=era)), era)
    await cache.keep(OURA, "workout", ListedRange([MARCH, APRIL], later), era)
    found = await cache.kept(OURA, "workout", MONTHS, era)

    starts = {window: [one.start_time for one in found[window].activities] for window in found}
    assert starts == {
        JANUARY: [one.start_time for one in EDGES[:2]],
        FEBRUARY: [EDGES[2].start_time],
        MARCH: [later.activities[0].start_time],
        APRIL: [later.activities[1].start_time],
    }


async def test_a_list_is_at_hand_as_it_came_and_in_any_of_its_windows() -> None:
    cache = WindowCache(MemoryStore(100, weight), Lifetimes())
    era = await cache.era(*WORKOUTS)
    listed = ListedRange(WINDOWS, kept(*EDGES, era=era))
    await cache.keep(*WORKOUTS, listed, era)

    def starts(*windows: Interval) -> list[str] | None:
        found = cache.at_hand(WORKOUTS, windows, NOON, Freshness())
        return None if found is None else [f"{a.start_time:%m-%d}" for a in found.loaded.activities]

    assert starts(*WINDOWS[::-1]) == ["01-01", "01-31", "02-01", "03-31"]
    assert starts(JANUARY, FEBRUARY) == ["01-01", "01-31", "02-01"]
    assert starts(MARCH, APRIL) is None

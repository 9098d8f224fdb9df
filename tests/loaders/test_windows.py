from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field

import msgspec
import pytest

from gateway.cache.kept import Collection
from gateway.cache.recent_writes import RecentWrites
from gateway.cache.shelves import weight
from gateway.cache.store import MemoryStore
from gateway.cache.windows import Lifetimes, WindowCache
from gateway.domain.activity import Activity
from gateway.domain.activity_list import ActivityList
from gateway.domain.freshness import Freshness
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider import Link, ServedFrom
from gateway.domain.provider_name import Provider
from gateway.loaders.live_windows import LiveWindows
from gateway.loaders.windows import Group, RequestedWindows, WindowBatch, WindowsKey
from tests.loaders.listed import (
    BOBS_OURA,
    DELETED,
    DOWN,
    FIT,
    MONTHS,
    NOON,
    OURA,
    Listed,
    Range,
    instant,
    noon,
    remembered,
    run,
    stored,
)

JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE = MONTHS
FEBRUARY_AND_MARCH = Interval(FEBRUARY.start, MARCH.end)


def key(window: Interval, link: Link = OURA, collection: str = "workout") -> WindowsKey:
    return WindowsKey(Group(Collection(link, collection), Freshness()), [window])


def requested(listed: Listed, writes: RecentWrites | None = None) -> RequestedWindows:
    """One request's windows. Nothing is kept beyond it."""
    cache = WindowCache(MemoryStore(0, weight), Lifetimes())
    live = LiveWindows(dict.fromkeys(Provider, listed), cache, noon)
    return RequestedWindows(WindowBatch(live, cache, writes or remembered(), noon))


async def load(windows: RequestedWindows, *keys: WindowsKey) -> list[LoadedWindow]:
    """The one window of each key."""
    return [one for (one,) in await windows.load(list(keys))]


def ids(loaded: LoadedWindow) -> Sequence[str]:
    return [activity.provider_id for activity in loaded.activities]


# Which windows become one range


async def test_windows_of_other_links_and_collections_are_ranges_of_their_own() -> None:
    listed = Listed()
    whose = [
        (link, collection)
        for link in (OURA, BOBS_OURA, FIT)
        for collection in ("workout", "session")
    ]

    await load(requested(listed), *(key(w, *one) for w in (MARCH, FEBRUARY) for one in whose))

    assert listed.ranges == [Range(*one, FEBRUARY_AND_MARCH) for one in whose]


@pytest.mark.parametrize(("anns", "bobs"), [(FEBRUARY, MARCH), (MARCH, FEBRUARY)])
async def test_windows_of_two_people_that_touch_are_two_ranges(
    anns: Interval, bobs: Interval
) -> None:
    listed = Listed()

    await load(requested(listed), key(anns, OURA), key(bobs, BOBS_OURA))

    assert listed.ranges == [Range(OURA, "workout", anns), Range(BOBS_OURA, "workout", bobs)]


async def test_windows_that_are_asked_for_together_cost_one_range() -> None:
    listed = Listed()

    await load(requested(listed), key(MARCH), key(FEBRUARY))

    assert listed.ranges == [Range(OURA, "workout", FEBRUARY_AND_MARCH)]


async def test_a_window_that_was_loaded_is_not_loaded_again() -> None:
    listed = Listed()
    windows = requested(listed)

    await load(windows, key(MARCH))
    await load(windows, key(FEBRUARY), key(MARCH))

    assert [one.interval for one in listed.ranges] == [MARCH, FEBRUARY]


# What each window gets


async def test_each_window_gets_what_starts_in_it_in_the_order_of_the_keys() -> None:
    edges = [
        run(OURA, "2025-03-31T23:59:59.999"),
        run(OURA, "2025-02-01"),
        run(OURA, "2025-02-28T23:59:59.999"),
        run(OURA, "2025-03-01"),
        run(OURA, "2025-04-01"),
        run(OURA, "2025-01-31T23:59:59.999"),
    ]
    keys = [key(MARCH), key(FEBRUARY)]

    march, february = await load(requested(Listed({(OURA, "workout"): edges})), *keys)

    assert ids(march) == ["2025-03-01", "2025-03-31T23:59:59.999"]
    assert ids(february) == ["2025-02-01", "2025-02-28T23:59:59.999"]
    assert (march.window, february.window) == (MARCH, FEBRUARY)


async def test_records_that_start_together_stay_together() -> None:
    twins = [run(OURA, "2025-03-01", native_id) for native_id in ("a", "b", "c")]

    february, march = await load(
        requested(Listed({(OURA, "workout"): twins})), key(FEBRUARY), key(MARCH)
    )

    assert (ids(february), sorted(ids(march))) == ([], ["a", "b", "c"])


async def test_the_calls_of_a_range_stand_at_its_first_window() -> None:
    loaded = await load(requested(Listed()), key(MARCH), key(FEBRUARY), key(JUNE))

    assert [one.upstream_calls for one in loaded] == [0, 2, 2]
    assert [one.fetched_at for one in loaded] == [NOON, NOON, NOON]


async def test_a_failure_is_told_in_every_window_of_its_range_and_its_calls_once() -> None:
    listed = Listed(failing={(OURA, "workout"): DOWN})

    loaded = await load(requested(listed), key(MARCH), key(FEBRUARY))

    assert [one.error for one in loaded] == [DOWN, DOWN]
    assert [one.window for one in loaded] == [MARCH, FEBRUARY]
    assert [one.upstream_calls for one in loaded] == [0, 2]
    assert [one.fetched_at for one in loaded] == [None, None]


async def test_a_failure_takes_nothing_from_other_collections_and_links() -> None:
    listed = Listed(
        {(FIT, "session"): [run(FIT, "2025-03-05")], (OURA, "session"): [run(OURA, "2025-03-06")]},
        failing={(OURA, "workout"): DOWN},
    )
    keys = [key(MARCH), key(MARCH, OURA, "session"), key(MARCH, FIT, "session")]

    workouts, sessions, fit = await load(requested(listed), *keys)

    assert workouts.error is DOWN
    assert (sessions.error, ids(sessions)) == (None, ["2025-03-06"])
    assert (fit.error, ids(fit)) == (None, ["2025-03-05"])


# The gateway's own recent writes

STORED = run(OURA, "2025-03-10", "id")
LATER = instant("2025-03-11")


@dataclass
class Late(Listed):
    """Has nothing, and says so late."""

    asked: asyncio.Event = field(default_factory=asyncio.Event)
    answers: asyncio.Event = field(default_factory=asyncio.Event)

    async def activities(self, link: Link, collection: str, interval: Interval) -> ActivityList:
        self.asked.set()
        await self.answers.wait()
        return await super().activities(link, collection, interval)


async def writes_of(native_id: str, written: Activity | None) -> RecentWrites:
    """One write of Ann's workouts at Oura."""
    writes = remembered()
    write = DELETED if written is None else stored(written)
    await writes.record(OURA, "workout", native_id, write)
    return writes


async def months(listed: Sequence[Activity], writes: RecentWrites) -> list[Sequence[Activity]]:
    """February and March, as loaded."""
    loaded = await load(
        requested(Listed({(OURA, "workout"): listed}), writes), key(FEBRUARY), key(MARCH)
    )
    return [list(one.activities) for one in loaded]


async def test_a_new_record_that_the_list_lacks_is_in_its_window_and_in_order() -> None:
    around = [run(OURA, "2025-03-20"), run(OURA, "2025-03-01")]

    found = await months(around, await writes_of("id", STORED))

    assert found == [[], [around[1], STORED, around[0]]]


async def test_a_changed_record_stands_as_it_was_stored() -> None:
    retitled = msgspec.structs.replace(STORED, title="Evening run")

    assert await months([STORED], await writes_of("id", retitled)) == [[], [retitled]]


async def test_a_record_that_was_moved_is_where_it_is_now_and_nowhere_else() -> None:
    moved = run(OURA, "2025-02-10", "id")

    assert await months([STORED], await writes_of("id", moved)) == [[moved], []]


async def test_a_record_that_was_moved_out_of_all_windows_is_in_none() -> None:
    moved = run(OURA, "2025-06-10", "id")

    assert await months([STORED], await writes_of("id", moved)) == [[], []]


async def test_a_deleted_record_is_gone() -> None:
    other = run(OURA, "2025-03-11")

    assert await months([STORED, other], await writes_of("id", None)) == [[], [other]]


async def test_a_deleted_record_that_the_list_lacks_too_changes_nothing() -> None:
    assert await months([STORED], await writes_of("another", None)) == [[], [STORED]]


async def test_what_the_provider_changed_later_wins() -> None:
    written = msgspec.structs.replace(STORED, title="Ours", modified_at=NOON)
    newer = msgspec.structs.replace(STORED, title="Theirs", modified_at=instant("2025-03-11"))

    assert await months([newer], await writes_of("id", written)) == [[], [newer]]


async def test_what_was_moved_elsewhere_is_where_the_list_has_it_and_nowhere_else() -> None:
    written = msgspec.structs.replace(STORED, modified_at=NOON)
    moved = msgspec.structs.replace(run(OURA, "2025-02-10", "id"), modified_at=LATER)

    assert await months([moved], await writes_of("id", written)) == [[moved], []]


async def test_what_was_moved_elsewhere_is_not_where_it_was_in_later_loads_either() -> None:
    writes = await writes_of("id", msgspec.structs.replace(STORED, modified_at=NOON))
    moved = msgspec.structs.replace(run(OURA, "2025-02-10", "id"), modified_at=LATER)
    listed = Listed({(OURA, "workout"): [moved]})

    (february,) = await load(requested(listed, writes), key(FEBRUARY))
    (march,) = await load(requested(listed, writes), key(MARCH))

    assert (ids(february), ids(march)) == (["id"], [])


async def test_what_a_list_has_shown_is_gone_when_the_list_lacks_it() -> None:
    written = msgspec.structs.replace(STORED, modified_at=NOON)
    writes = await writes_of("id", written)

    assert await months([], writes) == [[], [written]]
    assert await months([written], writes) == [[], [written]]
    assert await months([], writes) == [[], []]


async def test_a_list_that_lands_late_does_not_hide_what_another_one_has_shown() -> None:
    written = msgspec.structs.replace(STORED, modified_at=NOON)
    cache = WindowCache(store := MemoryStore(100, weight), Lifetimes())
    writes = RecentWrites(store, cache)
    await writes.record(OURA, "workout", "id", stored(written))
    lagging, present = Late(), Listed({(OURA, "workout"): [written]})

    def loading(listed: Listed, freshness: Freshness) -> Awaitable[list[LoadedWindow]]:
        live = LiveWindows(dict.fromkeys(Provider, listed), cache, noon)
        wanted = WindowsKey(Group(Collection(OURA, "workout"), freshness), [MARCH])
        return load(RequestedWindows(WindowBatch(live, cache, writes, noon)), wanted)

    begun = asyncio.ensure_future(loading(lagging, Freshness()))
    await lagging.asked.wait()
    (shown,) = await loading(present, Freshness(max_age_seconds=0))
    lagging.answers.set()
    (late,) = await begun
    (kept,) = await loading(lagging, Freshness())

    assert [ids(one) for one in (shown, late, kept)] == [["id"]] * 3
    assert [one.served_from for one in (late, kept)] == [ServedFrom.LIVE, ServedFrom.CACHE]


async def test_a_write_is_for_its_own_link_and_collection_only() -> None:
    writes = await writes_of("id", STORED)
    others = [key(MARCH, BOBS_OURA), key(MARCH, OURA, "session"), key(MARCH, FIT)]

    loaded = await load(requested(Listed(), writes), *others)

    assert [ids(one) for one in loaded] == [[], [], []]


# What is at hand


class Requests:
    """Requests one after the other, over one cache."""

    def __init__(self) -> None:
        self.listed = Listed(
            {(OURA, "workout"): [run(OURA, "2025-01-10"), run(OURA, "2025-02-10")]}
        )
        self.store = MemoryStore(100, weight)
        self.cache = WindowCache(self.store, Lifetimes())
        self.writes = RecentWrites(self.store, self.cache)
        live = LiveWindows(dict.fromkeys(Provider, self.listed), self.cache, noon)
        self.batch = WindowBatch(live, self.cache, self.writes, noon)

    def next(self) -> RequestedWindows:
        return RequestedWindows(self.batch)


BOTH = WindowsKey(Group(Collection(OURA, "workout"), Freshness()), [FEBRUARY, JANUARY])
NAPS = WindowsKey(Group(Collection(OURA, "session"), Freshness()), [FEBRUARY, JANUARY])


async def test_what_one_request_has_loaded_is_at_hand_for_the_next_as_one() -> None:
    requests = Requests()
    assert requests.next().at_hand([BOTH, NAPS]) is None
    await requests.next().load([BOTH, NAPS])

    following = requests.next()
    at_hand = following.at_hand([BOTH, NAPS])

    assert at_hand is not None
    ((runs,), (naps,)) = at_hand
    assert ids(runs) == ["2025-01-10", "2025-02-10"]
    assert ids(naps) == []
    assert (runs.window, runs.upstream_calls) == (Interval(JANUARY.start, FEBRUARY.end), 0)
    assert len(requests.listed.ranges) == 2
    assert following.provenance.can_be_kept
    assert set(following.provenance.eras) == {BOTH.group.whole, NAPS.group.whole}


async def test_where_a_part_is_not_at_hand_nothing_is_and_no_provenance_is_noted() -> None:
    requests = Requests()
    await requests.next().load([BOTH])

    following = requests.next()

    assert following.at_hand([BOTH, NAPS]) is None
    assert following.provenance.eras == {}


async def test_while_writes_are_laid_over_what_is_listed_nothing_is_at_hand() -> None:
    requests = Requests()
    await requests.writes.record(OURA, "workout", "x", stored(run(OURA, "2025-01-20", "x")))
    await requests.next().load([BOTH])

    following = requests.next()

    assert following.at_hand([BOTH]) is None
    (january,) = await load(following, key(JANUARY))
    assert ids(january) == ["2025-01-10", "x"]

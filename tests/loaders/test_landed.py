"""What a call has brought, as windows."""

from __future__ import annotations

import asyncio

from gateway.cache.kept import Collection, KeptWindow
from gateway.cache.listed import ListedRange
from gateway.domain.freshness import Freshness
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider_name import Provider
from gateway.loaders.landed import Landed
from gateway.loaders.windows import Group, WindowsKey
from tests.loaders.listed import FIT, MONTHS, NOON, OURA, Listed, run
from tests.loaders.test_windows import Requests, ids, requested

JANUARY, FEBRUARY, MARCH, *_ = MONTHS
RUNS = (run(OURA, "2025-01-10"), run(OURA, "2025-03-10"))
UNSHOWN = frozenset({"lately"})
KEPT = KeptWindow(NOON, RUNS, settled=True, era="era", left_out=("odd",), unshown=UNSHOWN)
GROUP = Group(Collection(OURA, "workout"), Freshness())


def window(window: Interval, *runs: int, calls: int = 0) -> LoadedWindow:
    return LoadedWindow(
        window=window,
        activities=tuple(RUNS[i] for i in runs),
        left_out=("odd",),
        fetched_at=NOON,
        upstream_calls=calls,
        unshown=UNSHOWN,
    )


def test_it_is_one_window_or_each_of_them_with_the_calls_at_the_first() -> None:
    landed = Landed(ListedRange([JANUARY, FEBRUARY, MARCH], KEPT), calls=3)

    assert landed.whole == window(Interval(JANUARY.start, MARCH.end), 0, 1, calls=3)
    assert dict(landed) == {
        JANUARY: window(JANUARY, 0, calls=3), FEBRUARY: window(FEBRUARY), MARCH: window(MARCH, 1),
    }  # fmt: skip
    assert len(landed) == 3


def test_who_comes_later_is_told_of_no_calls() -> None:
    landed = Landed(ListedRange([JANUARY, FEBRUARY], KEPT), calls=3)

    later = landed.told()

    assert later.whole.upstream_calls == 0
    assert [one.upstream_calls for one in later.values()] == [0, 0]
    assert later.told() is later


async def test_a_field_gets_the_range_of_a_call_as_one_and_the_next_field_without_its_calls() -> (
    None
):
    listed = Listed({(OURA, "workout"): RUNS})
    windows, key = requested(listed), WindowsKey(GROUP, [MARCH, FEBRUARY, JANUARY])

    ((first,),) = await windows.load([key])
    ((second,),) = await windows.load([key])
    (singles,) = await windows.load([WindowsKey(GROUP, [MARCH, JANUARY])])

    assert first.window == second.window == Interval(JANUARY.start, MARCH.end)
    assert first.activities == second.activities == RUNS
    assert (first.upstream_calls, second.upstream_calls) == (2, 0)
    assert [(one.window, one.activities, one.upstream_calls) for one in singles] == [
        (MARCH, RUNS[1:], 0), (JANUARY, RUNS[:1], 0),
    ]  # fmt: skip
    assert len(listed.ranges) == 1


async def test_fields_that_want_other_parts_of_a_range_get_their_own_and_the_calls_once() -> None:
    listed = Listed({(OURA, "workout"): RUNS})
    windows = requested(listed)
    wanted = [[FEBRUARY, JANUARY], [JANUARY], [MARCH, FEBRUARY]]

    answers = await windows.load([WindowsKey(GROUP, one) for one in wanted])

    assert [[one.window for one in answer] for answer in answers] == wanted
    assert sum(one.upstream_calls for answer in answers for one in answer) == 2
    assert len(listed.ranges) == 1


async def test_a_range_is_whole_beside_one_that_was_loaded_before() -> None:
    listed = Listed({(OURA, "workout"): RUNS})
    windows = requested(listed)
    await windows.load([WindowsKey(GROUP, [MARCH])])

    (answer,) = await windows.load([WindowsKey(GROUP, [MARCH, FEBRUARY, JANUARY])])

    assert [a for one in answer for a in one.activities] == [RUNS[1], RUNS[0]]
    assert sum(one.upstream_calls for one in answer) == 2
    assert [one.interval for one in listed.ranges] == [
        MARCH, Interval(JANUARY.start, FEBRUARY.end),
    ]  # fmt: skip


async def test_it_is_known_which_provider_a_range_has_come_from() -> None:
    windows = requested(Listed({(OURA, "workout"): RUNS}))

    await windows.load([WindowsKey(GROUP, [MARCH, FEBRUARY])])

    assert windows.have_come_from(Provider.OURA)
    assert not windows.have_come_from(FIT.provider)


async def test_who_joins_a_call_gets_the_windows_that_they_want_and_none_of_its_calls() -> None:
    requests = Requests()

    (whole,), (part,) = await asyncio.gather(
        requests.next().load([WindowsKey(GROUP, [FEBRUARY, JANUARY])]),
        requests.next().load([WindowsKey(GROUP, [JANUARY])]),
    )

    assert [ids(one) for one in whole] == [["2025-01-10", "2025-02-10"]]
    assert [(one.window, ids(one)) for one in part] == [(JANUARY, ["2025-01-10"])]
    assert [one.upstream_calls for one in (*whole, *part)] == [2, 0]
    assert len(requests.listed.ranges) == 1

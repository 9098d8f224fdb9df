from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain

import msgspec

from gateway.domain.errors import RateLimitedError, UpstreamError, UpstreamStatusError
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider import Link, ServedFrom
from gateway.domain.provider_name import Provider
from gateway.timeline.harvest import Harvest, reap
from tests.timeline.history import OURA
from tests.timeline.scenes import recorded

NOON = datetime(2025, 3, 10, 12, tzinfo=UTC)
DOWN = UpstreamStatusError(Provider.OURA, "Oura answered that it failed.")
LIMITED = RateLimitedError(Provider.OURA, "Oura wants fewer calls.")

FIRST, SECOND, THIRD, FOURTH = (
    Interval(datetime(2025, month, 1, tzinfo=UTC), datetime(2025, month + 1, 1, tzinfo=UTC))
    for month in (1, 2, 3, 4)
)


class Answers:
    """A `WindowLoader` that gives what each collection is set to, and remembers what was asked."""

    def __init__(self, **by_collection: LoadedWindow) -> None:
        self._answers = by_collection
        self.asked: list[tuple[str, Sequence[Interval]]] = []

    async def __call__(
        self, collections: Sequence[tuple[Link, str]], windows: Sequence[Interval]
    ) -> Sequence[Sequence[LoadedWindow]]:
        assert all(link == OURA.link for link, _ in collections)
        self.asked += [(name, windows) for _, name in collections]
        return [[self._answers[name]] for _, name in collections]


def loaded(window: Interval, native_id: str, age_seconds: int = 0, calls: int = 1) -> LoadedWindow:
    """One window with one record in it."""
    record = recorded(Provider.OURA, native_id, Interval(window.start, window.end))
    fetched_at = NOON - timedelta(seconds=age_seconds)
    return LoadedWindow(
        window=window, activities=[record], fetched_at=fetched_at, upstream_calls=calls
    )


def kept(window: Interval, native_id: str, error: UpstreamError | None = None) -> LoadedWindow:
    """One window from the cache; beside an error it stands in for what could not be had."""
    return msgspec.structs.replace(
        loaded(window, native_id, calls=0), served_from=ServedFrom.CACHE, error=error
    )


def failed(window: Interval, error: UpstreamError, calls: int = 1) -> LoadedWindow:
    return LoadedWindow(window=window, error=error, upstream_calls=calls)


async def test_a_harvest_is_that_of_all_collections() -> None:
    harvest = Harvest(source=OURA)
    answers = Answers(workout=loaded(FIRST, "run"), session=loaded(FIRST, "nap", calls=3))

    reaped = await reap([harvest], [FIRST], answers)

    assert [activity.provider_id for activity in chain(*reaped)] == ["run", "nap"]
    assert answers.asked == [("workout", [FIRST]), ("session", [FIRST])]
    assert (harvest.error, harvest.served_from, harvest.upstream_calls) == (
        None,
        ServedFrom.LIVE,
        4,
    )


async def test_what_was_left_out_is_told_of_the_windows_that_it_may_start_in() -> None:
    harvest = Harvest(source=OURA)
    first = msgspec.structs.replace(loaded(FIRST, "run"), left_out=("a", None))
    second = msgspec.structs.replace(loaded(SECOND, "nap"), left_out=("a", "b", None, None))

    await reap([harvest], [FIRST], Answers(workout=first, session=loaded(FIRST, "rest")))
    await reap([harvest], [SECOND], Answers(workout=second, session=loaded(SECOND, "rest")))
    whole, half = Interval(FIRST.start, SECOND.end), Interval(FIRST.start, FIRST.end)
    told = [harvest.why_spoilt(one) for one in (whole, half, THIRD)]

    assert [one and one.message.partition(" ")[0] for one in told] == ["4", "2", None]


async def test_its_age_is_that_of_its_oldest_part() -> None:
    harvest = Harvest(source=OURA)

    await reap(
        [harvest], [FIRST], Answers(workout=loaded(FIRST, "a"), session=loaded(FIRST, "b", 90))
    )
    await reap(
        [harvest], [SECOND], Answers(workout=loaded(SECOND, "c", 60), session=loaded(SECOND, "d"))
    )

    assert harvest.fetched_at == NOON - timedelta(seconds=90)


async def test_a_collection_that_fails_takes_nothing_from_the_others() -> None:
    harvest = Harvest(source=OURA)

    reaped = await reap(
        [harvest],
        [FIRST],
        Answers(workout=failed(FIRST, DOWN, calls=2), session=loaded(FIRST, "nap")),
    )

    assert [activity.provider_id for activity in chain(*reaped)] == ["nap"]
    assert (harvest.error, harvest.served_from, harvest.upstream_calls) == (
        DOWN,
        ServedFrom.LIVE,
        3,
    )
    assert harvest.gaps(Interval(FIRST.start, FOURTH.end)) == [FIRST]


async def test_the_first_failure_is_the_one_that_is_told() -> None:
    harvest = Harvest(source=OURA)

    await reap(
        [harvest], [FIRST], Answers(workout=failed(FIRST, LIMITED), session=failed(FIRST, DOWN))
    )

    assert (harvest.error, harvest.served_from, harvest.fetched_at) == (
        LIMITED,
        ServedFrom.NONE,
        None,
    )


async def test_what_has_failed_is_not_asked_again_and_lacks_all_that_follows() -> None:
    harvest = Harvest(source=OURA)
    answers = Answers(workout=loaded(FIRST, "run"), session=failed(SECOND, DOWN))
    await reap([harvest], [FIRST, SECOND], answers)

    reaped = await reap([harvest], [THIRD, FOURTH], answers)

    assert reaped == []
    assert [collection for collection, _ in answers.asked] == ["workout", "session"]
    assert harvest.gaps(Interval(FIRST.start, FOURTH.end)) == [Interval(SECOND.start, FOURTH.end)]


async def test_gaps_are_cut_to_what_is_asked_about() -> None:
    harvest = Harvest(source=OURA)
    await reap(
        [harvest], [SECOND], Answers(workout=failed(SECOND, DOWN), session=failed(SECOND, DOWN))
    )
    day = timedelta(days=1)

    assert harvest.gaps(Interval(FIRST.start, SECOND.start + day)) == [
        Interval(SECOND.start, SECOND.start + day)
    ]
    assert harvest.gaps(Interval(SECOND.start + day, SECOND.end - day)) == [
        Interval(SECOND.start + day, SECOND.end - day)
    ]
    assert harvest.gaps(FIRST) == harvest.gaps(THIRD) == []


async def test_gaps_that_do_not_touch_stay_apart() -> None:
    harvest = Harvest(source=OURA)
    await reap(
        [harvest], [FIRST, THIRD], Answers(workout=failed(THIRD, DOWN), session=failed(FIRST, DOWN))
    )

    assert harvest.gaps(Interval(FIRST.start, FOURTH.end)) == [FIRST, THIRD]


async def test_it_is_from_the_cache_when_all_of_it_is_and_live_as_soon_as_a_part_is() -> None:
    harvest = Harvest(source=OURA)

    await reap([harvest], [FIRST], Answers(workout=kept(FIRST, "a"), session=kept(FIRST, "b")))
    assert harvest.served_from is ServedFrom.CACHE
    await reap([harvest], [SECOND], Answers(workout=loaded(SECOND, "c"), session=kept(SECOND, "d")))
    assert harvest.served_from is ServedFrom.LIVE
    await reap([harvest], [THIRD], Answers(workout=kept(THIRD, "e"), session=kept(THIRD, "f")))

    assert harvest.served_from is ServedFrom.LIVE


async def test_an_older_answer_that_stands_in_is_no_gap_but_stale_where_it_stands() -> None:
    harvest = Harvest(source=OURA)

    reaped = await reap(
        [harvest], [SECOND], Answers(workout=kept(SECOND, "a", DOWN), session=loaded(SECOND, "b"))
    )

    assert [activity.provider_id for activity in chain(*reaped)] == ["a", "b"]
    assert (harvest.error, harvest.gaps(SECOND)) == (DOWN, [])
    assert (harvest.is_stale(FIRST), harvest.is_stale(SECOND)) == (False, True)


async def test_where_an_older_answer_stands_in_the_source_is_asked_on() -> None:
    harvest = Harvest(source=OURA)
    answers = Answers(workout=kept(FIRST, "a", DOWN), session=kept(FIRST, "b", DOWN))

    await reap([harvest], [FIRST], answers)
    await reap([harvest], [SECOND], answers)

    assert len(answers.asked) == 4

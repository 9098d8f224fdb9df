"""What is listed now beside what was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from gateway.domain.activity import Activity
from gateway.domain.interval import Interval
from gateway.domain.link import Link
from gateway.domain.loaded import LoadedWindow
from gateway.timeline.changes import comparison
from gateway.timeline.changes.comparison import compare
from gateway.timeline.changes.look import Look, Times
from gateway.timeline.changes.state import Compared, millis
from tests.loaders.listed import DOWN, NOON, OURA, run

TIMES = Times(NOON, timedelta(days=30), NOON + timedelta(days=1))
MANY = [
    run(OURA, (NOON - timedelta(minutes=n)).strftime("%Y-%m-%dT%H:%M"), f"n{n}") for n in range(505)
]


async def look(listed: Sequence[Activity], part: Compared | None = None) -> Look:
    async def load(
        _: Sequence[tuple[Link, str]], windows: Sequence[Interval]
    ) -> Sequence[Sequence[LoadedWindow]]:
        return [
            [
                LoadedWindow(
                    window=window,
                    activities=[one for one in listed if one.start_time in window],
                    fetched_at=NOON,
                    upstream_calls=1,
                )
                for window in windows
            ]
        ]

    return await compare(part or Compared(), OURA, "workout", load, TIMES)


async def test_of_very_many_records_the_latest_are_watched() -> None:
    changes, part = (await look(MANY)).told(10_000)

    assert isinstance(part, Compared)
    assert len(changes) == len(part.documents) == comparison.MOST_DOCUMENTS
    assert part.floor == millis(MANY[500].start_time) + 1


async def test_what_is_not_watched_any_more_is_not_told_as_deleted() -> None:
    _, part = (await look(MANY[5:500])).told(10_000)
    assert isinstance(part, Compared)

    changes, part = (await look(MANY, part)).told(10_000)

    assert {change.activity_id.native_id for change in changes} == {
        *(f"n{n}" for n in range(5)),
    }


@pytest.mark.parametrize("told", [0, 1, 2])
async def test_a_look_of_which_a_part_was_told_finds_the_rest(told: int) -> None:
    listed = MANY[:3]

    first, part = (await look(listed)).told(told)
    assert isinstance(part, Compared)
    rest, _ = (await look(listed, part)).told(10)

    assert len(first) == told
    assert sorted(one.activity_id for one in [*first, *rest]) == sorted(
        one.activity_id for one in listed
    )


async def test_one_window_that_fails_fails_the_look() -> None:
    async def load(
        _: Sequence[tuple[Link, str]], windows: Sequence[Interval]
    ) -> Sequence[Sequence[LoadedWindow]]:
        first, *others = windows
        return [
            [
                LoadedWindow(window=first, error=DOWN, upstream_calls=2),
                *(LoadedWindow(window=window, fetched_at=NOON) for window in others),
            ]
        ]

    found = await compare(Compared(), OURA, "workout", load, TIMES)

    assert found.told(10) == ([], Compared())
    assert (found.report.error, found.report.fetched_at) == (DOWN, None)
    assert found.report.upstream_calls == 2


async def test_a_deletion_that_was_told_is_not_told_again_with_the_rest() -> None:
    _, part = (await look(MANY[:3])).told(10)
    assert isinstance(part, Compared)

    first, part = (await look(MANY[:1], part)).told(1)
    assert isinstance(part, Compared)
    rest, _ = (await look(MANY[:1], part)).told(10)

    assert [one.activity_id.native_id for one in first] == ["n2"]
    assert [one.activity_id.native_id for one in rest] == ["n1"]

"""Paging through the whole application; `timeline/test_feed_pages.py` tries every size."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
import pytest_asyncio

from gateway.sandbox import Records, RunningSandbox, Sandbox, Wire, synthetic
from gateway.sandbox.seed.wires import fit_session, oura_workout
from gateway.sandbox.wire import instant_of, millis
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.wires import NOW, noon, span

FEED = """
query (
  $first: Int, $after: String, $last: Int, $before: String, $filter: ActivityFilter,
  $order: ActivityOrder!
) {
  activities(
    first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $order
  ) {
    edges { cursor node { id provider providerId } }
    nodes { id }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    coveredRange { start end }
    isComplete
  }
}
"""
HISTORY = ("2014-01-01T00:00:00.000Z", "2026-07-16T12:00:00.000Z")
TICK = timedelta(milliseconds=1)

DESC, ASC = "START_TIME_DESC", "START_TIME_ASC"
orders = pytest.mark.parametrize("order", [DESC, ASC])
directions = pytest.mark.parametrize("backward", [False, True], ids=["forward", "backward"])

Json = dict[str, Any]
Place = tuple[int, str, str, str]
"""Start, provider, collection, id: the order that the schema promises."""


@pytest.fixture(scope="module")
def records() -> Records:
    """300 records of half a year, many of them with equal starts, across both providers too."""
    return synthetic("a person", 300, datetime(2026, 1, 15, tzinfo=UTC), NOW)


@pytest_asyncio.fixture
async def gateway(
    running_sandbox: RunningSandbox, sandbox: Sandbox, token: str, records: Records
) -> AsyncGenerator[Gateway]:
    """Asked by the person of the records, for whom time stands still."""
    sandbox.replace(token, **records._asdict())
    async with running_gateway(running_sandbox, headers=linked(token), clock=noon) as gateway:
        yield gateway


def places(records: Records, order: str) -> list[Place]:
    """The whole list, made of what the providers have."""
    fit = [fit_place(wire) for wire in records.google_fit_sessions]
    workouts = [oura_place("workout", wire) for wire in records.oura_workouts]
    sessions = [oura_place("session", wire) for wire in records.oura_sessions]
    return sorted([*fit, *workouts, *sessions], reverse=order == DESC)


def fit_place(wire: Wire) -> Place:
    return int(wire["startTimeMillis"]), "google_fit", "session", wire["id"]


def oura_place(collection: str, wire: Wire) -> Place:
    return millis(instant_of(wire["start_datetime"])), "oura", collection, wire["id"]


def native_ids(places: Sequence[Place]) -> list[str]:
    return [native_id for *_, native_id in places]


def ids_of(page: Json) -> list[str]:
    return [edge["node"]["providerId"] for edge in page["edges"]]


async def one_page(gateway: Gateway, **variables: object) -> Json:
    return (await gateway.execute(FEED, None, **variables))["activities"]


async def pages(
    gateway: Gateway, size: int, order: str, *, backward: bool, **variables: object
) -> AsyncIterator[Json]:
    """Page after page, as clients go on: by the cursors of `pageInfo`."""
    count, place = ("last", "before") if backward else ("first", "after")
    further, edge = ("hasPreviousPage", "startCursor") if backward else ("hasNextPage", "endCursor")
    cursor = None
    while True:
        asked = {count: size, place: cursor, "order": order, **variables}
        page = await one_page(gateway, **asked)
        yield page
        if not page["pageInfo"][further]:
            return
        cursor = page["pageInfo"][edge]


def in_list_order(read: Sequence[Json], *, backward: bool) -> Sequence[Json]:
    return read[::-1] if backward else read


def cut(listed: list[str], size: int, *, backward: bool) -> list[list[str]]:
    """The list in pages, in its own order; backward, the first page is the short one."""
    short = len(listed) % size if backward else 0
    edges = [0, *range(short or size, len(listed), size), len(listed)]
    return [listed[start:end] for start, end in pairwise(edges)]


@orders
@directions
@pytest.mark.parametrize("size", [13, 60, 100])
async def test_pages_make_up_the_whole_list(
    gateway: Gateway, records: Records, order: str, size: int, *, backward: bool
) -> None:
    read = [page async for page in pages(gateway, size, order, backward=backward)]

    listed = native_ids(places(records, order))
    in_order = in_list_order(read, backward=backward)
    assert [ids_of(page) for page in in_order] == cut(listed, size, backward=backward)
    assert all(page["isComplete"] for page in read)


@orders
@directions
async def test_every_page_says_where_it_stands(
    gateway: Gateway, order: str, *, backward: bool
) -> None:
    read = [page async for page in pages(gateway, 45, order, backward=backward)]

    in_order = in_list_order(read, backward=backward)
    infos = [page["pageInfo"] for page in in_order]
    assert [info["hasPreviousPage"] for info in infos] == [False, *[True] * (len(read) - 1)]
    assert [info["hasNextPage"] for info in infos] == [*[True] * (len(read) - 1), False]
    for page, info in zip(in_order, infos, strict=True):
        assert info["startCursor"] == page["edges"][0]["cursor"]
        assert info["endCursor"] == page["edges"][-1]["cursor"]
        assert [edge["node"]["id"] for edge in page["edges"]] == [n["id"] for n in page["nodes"]]


@orders
@directions
async def test_the_ranges_of_the_pages_make_up_the_whole_history(
    gateway: Gateway, order: str, *, backward: bool
) -> None:
    ranges = [
        (page["coveredRange"]["start"], page["coveredRange"]["end"])
        async for page in pages(gateway, 45, order, backward=backward)
    ]

    in_time = sorted(ranges)
    assert ranges == (in_time[::-1] if (order == DESC) is not backward else in_time)
    assert (in_time[0][0], in_time[-1][1]) == HISTORY
    assert all(
        instant_of(later[0]) == instant_of(earlier[1]) - TICK
        for earlier, later in pairwise(in_time)
    )


@orders
async def test_a_filtered_list_is_paged_like_any_other(
    gateway: Gateway, records: Records, order: str
) -> None:
    begin, stop = "2026-02-10T00:00:00Z", "2026-06-20T00:00:00Z"
    selected = {
        "startTime": {"start": begin, "end": stop},
        "providers": ["GOOGLE_FIT"],
        "excludeTypes": ["WALKING"],
    }

    read = [page async for page in pages(gateway, 9, order, backward=False, filter=selected)]

    walks = {wire["id"] for wire in records.google_fit_sessions if wire["activityType"] == 7}
    starts = range(millis(instant_of(begin)), millis(instant_of(stop)))
    wanted = [
        place
        for place in places(records, order)
        if place[1] == "google_fit" and place[0] in starts and place[3] not in walks
    ]
    assert 40 < len(wanted) < 150
    assert [native_id for page in read for native_id in ids_of(page)] == native_ids(wanted)


async def test_a_page_can_lie_between_two_cursors(gateway: Gateway, records: Records) -> None:
    whole = await one_page(gateway, first=30, order=DESC)
    cursors = [edge["cursor"] for edge in whole["edges"]]

    between = await one_page(gateway, first=100, after=cursors[4], before=cursors[9], order=DESC)
    first_two = await one_page(gateway, first=2, after=cursors[4], before=cursors[9], order=DESC)
    last_two = await one_page(gateway, last=2, after=cursors[4], before=cursors[9], order=DESC)

    listed = native_ids(places(records, DESC))
    assert ids_of(between) == listed[5:9]
    assert ids_of(first_two) == listed[5:7]
    assert ids_of(last_two) == listed[7:9]


async def test_a_page_has_twenty_activities_when_nobody_says_how_many(
    gateway: Gateway, records: Records
) -> None:
    page = await one_page(gateway, order=DESC)

    assert ids_of(page) == native_ids(places(records, DESC))[:20]


async def test_a_list_without_anything_is_one_page_without_cursors(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(token)

    page = await one_page(gateway, first=5, order=DESC)

    assert page == {
        "edges": [],
        "nodes": [],
        "pageInfo": {
            "hasNextPage": False,
            "hasPreviousPage": False,
            "startCursor": None,
            "endCursor": None,
        },
        "coveredRange": dict(zip(("start", "end"), HISTORY, strict=True)),
        "isComplete": True,
    }


@orders
@directions
async def test_what_is_not_touched_between_pages_is_neither_repeated_nor_skipped(
    gateway: Gateway, sandbox: Sandbox, token: str, records: Records, order: str, *, backward: bool
) -> None:
    random = Random(7)  # noqa: S311 - made-up records
    seen, touched = list[str](), set[str]()

    async for page in pages(gateway, 31, order, backward=backward):
        ids = ids_of(page)
        seen = [*ids, *seen] if backward else [*seen, *ids]
        touched |= change(sandbox, token, random, ids[0 if backward else -1])

    assert len(set(seen)) == len(seen)
    untouched = [one for one in native_ids(places(records, order)) if one not in touched]
    assert [native_id for native_id in seen if native_id not in touched] == untouched
    assert len(touched) > 50


def change(sandbox: Sandbox, token: str, random: Random, last_seen: str) -> set[str]:
    """Take out the last one seen and some others at random, and put new ones in.

    The new ones start at the same instants as those that go, so that they land everywhere.
    """
    viewer = sandbox.viewer(token)
    sessions, workouts = viewer.google_fit.sessions.all(), viewer.oura.workouts.all()
    gone = {last_seen, *(wire["id"] for wire in random.sample([*sessions, *workouts], 6))}
    starts = [instant_of(wire["start_datetime"]) for wire in random.sample(workouts, 3)]
    new = [span(start.isoformat()) for start in starts]
    fit = [fit_session(f"new-{random.getrandbits(64)}", 8, one) for one in new]
    oura = [oura_workout(f"new-{random.getrandbits(64)}", "running", one) for one in new]

    for native_id in gone:
        viewer.google_fit.sessions.delete(native_id)
    for session in fit:
        viewer.google_fit.sessions.put(session)
    viewer.oura.workouts.replace([*(w for w in workouts if w["id"] not in gone), *oura])
    return gone | {wire["id"] for wire in (*fit, *oura)}

"""Query.tags, page by page, through the whole application."""

from __future__ import annotations

import pytest

from gateway.sandbox import Sandbox
from tests.gateway_under_test import Gateway
from tests.tags.asking import MANY, problem, stored_now, tags
from tests.tags.wires import days, enhanced, tag_id

AUTUMN = days("2025-09-01", "2025-11-30")


@pytest.mark.parametrize("backward", [False, True], ids=["forward", "backward"])
@pytest.mark.parametrize("size", [1, 2, 7, 40, 59, 60, 100])
async def test_pages_of_every_size_make_up_the_list(
    gateway: Gateway, many: list[str], size: int, *, backward: bool
) -> None:
    count, place, edge = (
        ("last", "before", "startCursor") if backward else ("first", "after", "endCursor")
    )
    more = "hasPreviousPage" if backward else "hasNextPage"
    read: list[str] = []
    cursor: dict[str, str] = {}
    asked = 0
    while True:
        page = await tags(
            gateway, range=days("2026-05-01", "2026-05-31"), **{count: size}, **cursor
        )
        ids = [one["id"] for one in page["nodes"]]
        read = [*ids, *read] if backward else [*read, *ids]
        asked += 1
        if not page["pageInfo"][more]:
            break
        cursor = {place: page["pageInfo"][edge]}

    assert read == many
    assert asked == -(-MANY // size)


async def test_a_page_lies_between_its_cursors(gateway: Gateway, many: list[str]) -> None:
    whole = await tags(gateway, range=days("2026-05-01", "2026-05-31"), first=100)
    cursors = [edge["cursor"] for edge in whole["edges"]]

    page = await tags(
        gateway,
        range=days("2026-05-01", "2026-05-31"),
        first=5,
        after=cursors[10],
        before=cursors[14],
    )

    assert [one["id"] for one in page["nodes"]] == many[11:14]
    assert page["pageInfo"] == {
        "hasNextPage": False,
        "hasPreviousPage": True,
        "startCursor": cursors[11],
        "endCursor": cursors[13],
    }


async def test_a_tag_that_comes_or_goes_neither_repeats_nor_skips_another(
    gateway: Gateway, sandbox: Sandbox, token: str, many: list[str]
) -> None:
    asked = {"range": days("2026-05-01", "2026-05-31"), "first": 10}
    first = await tags(gateway, **asked)
    kept = [w for w in stored_now(sandbox, token) if tag_id(w["id"]) != many[9]]
    sandbox.replace(token, oura={"enhanced_tag": [*kept, enhanced("new", "2026-05-31T12:00:00Z")]})

    second = await tags(gateway, **asked, after=first["pageInfo"]["endCursor"])

    assert [one["id"] for one in second["nodes"]] == many[10:20]


@pytest.mark.parametrize(
    "other",
    [{"range": days("2026-05-01", "2026-05-30")}, {"codes": ["a"]}],
    ids=["range", "codes"],
)
async def test_a_cursor_is_of_one_list(
    gateway: Gateway, many: list[str], other: dict[str, object]
) -> None:
    asked = {"range": days("2026-05-01", "2026-05-31"), "first": 10}
    cursor = (await tags(gateway, **asked))["pageInfo"]["endCursor"]

    code, message = await problem(gateway, **{**asked, **other}, after=cursor)

    assert len(many) == MANY
    assert code == "INVALID_CURSOR"
    assert message.startswith("This cursor was made for another")


async def test_a_cursor_of_the_feed_is_not_one_of_tags(gateway: Gateway) -> None:
    feed = "{ activities(first: 1) { pageInfo { endCursor } } }"
    cursor = (await gateway.execute(feed))["activities"]["pageInfo"]["endCursor"]

    assert (await problem(gateway, range=AUTUMN, after=cursor))[0] == "INVALID_CURSOR"
    assert (await problem(gateway, range=AUTUMN, after="x"))[0] == "INVALID_CURSOR"


# What is refused, before any call


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            {"range": days("2025-01-01", "2026-02-05")},
            "`range` has 401 days; 400 are allowed at once: ask for fewer.",
        ),
        ({"range": days("2026-02-02", "2026-02-01")}, "`range.to` must not lie before its `from`."),
        ({"range": days("1969-12-31")}, "`range` must lie within the years 1970 to 2099."),
        ({"range": days("2100-01-01")}, "`range` must lie within the years 1970 to 2099."),
        ({"range": AUTUMN, "first": 0}, "`first` must lie between 1 and 100."),
        ({"range": AUTUMN, "last": 101}, "`last` must lie between 1 and 100."),
        (
            {"range": AUTUMN, "first": 1, "last": 1},
            "Send `first` to page forward or `last` to page backward, not both.",
        ),
        (
            {"range": AUTUMN, "codes": []},
            "`codes` must have 1 to 100 entries: leave it out for all tags.",
        ),
        (
            {"range": AUTUMN, "codes": ["a"] * 101},
            "`codes` must have 1 to 100 entries: leave it out for all tags.",
        ),
    ],
)
async def test_what_cannot_be_is_refused_before_any_call(
    gateway: Gateway, sandbox: Sandbox, token: str, asked: dict[str, object], message: str
) -> None:
    assert await problem(gateway, **asked) == ("BAD_USER_INPUT", message)
    assert sandbox.calls_of(token) == []


@pytest.mark.parametrize("day", ["1970-01-01", "2099-12-31"])
async def test_the_ends_of_the_calendar_can_be_asked_for(gateway: Gateway, day: str) -> None:
    assert (await tags(gateway, range=days(day)))["nodes"] == []

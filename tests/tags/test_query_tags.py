"""Query.tags, through the whole application."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gateway.sandbox import Fault, Hang, MalformedJson, RunningSandbox, Sandbox, Status, Wire
from gateway.sandbox.wire import instant_of
from tests.gateway_under_test import GOOGLE_FIT_TOKEN, Gateway, linked, running_gateway
from tests.tags.wires import TAGS, Json, days, enhanced, older, status_of, tag_id

AUTUMN = days("2025-09-01", "2025-11-30")
SKIPPED = {"state": "SKIPPED", "servedFrom": "NONE", "itemCount": 0, "upstreamCalls": 0}


async def tags(gateway: Gateway, **asked: object) -> Json:
    """The connection; no errors."""
    return (await gateway.execute(TAGS, **asked))["tags"]


async def problem(gateway: Gateway, **asked: object) -> tuple[str, str]:
    """Code and message of the one error."""
    answer = await gateway.answer(TAGS, **asked)
    assert answer["data"] is None
    (error,) = answer["errors"]
    return error["extensions"]["code"], error["message"]


# What is told


def stored(sandbox: Sandbox, token: str, collection: Any) -> list[Wire]:
    """What Oura has of September to November, the margins included."""
    documents = sandbox.viewer(token).oura.collections[collection]
    start, end = datetime(2025, 8, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    return documents.between(start, end, after=None, limit=10_000)


async def test_all_notes_of_a_season_are_told_once_the_latest_first(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    newer = [
        w for w in stored(sandbox, token, "enhanced_tag") if "2025-09" <= w["start_day"] < "2025-12"
    ]
    (lonely,) = [w for w in stored(sandbox, token, "tag") if w["text"] == "From the old app."]

    page = await tags(gateway, range=AUTUMN, first=100)

    places = [(instant_of(w["start_time"]), "enhanced_tag", w["id"]) for w in newer]
    places.append((instant_of(lonely["timestamp"]), "tag", lonely["id"]))
    expected = [tag_id(native, name) for _, name, native in sorted(places, reverse=True)]
    assert len(expected) > 20
    assert [one["id"] for one in page["nodes"]] == expected
    assert [one["node"]["id"] for one in page["edges"]] == expected
    assert page["isComplete"]


async def test_every_field_of_both_forms_is_told(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(
        token,
        oura={
            "enhanced_tag": [
                enhanced(
                    "sauna",
                    "2026-03-28T23:40:00.123456+01:00",
                    "2026-03-29T03:10:00+02:00",
                    "custom",
                    comment="Hot.",
                    custom_name="Sauna 🧖",
                ),
                enhanced("coffee", "2026-03-28T08:00:00+01:00", code="tag_generic_nocaffeine"),
            ],
            "tag": [older("old", "2026-03-28T07:00:00+01:00", "a", "b", text="Stiff.")],
        },
    )

    page = await tags(gateway, range=days("2026-03-28"))

    nothing = {"name": None, "comment": None, "code": None, "endTime": None, "endDay": None}
    both = {"provider": "OURA", "startDay": "2026-03-28"}
    newer = {**both, "origin": "ENHANCED_TAG"}
    assert page["nodes"] == [
        {
            **newer,
            "id": tag_id("sauna"),
            "code": "custom",
            "codes": ["custom"],
            "name": "Sauna 🧖",
            "comment": "Hot.",
            "startTime": "2026-03-28T22:40:00.123Z",
            "endTime": "2026-03-29T01:10:00.000Z",
            "startLocal": "2026-03-28T23:40:00",
            "endDay": "2026-03-29",
        },
        {
            **nothing,
            **newer,
            "id": tag_id("coffee"),
            "code": "tag_generic_nocaffeine",
            "codes": ["tag_generic_nocaffeine"],
            "startTime": "2026-03-28T07:00:00.000Z",
            "startLocal": "2026-03-28T08:00:00",
        },
        {
            **nothing,
            **both,
            "origin": "TAG",
            "id": tag_id("old", "tag"),
            "codes": ["a", "b"],
            "comment": "Stiff.",
            "startTime": "2026-03-28T06:00:00.000Z",
            "startLocal": "2026-03-28T07:00:00",
        },
    ]


async def test_a_wall_clock_without_an_offset_is_no_instant(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    wire = enhanced("nap", "2026-03-29T02:30:00", "2026-03-29T03:00:00", "tag_sleep_nap")
    sandbox.replace(token, oura={"enhanced_tag": [wire]})

    (nap,) = (await tags(gateway, range=days("2026-03-29")))["nodes"]

    assert (nap["startTime"], nap["endTime"]) == (None, None)
    assert (nap["startLocal"], nap["startDay"]) == ("2026-03-29T02:30:00", "2026-03-29")


async def test_a_tag_belongs_to_the_day_that_it_begins_on_whatever_utc_says(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    early = enhanced("early", "2026-05-12T00:10:00+14:00")
    late = enhanced("late", "2026-05-12T23:50:00-11:00", "2026-05-14T10:00:00-11:00")
    sandbox.replace(token, oura={"enhanced_tag": [early, late]})

    assert [one["id"] for one in (await tags(gateway, range=days("2026-05-12")))["nodes"]] == [
        tag_id("late"),
        tag_id("early"),
    ]
    for day in ("2026-05-11", "2026-05-13"):
        assert (await tags(gateway, range=days(day)))["nodes"] == []


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["a"], ["n1", "o1"]),
        (["b"], ["o1"]),
        (["custom", "b"], ["n2", "o1"]),
        (["A"], []),
        (["tag_nobody_knows"], []),
    ],
)
async def test_codes_select_notes_of_both_forms(
    gateway: Gateway, sandbox: Sandbox, token: str, codes: list[str], expected: list[str]
) -> None:
    sandbox.replace(
        token,
        oura={
            "enhanced_tag": [
                enhanced("n1", "2026-05-12T12:00:00Z", code="a"),
                enhanced("n2", "2026-05-12T11:00:00Z", code="custom", custom_name="a"),
                enhanced("n3", "2026-05-12T10:00:00Z", comment="a"),
            ],
            "tag": [
                older("o1", "2026-05-12T09:00:00Z", "a", "b"),
                older("o2", "2026-05-12T12:00:00Z", "a"),
            ],
        },
    )

    page = await tags(gateway, range=days("2026-05-12"), codes=codes)

    names = {tag_id(n): n for n in ("n1", "n2", "n3")} | {tag_id("o1", "tag"): "o1"}
    assert [names[one["id"]] for one in page["nodes"]] == expected


# Pages


MANY = 120


@pytest.fixture
def many(sandbox: Sandbox, token: str) -> list[str]:
    """The ids of so many tags of a month, many of equal starts, as they are to be told."""
    starts = [
        (datetime(2026, 5, 1, tzinfo=UTC) + timedelta(hours=6 * (number // 3)))
        for number in range(MANY)
    ]
    wires = [
        enhanced(f"t{number % 7}-{number}", start.isoformat())
        for number, start in enumerate(starts)
    ]
    sandbox.replace(token, oura={"enhanced_tag": wires})
    return [
        tag_id(wire["id"])
        for wire in sorted(wires, key=lambda w: (w["start_time"], w["id"]), reverse=True)
    ]


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


def stored_now(sandbox: Sandbox, token: str) -> list[Wire]:
    documents = sandbox.viewer(token).oura.collections["enhanced_tag"]
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    return documents.between(start, end, after=None, limit=1_000)


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


# What it costs, and who contributed


async def test_a_list_is_one_call_for_each_form(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    page = await tags(gateway, range=days("2025-09-01", "2025-09-30"))

    calls = sandbox.calls_of(token)
    assert sorted(call.route for call in calls) == ["enhanced_tag", "tag"]
    assert status_of(page) == {
        "provider": "OURA",
        "state": "OK",
        "servedFrom": "LIVE",
        "itemCount": len(page["nodes"]),
        "upstreamCalls": 2,
        "gaps": [],
        "error": None,
    }
    assert status_of(page, "GOOGLE_FIT") == {
        "provider": "GOOGLE_FIT",
        **SKIPPED,
        "gaps": [],
        "error": None,
    }


async def test_equal_questions_of_a_request_are_asked_once(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    field = 'tags(range: {from: "2025-09-01", to: "2025-09-30"}) { nodes { id } }'
    within = 'tags(range: {from: "2025-09-03", to: "2025-09-04"}) { nodes { startDay } }'

    data = await gateway.execute(f"{{ a: {field} b: {field} c: {within} }}")

    assert data["a"] == data["b"]
    assert {one["startDay"] for one in data["c"]["nodes"]} <= {"2025-09-03", "2025-09-04"}
    assert len(sandbox.calls_of(token)) == 2


async def test_long_lists_are_read_to_their_end(
    running_sandbox: RunningSandbox, sandbox: Sandbox, token: str, many: list[str]
) -> None:
    async with running_gateway(running_sandbox, headers=linked(token)) as gateway:
        asked = {"range": days("2026-05-01", "2026-05-31"), "last": 1}
        page = await tags(gateway, **asked)
        again = await tags(gateway, **asked)

    assert [one["id"] for one in page["nodes"]] == many[-1:]
    assert status_of(page)["upstreamCalls"] == 4
    assert again == page
    assert len(sandbox.calls_of(token)) == 8, "an answer with tags is not kept"


async def test_without_a_link_nobody_is_asked(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    answer = await gateway.execute(TAGS, {GOOGLE_FIT_TOKEN: token}, range=AUTUMN)

    page = answer["tags"]
    assert (page["nodes"], page["isComplete"]) == ([], True)
    assert status_of(page)["state"] == "NOT_LINKED"
    assert sandbox.calls_of(token) == []


# What is told of failures


SCOPE = Status(403, body='{"detail": "missing scope"}')


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Status(401), "REAUTH_REQUIRED"),
        (SCOPE, "SCOPE_MISSING"),
        (Status(429), "RATE_LIMITED"),
        (Hang(), "TIMEOUT"),
        (MalformedJson(), "INVALID_RESPONSE"),
    ],
)
async def test_without_enhanced_tags_nothing_can_be_told(
    gateway: Gateway, sandbox: Sandbox, token: str, fault: Fault, code: str
) -> None:
    sandbox.fail("oura", fault, route="enhanced_tag", token=token)

    page = await tags(gateway, range=AUTUMN)

    status = status_of(page)
    assert (page["nodes"], page["isComplete"]) == ([], False)
    assert (status["state"], status["error"]["code"]) == ("FAILED", code)
    assert (status["servedFrom"], status["itemCount"]) == ("NONE", 0)


async def test_without_older_tags_the_newer_ones_are_told_and_the_cursor_remembers(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    whole = await tags(gateway, range=AUTUMN, first=100)
    fault = sandbox.fail("oura", Status(500), route="tag", token=token)

    page = await tags(gateway, range=AUTUMN, first=10)
    fault.heal()
    after = await tags(gateway, range=AUTUMN, first=10, after=page["pageInfo"]["endCursor"])

    newer = [one for one in whole["nodes"] if one["origin"] == "ENHANCED_TAG"]
    assert page["nodes"] == newer[:10]
    assert (status_of(page)["state"], page["isComplete"]) == ("PARTIAL", False)
    assert status_of(page)["error"]["code"] == "UPSTREAM_ERROR"
    assert (status_of(after)["state"], after["isComplete"]) == ("OK", False)


async def test_a_tag_that_does_not_tell_when_it_was_is_left_out_and_told_of(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    odd = {**enhanced("odd", "2026-05-12T10:00:00Z"), "end_time": "later", "comment": 7}
    good = enhanced("good", "2026-05-12T11:00:00Z", "soon")
    sandbox.replace(token, oura={"enhanced_tag": [odd, good]})
    (stored_odd,) = [wire for wire in stored_now(sandbox, token) if wire["id"] == "odd"]
    stored_odd["start_time"] = "at noon"

    page = await tags(gateway, range=days("2026-05-12"))

    assert [one["id"] for one in page["nodes"]] == [tag_id("good")]
    assert (status_of(page)["state"], page["isComplete"]) == ("PARTIAL", False)
    assert status_of(page)["error"]["message"] == (
        "1 of the tags cannot be read, and are left out."
    )

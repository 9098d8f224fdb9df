"""Query.tags: what is told, through the whole application."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from gateway.sandbox import Sandbox, Wire
from gateway.sandbox.wire import instant_of
from tests.gateway_under_test import Gateway
from tests.tags.asking import tags
from tests.tags.wires import days, enhanced, older, tag_id

AUTUMN = days("2025-09-01", "2025-11-30")


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

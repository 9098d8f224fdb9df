"""Records of one event at both providers, shown as one and never lost."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from gateway.sandbox import RunningSandbox, Sandbox, Status
from tests.events import (
    BREATHS,
    COLLAPSED,
    EVENTS,
    SHIFT,
    WALKS,
    feed,
    has_title,
    moment,
    native_ids,
    settle,
)
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.wires import noon

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest_asyncio.fixture
async def gateway(
    running_sandbox: RunningSandbox, sandbox: Sandbox, token: str
) -> AsyncGenerator[Gateway]:
    """Asked by a person who wears a ring and starts the phone's app for each run."""
    settle(sandbox, token)
    async with running_gateway(running_sandbox, headers=linked(token), clock=noon) as gateway:
        yield gateway


async def collapsed(gateway: Gateway, **selection: object) -> list[str]:
    """The native ids of the collapsed feed, earliest first."""
    page = await feed(
        gateway,
        first=100,
        filter=selection or None,
        order="START_TIME_ASC",
        dedupe="COLLAPSE",
    )
    return native_ids(page)


async def test_collapse_shows_each_event_once_by_its_primary_record(gateway: Gateway) -> None:
    assert await collapsed(gateway) == COLLAPSED


async def test_without_collapse_every_record_is_shown(gateway: Gateway) -> None:
    page = await feed(gateway, first=100)

    assert len(page["nodes"]) == 2 * EVENTS + len(WALKS) + len(BREATHS)


async def test_collapse_changes_no_id_and_both_records_stay_reachable(gateway: Gateway) -> None:
    every = {n["providerId"]: n["id"] for n in (await feed(gateway, first=100))["nodes"]}
    shown = await feed(gateway, first=100, dedupe="COLLAPSE")
    hidden = set(every) - set(native_ids(shown))

    data = await gateway.execute(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Activity { providerId } } }",
        ids=list(every.values()),
    )

    assert {node["providerId"]: node["id"] for node in data["nodes"]} == every
    assert len(hidden) == EVENTS
    assert all(every[node["providerId"]] == node["id"] for node in shown["nodes"])


@pytest.mark.parametrize("dedupe", ["NONE", "COLLAPSE"])
async def test_each_record_names_its_duplicate_and_which_of_the_two_is_shown(
    gateway: Gateway, dedupe: str
) -> None:
    page = await feed(gateway, first=100, dedupe=dedupe)

    told = {node["providerId"]: node["duplicates"] for node in page["nodes"]}
    (match,) = told["fit-1"]
    assert match["activity"]["providerId"] == "oura-1"
    assert match["isPrimary"] is False
    assert match["score"] == 0.818, "36 minutes of 44"
    assert match["reasons"] == ["overlap 0.82", "same type"]
    assert told["walk-3"] == []
    if dedupe == "NONE":
        assert [m["isPrimary"] for m in told["oura-1"]] == [True]
        assert [m["isPrimary"] for m in told["fit-2"]] == [True]
    assert [m["isPrimary"] for m in told["oura-2"]] == [False]


async def test_a_single_activity_names_its_duplicate_too(gateway: Gateway) -> None:
    ids = {n["providerId"]: n["id"] for n in (await feed(gateway, first=100))["nodes"]}

    data = await gateway.execute(
        """query ($id: ID!) {
          node(id: $id) { ... on Activity { duplicates { isPrimary activity { id } } } }
        }""",
        id=ids["oura-5"],
    )

    assert data["node"]["duplicates"] == [{"isPrimary": True, "activity": {"id": ids["fit-5"]}}]


async def test_a_record_is_shown_when_a_filter_hides_its_primary(gateway: Gateway) -> None:
    """Google Fit records no intensity, so that its records are out."""
    every_run = [f"oura-{event}" for event in range(EVENTS)]

    assert await collapsed(gateway, intensities=["MODERATE"]) == every_run
    assert await collapsed(gateway, providers=["OURA"], types=["RUNNING"]) == every_run


async def test_a_record_that_a_filter_hides_hides_nothing_itself(gateway: Gateway) -> None:
    titled = [f"fit-{event}" for event in range(EVENTS) if has_title(event)]

    assert await collapsed(gateway, text="morning RUN") == titled
    assert await collapsed(gateway, providers=["GOOGLE_FIT"], types=["RUNNING"]) == [
        f"fit-{event}" for event in range(EVENTS)
    ]


async def test_a_range_that_begins_between_two_records_of_an_event_shows_the_later_one(
    gateway: Gateway,
) -> None:
    start, last = moment(1).start, moment(3).start
    between = (start + SHIFT / 2).isoformat()
    until = (last + SHIFT / 2).isoformat()

    ids = await collapsed(gateway, startTime={"start": between, "end": until})

    assert ids == ["oura-1", "oura-2", "fit-3"]


async def test_a_provider_that_fails_hides_nothing_and_is_told(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("google_fit", Status(503), token=token)

    runs = {"types": ["RUNNING"]}
    page = await feed(gateway, first=100, filter=runs, order="START_TIME_ASC", dedupe="COLLAPSE")

    assert native_ids(page) == [f"oura-{event}" for event in range(EVENTS)]
    assert all(node["duplicates"] == [] for node in page["nodes"])
    assert page["providers"] == [
        {"state": "FAILED", "itemCount": 0},
        {"state": "OK", "itemCount": EVENTS},
    ]


async def test_a_duplicate_has_its_local_time_in_the_zone_of_the_query(gateway: Gateway) -> None:
    data = await gateway.execute(
        """{
          activities(first: 100, timeZone: "Asia/Tokyo", filter: { providers: [OURA] }) {
            nodes { duplicates { activity { provider startTime startLocal } } }
          }
        }"""
    )

    others = [d["activity"] for n in data["activities"]["nodes"] for d in n["duplicates"]]
    assert others
    assert {other["provider"] for other in others} == {"GOOGLE_FIT"}
    assert all(
        datetime.fromisoformat(other["startTime"]).astimezone(TOKYO).strftime("%FT%T")
        == other["startLocal"]
        for other in others
    )

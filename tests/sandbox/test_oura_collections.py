"""What tells Oura's collections apart: ranges, `latest`, `fields`, own documents, faults."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from gateway.sandbox import Sandbox, Status
from gateway.sandbox.providers import OURA_COLLECTIONS, OuraCollection

BASE = "/v2/usercollection"
DAY = {"id": "d", "day": "2026-03-10"}
STRESS: dict[str, Any] = {**DAY, "day_summary": None, "recovery_high": None, "stress_high": 900}


def row(timestamp: str, bpm: int, source: str = "awake") -> dict[str, Any]:
    return {"timestamp": timestamp, "timestamp_unix": 0, "bpm": bpm, "source": source}


async def data(client: httpx.AsyncClient, collection: str, **params: str) -> list[dict[str, Any]]:
    response = await client.get(f"{BASE}/{collection}", params=params)
    assert response.status_code == 200, response.text
    return response.json()["data"]


@pytest.mark.parametrize(
    ("start", "end", "is_listed"),
    [
        ("2026-03-10", "2026-03-10", True),
        ("2026-03-09", "2026-03-10", True),
        ("2026-03-10", "2026-03-10T00:00:00Z", False),
        ("2026-03-10", "2026-03-10T23:59:59Z", True),
        ("2026-03-11", "2026-03-12", False),
        ("2026-03-01", "2026-03-09", False),
        ("0001-01-01", "9999-12-31", True),
    ],
)
async def test_a_daily_collection_counts_the_last_day(
    client: httpx.AsyncClient, sandbox: Sandbox, start: str, end: str, *, is_listed: bool
) -> None:
    sandbox.replace("t", oura={"daily_stress": [STRESS]})

    listed = await data(client, "daily_stress", start_date=start, end_date=end)

    assert listed == ([STRESS] if is_listed else [])


async def test_daily_activity_and_sleep_do_not_count_the_last_day(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    activity = {**DAY, "timestamp": "2026-03-10T04:00:00.000+01:00"}
    night = {**DAY, "bedtime_start": "2026-03-09T23:00:00.000+01:00"}
    sandbox.replace("t", oura={"daily_activity": [activity], "sleep": [night]})
    day = {"start_date": "2026-03-10", "end_date": "2026-03-10"}
    next_day = {"start_date": "2026-03-10", "end_date": "2026-03-11"}
    day_before = {"start_date": "2026-03-09", "end_date": "2026-03-10"}

    assert await data(client, "daily_activity", **day) == []
    assert await data(client, "daily_activity", **next_day) == [activity]
    assert await data(client, "sleep", **next_day) == []
    assert await data(client, "sleep", **day_before) == [night]


async def test_the_latest_row_comes_alone_whatever_the_range_is(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    rows = [row("2026-03-10T00:00:00Z", 50), row("2026-03-10T00:05:00Z", 51)]
    sandbox.replace("t", oura={"heartrate": rows})
    params = {"start_datetime": "2026-03-10T00:00:00Z", "end_datetime": "2026-03-10T00:05:00Z"}

    assert await data(client, "heartrate", **params) == rows[:1]
    assert await data(client, "heartrate", **params, latest="false") == rows[:1]
    assert await data(client, "heartrate", **params, latest="True") == rows[1:]
    assert await data(client, "ring_battery_level", latest="true") == []


async def test_the_latest_seeded_row_is_of_the_last_minutes(client: httpx.AsyncClient) -> None:
    (last,) = await data(client, "ring_battery_level", latest="true")

    assert "2026-06-15T11:30" < last["timestamp"] < "2026-06-15T12:30"


async def test_collections_of_documents_and_twins_do_not_know_latest(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    rows = [row("2026-06-14T00:00:00Z", 50), row("2026-06-14T00:05:00Z", 51)]
    sandbox.replace("t", oura={"heartrate": rows, "daily_stress": [STRESS]})
    twin = await client.get("/v2/sandbox/usercollection/heartrate", params={"latest": "true"})

    assert twin.json()["data"] == rows
    assert await data(client, "daily_stress", latest="true") == []


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("latest", "maybe", "bool"),
        ("start_datetime", "soon", "datetime"),
        ("end_datetime", "2026-03-10", "datetime"),
    ],
)
async def test_an_unreadable_parameter_of_a_series_is_a_422(
    client: httpx.AsyncClient, name: str, text: str, kind: str
) -> None:
    response = await client.get(f"{BASE}/heartrate", params={name: text})

    (problem,) = response.json()["detail"]
    assert response.status_code == 422
    assert (problem["loc"], problem["type"]) == (["query", name], f"{kind}_parsing")


async def test_rows_have_pages_of_their_own_size_also_where_two_are_of_one_instant(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.oura_rows_per_page = 2
    rows = [row("2026-06-14T00:00:00Z", bpm) for bpm in (50, 51, 52)]
    sandbox.replace("t", oura={"heartrate": rows})

    first = (await client.get(f"{BASE}/heartrate")).json()
    second = await data(client, "heartrate", next_token=first["next_token"])

    assert first["data"] + second == rows


@pytest.mark.parametrize("collection", ["tag", "enhanced_tag", "daily_resilience"])
async def test_some_collections_do_not_heed_fields(
    client: httpx.AsyncClient, collection: str
) -> None:
    params = {"start_date": "2026-01-01", "end_date": "2026-06-01"}

    listed = await data(client, collection, **params, fields="id")

    assert len(listed) == 3
    assert all(len(one) > 3 for one in listed)


async def test_fields_select_from_rows_too(client: httpx.AsyncClient) -> None:
    listed = await data(client, "heartrate", fields="bpm, nonsense")

    assert {tuple(one) for one in listed} == {("bpm",)}


async def test_rings_take_no_range(client: httpx.AsyncClient) -> None:
    day = {"start_date": "2026-05-01", "end_date": "2026-05-02"}

    rings = await data(client, "ring_configuration", **day)

    assert [ring["hardware_type"] for ring in rings] == ["gen3", "or5"]


@pytest.mark.parametrize("identity", ["nowhere", "", "ffffffff-aa", "000b4950-aaaa", "00000001"])
async def test_a_document_that_was_never_seeded_is_a_404(
    client: httpx.AsyncClient, identity: str
) -> None:
    response = await client.get(f"{BASE}/daily_sleep/{identity}")

    assert response.status_code == 404


@pytest.mark.parametrize("collection", ["heartrate", "ring_battery_level"])
async def test_rows_cannot_be_asked_for_singly(client: httpx.AsyncClient, collection: str) -> None:
    assert (await client.get(f"{BASE}/{collection}/1")).status_code == 404


@pytest.mark.parametrize("collection", OURA_COLLECTIONS)
async def test_replacing_one_collection_empties_all_others(
    client: httpx.AsyncClient, sandbox: Sandbox, collection: OuraCollection
) -> None:
    sandbox.replace("t", oura={"daily_stress": [STRESS]})
    all_of_it = {"start_date": "2026-01-01", "end_date": "2026-06-01"}
    rows = {"start_datetime": "2026-01-01T00:00:00Z", "end_datetime": "2026-06-01T00:00:00Z"}

    listed = await data(client, collection, **all_of_it, **rows)

    assert listed == ([STRESS] if collection == "daily_stress" else [])
    assert len(sandbox.viewer("t").oura.collections[collection]) == len(listed)


@pytest.mark.parametrize("collection", OURA_COLLECTIONS)
async def test_the_person_without_records_has_no_documents(
    client: httpx.AsyncClient, collection: OuraCollection
) -> None:
    response = await client.get(
        f"{BASE}/{collection}", headers={"authorization": "Bearer empty"}, params={"latest": "1"}
    )

    assert response.json() == {"data": [], "next_token": None}


@pytest.mark.parametrize("collection", OURA_COLLECTIONS)
async def test_each_collection_can_fail_alone(
    client: httpx.AsyncClient, sandbox: Sandbox, collection: OuraCollection
) -> None:
    sandbox.fail("oura", Status(503), route=collection)

    statuses = {name: (await client.get(f"{BASE}/{name}")).status_code for name in OURA_COLLECTIONS}

    assert [name for name, status in statuses.items() if status == 503] == [collection]

from __future__ import annotations

from typing import Any

import httpx
import pytest

from gateway.sandbox import Lag, Sandbox, Status, Wire
from tests.sandbox.descriptions import google_fit_schema
from tests.sandbox.fit_data import (
    HEART_RATE,
    HEART_SOURCE,
    SEGMENT,
    SOURCES,
    STEPS,
    STEPS_SOURCE,
    have,
    of,
    source,
    steps,
)

STEPS_TO_CREATE = source(STEPS, ("steps", "integer"))
FOREIGN = {**STEPS_SOURCE, "application": {"packageName": "example.app"}}


async def listed(client: httpx.AsyncClient, *data_types: str) -> list[str]:
    answer = (await client.get(SOURCES, params={"dataTypeName": list(data_types)})).json()
    google_fit_schema("ListDataSourcesResponse").validate(answer)
    return [one["dataType"]["name"] for one in answer.get("dataSource", ())]


async def test_a_person_has_data_sources_of_every_kind(client: httpx.AsyncClient) -> None:
    assert await listed(client) == [
        STEPS,
        "com.google.distance.delta",
        "com.google.calories.expended",
        HEART_RATE,
        SEGMENT,
        "app.trailbook.check_in",
    ]


async def test_a_person_without_records_has_no_data_sources(client: httpx.AsyncClient) -> None:
    answer = await client.get(SOURCES, headers={"authorization": "Bearer empty"})

    assert answer.json() == {}


async def test_only_the_named_types_are_listed(client: httpx.AsyncClient) -> None:
    assert await listed(client, SEGMENT, HEART_RATE, "com.google.none") == [HEART_RATE, SEGMENT]


async def test_what_is_created_is_there(client: httpx.AsyncClient, sandbox: Sandbox) -> None:
    sandbox.replace("t")

    created = await client.post(SOURCES, json=STEPS_TO_CREATE)

    assert (created.status_code, created.json()) == (200, STEPS_SOURCE)
    assert (await client.get(of(STEPS_SOURCE))).json() == STEPS_SOURCE
    google_fit_schema("DataSource").validate(created.json())


async def test_a_data_source_is_created_once(client: httpx.AsyncClient, sandbox: Sandbox) -> None:
    sandbox.replace("t")
    await client.post(SOURCES, json=STEPS_TO_CREATE)

    again = await client.post(SOURCES, json=STEPS_TO_CREATE)

    assert (again.status_code, again.json()["error"]["status"]) == (409, "ALREADY_EXISTS")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"type": "cooked"}, "type"),
        ({"type": None}, "type"),
        ({"device": None}, "device"),
        ({"device": {"type": "watch"}}, "device.manufacturer"),
        ({"device": {"type": "toaster"}}, "device.type"),
        ({"dataType": {"name": "a"}}, "dataType.field"),
        ({"dataType": {"name": "a", "field": {}}}, "dataType.field"),
        ({"dataType": {"name": "a", "field": [{"name": "x"}]}}, "dataType.field.format"),
        ({"dataType": {"name": "a", "field": [{"optional": 1}]}}, "dataType.field[0].optional"),
        ({"application": {}}, "application.name"),
        ({"application": {"name": "A", "packageName": "a"}}, "application.packageName"),
        ({"dataStreamId": "raw:mine"}, "dataStreamId"),
        ({"colour": "red"}, "colour"),
    ],
)
async def test_a_data_source_that_lacks_or_mistakes_a_field_is_refused_by_name(
    client: httpx.AsyncClient, change: dict[str, Any], field: str
) -> None:
    answer = await client.post(SOURCES, json={**STEPS_TO_CREATE, **change})

    assert answer.status_code == 400
    assert f"'{field}'" in answer.json()["error"]["message"]


async def test_the_version_of_a_device_can_be_changed(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    have(sandbox, [])
    newer = {**STEPS_SOURCE, "device": {**STEPS_SOURCE["device"], "version": "2"}, "name": "Mine"}

    assert (await client.put(of(STEPS_SOURCE), json=newer)).json() == newer
    assert (await client.get(of(STEPS_SOURCE))).json() == newer


@pytest.mark.parametrize(
    "change",
    [
        {"type": "derived"},
        {"dataStreamName": "second"},
        {"dataStreamId": "raw:other"},
        {"dataType": {"name": STEPS, "field": []}},
        {"device": {**STEPS_SOURCE["device"], "uid": "2000"}},
    ],
)
async def test_what_identifies_a_data_source_cannot_be_changed(
    client: httpx.AsyncClient, sandbox: Sandbox, change: dict[str, Any]
) -> None:
    have(sandbox, [])

    answer = await client.put(of(STEPS_SOURCE), json={**STEPS_SOURCE, **change})

    assert answer.status_code == 400
    assert f"'{next(iter(change))}'" in answer.json()["error"]["message"]


async def test_a_data_source_is_deleted_when_it_holds_no_points(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    have(sandbox, [steps(10, 20, 3)])

    refused = await client.delete(of(STEPS_SOURCE))
    await client.delete(f"{of(STEPS_SOURCE)}/datasets/0-{2**62}")
    deleted = await client.delete(of(STEPS_SOURCE))

    assert refused.status_code == 400
    assert deleted.json() == STEPS_SOURCE
    assert (await client.get(of(STEPS_SOURCE))).status_code == 404
    assert (await client.delete(of(STEPS_SOURCE))).status_code == 404


async def test_a_seeded_data_source_holds_points(client: httpx.AsyncClient) -> None:
    seeded = (await client.get(SOURCES)).json()["dataSource"][-1]

    assert (await client.delete(of(seeded))).status_code == 400


async def test_an_apps_data_source_is_its_own(client: httpx.AsyncClient, sandbox: Sandbox) -> None:
    have(sandbox, [], FOREIGN)

    answers = [
        await client.put(of(FOREIGN), json=FOREIGN),
        await client.delete(of(FOREIGN)),
        await client.delete(f"{of(FOREIGN)}/datasets/0-1"),
        await client.patch(f"{of(FOREIGN)}/datasets/0-1", json={}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]


async def test_a_token_without_a_scope_sees_nothing_of_its_types(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.replace("t", google_fit_data_sources=[STEPS_SOURCE, HEART_SOURCE])
    sandbox.withhold_scopes("t", {"heart_rate", "location"})

    answers = [
        await client.get(of(HEART_SOURCE)),
        await client.get(f"{of(HEART_SOURCE)}/datasets/0-1"),
        await client.get(f"{of(HEART_SOURCE)}/dataPointChanges"),
        await client.post(SOURCES, json=source(HEART_RATE, ("bpm", "floatPoint"))),
    ]

    assert await listed(client) == [STEPS]
    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]
    reasons = {answer.json()["error"]["errors"][0]["reason"] for answer in answers}
    assert reasons == {"insufficientPermissions"}


def test_scopes_that_do_not_exist_cannot_be_withheld(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="pulse"):
        sandbox.withhold_scopes("t", {"pulse"})


@pytest.mark.parametrize(
    ("sources", "points"),
    [([STEPS_SOURCE, STEPS_SOURCE], {}), ([], {"raw:none": []})],
)
def test_given_data_sources_and_points_must_fit(
    sandbox: Sandbox, sources: list[Wire], points: dict[str, list[Wire]]
) -> None:
    with pytest.raises(ValueError, match="data source"):
        sandbox.replace("t", google_fit_data_sources=sources, google_fit_points=points)


async def test_a_lagging_list_does_not_know_a_new_data_source(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.replace("t")
    rule = sandbox.fail("google_fit", Lag(), route="data_sources")
    await client.post(SOURCES, json=STEPS_TO_CREATE)

    assert await listed(client) == []
    rule.heal()
    assert await listed(client) == [STEPS]


async def test_an_aggregation_is_a_read_to_faults(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    rule = sandbox.fail("google_fit", Status(503), route="aggregate")

    answer = await client.post("/fitness/v1/users/me/dataset:aggregate", json={})

    assert (answer.status_code, rule.struck) == (503, 1)
    assert sandbox.calls[-1].is_read


async def test_only_the_authenticated_person_can_be_named(client: httpx.AsyncClient) -> None:
    assert (await client.get("/fitness/v1/users/7/dataSources")).status_code == 400


async def test_an_id_that_is_not_text_is_refused(client: httpx.AsyncClient) -> None:
    assert (await client.get(f"{SOURCES}/%FF")).status_code == 400

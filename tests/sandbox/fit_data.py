"""Small data sources and points of Google Fit, and how they are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

import httpx

from gateway.sandbox import Sandbox, Wire

BASE: Final = "/fitness/v1/users/me"
SOURCES: Final = f"{BASE}/dataSources"
AGGREGATE: Final = f"{BASE}/dataset:aggregate"
STEPS: Final = "com.google.step_count.delta"
HEART_RATE: Final = "com.google.heart_rate.bpm"
SEGMENT: Final = "com.google.activity.segment"
DAY: Final = 86_400_000
"""In milliseconds."""

DEVICE: Final[Wire] = {
    "manufacturer": "Maker",
    "model": "Band",
    "type": "watch",
    "uid": "1000",
    "version": "1",
}


def source(data_type: str, *fields: tuple[str, str], **more: object) -> Wire:
    """A data source as a REST client would create it."""
    field = [{"name": name, "format": form} for name, form in fields]
    return {
        "application": {"name": "App"},
        "dataType": {"name": data_type, "field": field},
        "device": DEVICE,
        "type": "raw",
        **more,
    }


def stored(data_type: str, *fields: tuple[str, str], **more: object) -> Wire:
    """The same with the id that it got."""
    stream_id = f"raw:{data_type}:407408718192:Maker:Band:1000"
    return {"dataStreamId": stream_id, **source(data_type, *fields, **more)}


STEPS_SOURCE: Final = stored(STEPS, ("steps", "integer"))
HEART_SOURCE: Final = stored(HEART_RATE, ("bpm", "floatPoint"))
SEGMENT_SOURCE: Final = stored(SEGMENT, ("activity", "integer"))


def of(one: Wire) -> str:
    """The address of a data source."""
    return f"{SOURCES}/{quote(one['dataStreamId'], safe='')}"


def point(start: int, end: int, value: Wire, data_type: str = STEPS) -> Wire:
    """A point; its times in milliseconds since 1970."""
    return {
        "dataTypeName": data_type,
        "startTimeNanos": f"{start}000000",
        "endTimeNanos": f"{end}000000",
        "value": [value],
    }


def steps(start: int, end: int, count: int) -> Wire:
    return point(start, end, {"intVal": count})


def have(sandbox: Sandbox, points: Iterable[Wire], one: Wire = STEPS_SOURCE) -> None:
    """Let the person `t` have a data source with exactly these points."""
    sandbox.replace(
        "t", google_fit_data_sources=[one], google_fit_points={one["dataStreamId"]: points}
    )


async def insert(
    client: httpx.AsyncClient, points: list[Wire], one: Wire = STEPS_SOURCE, **more: object
) -> httpx.Response:
    dataset = {
        "dataSourceId": one["dataStreamId"],
        "minStartTimeNs": "0",
        "maxEndTimeNs": str(2**62),
        "point": points,
        **more,
    }
    return await client.patch(f"{of(one)}/datasets/0-{2**62}", json=dataset)


async def dataset(
    client: httpx.AsyncClient,
    start: int,
    end: int,
    one: Wire = STEPS_SOURCE,
    /,
    **params: str | int,
) -> Wire:
    """The dataset of a range in milliseconds."""
    path = f"{of(one)}/datasets/{start}000000-{end}000000"
    answer = await client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def counts(answer: Wire) -> list[int]:
    """The steps of the points of a dataset."""
    return [one["value"][0]["intVal"] for one in answer.get("point", ())]


async def buckets(client: httpx.AsyncClient, *data_types: str, **request: Any) -> list[Wire]:
    """The buckets of an aggregation."""
    answer = await aggregate(client, *data_types, **request)
    assert answer.status_code == 200, answer.text
    return answer.json().get("bucket", [])


async def aggregate(client: httpx.AsyncClient, *data_types: str, **request: Any) -> httpx.Response:
    by = [{"dataTypeName": name} for name in data_types]
    return await client.post(AGGREGATE, json={"aggregateBy": by, **request})

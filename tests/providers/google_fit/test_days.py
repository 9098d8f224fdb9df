"""Days of Google Fit over a network that answers what the tests say."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from gateway.domain.day import DayList, DaysQuestion, Figure
from gateway.domain.documents import Days
from gateway.domain.link import Link
from gateway.domain.provider_name import Provider
from gateway.providers.google_fit import connect
from gateway.providers.google_fit.settings import GoogleFitSettings
from gateway.upstream.client import Upstreams
from tests.upstream.raw_server import RawServer, answer, serving

LINK = Link(provider=Provider.GOOGLE_FIT, token="ya29.x", fingerprint="f")
ZURICH = ZoneInfo("Europe/Zurich")
BEGIN, END = 1774738800000, 1774821600000
"""29 March 2026 in Zurich, which has 23 hours."""


@asynccontextmanager
async def answering(*buckets: object) -> AsyncGenerator[RawServer]:
    async with serving(answer(msgspec.json.encode({"bucket": [*buckets]}))) as server:
        yield server


async def daily(
    upstreams: Upstreams, server: RawServer, zone: ZoneInfo | None, *figures: Figure
) -> DayList:
    settings = GoogleFitSettings(base_url=f"{server.url}/fitness/v1/users/")
    days = connect(upstreams, settings).days
    assert days is not None
    asked = Days(date(2026, 3, 29), date(2026, 3, 29))
    return await days.daily(LINK, "aggregate", DaysQuestion(asked, zone, {*figures}))


def bucket(*points: object, **times: object) -> Any:
    span = {"startTimeMillis": str(BEGIN), "endTimeMillis": str(END)}
    return {**span, **times, "dataset": [{"point": [*points]}]}


async def test_a_day_is_asked_for_from_its_beginning_to_that_of_the_next(
    upstreams: Upstreams,
) -> None:
    async with answering() as server:
        await daily(upstreams, server, ZURICH, Figure.TOTAL_ENERGY_KCAL, Figure.STEPS)

    (request,) = server.requests
    assert msgspec.json.decode(request.body) == {
        "aggregateBy": [
            {"dataTypeName": "com.google.step_count.delta"},
            {"dataTypeName": "com.google.calories.expended"},
        ],
        "bucketByTime": {"period": {"type": "day", "value": 1, "timeZoneId": "Europe/Zurich"}},
        "startTimeMillis": str(BEGIN),
        "endTimeMillis": str(END),
    }


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        (bucket({"value": [{"intVal": 7}]}), 7),
        (bucket({"value": [{"intVal": 7}]}, {"value": [{"intVal": 5}]}), 12),
        (bucket({"value": [{"intVal": 0}]}), 0),
        (bucket({"value": [{"fpVal": 7.5}, {"fpVal": 1.0}]}), 7.5),
        (bucket(), None),
        (bucket({"value": []}), None),
        (bucket({"value": [{"stringVal": "7"}]}), None),
        ({**bucket(), "dataset": []}, None),
    ],
)
async def test_a_figure_is_the_sum_of_the_points_and_none_without_any(
    upstreams: Upstreams, answered: object, expected: float | None
) -> None:
    async with answering(answered) as server:
        found = await daily(upstreams, server, ZURICH, Figure.STEPS)

    figures = {} if expected is None else {Figure.STEPS: expected}
    assert found.by_day == {date(2026, 3, 29): figures}


@pytest.mark.parametrize("start", [None, str(2**62)])
async def test_a_bucket_of_no_day_is_left_out_and_told(
    upstreams: Upstreams, start: str | None
) -> None:
    seven = {"value": [{"intVal": 7}]}
    async with answering(bucket(seven), bucket(seven, startTimeMillis=start)) as server:
        found = await daily(upstreams, server, ZURICH, Figure.STEPS)

    assert found.by_day == {date(2026, 3, 29): {Figure.STEPS: 7}}
    assert found.error is not None
    assert found.error.message == "1 of the days cannot be read, and are left out."


async def test_without_a_zone_there_are_no_days_and_no_calls(upstreams: Upstreams) -> None:
    async with answering() as server:
        found = await daily(upstreams, server, None, Figure.STEPS)

    assert (found.by_day, server.requests) == ({}, [])

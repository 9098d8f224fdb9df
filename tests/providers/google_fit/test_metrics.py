from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from gateway.domain.detail import SampleSeries
from gateway.domain.interval import Interval
from gateway.domain.link import Link
from gateway.domain.metrics import FetchedMetrics, Measured, Metric, MetricsRequest
from gateway.domain.provider_name import Provider
from gateway.providers.google_fit import connect
from gateway.providers.google_fit.settings import GoogleFitSettings
from gateway.upstream.client import Upstreams
from tests.upstream.raw_server import RawServer, answer, serving

LINK = Link(provider=Provider.GOOGLE_FIT, token="ya29.x", fingerprint="f")
BEGIN = datetime(2026, 5, 1, 6, tzinfo=UTC)
MILLIS = 1_777_615_200_000
ALL = {Metric.STEPS, Metric.DISTANCE, Metric.HEART_RATE_RANGE, Metric.TOTAL_ENERGY}

Json = dict[str, Any]


def request(native_id: str, start: int, minutes: int) -> MetricsRequest:
    """A session from so many minutes after the beginning on."""
    begin = BEGIN + timedelta(minutes=start)
    return MetricsRequest("session", native_id, Interval(begin, begin + timedelta(minutes=minutes)))


RUN = [request("run", 0, 30), request("walk", 60, 15)]


def bucket(session_id: str | None, *datasets: list[list[Json]]) -> Json:
    """A bucket with a dataset for each list of points, which are lists of values."""
    session = {} if session_id is None else {"session": {"id": session_id}}
    return {
        "type": "session",
        **session,
        "dataset": [{"point": [{"value": values} for values in points]} for points in datasets],
    }


async def fetched(
    upstreams: Upstreams, server: RawServer, wanted: set[Metric] = ALL
) -> FetchedMetrics:
    settings = GoogleFitSettings(base_url=f"{server.url}/fitness/v1/users/")
    source = connect(upstreams, settings).metrics
    assert source is not None
    return await source.metrics(LINK, RUN, wanted)


def answering(*buckets: Json) -> bytes:
    return answer(msgspec.json.encode({"bucket": buckets}))


async def test_a_run_is_one_question_over_its_whole_span(upstreams: Upstreams) -> None:
    async with serving(answering()) as server:
        found = await fetched(upstreams, server)

    (asked,) = server.requests
    assert (asked.method, asked.target) == ("POST", "/fitness/v1/users/me/dataset:aggregate")
    assert msgspec.json.decode(asked.body) == {
        "aggregateBy": [
            {"dataTypeName": "com.google.calories.expended"},
            {"dataTypeName": "com.google.step_count.delta"},
            {"dataTypeName": "com.google.distance.delta"},
            {"dataTypeName": "com.google.heart_rate.bpm"},
        ],
        "startTimeMillis": str(MILLIS),
        "endTimeMillis": str(MILLIS + 75 * 60_000),
        "bucketBySession": {},
    }
    assert found == FetchedMetrics(measured={})


async def test_only_what_is_wanted_is_asked_for(upstreams: Upstreams) -> None:
    async with serving(answering(bucket("run", [[{"fpVal": 12.5}]]))) as server:
        found = await fetched(upstreams, server, {Metric.DISTANCE})

    (asked,) = server.requests
    types = msgspec.json.decode(asked.body)["aggregateBy"]
    assert types == [{"dataTypeName": "com.google.distance.delta"}]
    assert found.measured == {RUN[0]: Measured(distance_meters=12.5)}


@pytest.mark.parametrize(
    ("one", "measured"),
    [
        (bucket("walk", [[{"fpVal": 9.5}]], [[{"intVal": 7}]], [[{"fpVal": 3.0}]], []),
         Measured(total_energy_kcal=9.5, steps=7, distance_meters=3.0)),
        (bucket("walk", [], [], [], [[{"fpVal": 120.0}, {"fpVal": 150.0}, {"fpVal": 90.0}]]),
         Measured(average_heart_rate_bpm=120.0, maximum_heart_rate_bpm=150.0,
                  minimum_heart_rate_bpm=90.0)),
        (bucket("walk", [], [[{"intVal": 5}], [{"intVal": 6}]], [], []), Measured(steps=11)),
        (bucket("walk", [], [[{"fpVal": 4.0}]], [[{"intVal": 3}]], []),
         Measured(steps=4, distance_meters=3.0)),
        (bucket("walk", [], [], [], [[{"fpVal": 120.0}]]), Measured(average_heart_rate_bpm=120.0)),
        (bucket("walk", [[{}]], [[]], [[{"stringVal": "far"}]], []), Measured()),
        (bucket("walk", [[{"fpVal": 8.0}]]), Measured(total_energy_kcal=8.0)),
        (bucket("walk"), Measured()),
    ],
)  # fmt: skip
async def test_a_bucket_is_read_as_far_as_it_goes(
    upstreams: Upstreams, one: Json, measured: Measured
) -> None:
    async with serving(answering(bucket(None, [[{"fpVal": 1.0}]]), bucket("else"), one)) as server:
        found = await fetched(upstreams, server)

    assert found.measured == {RUN[1]: measured}


def test_what_is_joined_has_all_of_both() -> None:
    series = SampleSeries(start_time=BEGIN, interval_seconds=1.0, values=(60.0,), unit="bpm")
    first = Measured(steps=3, heart_rate=series)

    joined = first.joined(Measured(distance_meters=0.0))

    assert joined == Measured(steps=3, distance_meters=0.0, heart_rate=series)
    assert [metric for metric in Metric if joined.holds(metric)] == [
        Metric.DISTANCE,
        Metric.STEPS,
        Metric.HEART_RATE,
    ]

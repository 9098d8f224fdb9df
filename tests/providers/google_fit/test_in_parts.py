"""A type that Google Fit calls wrong, which costs its own figures and no others."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
import pytest

from gateway.domain.day import DayList, DaysQuestion, Figure
from gateway.domain.documents import Days
from gateway.domain.errors import ScopeMissingError, UpstreamRefusedError
from gateway.domain.interval import Interval
from gateway.domain.link import Link
from gateway.domain.metrics import FetchedMetrics, Measured, Metric, MetricsRequest
from gateway.domain.provider_name import Provider
from gateway.providers.google_fit import connect
from gateway.providers.google_fit.settings import GoogleFitSettings
from gateway.upstream.client import Upstreams
from tests.upstream.raw_server import Request, answer, serving

LINK: Final = Link(provider=Provider.GOOGLE_FIT, token="ya29.x", fingerprint="f")
BEGIN: Final = datetime(2026, 5, 1, 6, tzinfo=UTC)
RUN: Final = MetricsRequest("session", "run", Interval(BEGIN, BEGIN + timedelta(hours=1)))
METRICS: Final = {Metric.STEPS, Metric.DISTANCE, Metric.TOTAL_ENERGY}
DAY: Final = date(2026, 5, 1)


class Refusing:
    """Google Fit, which refuses every question about some types; the figures of others are 7."""

    def __init__(self, **refused: int) -> None:
        """By the last word of a type's name: the status."""
        self.refused = refused
        self.asked: list[set[str]] = []

    async def __call__(self, request: Request, writer: asyncio.StreamWriter) -> None:
        body = msgspec.json.decode(request.body)
        types = [one["dataTypeName"] for one in body["aggregateBy"]]
        self.asked.append(set(types))
        statuses = [
            self.refused[name] for one in types if (name := one.split(".")[2]) in self.refused
        ]
        bucket = {
            "session": {"id": "run"},
            "startTimeMillis": body["startTimeMillis"],
            "endTimeMillis": body["endTimeMillis"],
            "dataset": [{"point": [{"value": [{"intVal": 7}]}]} for _ in types],
        }
        content = b"{}" if statuses else msgspec.json.encode({"bucket": [bucket]})
        writer.write(answer(content, statuses[0] if statuses else 200))
        await writer.drain()


async def measured(upstreams: Upstreams, fit: Refusing) -> FetchedMetrics:
    async with serving(*[fit] * 9) as server:
        settings = GoogleFitSettings(base_url=f"{server.url}/fitness/v1/users/")
        source = connect(upstreams, settings).metrics
        assert source is not None
        return await source.metrics(LINK, [RUN], METRICS)


async def daily(upstreams: Upstreams, fit: Refusing) -> DayList:
    async with serving(*[fit] * 9) as server:
        settings = GoogleFitSettings(base_url=f"{server.url}/fitness/v1/users/")
        source = connect(upstreams, settings).days
        assert source is not None
        question = DaysQuestion(
            Days(DAY, DAY), ZoneInfo("UTC"), {Figure.STEPS, Figure.TOTAL_ENERGY_KCAL}
        )
        return await source.daily(LINK, "aggregate", question)


async def test_a_type_that_is_refused_costs_its_own_figure_of_a_session(
    upstreams: Upstreams,
) -> None:
    fit = Refusing(calories=400)

    found = await measured(upstreams, fit)

    assert found.measured == {RUN: Measured(steps=7, distance_meters=7.0)}
    assert found.failures.keys() == {Metric.TOTAL_ENERGY}
    assert isinstance(found.failures[Metric.TOTAL_ENERGY], UpstreamRefusedError)
    assert len(fit.asked) == 4


async def test_a_type_that_is_refused_costs_its_own_figure_of_a_day(upstreams: Upstreams) -> None:
    found = await daily(upstreams, Refusing(calories=400))

    assert found.by_day == {DAY: {Figure.STEPS: 7.0}}
    assert isinstance(found.error, UpstreamRefusedError)


async def test_a_type_that_is_refused_beside_a_missing_scope_costs_no_more_than_both(
    upstreams: Upstreams,
) -> None:
    fit = Refusing(distance=403, calories=400)

    found = await measured(upstreams, fit)

    assert found.measured == {RUN: Measured(steps=7)}
    kinds = {metric: type(failure) for metric, failure in found.failures.items()}
    assert kinds == {
        Metric.DISTANCE: ScopeMissingError,
        Metric.TOTAL_ENERGY: UpstreamRefusedError,
    }


async def test_a_refusal_that_is_not_about_the_question_is_not_asked_for_in_parts(
    upstreams: Upstreams,
) -> None:
    fit = Refusing(step_count=404)

    with pytest.raises(UpstreamRefusedError):
        await measured(upstreams, fit)

    assert len(fit.asked) == 1


async def test_a_question_that_is_wrong_in_every_part_is_told_once(upstreams: Upstreams) -> None:
    with pytest.raises(UpstreamRefusedError):
        await daily(upstreams, Refusing(calories=400, step_count=400))

"""Figures of the sessions that the sandbox makes up: those of the points that lie within."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gateway.sandbox import Sandbox, Wire
from gateway.sandbox.seed.person import person_of
from gateway.sandbox.seed.quiet import nights
from gateway.sandbox.seed.sports import workouts
from tests.gateway_under_test import Gateway
from tests.june import gateway, running_sandbox
from tests.metrics.people import CALORIES, DISTANCE, feed, figures, metrics_by_id
from tests.sandbox.fit_data import HEART_RATE, STEPS

__all__ = ["gateway", "running_sandbox"]

A_DAY = 86_400 * 10**9


def inside(sandbox: Sandbox, token: str, data_type: str, session: Wire) -> list[float]:
    """The values of the points that lie within a session, found among those of days around it."""
    start, end = (int(session[name]) * 10**6 for name in ("startTimeMillis", "endTimeMillis"))
    sources = sandbox.viewer(token).google_fit.sources.all().values()
    (store,) = [points for wire, points in sources if wire["dataType"]["name"] == data_type]
    values = [
        one.wire["value"][0]
        for one in store.between(start - A_DAY, end + A_DAY)
        if start <= one.start < end and one.end <= end
    ]
    return [value.get("intVal", value.get("fpVal")) for value in values]


async def test_figures_of_sport_and_sleep_are_those_of_the_points_inside(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    person, today = person_of(token), sandbox.now().date()
    seeded = [
        one
        for number in range(2, 60)
        for topic in (workouts, nights)
        for one in topic(person, today - timedelta(days=number)).google_fit_sessions
    ]

    arguments = "(first: 100, filter: {providers: [GOOGLE_FIT]})"
    metrics = await metrics_by_id(gateway, feed(arguments=arguments))

    assert len(seeded) > 5
    for session in seeded:
        kcal, meters, steps, beats = (
            inside(sandbox, token, data_type, session)
            for data_type in (CALORIES, DISTANCE, STEPS, HEART_RATE)
        )
        assert figures(metrics[session["id"]]) == [
            pytest.approx(sum(kcal)),
            pytest.approx(sum(meters)) if meters else None,
            sum(steps) if steps else None,
            pytest.approx(sum(beats) / len(beats), abs=1e-6),
            min(beats),
            max(beats),
        ]

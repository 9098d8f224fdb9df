"""A made-up person whose every record the tests know."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gateway.sandbox import Sandbox
from gateway.sandbox.seed.wires import (
    Span,
    fit_session,
    oura_session,
    oura_workout,
    samples,
)

ZONE = ZoneInfo("Europe/Zurich")
OLDER = 45
RUNNING, WALKING, HIKING = 8, 7, 35
PULSE: list[float | None] = [58.0, 61.0, None, 66.0, 60.0, 59.0]


def day(days_ago: int) -> datetime:
    """Its first instant."""
    today = datetime.now(ZONE).date()
    return datetime.combine(today - timedelta(days=days_ago), time.min, ZONE)


def span(days_ago: int, hour: int, minutes: int) -> Span:
    """So long from this hour on, so many days ago."""
    start = (day(days_ago) + timedelta(hours=hour)).astimezone(UTC)
    return Span(start, start + timedelta(minutes=minutes), ZONE)


def give_records(sandbox: Sandbox, token: str) -> None:
    """A run that both recorded, a hike and a meditation of one each; walks in the weeks before."""
    run, meditation = span(1, 7, 42), span(2, 8, 20)
    sandbox.replace(
        token,
        google_fit_sessions=[
            fit_session("run", RUNNING, run, name="Run by the lake", description="Felt good."),
            fit_session("hike", HIKING, span(3, 10, 185), name="Up the hill"),
            *(
                fit_session(f"walk-{index}", WALKING, span(4 + index, 18, 30))
                for index in range(OLDER)
            ),
        ],
        oura_workouts=[
            oura_workout(
                "run", "running", run, calories=412.4, distance=8100.0, source="autodetected"
            )
        ],
        oura_sessions=[
            oura_session(
                "calm",
                "meditation",
                meditation,
                mood="great",
                heart_rate=samples(meditation, 200.0, PULSE),
            )
        ],
    )

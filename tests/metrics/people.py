"""People with measurements, and how their metrics are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from gateway.sandbox import Sandbox, Wire
from gateway.sandbox.seed.wires import fit_session, oura_workout
from tests.gateway_under_test import Gateway
from tests.sandbox.fit_data import HEART_RATE, HEART_SOURCE, STEPS_SOURCE, point, steps, stored
from tests.wires import span

CALORIES: Final = "com.google.calories.expended"
DISTANCE: Final = "com.google.distance.delta"
CALORIES_SOURCE: Final = stored(CALORIES, ("calories", "floatPoint"))
DISTANCE_SOURCE: Final = stored(DISTANCE, ("distance", "floatPoint"))
SOURCES: Final = (STEPS_SOURCE, HEART_SOURCE, CALORIES_SOURCE, DISTANCE_SOURCE)

STATUS: Final = (
    "status { provider state servedFrom fetchedAt itemCount upstreamCalls gaps { start } "
    "error { code action retryable message } }"
)
SERIES: Final = "{ startTime intervalSeconds values unit downsampled }"
EVERYTHING: Final = (
    "activeEnergyKcal totalEnergyKcal distanceMeters steps averageHeartRateBpm "
    f"minimumHeartRateBpm maximumHeartRateBpm heartRate {SERIES} "
    f"heartRateVariability {SERIES} motionCount {SERIES} {STATUS}"
)

Json = dict[str, Any]


def feed(selection: str = EVERYTHING, arguments: str = "(first: 100)") -> str:
    return f"{{ activities{arguments} {{ nodes {{ providerId metrics {{ {selection} }} }} }} }}"


async def metrics_by_id(gateway: Gateway, document: str | None = None) -> dict[str, Json]:
    """The metrics of each activity of a page, which has no errors."""
    data = await gateway.execute(document or feed())
    return {node["providerId"]: node["metrics"] for node in data["activities"]["nodes"]}


def fetches(sandbox: Sandbox, token: str) -> list[str]:
    """The routes that were asked beside those of the feed."""
    return [
        call.route
        for call in sandbox.calls_of(token)
        if call.route not in {"sessions", "session", "workout"}
    ]


def at(text: str) -> int:
    """In milliseconds since 1970."""
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def calories(start: int, end: int, kcal: float) -> Wire:
    return point(start, end, {"fpVal": kcal}, CALORIES)


def distance(start: int, end: int, meters: float) -> Wire:
    return point(start, end, {"fpVal": meters}, DISTANCE)


def pulse(instant: int, bpm: float) -> Wire:
    return point(instant, instant, {"fpVal": bpm}, HEART_RATE)


def let_measure(
    sandbox: Sandbox, token: str, sessions: Iterable[Wire], points: Iterable[Wire], **more: Any
) -> None:
    """Let the person have these sessions, and points of any type in the sources of their types."""
    of_type: dict[str, list[Wire]] = {one["dataType"]["name"]: [] for one in SOURCES}
    for one in points:
        of_type[one["dataTypeName"]].append(one)
    sandbox.replace(
        token,
        google_fit_sessions=sessions,
        google_fit_data_sources=SOURCES,
        google_fit_points={
            one["dataStreamId"]: of_type[one["dataType"]["name"]] for one in SOURCES
        },
        **more,
    )


def a_run(name: str = "run", start: str = "2026-05-01T06:00:00Z", minutes: float = 30) -> Wire:
    return fit_session(name, 8, span(start, minutes))


def points_of(start: str, scale: float = 1.0) -> list[Wire]:
    """Two points of each type within half an hour: 300 kcal, 5 km, 4000 steps, 100 to 140 bpm."""
    begin = at(start)
    middle, end = begin + 600_000, begin + 1_500_000
    return [
        calories(begin, middle, 100.5 * scale),
        calories(middle, end, 199.5 * scale),
        distance(begin, middle, 2000.0 * scale),
        distance(middle, end, 3000.0 * scale),
        steps(begin, middle, round(1500 * scale)),
        steps(middle, end, round(2500 * scale)),
        pulse(begin, 100.0 * scale),
        pulse(middle, 140.0 * scale),
    ]


def figures(metrics: Json) -> list[float | None]:
    """Energy, distance, steps; average, minimum and maximum of the heart rate."""
    return [
        metrics[name]
        for name in (
            "totalEnergyKcal",
            "distanceMeters",
            "steps",
            "averageHeartRateBpm",
            "minimumHeartRateBpm",
            "maximumHeartRateBpm",
        )
    ]


MEASURED: Final = [300.0, 5000.0, 4000, 120.0, 100.0, 140.0]
"""What `points_of` give."""
NOTHING: Final = [None] * 6


def a_ride(
    name: str = "ride", start: str = "2026-05-01T06:00:00Z", minutes: float = 30, **more: Any
) -> Wire:
    return oura_workout(name, "cycling", span(start, minutes), **more)


def row(instant: datetime, bpm: int | None, source: str = "workout") -> Wire:
    """An Oura `PublicHeartRateRow`."""
    text = instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    unix = round(instant.timestamp() * 1000)
    return {"timestamp": text, "timestamp_unix": unix, "bpm": bpm, "source": source}


def rows(start: str, seconds: float, bpms: Iterable[int | None]) -> list[Wire]:
    """Rows that are so many seconds apart."""
    first = datetime.fromisoformat(start)
    return [row(first + timedelta(seconds=seconds * i), bpm) for i, bpm in enumerate(bpms)]


def let_ride(sandbox: Sandbox, token: str, workouts: Iterable[Wire], beats: Iterable[Wire]) -> None:
    sandbox.replace(token, oura_workouts=workouts, oura={"heartrate": beats})

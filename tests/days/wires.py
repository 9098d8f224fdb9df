"""Days in the providers' JSON, and how they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from gateway.domain.day_id import DayId, encode_day_id
from gateway.sandbox import Wire
from gateway.sandbox.wire import millis
from tests.sandbox.fit_data import point, stored

Json = dict[str, Any]

STATUS = """
providers {
  provider state servedFrom itemCount upstreamCalls gaps { start }
  error { code action message }
}
"""
METRIC = "{ value provider alternatives { provider value } }"
DAYS = f"""
query ($range: DateRangeInput!, $timeZone: TimeZone) {{
  dailySummaries(range: $range, timeZone: $timeZone) {{
    id date isFinal
    steps {METRIC} distanceMeters {METRIC} activeEnergyKcal {METRIC} totalEnergyKcal {METRIC}
    activityScore sleepScore readinessScore
    {STATUS}
  }}
}}
"""
CONTENTS = f"""
query ($range: DateRangeInput!, $timeZone: TimeZone) {{
  dailySummaries(range: $range, timeZone: $timeZone) {{
    date activities {{ providerId localDate }} tags {{ comment }} {STATUS}
  }}
}}
"""
STEPS, DISTANCE, CALORIES = (
    "com.google.step_count.delta",
    "com.google.distance.delta",
    "com.google.calories.expended",
)
SOURCES: Mapping[str, Wire] = {
    STEPS: stored(STEPS, ("steps", "integer")),
    DISTANCE: stored(DISTANCE, ("distance", "floatPoint")),
    CALORIES: stored(CALORIES, ("calories", "floatPoint")),
}

ACTIVITY: Wire = {
    "active_calories": 400,
    "average_met_minutes": 1.5,
    "contributors": {},
    "equivalent_walking_distance": 9000,
    "score": 80,
    "steps": 11000,
    "total_calories": 2300,
}


def daily_activity(day: str, **more: object) -> Wire:
    """Oura's document of a day, as far as anybody reads it."""
    return {"id": f"activity-{day}", "day": day, "timestamp": f"{day}T04:00:00+01:00"} | {
        **ACTIVITY,
        **more,
    }


def scored(day: str, score: int | None) -> Wire:
    """A document of `daily_sleep` or `daily_readiness`."""
    return {"id": f"scored-{day}", "day": day, "score": score, "contributors": {}}


def measured(data_type: str, start: str, end: str, value: float) -> Wire:
    """A point of Google Fit between two instants, such as `2026-05-01T06:00:00Z`."""
    first, last = (millis(datetime.fromisoformat(text)) for text in (start, end))
    name = "intVal" if data_type == STEPS else "fpVal"
    return point(first, last, {name: value}, data_type)


def fit(points: Iterable[Wire]) -> Json:
    """What `Sandbox.replace` takes of Google Fit's points."""
    by_source: dict[str, list[Wire]] = {}
    for one in points:
        by_source.setdefault(SOURCES[one["dataTypeName"]]["dataStreamId"], []).append(one)
    return {"google_fit_data_sources": [*SOURCES.values()], "google_fit_points": by_source}


def day_id(day: str, zone: str | None = None) -> str:
    return encode_day_id(DayId(None if zone is None else ZoneInfo(zone), date.fromisoformat(day)))


def days(first: str, last: str | None = None) -> Json:
    return {"from": first, "to": last or first}


def status_of(day: Json, provider: str) -> Json:
    """A provider's entry of `providers`."""
    (found,) = [one for one in day["providers"] if one["provider"] == provider]
    return found

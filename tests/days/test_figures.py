"""Query.dailySummaries: the figures of days, through the whole application."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from gateway.sandbox import Sandbox, Wire
from tests.days.asking import ZURICH, summaries, values
from tests.days.wires import (
    CALORIES,
    DISTANCE,
    STEPS,
    Json,
    daily_activity,
    days,
    fit,
    measured,
    scored,
    status_of,
)
from tests.gateway_under_test import Gateway

NANOS = 10**9
DAY_NANOS = 86_400 * NANOS


# The seeded person, over weeks in which clocks change


def points_of(sandbox: Sandbox, token: str, data_type: str, start: int, end: int) -> list[Any]:
    """What Google Fit has of a type that begins in [start, end), in nanoseconds since 1970.

    Nothing is cut at an end: a day earlier and later there are points too.
    """
    sources = sandbox.viewer(token).google_fit.sources.all().values()
    (points,) = [store for wire, store in sources if wire["dataType"]["name"] == data_type]
    around = points.between(start - DAY_NANOS, end + DAY_NANOS)
    return [one for one in around if start <= one.start < end]


def nanos(day: date, zone: ZoneInfo) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()) * NANOS


def summed(
    sandbox: Sandbox, token: str, data_type: str, week: list[date], zone: ZoneInfo
) -> dict[date, float]:
    """The sums by the day that each point begins on; no point reaches over midnight."""
    start, end = nanos(week[0], zone), nanos(week[-1] + timedelta(days=1), zone)
    sums: dict[date, float] = {}
    for one in points_of(sandbox, token, data_type, start, end):
        begins = datetime.fromtimestamp(one.start / NANOS, zone).date()
        (value,) = one.wire["value"]
        number = value.get("intVal", value.get("fpVal"))
        sums[begins] = sums.get(begins, 0) + number
    return sums


@pytest.mark.parametrize("zone", [ZURICH, "Pacific/Kiritimati", "America/Adak"])
@pytest.mark.parametrize("monday", [date(2026, 3, 23), date(2025, 10, 20)])
@pytest.mark.parametrize(
    ("field", "data_type"),
    [("steps", STEPS), ("distanceMeters", DISTANCE), ("totalEnergyKcal", CALORIES)],
)
async def test_days_are_those_of_the_zone_and_add_up_to_the_week(
    gateway: Gateway,
    sandbox: Sandbox,
    token: str,
    zone: str,
    monday: date,
    field: str,
    data_type: str,
) -> None:
    week = [monday + timedelta(days=number) for number in range(7)]
    expected = summed(sandbox, token, data_type, week, ZoneInfo(zone))

    found = await summaries(gateway, range=days(str(week[0]), str(week[-1])), timeZone=zone)

    assert [one["date"] for one in found] == [str(day) for day in week]
    assert {one[field]["provider"] for one in found} == {"GOOGLE_FIT"}
    assert values(found, field) == [pytest.approx(expected[day]) for day in week]
    assert sum(one[field]["value"] for one in found) == pytest.approx(sum(expected.values()))


async def test_a_day_is_the_same_alone_and_among_others(gateway: Gateway) -> None:
    last, count = date(2026, 6, 14), 92
    first = last - timedelta(days=count - 1)
    """More than are asked for at once: 89 days on there is a seam."""

    found = await summaries(gateway, range=days(str(first), str(last)), timeZone=ZURICH)

    for number in (0, 1, 45, 87, 88, 89, 90, 91):
        day = str(first + timedelta(days=number))
        (alone,) = await summaries(gateway, range=days(day), timeZone=ZURICH)
        for field in ("steps", "distanceMeters", "totalEnergyKcal"):
            assert found[number][field] == alone[field]


async def test_the_running_day_has_what_there_is_so_far(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    (today,) = await summaries(gateway, range=days("2026-06-15"), timeZone=ZURICH)

    zone = ZoneInfo(ZURICH)
    expected = summed(sandbox, token, STEPS, [date(2026, 6, 15)], zone)[date(2026, 6, 15)]
    assert (today["steps"]["value"], today["steps"]["alternatives"]) == (expected, [])
    assert not today["isFinal"]


async def test_ouras_days_are_told_as_oura_has_them(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    def stored(collection: Any) -> dict[str, Wire]:
        documents = sandbox.viewer(token).oura.collections[collection]
        start, end = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 15, tzinfo=UTC)
        return {w["day"]: w for w in documents.between(start, end, after=None, limit=1_000)}

    activity, sleep, readiness = map(stored, ("daily_activity", "daily_sleep", "daily_readiness"))

    found = await summaries(gateway, range=days("2026-03-23", "2026-04-05"), timeZone=ZURICH)

    for one in found:
        day = one["date"]
        assert one["activeEnergyKcal"] == {
            "value": activity[day]["active_calories"],
            "provider": "OURA",
            "alternatives": [],
        }
        for field, name in [
            ("steps", "steps"),
            ("distanceMeters", "equivalent_walking_distance"),
            ("totalEnergyKcal", "total_calories"),
        ]:
            oura = {"provider": "OURA", "value": activity[day][name]}
            assert (one[field]["provider"], one[field]["alternatives"]) == ("GOOGLE_FIT", [oura])
        assert one["activityScore"] == activity[day]["score"]
        assert one["sleepScore"] == sleep[day]["score"]
        assert one["readinessScore"] == readiness[day]["score"]


@pytest.mark.parametrize(
    ("day", "begins", "ends"),
    [
        ("2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
        ("2025-10-26", "2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z"),
        ("2026-05-01", "2026-04-30T22:00:00Z", "2026-05-01T22:00:00Z"),
    ],
)
async def test_a_day_is_as_long_as_clocks_make_it(
    gateway: Gateway, sandbox: Sandbox, token: str, day: str, begins: str, ends: str
) -> None:
    start, end = datetime.fromisoformat(begins), datetime.fromisoformat(ends)
    minute = timedelta(minutes=1)

    def steps(at: datetime, count: int) -> Wire:
        return measured(STEPS, at.isoformat(), (at + minute / 2).isoformat(), count)

    own = [steps(start, 1), steps(start + timedelta(hours=2), 10), steps(end - minute, 100)]
    sandbox.replace(token, **fit([steps(start - minute, 1000), *own, steps(end, 10_000)]))
    around = [str(date.fromisoformat(day) + timedelta(days=number)) for number in (-1, 0, 1)]

    alone = await summaries(gateway, range=days(day), timeZone=ZURICH)
    found = await summaries(gateway, range=days(around[0], around[2]), timeZone=ZURICH)

    assert values(alone, "steps") == [111]
    assert values(found, "steps") == [1000, 111, 10_000]


# What is chosen


async def test_one_value_is_chosen_and_never_a_sum_and_missing_is_not_zero(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    at = ("2026-05-01T10:00:00Z", "2026-05-01T11:00:00Z")
    later = ("2026-05-03T10:00:00Z", "2026-05-03T11:00:00Z")
    sandbox.replace(
        token,
        **fit([measured(STEPS, *at, 5000), measured(STEPS, *later, 0)]),
        oura={
            "daily_activity": [
                daily_activity("2026-05-01"),
                daily_activity("2026-05-02", score=None, steps=0),
            ],
            "daily_sleep": [scored("2026-05-01", 71), scored("2026-05-02", None)],
        },
    )

    first, second, third, fourth = await summaries(
        gateway, range=days("2026-05-01", "2026-05-04"), timeZone=ZURICH
    )

    def chosen(provider: str, value: float, *others: Json) -> Json:
        return {"value": value, "provider": provider, "alternatives": [*others]}

    assert first["steps"] == chosen("GOOGLE_FIT", 5000, {"provider": "OURA", "value": 11000})
    assert first["distanceMeters"] == chosen("OURA", 9000)
    assert (first["activityScore"], first["sleepScore"], first["readinessScore"]) == (80, 71, None)
    assert second["steps"] == chosen("OURA", 0)
    assert (second["activityScore"], second["sleepScore"]) == (None, None)
    assert (third["steps"], third["totalEnergyKcal"]) == (chosen("GOOGLE_FIT", 0), None)
    nothing = {name: value for name, value in fourth.items() if name not in {"id", "date"}}
    assert nothing == {
        "isFinal": True,
        "steps": None,
        "distanceMeters": None,
        "activeEnergyKcal": None,
        "totalEnergyKcal": None,
        "activityScore": None,
        "sleepScore": None,
        "readinessScore": None,
        "providers": fourth["providers"],
    }
    assert [status_of(fourth, name)["itemCount"] for name in ("GOOGLE_FIT", "OURA")] == [2, 2]

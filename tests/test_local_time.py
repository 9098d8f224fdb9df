"""Instants, wall clocks and calendar days, where they are easiest to get wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from gateway.sandbox import Sandbox, Status, Wire
from gateway.sandbox.seed.wires import Span, fit_session, oura_session, oura_workout
from tests.gateway_under_test import Gateway
from tests.wires import span

FEED = """
query ($filter: ActivityFilter, $zone: TimeZone) {
  activities(first: 100, filter: $filter, timeZone: $zone, orderBy: START_TIME_ASC) {
    nodes { providerId startTime startLocal localDate startOffsetMinutes providerDay }
    providers { provider gaps { start end } }
    coveredRange { start end }
  }
}
"""
TICK = timedelta(milliseconds=1)

Json = dict[str, Any]


async def found(gateway: Gateway, zone: str | None = None, **selection: object) -> list[Json]:
    """The activities that a filter leaves, earliest first."""
    data = await gateway.execute(FEED, filter=selection or None, zone=zone)
    return data["activities"]["nodes"]


async def found_ids(gateway: Gateway, zone: str | None = None, **selection: object) -> list[str]:
    return [node["providerId"] for node in await found(gateway, zone, **selection)]


def on(day: str, last_day: str | None = None) -> dict[str, str]:
    return {"from": day, "to": last_day or day}


def workout(document_id: str, start: str, day: str | None = None) -> Wire:
    """An Oura workout whose start is written exactly so."""
    wire = oura_workout(document_id, "running", span("2026-01-01T00:00:00Z"))
    return wire | {"start_datetime": start, "end_datetime": start, "day": day or start[:10]}


@pytest.mark.parametrize(
    ("start", "instant", "local", "offset"),
    [
        ("2026-03-29T01:30:00.000+01:00", "2026-03-29T00:30:00.000Z", "2026-03-29T01:30:00", 60),
        ("2026-03-29T03:30:00.000+02:00", "2026-03-29T01:30:00.000Z", "2026-03-29T03:30:00", 120),
        ("2025-10-26T02:30:00.000+02:00", "2025-10-26T00:30:00.000Z", "2025-10-26T02:30:00", 120),
        ("2025-10-26T02:30:00.000+01:00", "2025-10-26T01:30:00.000Z", "2025-10-26T02:30:00", 60),
        ("2026-05-01T00:30:00.000+14:00", "2026-04-30T10:30:00.000Z", "2026-05-01T00:30:00", 840),
        ("2026-04-30T23:59:59.999-12:00", "2026-05-01T11:59:59.999Z", "2026-04-30T23:59:59", -720),
        ("2026-05-01T00:30:00.000+05:45", "2026-04-30T18:45:00.000Z", "2026-05-01T00:30:00", 345),
        ("2026-05-01T03:30:00Z", "2026-05-01T03:30:00.000Z", "2026-05-01T03:30:00", 0),
    ],
)
async def test_ouras_offset_tells_the_wall_clock_whatever_zone_is_asked_for(
    gateway: Gateway,
    sandbox: Sandbox,
    token: str,
    start: str,
    instant: str,
    local: str,
    offset: int,
) -> None:
    sandbox.replace(token, oura_workouts=[workout("w", start, day="2026-05-03")])
    told = {
        "providerId": "w",
        "startTime": instant,
        "startLocal": local,
        "localDate": local[:10],
        "startOffsetMinutes": offset,
        "providerDay": "2026-05-03",
    }

    assert await found(gateway) == [told]
    assert await found(gateway, "America/New_York") == [told]
    assert await found(gateway, localDates=on(local[:10]), providers=["OURA"]) == [told]


@pytest.mark.parametrize(
    ("zone", "instant", "local"),
    [
        ("Europe/Zurich", "2026-03-29T00:59:59.999Z", "2026-03-29T01:59:59"),
        ("Europe/Zurich", "2026-03-29T01:00:00.000Z", "2026-03-29T03:00:00"),
        ("Europe/Zurich", "2025-10-26T00:30:00.000Z", "2025-10-26T02:30:00"),
        ("Europe/Zurich", "2025-10-26T01:30:00.000Z", "2025-10-26T02:30:00"),
        ("Europe/Zurich", "2026-04-30T22:30:00.000Z", "2026-05-01T00:30:00"),
        ("Pacific/Kiritimati", "2026-04-30T10:30:00.000Z", "2026-05-01T00:30:00"),
        ("Pacific/Kiritimati", "2026-04-30T13:30:00.000Z", "2026-05-01T03:30:00"),
        ("Etc/GMT+12", "2026-05-01T11:59:59.999Z", "2026-04-30T23:59:59"),
        ("Etc/GMT+12", "2026-05-01T12:30:00.000Z", "2026-05-01T00:30:00"),
    ],
)
async def test_google_fits_wall_clock_is_that_of_the_zone_asked_for_or_unknown(
    gateway: Gateway, sandbox: Sandbox, token: str, zone: str, instant: str, local: str
) -> None:
    sandbox.replace(token, google_fit_sessions=[fit_session("f", 8, span(instant))])
    told = {
        "providerId": "f",
        "startTime": instant,
        "startLocal": local,
        "localDate": local[:10],
        "startOffsetMinutes": None,
        "providerDay": None,
    }

    assert await found(gateway, zone) == [told]
    assert await found(gateway, zone, localDates=on(local[:10])) == [told]
    assert await found(gateway) == [told | {"startLocal": None, "localDate": None}]


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Zurich", "2026-03-29"),
        ("Europe/Zurich", "2025-10-26"),
        ("Pacific/Kiritimati", "2026-05-01"),
        ("Pacific/Kiritimati", "2026-01-01"),
        ("Etc/GMT+12", "2026-04-30"),
        ("Etc/GMT+12", "2025-12-31"),
        ("UTC", "2026-02-28"),
    ],
)
async def test_a_local_day_is_found_to_its_very_edges(
    gateway: Gateway, sandbox: Sandbox, token: str, zone: str, day: str
) -> None:
    wall = ZoneInfo(zone)
    midnight = datetime.combine(date.fromisoformat(day), time.min, wall).astimezone(UTC)
    next_day = date.fromisoformat(day) + timedelta(days=1)
    next_midnight = datetime.combine(next_day, time.min, wall).astimezone(UTC)
    starts = {
        "before": midnight - TICK,
        "first": midnight,
        "last": next_midnight - TICK,
        "after": next_midnight,
    }
    spans = {name: Span(start, start + timedelta(hours=1), wall) for name, start in starts.items()}
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session(f"fit {name}", 8, s) for name, s in spans.items()],
        oura_workouts=[oura_workout(f"workout {name}", "yoga", s) for name, s in spans.items()],
        oura_sessions=[oura_session(f"session {name}", "rest", s) for name, s in spans.items()],
    )

    ids = await found_ids(gateway, zone, localDates=on(day))

    assert ids == [
        *("fit first", "session first", "workout first"),
        *("fit last", "session last", "workout last"),
    ]


async def test_a_day_of_travel_is_one_day_by_the_wearers_own_clock(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    """Tokyo in the evening, and the morning of the same date in Los Angeles, later in time."""
    sandbox.replace(
        token,
        oura_workouts=[
            workout("Tokyo, the day before", "2026-05-09T23:59:59.999+09:00"),
            workout("Tokyo, morning", "2026-05-10T00:00:00.000+09:00"),
            workout("Tokyo, evening", "2026-05-10T23:30:00.000+09:00"),
            workout("Tokyo, the day after", "2026-05-11T00:00:00.000+09:00"),
            workout("Los Angeles, morning", "2026-05-10T08:30:00.000-07:00"),
            workout("Los Angeles, night", "2026-05-10T23:59:59.999-07:00"),
            workout("Los Angeles, the day after", "2026-05-11T00:00:00.000-07:00"),
        ],
    )

    days = on("2026-05-10")
    ids = await found_ids(gateway, localDates=days, providers=["OURA"])

    assert ids == ["Tokyo, morning", "Tokyo, evening", "Los Angeles, morning", "Los Angeles, night"]
    assert await found_ids(gateway, "Asia/Tokyo", localDates=days) == ids


async def test_the_day_that_oura_files_a_record_under_is_told_but_decides_nothing(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(
        token, oura_workouts=[workout("late", "2026-05-02T00:30:00.000+02:00", day="2026-05-01")]
    )

    (late,) = await found(gateway, localDates=on("2026-05-02"), providers=["OURA"])

    assert (late["localDate"], late["providerDay"]) == ("2026-05-02", "2026-05-01")
    assert await found(gateway, localDates=on("2026-05-01"), providers=["OURA"]) == []


async def test_a_record_of_oura_without_an_offset_has_a_wall_clock_in_a_named_zone_only(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(token, oura_workouts=[workout("bare", "2026-05-01T23:30:00")])

    (unknown,) = await found(gateway)
    (known,) = await found(gateway, "Europe/Zurich", localDates=on("2026-05-02"))

    assert unknown["startTime"] == known["startTime"] == "2026-05-01T23:30:00.000Z"
    assert (unknown["startLocal"], unknown["startOffsetMinutes"]) == (None, None)
    assert (known["startLocal"], known["startOffsetMinutes"]) == ("2026-05-02T01:30:00", None)


@pytest.mark.parametrize("providers", [None, ["GOOGLE_FIT"], ["GOOGLE_FIT", "OURA"]])
async def test_local_days_of_google_fit_need_a_zone(
    gateway: Gateway, providers: list[str] | None
) -> None:
    wanted = {"localDates": on("2026-05-01"), "providers": providers}

    answer = await gateway.answer(FEED, filter=wanted)

    assert answer["data"] is None
    (error,) = answer["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
    assert error["message"] == (
        "`filter.localDates` needs `timeZone`, because Google Fit records no offset: name the "
        "zone, or select other providers with `filter.providers`."
    )


@pytest.mark.parametrize(
    ("start", "end", "ids"),
    [
        ("2026-05-01T00:00:00.000Z", "2026-05-01T00:00:00.001Z", ["b"]),
        ("2026-05-01T00:00:00.000Z", "2026-05-01T00:00:00.002Z", ["b", "c"]),
        ("2026-05-01T02:00:00.001+02:00", "2026-05-02T00:00:00+02:00", ["c"]),
        ("2026-04-30T23:59:59.999Z", "2026-05-01T00:00:00Z", ["a"]),
        ("2026-04-30T23:59:59.9991Z", "2026-05-01T00:00:00.0005Z", ["b"]),
    ],
)
async def test_a_range_holds_its_first_millisecond_and_not_its_end(
    gateway: Gateway, sandbox: Sandbox, token: str, start: str, end: str, ids: list[str]
) -> None:
    starts = ("2026-04-30T23:59:59.999Z", "2026-05-01T00:00:00.000Z", "2026-05-01T00:00:00.001Z")
    spans = dict(zip("abc", map(span, starts), strict=True))
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session(name, 8, s) for name, s in spans.items()],
        oura_sessions=[oura_session(name, "rest", s) for name, s in spans.items()],
    )

    assert await found_ids(gateway, startTime={"start": start, "end": end}) == [
        name for name in ids for _ in ("Google Fit", "Oura")
    ]


async def test_a_gap_of_a_range_finer_than_milliseconds_holds_all_that_is_missing(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.replace(
        token, google_fit_sessions=[fit_session("f", 8, span("2026-05-01T00:00:00.000Z"))]
    )
    failing = sandbox.fail("google_fit", Status(503), token=token)
    asked = {"start": "2026-04-30T00:00:00Z", "end": "2026-05-01T00:00:00.0005Z"}

    page = await gateway.execute(FEED, filter={"startTime": asked})

    failing.heal()
    (gap,) = page["activities"]["providers"][0]["gaps"]
    assert await found_ids(gateway, startTime=gap) == ["f"]


@pytest.mark.parametrize(
    ("selection", "instant"),
    [
        ({"startTime": {"end": "2010-01-01T00:00:00Z"}}, "2010-01-01T00:00:00.000Z"),
        (
            {"startTime": {"start": "1950-01-01T00:00:00Z", "end": "1960-01-01T00:00:00Z"}},
            "1970-01-01T00:00:00.000Z",
        ),
        (
            {
                "startTime": {"end": "2026-01-01T00:00:00Z"},
                "localDates": {"from": "2026-05-01", "to": "2026-05-02"},
            },
            "2026-01-01T00:00:00.000Z",
        ),
    ],
)
async def test_a_feed_with_nowhere_to_look_covers_nothing_and_costs_nothing(
    gateway: Gateway, sandbox: Sandbox, token: str, selection: Json, instant: str
) -> None:
    data = await gateway.execute(FEED, filter=selection, zone="UTC")

    assert data["activities"]["nodes"] == []
    assert data["activities"]["coveredRange"] == {"start": instant, "end": instant}
    assert sandbox.calls_of(token) == []

"""Query.dailySummaries: which days there are, and whose; through the whole application."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gateway.sandbox import Sandbox
from tests.days.asking import ZURICH, summaries, values
from tests.days.wires import (
    DAYS,
    STEPS,
    Json,
    day_id,
    days,
    fit,
    measured,
    status_of,
)
from tests.gateway_under_test import GOOGLE_FIT_TOKEN, Gateway

# Which days


@pytest.mark.parametrize(
    ("zone", "day", "is_final"),
    [
        (ZURICH, "2026-06-14", True),
        (ZURICH, "2026-06-15", False),
        (ZURICH, "2026-06-16", False),
        ("Pacific/Kiritimati", "2026-06-15", False),
        ("Pacific/Kiritimati", "2026-06-14", True),
        ("Pacific/Honolulu", "2026-06-14", False),
        ("Pacific/Honolulu", "2026-06-13", True),
        (None, "2026-06-14", False),
        (None, "2026-06-13", True),
    ],
)
async def test_a_day_is_final_from_four_o_clock_of_the_next_one_on(
    gateway: Gateway, zone: str | None, day: str, *, is_final: bool
) -> None:
    """It is noon of 15 June in UTC."""
    (found,) = await summaries(gateway, range=days(day), timeZone=zone)

    assert (found["date"], found["isFinal"]) == (day, is_final)


async def test_every_day_is_there_oldest_first(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    first, count = date(2026, 3, 1), 92
    expected = [str(first + timedelta(days=number)) for number in range(count)]
    noons = [(f"{day}T12:00:00Z", f"{day}T12:05:00Z") for day in expected]
    sandbox.replace(
        token, **fit(measured(STEPS, *noon, number) for number, noon in enumerate(noons))
    )

    found = await summaries(gateway, range=days(expected[0], expected[-1]), timeZone=ZURICH)

    assert [one["date"] for one in found] == expected
    assert [one["id"] for one in found] == [day_id(day, ZURICH) for day in expected]
    assert values(found, "steps") == [*range(count)]
    assert len([call for call in sandbox.calls_of(token) if call.route == "aggregate"]) == 2


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            days("2026-03-01", "2026-06-01"),
            "`range` has 93 days; 92 are allowed at once: ask for fewer.",
        ),
        (days("2026-03-02", "2026-03-01"), "`range.to` must not lie before its `from`."),
        (days("0001-01-01"), "`range` must lie within the years 1970 to 2099."),
        (days("9999-12-31"), "`range` must lie within the years 1970 to 2099."),
    ],
)
async def test_what_cannot_be_is_refused_before_any_call(
    gateway: Gateway, sandbox: Sandbox, token: str, asked: Json, message: str
) -> None:
    answer = await gateway.answer(DAYS, range=asked)

    assert answer["data"] is None
    (error,) = answer["errors"]
    assert (error["extensions"]["code"], error["message"]) == ("BAD_USER_INPUT", message)
    assert sandbox.calls_of(token) == []


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Asia/Tokyo", "Pacific/Honolulu"])
@pytest.mark.parametrize("day", ["1970-01-01", "2099-12-31"])
async def test_the_ends_of_the_calendar_can_be_asked_for(
    gateway: Gateway, day: str, zone: str
) -> None:
    (found,) = await summaries(gateway, range=days(day), timeZone=zone)
    (without_zone,) = await summaries(gateway, range=days(day))

    assert (found["date"], found["steps"]) == (day, None)
    assert [one["state"] for one in found["providers"]] == ["OK", "OK"]
    assert (without_zone["date"], without_zone["steps"]) == (day, None)


async def test_the_first_day_has_what_was_since_1970_and_those_after_it_are_whole(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    """In Tokyo it is nine o'clock as 1970 begins in UTC."""
    moments = ["1970-01-01T00:00", "1970-01-01T14:59", "1970-01-01T15:00", "1970-01-02T14:59"]
    sandbox.replace(
        token,
        **fit(
            measured(STEPS, f"{moment}:00Z", f"{moment}:30Z", 10**number)
            for number, moment in enumerate(moments)
        ),
    )

    found = await summaries(gateway, range=days("1970-01-01", "1970-01-03"), timeZone="Asia/Tokyo")

    assert values(found, "steps") == [11, 1100, None]
    assert {status_of(one, "GOOGLE_FIT")["state"] for one in found} == {"OK"}


# Apia crossed the date line: there was no 30 December 2011


APIA = "Pacific/Apia"


async def test_a_day_that_its_zone_left_out_is_empty_and_nobody_is_asked_for_it(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    (found,) = await summaries(gateway, range=days("2011-12-30"), timeZone=APIA)

    assert (found["date"], found["steps"], found["isFinal"]) == ("2011-12-30", None, True)
    assert status_of(found, "GOOGLE_FIT")["state"] == "OK"
    assert status_of(found, "GOOGLE_FIT")["upstreamCalls"] == 0
    assert "google_fit" not in {call.provider for call in sandbox.calls_of(token)}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2011-12-29", "2011-12-31", [1, None, 10]),
        ("2011-12-29", "2011-12-30", [1, None]),
        ("2011-12-30", "2011-12-31", [None, 10]),
        ("2011-10-02", "2011-12-30", [*[None] * 88, 1, None]),
    ],
)
async def test_the_days_around_one_that_was_left_out_are_whole(
    gateway: Gateway,
    sandbox: Sandbox,
    token: str,
    first: str,
    last: str,
    expected: list[int | None],
) -> None:
    """The last range ends with the first day that is no longer asked for in the same call."""
    before, after = "2011-12-30T09:59", "2011-12-30T10:00"
    sandbox.replace(
        token,
        **fit(
            [
                measured(STEPS, f"{before}:00Z", f"{before}:30Z", 1),
                measured(STEPS, f"{after}:00Z", f"{after}:30Z", 10),
            ]
        ),
    )

    found = await summaries(gateway, range=days(first, last), timeZone=APIA)

    assert values(found, "steps") == expected
    assert {status_of(one, "GOOGLE_FIT")["state"] for one in found} == {"OK"}


# Without a zone, or a link


async def test_without_a_zone_google_fit_has_no_days_and_that_is_told(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    (found,) = await summaries(gateway, range=days("2026-03-29"))

    assert (found["id"], found["steps"]["provider"]) == (day_id("2026-03-29"), "OURA")
    assert found["steps"]["alternatives"] == []
    assert status_of(found, "GOOGLE_FIT") == {
        "provider": "GOOGLE_FIT",
        "state": "SKIPPED",
        "servedFrom": "NONE",
        "itemCount": 0,
        "upstreamCalls": 0,
        "gaps": [],
        "error": {
            "code": "TIME_ZONE_NEEDED",
            "action": "NONE",
            "message": "Google Fit has no days of its own: name `timeZone` to have its part.",
        },
    }
    assert {call.provider for call in sandbox.calls_of(token)} == {"oura"}


async def test_who_is_not_linked_is_told_of(gateway: Gateway, sandbox: Sandbox, token: str) -> None:
    both = await gateway.execute(DAYS, {}, range=days("2026-03-29"), timeZone=ZURICH)
    fit_only = await gateway.execute(
        DAYS, {GOOGLE_FIT_TOKEN: token}, range=days("2026-03-29"), timeZone=ZURICH
    )

    (nothing,), (some,) = both["dailySummaries"], fit_only["dailySummaries"]
    assert nothing["steps"] is None
    assert [one["state"] for one in nothing["providers"]] == ["NOT_LINKED", "NOT_LINKED"]
    assert some["steps"]["provider"] == "GOOGLE_FIT"
    assert [one["state"] for one in some["providers"]] == ["OK", "NOT_LINKED"]
    assert [call.route for call in sandbox.calls_of(token)] == ["aggregate"]

"""Which filters the feed refuses, and how it says what to do instead."""

from __future__ import annotations

import pytest

from gateway.sandbox import Sandbox
from tests.gateway_under_test import Gateway
from tests.small_feed import A_DAY, FEED, Json, feed, found, let_walk_and_run, refusal

ZONE_NEEDED = (
    "`filter.localDates` needs `timeZone`, because Google Fit records no offset: "
    "name the zone, or select other providers with `filter.providers`."
)


def arguments_alone(value: object) -> str:
    """What a case is called: by its arguments, not by what comes of them."""
    return "" if isinstance(value, str | list | None) else str(value)


@pytest.fixture
def sandbox(sandbox: Sandbox, token: str) -> Sandbox:
    """With a run and a walk."""
    let_walk_and_run(sandbox, token)
    return sandbox


@pytest.mark.parametrize("name", ["providers", "kinds", "types", "intensities", "recordingMethods"])
async def test_an_empty_list_is_refused_because_nothing_can_match_it(
    gateway: Gateway, name: str
) -> None:
    assert await refusal(gateway, filter={name: []}) == (
        "BAD_USER_INPUT",
        f"`filter.{name}` is empty, which nothing can match: leave it out to match everything.",
    )


@pytest.mark.usefixtures("sandbox")
async def test_nothing_to_exclude_excludes_nothing(gateway: Gateway) -> None:
    page = await feed(gateway, filter={"excludeTypes": []})

    assert found(page) == ["walk", "run"]


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        (
            {"startTime": {"start": "2026-05-02T00:00:00Z", "end": "2026-05-01T00:00:00Z"}},
            "`filter.startTime.end` must be later than its `start`.",
        ),
        (
            {"startTime": {"start": "2026-05-01T02:00:00+02:00", "end": "2026-05-01T00:00:00Z"}},
            "`filter.startTime.end` must be later than its `start`.",
        ),
        (
            {"localDates": {"from": "2026-05-02", "to": "2026-05-01"}},
            "`filter.localDates.to` must not lie before its `from`.",
        ),
        (
            {"durationSeconds": {"min": 60.5, "max": 60}},
            "`filter.durationSeconds.max` must not lie below its `min`.",
        ),
        ({"text": "x" * 201}, "`filter.text` has 201 characters; 200 are allowed."),
        ({"localDates": A_DAY}, ZONE_NEEDED),
        ({"localDates": A_DAY, "providers": ["OURA", "GOOGLE_FIT"]}, ZONE_NEEDED),
    ],
    ids=arguments_alone,
)
async def test_a_filter_that_cannot_hold_is_told_what_is_wrong(
    gateway: Gateway, selection: Json, message: str
) -> None:
    assert await refusal(gateway, filter=selection) == ("BAD_USER_INPUT", message)


@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize(
    "selection",
    [
        {"localDates": A_DAY, "providers": ["OURA"]},
        {"startTime": {"start": "2026-05-01T08:00:00.000Z", "end": "2026-05-01T08:00:00.001Z"}},
        {"durationSeconds": {"min": 1800, "max": 1800}, "types": ["WALKING"]},
        {"text": "", "types": ["WALKING"]},
        {"kinds": None, "types": ["WALKING"], "startTime": None},
        {"startTime": {}, "types": ["WALKING"]},
        {"startTime": {"start": None, "end": None}, "types": ["WALKING"]},
    ],
    ids=arguments_alone,
)
async def test_a_filter_at_its_limits_holds(gateway: Gateway, selection: Json) -> None:
    assert found(await feed(gateway, filter=selection)) == ["walk"]


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"zone": "Europe/Atlantis"}, "Write the IANA name of a time zone, such as Europe/Zurich."),
        ({"zone": ""}, "Write the IANA name of a time zone, such as Europe/Zurich."),
        ({"zone": "localtime"}, "Write the IANA name of a time zone, such as Europe/Zurich."),
        ({"zone": "../etc/passwd"}, "Write the IANA name of a time zone, such as Europe/Zurich."),
        (
            {"filter": {"startTime": {"start": "2026-05-01T00:00:00"}}},
            "Write an instant with its zone, such as 2026-03-29T02:30:00+02:00.",
        ),
        (
            {"filter": {"startTime": {"start": "2026-05-01"}}},
            "Write an instant with its zone, such as 2026-03-29T02:30:00+02:00.",
        ),
        (
            {"filter": {"startTime": {"end": "10000-01-01T00:00:00Z"}}},
            "Write an instant with its zone, such as 2026-03-29T02:30:00+02:00.",
        ),
        (
            {"filter": {"startTime": {"end": "0001-01-01T00:00:00+14:00"}}},
            "There is no such instant: the years 1 to 9999 are known, and no leap seconds.",
        ),
        (
            {"filter": {"localDates": {"from": "2026-02-29", "to": "2026-03-01"}}},
            "Write a calendar day, such as 2026-03-29.",
        ),
    ],
    ids=arguments_alone,
)
async def test_a_value_that_cannot_be_read_is_told_how_to_write_it(
    gateway: Gateway, variables: Json, told: str
) -> None:
    response = await gateway.post(FEED, None, **variables)

    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert told in error["message"]


@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize(
    ("selection", "zone", "ids"),
    [
        ({"startTime": {"start": "0001-01-01T00:00:00Z"}}, None, ["walk", "run"]),
        ({"startTime": {"end": "9999-12-31T23:59:59.999Z"}}, None, ["walk", "run"]),
        ({"startTime": {"start": "9999-12-31T23:59:59.999Z"}}, None, []),
        ({"startTime": {"end": "0001-01-01T00:00:00.001Z"}}, None, []),
        ({"localDates": {"from": "0001-01-01", "to": "9999-12-31"}}, "Asia/Tokyo", ["walk", "run"]),
        ({"localDates": {"from": "9999-12-31", "to": "9999-12-31"}}, "Asia/Tokyo", []),
        ({"localDates": {"from": "0001-01-01", "to": "0001-01-01"}}, "Asia/Tokyo", []),
    ],
    ids=arguments_alone,
)
@pytest.mark.parametrize("dedupe", ["NONE", "COLLAPSE"])
async def test_no_range_is_too_long_or_too_far_away(
    gateway: Gateway, dedupe: str, selection: Json, zone: str | None, ids: list[str]
) -> None:
    page = await feed(gateway, filter=selection, zone=zone, dedupe=dedupe)

    assert found(page) == ids
    assert page["coveredRange"]["start"] <= page["coveredRange"]["end"]

"""How much the feed gives at once, and which cursors it takes."""

from __future__ import annotations

import pytest

from gateway.sandbox import RunningSandbox, Sandbox
from gateway.sandbox.seed.wires import fit_session
from tests.gateway_under_test import Gateway, running_gateway
from tests.small_feed import A_DAY, Json, feed, found, let_walk_and_run, refusal
from tests.wires import span

NOT_OURS = (
    "This is not a cursor of this gateway: send one exactly as it was read, "
    "or leave it out to start again."
)
OTHER_QUESTION = (
    "This cursor was made for another filter, order or de-duplication: "
    "send it with the arguments that it was read with, or leave it out to start again."
)


@pytest.fixture
def sandbox(sandbox: Sandbox, token: str) -> Sandbox:
    """With a run and a walk."""
    let_walk_and_run(sandbox, token)
    return sandbox


# How many


@pytest.mark.parametrize("name", ["first", "last"])
@pytest.mark.parametrize("count", [-(2**31), -1, 0, 101, 2**31 - 1])
async def test_a_page_has_from_one_to_a_hundred_activities(
    gateway: Gateway, sandbox: Sandbox, token: str, name: str, count: int
) -> None:
    assert await refusal(gateway, **{name: count}) == (
        "BAD_USER_INPUT",
        f"`{name}` must lie between 1 and 100.",
    )
    assert sandbox.calls_of(token) == []


@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize("name", ["first", "last"])
async def test_a_hundred_are_allowed(gateway: Gateway, name: str) -> None:
    assert found(await feed(gateway, **{name: 100})) == ["walk", "run"]


async def test_a_page_is_read_in_one_direction(gateway: Gateway) -> None:
    assert await refusal(gateway, first=1, last=1) == (
        "BAD_USER_INPUT",
        "Send `first` to page forward or `last` to page backward, not both.",
    )


# Cursors


@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize(
    "otherwise",
    [
        {"order": "START_TIME_ASC"},
        {"dedupe": "COLLAPSE"},
        {"filter": {"kinds": ["WORKOUT"]}},
        {"filter": {"text": "run"}},
        {"filter": {"startTime": {"start": "2026-04-01T00:00:00Z"}}},
        {"filter": {"localDates": A_DAY}, "zone": "Europe/Zurich"},
    ],
    ids=str,
)
@pytest.mark.parametrize("place", ["after", "before"])
async def test_a_cursor_is_good_for_its_own_list_only(
    gateway: Gateway, place: str, otherwise: Json
) -> None:
    cursor = (await feed(gateway))["edges"][0]["cursor"]

    assert await refusal(gateway, **{place: cursor}, **otherwise) == (
        "INVALID_CURSOR",
        OTHER_QUESTION,
    )


@pytest.mark.usefixtures("sandbox")
async def test_a_cursor_of_days_is_good_in_its_own_zone_only(gateway: Gateway) -> None:
    days = {"localDates": A_DAY}
    cursor = (await feed(gateway, filter=days, zone="Europe/Zurich"))["edges"][0]["cursor"]

    next_page = await feed(gateway, filter=days, zone="Europe/Zurich", after=cursor)
    elsewhere = await refusal(gateway, filter=days, zone="Asia/Tokyo", after=cursor)

    assert found(next_page) == ["run"]
    assert elsewhere == ("INVALID_CURSOR", OTHER_QUESTION)


@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"zone": "Europe/Zurich"}, {"zone": "Asia/Tokyo"}),
        ({"first": 1}, {"last": 1}),
        ({"filter": {}}, {"filter": None}),
        (
            {"filter": {"kinds": ["WORKOUT", "SLEEP"]}},
            {"filter": {"kinds": ["SLEEP", "WORKOUT", "SLEEP"]}},
        ),
        (
            {"filter": {"startTime": {"start": "2026-04-01T00:00:00Z"}}},
            {"filter": {"startTime": {"start": "2026-04-01T02:00:00.000+02:00"}}},
        ),
        ({"filter": {"text": "R"}}, {"filter": {"text": "r"}}),
    ],
    ids=str,
)
async def test_a_cursor_goes_on_when_the_same_is_asked_in_other_words(
    gateway: Gateway, sandbox: Sandbox, token: str, one: Json, other: Json
) -> None:
    run = fit_session("run", 8, span("2026-05-01T06:00:00Z"), name="River")
    row = fit_session("row", 8, span("2026-05-01T08:00:00Z"), name="River")
    sandbox.replace(token, google_fit_sessions=[run, row])
    cursor = (await feed(gateway, **one))["edges"][0]["cursor"]

    place = "before" if "last" in other else "after"
    page = await feed(gateway, **other, **{place: cursor})

    assert found(page) == ([] if place == "before" else ["run"])


@pytest.mark.usefixtures("sandbox")
async def test_a_cursor_of_another_gateway_is_not_ours(
    gateway: Gateway, running_sandbox: RunningSandbox
) -> None:
    async with running_gateway(running_sandbox, headers=gateway.headers) as stranger:
        cursor = (await feed(stranger))["edges"][0]["cursor"]

    assert await refusal(gateway, after=cursor) == ("INVALID_CURSOR", NOT_OURS)


@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize("place", ["after", "before"])
async def test_a_cursor_that_was_changed_is_not_ours(gateway: Gateway, place: str) -> None:
    cursor = (await feed(gateway))["edges"][0]["cursor"]

    for forged in ("", "x", cursor[:-1], cursor + "A", cursor + "=", cursor[:-1] + "é"):
        assert await refusal(gateway, **{place: forged}) == ("INVALID_CURSOR", NOT_OURS)

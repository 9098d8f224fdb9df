"""Which calls a fault strikes, for how long, and what a lag of lists hides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import httpx
import pytest

from gateway.sandbox import (
    HangAfterApplying,
    Lag,
    Sandbox,
    SlowBody,
    Status,
)
from gateway.sandbox.google_fit.store import SessionStore
from tests.sandbox.fault_calls import (
    RANGE,
    STORED,
    listed,
    put,
)
from tests.sandbox.records import SESSIONS, WORKOUTS


def test_lists_that_lag_show_what_was_there_before(
    wire: httpx.Client, sandbox: Sandbox, sessions: SessionStore
) -> None:
    token = wire.get(SESSIONS).json()["nextPageToken"]
    rule = sandbox.fail("google_fit", Lag())
    replaced = {**STORED, "name": "Ride"}

    put(wire)
    wire.put(f"{SESSIONS}/stored", json=replaced)
    lagging = wire.get(SESSIONS, params=RANGE).json()
    changes = wire.get(SESSIONS, params={"pageToken": token}).json()
    wire.delete(f"{SESSIONS}/stored")
    lagging_still = wire.get(SESSIONS, params=RANGE).json()
    rule.heal()

    assert lagging == {"session": [STORED]}
    assert changes == {"nextPageToken": token}
    assert lagging_still == lagging
    assert listed(wire) == ["new"]
    assert [session["id"] for session in sessions.all()] == ["new"]


@pytest.mark.usefixtures("sessions")
def test_lists_can_lag_for_a_number_of_calls(wire: httpx.Client, sandbox: Sandbox) -> None:
    sandbox.fail("google_fit", Lag(), times=2)
    put(wire)

    assert [listed(wire) for _ in range(3)] == [["stored"], ["stored"], ["stored", "new"]]


@pytest.mark.usefixtures("sessions")
def test_a_fault_strikes_only_the_route_the_method_and_the_token_it_is_for(
    wire: httpx.Client, sandbox: Sandbox
) -> None:
    sandbox.fail("oura", Status(500), route="session")
    sandbox.fail("google_fit", Status(500), method="DELETE")
    sandbox.fail("google_fit", Status(500), token="other")

    assert wire.get(WORKOUTS).status_code == 200
    assert wire.get("/v2/usercollection/session").status_code == 500
    assert wire.get(SESSIONS).status_code == 200
    assert wire.delete(f"{SESSIONS}/stored").status_code == 500
    other = {"authorization": "Bearer other"}
    assert wire.get(SESSIONS, headers=other).status_code == 500


@pytest.mark.usefixtures("sessions")
def test_the_youngest_fault_strikes_and_the_older_ones_wait(
    wire: httpx.Client, sandbox: Sandbox
) -> None:
    older = sandbox.fail("oura", Status(500), times=1)
    younger = sandbox.fail("oura", Status(503), times=1)

    statuses = [wire.get(WORKOUTS).status_code for _ in range(3)]

    assert statuses == [503, 500, 200]
    assert (older.remaining, younger.remaining) == (0, 0)


@pytest.mark.usefixtures("sessions")
def test_healing_for_a_token_leaves_the_other_faults(wire: httpx.Client, sandbox: Sandbox) -> None:
    sandbox.fail("google_fit", Status(500), token="t")
    sandbox.fail("oura", Status(500))

    sandbox.heal("t")

    assert (wire.get(SESSIONS).status_code, wire.get(WORKOUTS).status_code) == (200, 500)


def test_healing_twice_is_harmless(sandbox: Sandbox) -> None:
    rule = sandbox.fail("oura", Status(500))

    rule.heal()
    rule.heal()

    assert sandbox.faults.all() == []


NEVER: Sequence[Callable[[Sandbox], object]] = [
    lambda sandbox: sandbox.fail(
        "fitbit",  # pyright: ignore[reportArgumentType] - what is refused at run time
        Status(500),
    ),
    lambda sandbox: sandbox.fail("oura", Status(500), route="sessions"),
    lambda sandbox: sandbox.fail("oura", Status(500), times=0),
    lambda sandbox: sandbox.fail("oura", Lag()),
    lambda sandbox: sandbox.fail("oura", HangAfterApplying()),
    lambda _: Status(99),
    lambda _: Status(429, retry_after=-1),
    lambda _: SlowBody(interval=0),
]


@pytest.mark.parametrize("begin", NEVER)
def test_a_fault_that_could_never_strike_is_refused(
    sandbox: Sandbox, begin: Callable[[Sandbox], object]
) -> None:
    with pytest.raises(ValueError, match=r"."):
        begin(sandbox)

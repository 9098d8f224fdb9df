"""How old an answer may be, and what stands in when a provider fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import pytest
import pytest_asyncio

from gateway.sandbox import Fault, Hang, MalformedJson, RunningSandbox, Sandbox, Status
from gateway.sandbox.seed.wires import fit_session, oura_session, oura_workout
from tests.clocks import SetClock
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.wires import NOW, span

FEED = """
query ($freshness: FreshnessInput, $range: IntervalInput, $policy: ProviderErrorPolicy! = PARTIAL) {
  activities(
    first: 100, freshness: $freshness, filter: {startTime: $range}, onProviderError: $policy
  ) {
    nodes { providerId title }
    isComplete
    providers { provider state servedFrom fetchedAt upstreamCalls gaps { start } error { code } }
  }
}
"""
UPSERT = """
mutation ($title: String!) {
  upsertSession(input: {
    clientSessionId: "fit", title: $title, type: RUNNING
    startTime: "2026-07-10T06:00:00Z", endTime: "2026-07-10T06:30:00Z"
  }) { userErrors { code } }
}
"""
PAST = {"start": "2026-07-01T00:00:00Z", "end": "2026-07-09T00:00:00Z"}
"""The window before the running one; it ended more than two days ago."""
RUNNING = {"start": "2026-07-09T00:00:00Z", "end": "2026-07-17T00:00:00Z"}
BOTH = {"start": PAST["start"], "end": RUNNING["end"]}
LIVE_ONLY = {"maxAgeSeconds": 0}
COLLECTIONS = 3
"""So many calls are one for each collection of both providers."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """Who asks, as the providers see them."""

    sandbox: Sandbox
    token: str

    def calls(self) -> int:
        """How many reads came in for them."""
        return sum(call.method == "GET" for call in self.sandbox.calls_of(self.token))

    def finds(self, provider: Literal["google_fit", "oura"], fault: Fault) -> None:
        """Let a provider fail from now on."""
        self.sandbox.fail(provider, fault, token=self.token)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest_asyncio.fixture
async def gateway(
    running_sandbox: RunningSandbox, sandbox: Sandbox, token: str, clock: SetClock
) -> AsyncGenerator[Gateway]:
    """Asked by a person with a record of each kind in the running window."""
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session("fit", 8, span("2026-07-10T06:00:00Z"), name="Run")],
        oura_workouts=[oura_workout("workout", "running", span("2026-07-10T06:00:00Z"))],
        oura_sessions=[oura_session("session", "rest", span("2026-07-10T16:00:00Z"))],
    )
    async with running_gateway(
        running_sandbox, headers=linked(token), clock=clock, upstream_deadline_seconds=0.5
    ) as gateway:
        yield gateway


@pytest.fixture
def person(sandbox: Sandbox, token: str) -> Person:
    return Person(sandbox, token)


async def feed(gateway: Gateway, **variables: object) -> Json:
    return (await gateway.execute(FEED, **variables))["activities"]


def told(page: Json, name: str) -> list[Any]:
    """What Google Fit's and Oura's statuses say."""
    return [status[name] for status in page["providers"]]


def ids(page: Json) -> set[str]:
    return {node["providerId"] for node in page["nodes"]}


# From the cache


async def test_the_second_request_of_a_feed_makes_no_call(gateway: Gateway, person: Person) -> None:
    first = await feed(gateway)
    asked = person.calls()

    second = await feed(gateway)

    assert second["nodes"] == first["nodes"]
    assert person.calls() == asked
    assert (told(first, "servedFrom"), told(second, "servedFrom")) == (["LIVE"] * 2, ["CACHE"] * 2)
    assert told(second, "upstreamCalls") == [0, 0]
    assert told(second, "state") == ["OK", "OK"]
    assert second["isComplete"]


async def test_an_answer_from_the_cache_tells_when_it_left_the_provider(
    gateway: Gateway, clock: SetClock
) -> None:
    await feed(gateway, range=RUNNING)
    clock.moves_on(30)

    page = await feed(gateway, range=RUNNING)

    assert told(page, "fetchedAt") == ["2026-07-15T12:00:00.000Z"] * 2


async def test_a_feed_that_needs_one_more_window_asks_for_that_window_alone(
    gateway: Gateway, person: Person
) -> None:
    await feed(gateway, range=RUNNING)
    asked = person.calls()

    page = await feed(gateway, range=BOTH)

    assert person.calls() - asked == COLLECTIONS
    assert told(page, "servedFrom") == ["LIVE", "LIVE"]
    assert ids(page) == {"fit", "workout", "session"}


async def test_a_hundred_equal_requests_at_once_make_one_call_for_each_collection(
    gateway: Gateway, person: Person
) -> None:
    pages = await asyncio.gather(*(feed(gateway, range=RUNNING) for _ in range(100)))

    assert person.calls() == COLLECTIONS
    assert {frozenset(ids(page)) for page in pages} == {frozenset({"fit", "workout", "session"})}
    assert sum(sum(told(page, "upstreamCalls")) for page in pages) == COLLECTIONS


# Age


@pytest.mark.parametrize(("window", "seconds"), [(RUNNING, 60), (PAST, 3600)])
async def test_the_running_window_is_fresh_for_a_minute_and_the_past_for_an_hour(
    gateway: Gateway, person: Person, clock: SetClock, window: Json, seconds: int
) -> None:
    await feed(gateway, range=window)

    clock.moves_on(seconds - 0.001)
    assert told(await feed(gateway, range=window), "servedFrom") == ["CACHE", "CACHE"]
    clock.moves_on(0.001)

    assert told(await feed(gateway, range=window), "servedFrom") == ["LIVE", "LIVE"]
    assert person.calls() == 2 * COLLECTIONS


async def test_a_window_that_ended_is_fresh_for_a_minute_only_until_two_days_later(
    gateway: Gateway, clock: SetClock
) -> None:
    two_days_later = datetime.fromisoformat(RUNNING["end"]) + timedelta(days=2)
    clock.moves_on((two_days_later - NOW).total_seconds() - 60.001)
    await feed(gateway, range=RUNNING)

    clock.moves_on(60)
    assert told(await feed(gateway, range=RUNNING), "servedFrom") == ["LIVE", "LIVE"]
    clock.moves_on(3599.999)

    assert told(await feed(gateway, range=RUNNING), "servedFrom") == ["CACHE", "CACHE"]


async def test_how_long_windows_are_fresh_can_be_set(
    running_sandbox: RunningSandbox, token: str, clock: SetClock
) -> None:
    async with running_gateway(
        running_sandbox,
        headers=linked(token),
        clock=clock,
        cache_running_seconds=0,
        cache_past_seconds=5,
    ) as gateway:
        for window in (RUNNING, PAST):
            await feed(gateway, range=window)

        assert told(await feed(gateway, range=RUNNING), "servedFrom") == ["LIVE", "LIVE"]
        assert told(await feed(gateway, range=PAST), "servedFrom") == ["CACHE", "CACHE"]


async def test_zero_seconds_force_a_live_call(gateway: Gateway, person: Person) -> None:
    await feed(gateway, range=RUNNING)
    asked = person.calls()

    page = await feed(gateway, range=RUNNING, freshness=LIVE_ONLY)

    assert person.calls() - asked == COLLECTIONS
    assert told(page, "servedFrom") == ["LIVE", "LIVE"]


async def test_a_live_call_refreshes_what_is_kept(
    gateway: Gateway, person: Person, clock: SetClock
) -> None:
    await feed(gateway, range=RUNNING)
    clock.moves_on(59)
    await feed(gateway, range=RUNNING, freshness=LIVE_ONLY)
    clock.moves_on(59)

    assert told(await feed(gateway, range=RUNNING), "servedFrom") == ["CACHE", "CACHE"]
    assert person.calls() == 2 * COLLECTIONS


async def test_an_age_may_be_above_what_is_usual_and_below_it(
    gateway: Gateway, clock: SetClock
) -> None:
    await feed(gateway, range=RUNNING)
    clock.moves_on(300)

    older = await feed(gateway, range=RUNNING, freshness={"maxAgeSeconds": 301})
    younger = await feed(gateway, range=RUNNING, freshness={"maxAgeSeconds": 300})

    assert told(older, "servedFrom") == ["CACHE", "CACHE"]
    assert told(younger, "servedFrom") == ["LIVE", "LIVE"]


async def test_one_operation_can_ask_for_both(gateway: Gateway, person: Person) -> None:
    await feed(gateway)
    asked = person.calls()

    data = await gateway.execute("""{
      kept: activities { providers { servedFrom } }
      live: activities(freshness: {maxAgeSeconds: 0}) { providers { servedFrom } }
    }""")

    assert told(data["kept"], "servedFrom") == ["CACHE", "CACHE"]
    assert told(data["live"], "servedFrom") == ["LIVE", "LIVE"]
    assert person.calls() > asked


async def test_an_age_below_zero_is_refused(gateway: Gateway, person: Person) -> None:
    answer = await gateway.answer(FEED, freshness={"maxAgeSeconds": -1})

    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "maxAgeSeconds" in error["message"]
    assert person.calls() == 0


# When a provider fails


async def test_an_older_answer_stands_in_for_a_provider_that_fails(
    gateway: Gateway, person: Person, clock: SetClock
) -> None:
    whole = await feed(gateway, range=RUNNING)
    clock.moves_on(60)
    person.finds("oura", Status(503))

    page = await feed(gateway, range=RUNNING)

    assert page["nodes"] == whole["nodes"]
    assert told(page, "state") == ["OK", "STALE"]
    assert told(page, "servedFrom") == ["LIVE", "CACHE"]
    assert told(page, "error") == [None, {"code": "UPSTREAM_ERROR"}]
    assert told(page, "gaps") == [[], []]
    assert told(page, "fetchedAt") == ["2026-07-15T12:01:00.000Z", "2026-07-15T12:00:00.000Z"]
    assert not page["isComplete"]


async def test_an_older_answer_stands_in_for_a_provider_that_does_not_answer(
    gateway: Gateway, person: Person
) -> None:
    await feed(gateway, range=RUNNING)
    person.finds("oura", Hang())

    page = await feed(gateway, range=RUNNING, freshness=LIVE_ONLY)

    assert told(page, "state") == ["OK", "STALE"]
    assert told(page, "error") == [None, {"code": "TIMEOUT"}]


async def test_while_an_answer_is_fresh_a_failing_provider_is_not_noticed(
    gateway: Gateway, person: Person
) -> None:
    await feed(gateway, range=RUNNING)
    person.finds("oura", Status(503))

    page = await feed(gateway, range=RUNNING)

    assert told(page, "state") == ["OK", "OK"]
    assert page["isComplete"]


async def test_an_older_answer_that_stands_in_is_no_failure_to_a_client_that_wants_none(
    gateway: Gateway, person: Person
) -> None:
    await feed(gateway, range=RUNNING)
    person.finds("oura", Status(503))
    strict = {**LIVE_ONLY, "staleIfError": False}

    page = await feed(gateway, range=RUNNING, freshness=LIVE_ONLY, policy="FAIL")
    refused = await gateway.answer(FEED, range=RUNNING, freshness=strict, policy="FAIL")

    assert told(page, "state") == ["OK", "STALE"]
    assert [error["extensions"]["code"] for error in refused["errors"]] == ["UPSTREAM_ERROR"]


async def test_a_client_that_refuses_older_answers_gets_none(
    gateway: Gateway, person: Person
) -> None:
    await feed(gateway, range=RUNNING)
    person.finds("oura", Status(503))

    page = await feed(gateway, range=RUNNING, freshness={**LIVE_ONLY, "staleIfError": False})

    assert told(page, "state") == ["OK", "FAILED"]
    assert told(page, "servedFrom") == ["LIVE", "NONE"]
    assert ids(page) == {"fit"}


@pytest.mark.parametrize(
    ("fault", "code"),
    [(Status(401), "REAUTH_REQUIRED"), (Status(403), "SUBSCRIPTION_EXPIRED")],
)
async def test_where_the_provider_refuses_the_viewer_nothing_older_is_shown(
    gateway: Gateway, person: Person, fault: Status, code: str
) -> None:
    await feed(gateway, range=RUNNING)
    person.finds("oura", fault)

    page = await feed(gateway, range=RUNNING, freshness=LIVE_ONLY)

    assert told(page, "state") == ["OK", "FAILED"]
    assert told(page, "error")[1]["code"] in {code, "SCOPE_MISSING"}
    assert ids(page) == {"fit"}


async def test_a_window_that_was_never_had_is_a_gap_beside_one_that_is_stale(
    gateway: Gateway, person: Person
) -> None:
    await feed(gateway, range=RUNNING)
    person.finds("oura", Status(503))

    page = await feed(gateway, range=BOTH, freshness=LIVE_ONLY)

    assert told(page, "state") == ["OK", "PARTIAL"]
    assert told(page, "gaps") == [[], [{"start": "2026-07-01T00:00:00.000Z"}]]
    assert ids(page) == {"fit", "workout", "session"}


async def test_a_failure_is_not_kept(gateway: Gateway, person: Person, sandbox: Sandbox) -> None:
    person.finds("oura", Status(503))
    assert told(await feed(gateway, range=RUNNING), "state") == ["OK", "FAILED"]
    sandbox.heal(person.token)

    page = await feed(gateway, range=RUNNING)

    assert told(page, "state") == ["OK", "OK"]
    assert told(page, "servedFrom") == ["CACHE", "LIVE"]


# Writes


async def test_a_write_voids_what_is_kept_of_its_collection_and_of_no_other(
    gateway: Gateway, person: Person
) -> None:
    await feed(gateway, range=RUNNING)
    await gateway.execute(UPSERT, title="Renamed")
    before = person.calls()

    page = await feed(gateway, range=RUNNING)

    assert "Renamed" in {node["title"] for node in page["nodes"]}
    assert told(page, "servedFrom") == ["LIVE", "CACHE"]
    assert person.calls() - before == 1


async def test_a_write_of_unknown_outcome_voids_what_is_kept_too(
    gateway: Gateway, person: Person, sandbox: Sandbox
) -> None:
    await feed(gateway, range=RUNNING)
    sandbox.fail("google_fit", MalformedJson(), token=person.token, method="PUT", times=1)

    done = await gateway.execute(UPSERT, title="Renamed")
    page = await feed(gateway, range=RUNNING)

    assert [error["code"] for error in done["upsertSession"]["userErrors"]] == ["OUTCOME_UNKNOWN"]
    assert "Renamed" in {node["title"] for node in page["nodes"]}
    assert told(page, "servedFrom") == ["LIVE", "CACHE"]


async def test_after_a_write_past_windows_are_fresh_for_a_minute_only(
    gateway: Gateway, clock: SetClock
) -> None:
    await gateway.execute(UPSERT, title="Renamed")
    await feed(gateway, range=PAST)
    clock.moves_on(60)

    page = await feed(gateway, range=PAST)

    assert told(page, "servedFrom") == ["LIVE", "CACHE"]


async def test_what_is_kept_is_of_its_own_person(gateway: Gateway, person: Person) -> None:
    await feed(gateway, range=RUNNING)

    data = await gateway.execute(FEED, linked("empty"), range=RUNNING)

    assert data["activities"]["nodes"] == []
    assert told(data["activities"], "servedFrom") == ["LIVE", "LIVE"]
    assert person.calls() == COLLECTIONS


async def test_a_new_token_of_a_person_finds_nothing_of_the_old_one(
    gateway: Gateway, person: Person, token: str
) -> None:
    await feed(gateway, range=RUNNING)
    headers = {**linked(token), "X-Oura-Token": f"{token}-renewed"}

    data = await gateway.execute(FEED, headers, range=RUNNING)

    assert told(data["activities"], "servedFrom") == ["CACHE", "LIVE"]
    assert person.calls() == COLLECTIONS

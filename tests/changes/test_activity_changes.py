"""Query.activityChanges through the whole application: what it tells, costs and refuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncGenerator, Generator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from gateway.domain.activity_id import ActivityId, encode_id
from gateway.domain.provider_name import Provider
from gateway.sandbox import RunningSandbox, Sandbox, Status, serve_sandbox
from gateway.sandbox.faults import Lag
from gateway.sandbox.wire import millis
from tests.changes.client import CHANGES, Client, asked, listed
from tests.clocks import SetClock
from tests.gateway_under_test import GOOGLE_FIT_TOKEN, OURA_TOKEN, Gateway, linked, running_gateway
from tests.sandbox.records import fit, workout
from tests.wires import NOW
from tests.writing.fit_account import delete, id_of, upsert

Json = dict[str, Any]

RUN = fit("run", "2026-07-14T06:00:00", "2026-07-14T07:00:00")
WALK = fit("walk", "2026-07-13T06:00:00", "2026-07-13T07:00:00")
PLANNED = fit(
    "planned",
    "2026-06-20T06:00:00",
    "2026-06-20T07:00:00",
    modifiedTimeMillis=fit("", "2026-05-01T00:00:00", "2026-05-01T00:00:00")["endTimeMillis"],
)
OLD = fit("old", "2026-05-01T06:00:00", "2026-05-01T07:00:00")
RIDE = workout("ride", "2026-07-12T08:00:00+02:00")
SWIM = workout("swim", "2026-07-11T08:00:00+02:00")
OLD_RIDE = workout("old ride", "2026-06-01T08:00:00+02:00")


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def running_sandbox(clock: SetClock) -> Generator[RunningSandbox]:
    """For whom it is as late as for the gateway."""
    with serve_sandbox(Sandbox(clock)) as running:
        yield running


@pytest.fixture
def sandbox(running_sandbox: RunningSandbox) -> Sandbox:
    return running_sandbox.sandbox


@pytest_asyncio.fixture
async def gateway(
    running_sandbox: RunningSandbox, token: str, clock: SetClock
) -> AsyncGenerator[Gateway]:
    async with running_gateway(running_sandbox, headers=linked(token), clock=clock) as gateway:
        yield gateway


@pytest.fixture
def client(gateway: Gateway) -> Client:
    return Client(gateway)


@pytest.fixture(autouse=True)
def person(sandbox: Sandbox, token: str) -> None:
    sandbox.replace(
        token, google_fit_sessions=[RUN, WALK, PLANNED, OLD], oura_workouts=[RIDE, SWIM, OLD_RIDE]
    )


def told(page: Json) -> list[tuple[str, str]]:
    """What became of which record."""
    return [
        ("deleted", change["id"])
        if change["__typename"] == "ActivityDeleted"
        else ("upserted", change["activity"]["providerId"])
        for change in page["changes"]
    ]


def ids(client: Client) -> set[str]:
    return {activity["providerId"] for activity in client.known.values()}


def oura_id(native_id: str) -> str:
    return encode_id(ActivityId(Provider.OURA, "workout", native_id))


def calls(sandbox: Sandbox, token: str) -> dict[str, int]:
    return dict(Counter(call.route for call in sandbox.calls_of(token)))


def status(page: Json, provider: str) -> Json:
    return next(one for one in page["providers"] if one["provider"] == provider)


async def refusal(gateway: Gateway, **variables: object) -> tuple[str, str]:
    """The code and the message of the one error."""
    answer = await gateway.answer(CHANGES, **{"first": 10} | variables)
    (error,) = answer["errors"]
    return error["extensions"]["code"], error["message"]


async def test_without_a_token_all_that_starts_in_the_lookback_is_told(client: Client) -> None:
    page = await client.page()

    assert ids(client) == {"run", "walk", "planned", "ride", "swim"}
    assert len(page["changes"]) == 5
    assert page["coveredFrom"] == "2026-06-15T12:00:00.000Z"
    assert (page["hasMore"], page["resyncRequired"]) == (False, False)


async def test_the_lookback_is_a_setting(
    running_sandbox: RunningSandbox, token: str, clock: SetClock
) -> None:
    async with running_gateway(
        running_sandbox, headers=linked(token), clock=clock, changes_lookback_days=2
    ) as gateway:
        client = Client(gateway)
        page = await client.page()

    assert {"run"} == {key["providerId"] for key in client.covered().values()}
    assert page["coveredFrom"] == "2026-07-13T12:00:00.000Z"


async def test_only_what_changed_is_told_next(client: Client, sandbox: Sandbox, token: str) -> None:
    await client.drain()
    viewer = sandbox.viewer(token)
    viewer.google_fit.sessions.put(
        {**OLD, "name": "Old run", "modifiedTimeMillis": "1784116800000"}
    )
    viewer.google_fit.sessions.delete("walk")
    viewer.oura.workouts.add({**SWIM, "label": "Lake"})
    viewer.oura.workouts.remove("ride")

    page = await client.page()

    assert told(page) == [
        ("deleted", id_of("walk")),
        ("upserted", "old"),
        ("deleted", oura_id("ride")),
        ("upserted", "swim"),
    ]
    assert [status(page, p)["itemCount"] for p in ("GOOGLE_FIT", "OURA")] == [2, 2]


async def test_a_poll_with_nothing_new_costs_one_call_a_collection(
    client: Client, sandbox: Sandbox, token: str
) -> None:
    await client.drain()
    before = len(sandbox.calls_of(token))

    page = await client.page()

    made = Counter(call.route for call in sandbox.calls_of(token)[before:])
    assert made == {"sessions": 1, "workout": 1, "session": 1}
    assert page["changes"] == []
    assert page["hasMore"] is False
    assert [status(page, p)["upstreamCalls"] for p in ("GOOGLE_FIT", "OURA")] == [1, 2]


async def test_equal_polls_give_equal_tokens(client: Client) -> None:
    await client.drain()
    before = client.token

    await client.page()

    assert client.token == before


async def test_pages_hold_what_was_asked_for_and_come_to_an_end(gateway: Gateway) -> None:
    client = Client(gateway, page_size=2)

    pages = [await client.page() for _ in range(3)]

    assert [(len(page["changes"]), page["hasMore"]) for page in pages] == [
        (2, True),
        (2, True),
        (1, False),
    ]
    assert ids(client) == {"run", "walk", "planned", "ride", "swim"}


async def test_a_token_can_be_sent_again(client: Client, sandbox: Sandbox, token: str) -> None:
    await client.drain()
    sandbox.viewer(token).oura.workouts.remove("ride")

    first = await asked(client.gateway, since=client.token, first=10)
    again = await asked(client.gateway, since=client.token, first=10)

    assert first == again
    assert told(first) == [("deleted", oura_id("ride"))]


async def test_a_provider_that_fails_stays_where_it_was(
    client: Client, sandbox: Sandbox, token: str
) -> None:
    await client.drain()
    viewer = sandbox.viewer(token)
    viewer.google_fit.sessions.delete("walk")
    viewer.oura.workouts.remove("ride")
    sandbox.fail("google_fit", Status(500), token=token)

    page = await client.page()
    sandbox.heal(token)
    healed = await client.page()

    assert told(page) == [("deleted", oura_id("ride"))]
    assert page["hasMore"] is False
    assert status(page, "GOOGLE_FIT") == {
        "provider": "GOOGLE_FIT",
        "state": "FAILED",
        "itemCount": 0,
        "upstreamCalls": 1,
        "servedFrom": "NONE",
        "error": {"code": "UPSTREAM_ERROR"},
    }
    assert told(healed) == [("deleted", id_of("walk"))]


async def test_a_collection_that_fails_costs_its_own_part(
    client: Client, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("oura", Status(503), route="session", token=token)

    page = await client.page()

    assert {"ride", "swim"} <= ids(client)
    assert status(page, "OURA")["state"] == "PARTIAL"
    assert status(page, "OURA")["error"] == {"code": "UPSTREAM_ERROR"}


async def test_a_provider_that_fails_from_the_beginning_is_told_when_it_is_back(
    client: Client, sandbox: Sandbox, token: str, clock: SetClock
) -> None:
    sandbox.fail("google_fit", Status(503), token=token)
    await client.drain()
    clock.moves_on(20 * 3600)
    sandbox.heal(token)

    await client.drain()

    assert ids(client) == {"run", "walk", "planned", "ride", "swim"}
    assert client.resyncs == 0


async def test_writes_through_the_gateway_are_told_while_the_list_lags(
    client: Client, sandbox: Sandbox, token: str
) -> None:
    await client.drain()
    sandbox.fail("google_fit", Lag(), token=token)
    times = {"startTime": "2026-07-14T10:00:00Z", "endTime": "2026-07-14T11:00:00Z"}
    await upsert(client.gateway, clientSessionId="new", **times)
    await delete(client.gateway, id_of("walk"))

    page = await client.page()
    again = await client.page()

    assert told(page) == [("upserted", "new"), ("deleted", id_of("walk"))]
    assert told(again) == []


async def test_what_was_written_here_and_deleted_elsewhere_is_gone_in_changes_and_in_the_feed(
    client: Client, sandbox: Sandbox, token: str, clock: SetClock
) -> None:
    await client.drain()
    times = {"startTime": "2026-07-14T10:00:00Z", "endTime": "2026-07-14T11:00:00Z"}
    await upsert(client.gateway, clientSessionId="new", **times)
    clock.moves_on(1)
    sandbox.viewer(token).google_fit.sessions.delete("new")

    assert told(await client.page()) == [("deleted", id_of("new"))]
    assert await listed(client.gateway, client.covered_from) == client.covered()


async def test_what_was_written_here_and_moved_elsewhere_is_told_and_listed_where_it_is(
    client: Client, sandbox: Sandbox, token: str, clock: SetClock
) -> None:
    await client.drain()
    times = {"startTime": "2026-07-14T10:00:00Z", "endTime": "2026-07-14T11:00:00Z"}
    await upsert(client.gateway, clientSessionId="walk", **times)
    clock.moves_on(1)
    sandbox.viewer(token).google_fit.sessions.put(
        {**WALK, "name": "Theirs", "modifiedTimeMillis": str(millis(clock()))}
    )

    await client.drain()

    assert client.known[id_of("walk")]["title"] == "Theirs"
    assert await listed(client.gateway, client.covered_from) == client.covered()


async def test_what_starts_in_days_is_told_when_the_feed_shows_it(
    client: Client, sandbox: Sandbox, token: str, clock: SetClock
) -> None:
    race = fit("race", "2026-07-18T06:00:00", "2026-07-18T07:00:00")
    sandbox.viewer(token).google_fit.sessions.put(race)
    await client.drain()
    assert "race" not in ids(client)
    clock.moves_on(1.7 * 86_400)
    assert told(await client.page()) == []
    calls_before = len(sandbox.calls_of(token))

    clock.moves_on(0.1 * 86_400)
    assert told(await client.page()) == [("upserted", "race")]
    assert len(sandbox.calls_of(token)) - calls_before == 4
    assert await listed(client.gateway, client.covered_from) == client.covered()

    calls_before = len(sandbox.calls_of(token))
    assert told(await client.page()) == []
    assert len(sandbox.calls_of(token)) - calls_before == 3


async def test_what_starts_in_days_and_was_planned_long_ago_is_told_when_the_feed_shows_it(
    client: Client, sandbox: Sandbox, token: str, clock: SetClock
) -> None:
    race = fit("race", "2026-07-18T06:00:00", "2026-07-18T07:00:00")
    planned = {**race, "modifiedTimeMillis": PLANNED["modifiedTimeMillis"]}
    sandbox.replace(token, google_fit_sessions=[planned])
    await client.drain()
    assert ids(client) == set()

    clock.moves_on(2 * 86_400)
    await client.drain()

    assert ids(client) == {"race"}


async def test_what_is_put_off_for_days_is_told_as_gone_and_deleted_then_never_told(
    client: Client, sandbox: Sandbox, token: str, clock: SetClock
) -> None:
    await client.drain()
    sessions = sandbox.viewer(token).google_fit.sessions
    later = fit("walk", "2026-07-20T06:00:00", "2026-07-20T07:00:00")
    sessions.put({**later, "modifiedTimeMillis": str(millis(clock()))})
    assert told(await client.page()) == [("deleted", id_of("walk"))]
    assert await listed(client.gateway, client.covered_from) == client.covered()

    sessions.delete("walk")
    clock.moves_on(4.5 * 86_400)

    assert told(await client.page()) == [("deleted", id_of("walk"))]
    assert status(await client.page(), "GOOGLE_FIT")["upstreamCalls"] == 1


async def test_what_came_near_while_nobody_asked_is_told(
    client: Client, sandbox: Sandbox, token: str, clock: SetClock
) -> None:
    """A list that fails costs it nothing."""
    race = fit("race", "2026-07-18T06:00:00", "2026-07-18T07:00:00")
    sandbox.viewer(token).google_fit.sessions.put(race)
    await client.drain()
    clock.moves_on(20 * 86_400)
    rule = sandbox.fail("google_fit", Status(503), token=token)
    assert status(await client.page(), "GOOGLE_FIT")["state"] == "FAILED"
    rule.heal()

    await client.drain()

    assert "race" in ids(client)


async def test_a_record_that_leaves_the_lookback_is_not_deleted(
    client: Client, clock: SetClock
) -> None:
    await client.drain()
    clock.moves_on(28 * 86_400)

    page = await client.page()

    assert told(page) == []
    assert page["coveredFrom"] == "2026-07-13T12:00:00.000Z"


async def test_what_changes_in_the_lookback_before_the_last_poll_is_told(
    client: Client, sandbox: Sandbox, token: str, clock: SetClock
) -> None:
    """However late the next poll is: the window moves with the polls and not with time."""
    await client.drain()
    sandbox.viewer(token).oura.workouts.remove("swim")
    clock.moves_on(29 * 86_400)

    assert told(await client.page()) == [("deleted", oura_id("swim"))]


async def test_a_token_of_more_than_30_days_starts_anew(client: Client, clock: SetClock) -> None:
    await client.drain()
    clock.moves_on(timedelta(days=30).total_seconds() + 1)

    page = await client.page()

    assert page["changes"] == []
    assert (page["resyncRequired"], page["hasMore"]) == (True, True)
    assert page["coveredFrom"] == "2026-07-15T12:00:01.000Z"
    assert [status(page, p)["upstreamCalls"] for p in ("GOOGLE_FIT", "OURA")] == [0, 0]


async def test_a_renewed_access_token_goes_on(
    client: Client, gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    client.gateway = Gateway(gateway.http, {OURA_TOKEN: token})
    await client.drain()
    sandbox.replace("renewed", oura_workouts=[RIDE], oura_sessions=[])
    client.gateway = Gateway(gateway.http, {OURA_TOKEN: "renewed"})

    page = await client.page()

    assert page["resyncRequired"] is False
    assert [change["__typename"] for change in page["changes"]] == ["ActivityDeleted"]
    await client.drain()
    assert ids(client) == {"ride"}


async def test_another_set_of_links_starts_anew(
    client: Client, gateway: Gateway, token: str
) -> None:
    await client.drain()
    client.gateway = Gateway(gateway.http, {OURA_TOKEN: token})

    assert (await client.page())["resyncRequired"] is True
    await client.drain()
    assert ids(client) == {"ride", "swim"}
    assert client.states == {"GOOGLE_FIT": "NOT_LINKED", "OURA": "OK"}


async def test_a_token_that_google_fit_refuses_starts_anew(
    client: Client, sandbox: Sandbox, token: str
) -> None:
    await client.drain()
    sandbox.fail("google_fit", Status(400), token=token, times=1)

    page = await client.page()
    await client.drain()

    assert page["changes"] == []
    assert page["resyncRequired"] is True
    assert status(page, "GOOGLE_FIT")["upstreamCalls"] == 2
    assert ids(client) == {"run", "walk", "planned", "ride", "swim"}


async def test_a_refusal_that_has_nothing_to_do_with_the_token_is_a_failure(
    client: Client, sandbox: Sandbox, token: str
) -> None:
    await client.drain()
    sandbox.fail("google_fit", Status(410), token=token)

    page = await client.page()

    assert page["resyncRequired"] is False
    assert status(page, "GOOGLE_FIT")["error"] == {"code": "SUNSET"}


async def test_a_request_without_links_has_nothing_and_no_more(gateway: Gateway) -> None:
    page = await asked(Gateway(gateway.http, {}), first=10)

    assert (page["changes"], page["hasMore"]) == ([], False)
    assert {one["state"] for one in page["providers"]} == {"NOT_LINKED"}


async def test_providers_can_be_chosen(gateway: Gateway, sandbox: Sandbox, token: str) -> None:
    client = Client(gateway, providers=["OURA"])

    await client.drain()

    assert ids(client) == {"ride", "swim"}
    assert client.states == {"GOOGLE_FIT": "SKIPPED", "OURA": "OK"}
    assert calls(sandbox, token) == {"workout": 1, "session": 1}


async def test_a_token_is_good_for_its_providers_alone(gateway: Gateway) -> None:
    client = Client(gateway, providers=["OURA"])
    await client.drain()

    code, message = await refusal(gateway, since=client.token)

    assert code == "INVALID_SYNC_TOKEN"
    assert "other providers" in message


@pytest.mark.parametrize("since", ["", "x", "AAAA", "MTpBY3Rpdml0eTpvdXJh"])
async def test_what_is_no_sync_token_is_refused(gateway: Gateway, since: str) -> None:
    code, message = await refusal(gateway, since=since)

    assert code == "INVALID_SYNC_TOKEN"
    assert message == (
        "This is not a sync token that this gateway reads: send one exactly as it was read, or "
        "leave it out to start again."
    )


@pytest.mark.parametrize("first", [0, -1, 501])
async def test_a_page_holds_1_to_500(gateway: Gateway, first: int) -> None:
    assert await refusal(gateway, first=first) == (
        "BAD_USER_INPUT",
        "`first` must lie between 1 and 500.",
    )


async def test_no_providers_at_all_are_refused(gateway: Gateway) -> None:
    code, message = await refusal(gateway, providers=[])

    assert code == "BAD_USER_INPUT"
    assert message.startswith("`providers` is empty")


async def test_a_number_is_no_sync_token(gateway: Gateway) -> None:
    answer = await gateway.answer("{ activityChanges(since: 5) { hasMore } }")

    assert "exactly as it was read" in answer["errors"][0]["message"]


async def test_one_request_reads_so_many_batches_and_no_more(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    page = await asked(gateway, first=500)
    fields = "\n".join(
        f'p{n}: activityChanges(since: "{page["nextToken"]}", first: {n}) {{ hasMore }}'
        for n in range(1, 40)
    )
    before = len(sandbox.calls_of(token))

    await gateway.execute(f"{{ {fields} }}", {GOOGLE_FIT_TOKEN: token, OURA_TOKEN: token})

    assert len(sandbox.calls_of(token)) - before == 3

"""Hundreds of requests while a provider fails, hangs, comes back, or wants to be left alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Generator, Sequence
from typing import Any
from uuid import uuid4

import pytest

from gateway.sandbox import Fault, Hang, Reset, RunningSandbox, Sandbox, Status
from gateway.sandbox.seed.wires import fit_session, oura_session, oura_workout
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.wires import span

FEED = """
query ($range: IntervalInput!) {
  activities(first: 100, filter: {startTime: $range}) {
    nodes { providerId }
    providers { provider state upstreamCalls error { code retryAfterSeconds upstreamStatus } }
  }
}
"""
UPSERT = """
mutation ($id: String!) {
  upsertSession(input: {
    clientSessionId: $id, title: "Run", type: RUNNING
    startTime: "2026-05-01T06:00:00Z", endTime: "2026-05-01T07:00:00Z"
  }) { outcome userErrors { code retryable retryAfterSeconds } }
}
"""
MONTHS = [f"{year}-{month:02}" for year in range(2001, 2026) for month in range(1, 13)]
"""300, so that as many requests have nothing in common that could be loaded once."""
SOME = MONTHS[::6]
CLIENTS = 30
"""How many ask at the same time."""
PATIENT_SECONDS = 10.0
"""More than a sandbox that answers can need, however busy the machine is."""
DEADLINE_SECONDS = 2.0
"""Of a gateway that is hung up on."""
OPEN_SECONDS = 0.3
MARGIN_SECONDS = 0.5
"""What a machine may take for a request, besides waiting."""

Json = dict[str, Any]


@pytest.fixture
def deadline() -> float:
    """How long an upstream may take, in seconds; a test that needs another one gives it."""
    return PATIENT_SECONDS


hung_up_on = pytest.mark.parametrize("deadline", [DEADLINE_SECONDS])
hung_up_on_patiently = pytest.mark.parametrize("deadline", [3 * DEADLINE_SECONDS])
"""Where the other provider has to answer in time, however busy the machine is."""
timed = pytest.mark.chaos
"""Says how long something takes, which only a machine that does nothing else can keep."""


@pytest.fixture
async def gateway(
    running_sandbox: RunningSandbox, token: str, deadline: float
) -> AsyncGenerator[Gateway]:
    async with running_gateway(
        running_sandbox,
        headers=linked(token),
        upstream_deadline_seconds=deadline,
        upstream_breaker_seconds=OPEN_SECONDS,
        cache_activities=0,
        log_requests=False,
    ) as gateway:
        yield gateway


@pytest.fixture
def sandbox(running_sandbox: RunningSandbox, token: str) -> Generator[Sandbox]:
    """With a record of each kind in each month."""
    sandbox = running_sandbox.sandbox
    times = [(month, span(f"{month}-15T12:00:00Z")) for month in MONTHS]
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session(f"fit-{month}", 8, time) for month, time in times],
        oura_workouts=[oura_workout(f"workout-{m}", "running", time) for m, time in times],
        oura_sessions=[oura_session(f"session-{m}", "rest", time) for m, time in times],
    )
    sandbox.clear_calls()
    yield sandbox
    sandbox.heal(token)


async def month(gateway: Gateway, name: str) -> Json:
    """All that starts around the middle of a month."""
    asked = {"start": f"{name}-10T00:00:00Z", "end": f"{name}-20T00:00:00Z"}
    return (await gateway.execute(FEED, range=asked))["activities"]


class Storm:
    """Each of the months, asked for by clients at the same time."""

    def __init__(self, gateway: Gateway, names: Sequence[str] = SOME) -> None:
        self.pages: dict[str, Json] = {}
        self.seconds: list[float] = []
        """How long each took; longest last, at the end."""
        self._gateway = gateway
        self._left = list(names)

    async def over(self) -> Storm:
        await asyncio.gather(*(self._client() for _ in range(CLIENTS)))
        self.seconds.sort()
        return self

    @property
    def slowest(self) -> float:
        return self.seconds[-1 - len(self.seconds) // 100]

    async def _client(self) -> None:
        while self._left:
            name = self._left.pop()
            began = seconds()
            self.pages[name] = await month(self._gateway, name)
            self.seconds.append(seconds() - began)

    def codes(self, provider: str) -> set[str]:
        """Of the errors of a provider, which has none that is whole."""
        return {status_of(page, provider)["error"]["code"] for page in self.pages.values()}


def found(page: Json) -> set[str]:
    return {node["providerId"] for node in page["nodes"]}


def status_of(page: Json, provider: str) -> Json:
    (status,) = (one for one in page["providers"] if one["provider"] == provider)
    return status


def calls_to(sandbox: Sandbox, token: str, provider: str) -> int:
    return sum(call.provider == provider for call in sandbox.calls_of(token))


def seconds() -> float:
    return asyncio.get_running_loop().time()


async def until_back(gateway: Gateway, provider: str) -> None:
    """Ask until the provider's part is whole."""
    async with asyncio.timeout(30):
        while status_of(await month(gateway, MONTHS[0]), provider)["state"] != "OK":  # noqa: ASYNC110 - clients can only ask again
            await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    "fault", [Status(500), Status(503), Reset()], ids=["500", "503", "a reset"]
)
async def test_a_provider_that_always_fails_is_called_less_often_than_it_is_asked_for(
    gateway: Gateway, sandbox: Sandbox, token: str, fault: Fault
) -> None:
    sandbox.fail("google_fit", fault, token=token)

    storm = await Storm(gateway, MONTHS).over()

    assert calls_to(sandbox, token, "google_fit") <= 1.2 * len(MONTHS)
    assert all(found(p) == {f"workout-{m}", f"session-{m}"} for m, p in storm.pages.items())
    assert storm.codes("GOOGLE_FIT") == {"UPSTREAM_ERROR", "CIRCUIT_OPEN"}


@hung_up_on_patiently
async def test_a_provider_that_hangs_costs_its_own_part_until_it_is_left_alone(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("oura", Hang(), token=token)

    first = await Storm(gateway, MONTHS).over()

    assert all(found(page) == {f"fit-{name}"} for name, page in first.pages.items())
    assert first.codes("OURA") == {"TIMEOUT", "CIRCUIT_OPEN"}
    assert calls_to(sandbox, token, "oura") <= 150


@timed
@hung_up_on
async def test_a_provider_that_hangs_costs_no_more_than_the_deadline_and_then_next_to_nothing(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("oura", Hang(), token=token)

    first = await Storm(gateway, MONTHS).over()
    second = await Storm(gateway).over()

    assert first.slowest < DEADLINE_SECONDS + MARGIN_SECONDS
    assert second.slowest < 0.5 + MARGIN_SECONDS
    for page in [*first.pages.values(), *second.pages.values()]:
        assert status_of(page, "GOOGLE_FIT")["state"] == "OK"
    assert second.codes("OURA") == {"CIRCUIT_OPEN"}


@timed
@hung_up_on
async def test_while_a_provider_hangs_each_question_is_answered_at_once(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("oura", Hang(), token=token)
    await Storm(gateway).over()

    took = list[float]()
    for name in MONTHS[:20]:
        began = seconds()
        page = await month(gateway, name)
        took.append(seconds() - began)
        assert found(page) == {f"fit-{name}"}
        await asyncio.sleep(0.02)

    assert max(took) < 0.5


@hung_up_on_patiently
@pytest.mark.parametrize("fault", [Status(503), Hang()], ids=["503", "hang"])
async def test_a_provider_that_is_back_is_noticed_and_its_part_is_whole(
    gateway: Gateway, sandbox: Sandbox, token: str, fault: Fault
) -> None:
    sandbox.fail("oura", fault, token=token)
    await Storm(gateway).over()
    sandbox.heal(token)

    await until_back(gateway, "OURA")

    pages = [await month(gateway, name) for name in SOME]
    months = zip(SOME, pages, strict=True)
    assert all(found(p) == {f"fit-{m}", f"workout-{m}", f"session-{m}"} for m, p in months)


@timed
@hung_up_on
@pytest.mark.parametrize("fault", [Status(503), Hang()], ids=["503", "hang"])
async def test_a_provider_that_is_back_is_noticed_soon(
    gateway: Gateway, sandbox: Sandbox, token: str, fault: Fault
) -> None:
    sandbox.fail("oura", fault, token=token)
    await Storm(gateway).over()
    sandbox.heal(token)

    began = seconds()
    await until_back(gateway, "OURA")

    assert seconds() - began < OPEN_SECONDS + DEADLINE_SECONDS + MARGIN_SECONDS


async def test_the_first_page_after_a_failure_is_whole(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("oura", Status(503), token=token)
    await Storm(gateway).over()
    sandbox.heal(token)
    await asyncio.sleep(OPEN_SECONDS)

    page = await month(gateway, "2020-02")

    assert found(page) == {"fit-2020-02", "workout-2020-02", "session-2020-02"}


async def test_hundreds_of_clients_that_leave_cost_the_next_one_nothing(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    await month(gateway, MONTHS[0])
    before = asyncio.all_tasks()
    rule = sandbox.fail("oura", Hang(), token=token)
    for delay in (0, 0, 0.01, 0.02, 0.05, 0.1):
        clients = [asyncio.create_task(month(gateway, name)) for name in SOME]
        await asyncio.sleep(delay)
        for client in clients:
            client.cancel()
        await asyncio.gather(*clients, return_exceptions=True)
    assert asyncio.all_tasks() <= before
    rule.heal()

    page = await month(gateway, "2020-02")

    assert found(page) == {"fit-2020-02", "workout-2020-02", "session-2020-02"}


async def test_a_write_is_refused_unsent_while_its_provider_is_left_alone(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("google_fit", Status(500), token=token)
    await Storm(gateway).over()
    sandbox.clear_calls()

    written = (await gateway.execute(UPSERT, id="run-1"))["upsertSession"]

    (error,) = written["userErrors"]
    assert (error["code"], error["retryable"]) == ("UPSTREAM_UNAVAILABLE", True)
    assert error["retryAfterSeconds"] == 1
    assert not [call for call in sandbox.calls_of(token) if call.method == "PUT"]


@pytest.mark.parametrize(("tier", "of_others"), [("token", "OK"), ("application", "FAILED")])
async def test_a_limit_keeps_back_those_whom_it_is_about(
    gateway: Gateway, sandbox: Sandbox, token: str, tier: Any, of_others: str
) -> None:
    sandbox.fail("oura", Status(429, retry_after=30, tier=tier), token=token)
    other = f"person-{uuid4().hex}"
    sandbox.replace(other)

    first = await month(gateway, "2020-01")
    calls = calls_to(sandbox, token, "oura")
    again = await month(gateway, "2020-02")
    asked = {"start": "2020-02-10T00:00:00Z", "end": "2020-02-20T00:00:00Z"}
    others = (await gateway.execute(FEED, linked(other), range=asked))["activities"]

    assert status_of(first, "OURA")["error"]["upstreamStatus"] == 429
    refused = status_of(again, "OURA")
    assert (refused["state"], refused["upstreamCalls"]) == ("FAILED", 0)
    assert refused["error"]["code"] == "RATE_LIMITED"
    assert refused["error"]["retryAfterSeconds"] in {29, 30}
    assert calls_to(sandbox, token, "oura") == calls
    assert found(again) == {"fit-2020-02"}
    assert status_of(others, "OURA")["state"] == of_others
    assert calls_to(sandbox, other, "oura") == (2 if of_others == "OK" else 0)

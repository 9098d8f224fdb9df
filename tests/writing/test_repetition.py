"""Repeating an upsert is harmless: at once, after no answer, and with an idempotency key."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from gateway.sandbox import RunningSandbox, Sandbox
from gateway.sandbox.faults import (
    CutBody,
    Fault,
    Hang,
    HangAfterApplying,
    MalformedJson,
    Reset,
    Status,
    WrongShape,
)
from tests.gateway_under_test import HURRIED_SECONDS, Gateway, linked, running_gateway
from tests.sandbox.records import fit as session
from tests.writing.fit_account import FitAccount, codes, id_of, problems, upsert

MANY = 50


@pytest.mark.parametrize("address", ["clientSessionId", "idempotencyKey"])
async def test_the_same_call_fifty_times_at_once_makes_one_session(
    gateway: Gateway, fit: FitAccount, address: str
) -> None:
    done = await asyncio.gather(*(upsert(gateway, **{address: "mine"}) for _ in range(MANY)))

    (stored,) = fit.sessions
    assert {one["activity"]["id"] for one in done} == {id_of(stored["id"])}
    assert len(fit.writes) == 1


async def test_of_calls_with_one_client_session_id_the_first_alone_creates(
    gateway: Gateway, fit: FitAccount
) -> None:
    done = await asyncio.gather(*(upsert(gateway, clientSessionId="a") for _ in range(3)))

    assert sorted(one["outcome"] for one in done) == ["CREATED", "UNCHANGED", "UNCHANGED"]
    assert fit.writes == ["PUT a"]


@pytest.mark.parametrize("address", ["clientSessionId", "idempotencyKey"])
async def test_two_gateways_at_once_make_one_session(
    running_sandbox: RunningSandbox, fit: FitAccount, address: str
) -> None:
    headers = linked(fit.token)
    async with (
        running_gateway(running_sandbox, headers=headers) as one,
        running_gateway(running_sandbox, headers=headers) as other,
    ):
        done = await asyncio.gather(
            *(upsert(gateway, **{address: "mine"}) for gateway in (one, other) * 5)
        )

    (stored,) = fit.sessions
    assert {one["activity"]["id"] for one in done} == {id_of(stored["id"])}


@pytest.mark.parametrize("upstream_deadline", [HURRIED_SECONDS])
async def test_a_timeout_says_with_which_id_to_repeat_and_the_repetition_finds_the_session(
    gateway: Gateway, fit: FitAccount
) -> None:
    fault = fit.fails(HangAfterApplying())

    unknown = await upsert(gateway)
    fault.heal()

    (error,) = unknown["userErrors"]
    (stored,) = fit.sessions
    assert (error["code"], error["retryable"], error["field"]) == ("OUTCOME_UNKNOWN", True, None)
    assert f'clientSessionId "{stored["id"]}"' in error["message"]

    repeated = await upsert(gateway, clientSessionId=stored["id"])

    assert repeated["outcome"] == "UNCHANGED"
    assert fit.sessions == [stored]


async def test_an_unknown_outcome_names_the_client_session_id_that_was_sent(
    gateway: Gateway, fit: FitAccount
) -> None:
    fit.fails(MalformedJson(), method="PUT")

    unknown = await upsert(gateway, clientSessionId="mine")

    assert codes(unknown) == ["OUTCOME_UNKNOWN"]
    assert 'send clientSessionId "mine"' in unknown["userErrors"][0]["message"]


@pytest.mark.parametrize(
    ("fault", "applied"),
    [
        (Status(500), 0),
        (Status(504), 0),
        (Reset(), 0),
        (CutBody(), 1),
        (MalformedJson(), 1),
        (WrongShape(), 1),
    ],
    ids=repr,
)
async def test_no_readable_answer_to_a_write_is_an_unknown_outcome_whether_applied_or_not(
    gateway: Gateway, fit: FitAccount, fault: Fault, applied: int
) -> None:
    rule = fit.fails(fault, method="PUT")

    unknown = await upsert(gateway, idempotencyKey="key")
    rule.heal()

    assert (codes(unknown), len(fit.sessions)) == (["OUTCOME_UNKNOWN"], applied)
    assert "send the same input" in unknown["userErrors"][0]["message"]

    repeated = await upsert(gateway, idempotencyKey="key")

    assert repeated["outcome"] == ("UNCHANGED" if applied else "CREATED")
    assert len(fit.sessions) == 1


@pytest.mark.parametrize("fault", [Reset(), Status(503), Status(500), CutBody()], ids=repr)
async def test_a_write_that_fails_once_is_tried_again_and_leaves_one_session(
    gateway: Gateway, fit: FitAccount, fault: Fault
) -> None:
    fit.fails(fault, method="PUT", times=1)

    done = await upsert(gateway)

    native_id = done["activity"]["providerId"]
    assert done["outcome"] == "CREATED"
    assert fit.writes == [f"PUT {native_id}"] * 2
    assert [wire["id"] for wire in fit.sessions] == [native_id]


async def test_a_key_gives_the_first_result_again_whatever_happened_since(
    gateway: Gateway, fit: FitAccount
) -> None:
    first = await upsert(gateway, idempotencyKey="key", type="PADEL")
    await upsert(gateway, id=first["activity"]["id"], title="Renamed")

    again = await upsert(gateway, idempotencyKey="key", type="PADEL")

    assert again == first
    assert [wire["name"] for wire in fit.sessions] == ["Renamed"]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Other"},
        {"notes": None},
        {"startTime": "2026-03-10T10:00:00.001Z"},
        {"clientSessionId": "mine"},
    ],
    ids=lambda changes: next(iter(changes)),
)
async def test_a_key_with_another_input_is_refused(
    gateway: Gateway, fit: FitAccount, changes: dict[str, object]
) -> None:
    await upsert(gateway, idempotencyKey="key")

    refused = await upsert(gateway, idempotencyKey="key", **changes)

    assert problems(refused) == [("IDEMPOTENCY_KEY_REUSED", "input.idempotencyKey")]
    assert [wire["name"] for wire in fit.sessions] == ["Run"]


@pytest.mark.usefixtures("fit")
async def test_the_same_instant_written_in_another_zone_is_the_same_input(
    gateway: Gateway,
) -> None:
    first = await upsert(gateway, idempotencyKey="key")

    again = await upsert(gateway, idempotencyKey="key", startTime="2026-03-10T11:00:00+01:00")

    assert again == first


@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_a_key_is_free_again_after_a_refused_call(
    gateway: Gateway, fit: FitAccount, method: str
) -> None:
    fit.fails(Status(429), method=method, times=1)

    refused = await upsert(gateway, idempotencyKey="key")
    done = await upsert(gateway, idempotencyKey="key", title="Other")

    assert (codes(refused), done["outcome"]) == (["RATE_LIMITED"], "CREATED")


async def test_a_key_whose_first_outcome_is_unknown_stays_bound_through_later_refusals(
    gateway: Gateway, fit: FitAccount
) -> None:
    fit.fails(MalformedJson(), method="PUT", times=1)
    assert codes(await upsert(gateway, idempotencyKey="key")) == ["OUTCOME_UNKNOWN"]
    fit.fails(Status(429), times=1)
    assert codes(await upsert(gateway, idempotencyKey="key")) == ["RATE_LIMITED"]

    refused = await upsert(gateway, idempotencyKey="key", title="Other")

    assert codes(refused) == ["IDEMPOTENCY_KEY_REUSED"]
    assert [wire["name"] for wire in fit.sessions] == ["Run"]


async def test_a_key_of_one_viewer_says_nothing_to_another(
    gateway: Gateway, fit: FitAccount, sandbox: Sandbox
) -> None:
    other = FitAccount(sandbox, f"other-{fit.token}")
    other.holds()

    await upsert(gateway, idempotencyKey="key")
    theirs = await upsert(
        replace(gateway, headers=linked(other.token)), idempotencyKey="key", title="Theirs"
    )

    assert theirs["outcome"] == "CREATED"
    assert [wire["name"] for wire in fit.sessions + other.sessions] == ["Run", "Theirs"]


async def test_a_key_that_another_gateway_has_seen_never_makes_a_second_session(
    gateway: Gateway, running_sandbox: RunningSandbox, fit: FitAccount
) -> None:
    first = await upsert(gateway, idempotencyKey="key")
    async with running_gateway(running_sandbox, headers=linked(fit.token)) as other:
        again = await upsert(other, idempotencyKey="key")

    assert (first["outcome"], again["outcome"]) == ("CREATED", "UNCHANGED")
    assert len(fit.sessions) == 1


async def test_a_client_that_leaves_in_the_middle_leaves_a_finished_write(
    gateway: Gateway, fit: FitAccount
) -> None:
    fault = fit.fails(Hang(), method="PUT", times=1)
    call = asyncio.create_task(upsert(gateway, idempotencyKey="key"))
    await fit.write_came_in()

    call.cancel()
    await asyncio.wait({call})
    fault.heal()
    repeated = await upsert(gateway, idempotencyKey="key")

    assert repeated["outcome"] == "CREATED"
    assert len(fit.writes) == len(fit.sessions) == 1


async def test_a_gateway_that_stops_finishes_the_write_of_a_client_that_has_left(
    running_sandbox: RunningSandbox, fit: FitAccount
) -> None:
    fit.holds(session("ride-1", "2026-03-10T10:00", "2026-03-10T11:00", name="Ride"))
    fit.fails(Hang(seconds=0.1), method="PUT")
    async with running_gateway(running_sandbox, headers=linked(fit.token)) as gateway:
        call = asyncio.create_task(upsert(gateway, clientSessionId="ride-1"))
        await fit.write_came_in()

        call.cancel()
        await asyncio.wait({call})

    assert [wire["name"] for wire in fit.sessions] == ["Run"]

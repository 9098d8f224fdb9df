"""deleteSession: what is gone, what stays, and what is told when nobody knows."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from gateway.domain.activity_id import ActivityId, encode_id
from gateway.domain.provider_name import Provider
from gateway.sandbox import Sandbox
from gateway.sandbox.faults import (
    CutBody,
    Fault,
    Hang,
    HangAfterApplying,
    MalformedJson,
    Reset,
    Status,
)
from tests.gateway_under_test import HURRIED_SECONDS, OURA_TOKEN, Gateway
from tests.sandbox.records import fit as session
from tests.writing.fit_account import FitAccount, codes, delete, id_of, problems, upsert

STORED = session("ride-1", "2026-03-10T10:00", "2026-03-10T11:00", name="Ride")
OTHER = session("ride-2", "2026-03-11T10:00", "2026-03-11T11:00")
RIDE = id_of("ride-1")

Told = tuple[str, bool, int | None]
"""A code, whether it is retryable, and after how many seconds."""

REFUSALS: list[tuple[Fault, Told]] = [
    (Status(400), ("INVALID", False, None)),
    (Status(401), ("REAUTH_REQUIRED", False, None)),
    (Status(403), ("SCOPE_MISSING", False, None)),
    (Status(429, retry_after=7), ("RATE_LIMITED", True, 7)),
    (Status(503), ("UPSTREAM_UNAVAILABLE", True, None)),
]


@pytest.fixture
def fit(sandbox: Sandbox, token: str) -> FitAccount:
    account = FitAccount(sandbox, token)
    account.holds(STORED, OTHER)
    return account


async def test_a_session_is_deleted_by_one_call_and_no_other_with_it(
    gateway: Gateway, fit: FitAccount
) -> None:
    done = await delete(gateway, RIDE)

    assert done == {"outcome": "DELETED", "deletedId": RIDE, "userErrors": []}
    assert fit.sessions == [OTHER]
    assert [call.method for call in fit.sandbox.calls_of(fit.token)] == ["DELETE"]


async def test_the_second_deletion_says_that_it_was_absent_already(
    gateway: Gateway, fit: FitAccount
) -> None:
    outcomes = [(await delete(gateway, RIDE))["outcome"] for _ in range(3)]

    assert outcomes == ["DELETED", "ALREADY_ABSENT", "ALREADY_ABSENT"]
    assert fit.sessions == [OTHER]


async def test_of_many_deletions_at_once_one_deletes(gateway: Gateway, fit: FitAccount) -> None:
    done = await asyncio.gather(*(delete(gateway, RIDE) for _ in range(10)))

    assert sorted(one["outcome"] for one in done) == ["ALREADY_ABSENT"] * 9 + ["DELETED"]
    assert fit.sessions == [OTHER]


@pytest.mark.parametrize(
    ("native_id", "segment"),
    [
        ("a/../../me", "a%2F..%2F..%2Fme"),
        ("%2e%2e", "%252e%252e"),
        ("a?b#c", "a%3Fb%23c"),
        ("two words", "two%20words"),
        ("line\nbreak", "line%0Abreak"),
        ("🏃", "%F0%9F%8F%83"),
    ],
)
async def test_an_odd_id_reaches_exactly_one_path_segment(
    gateway: Gateway, fit: FitAccount, native_id: str, segment: str
) -> None:
    fit.holds(STORED | {"id": native_id}, OTHER)

    done = await delete(gateway, id_of(native_id))

    assert (done["outcome"], fit.writes) == ("DELETED", [f"DELETE {segment}"])
    assert fit.sessions == [OTHER]


@pytest.mark.parametrize(
    "encoded",
    ["", "ride-1", "é", RIDE + "=", id_of("."), id_of(".."), id_of("x" * 7001)],
    ids=lambda encoded: encoded[:40],
)
async def test_an_id_that_no_session_can_have_is_refused_unsent(
    gateway: Gateway, fit: FitAccount, encoded: str
) -> None:
    refused = await delete(gateway, encoded)

    assert problems(refused) == [("INVALID", "input.id")]
    assert (refused["outcome"], refused["deletedId"]) == (None, None)
    assert fit.sandbox.calls_of(fit.token) == []


async def test_an_id_of_another_collection_deletes_no_session(
    gateway: Gateway, fit: FitAccount
) -> None:
    refused = await delete(gateway, id_of("ride-1", collection="dataset"))

    assert problems(refused) == [("NOT_FOUND", "input.id")]
    assert fit.sessions == [STORED, OTHER]


async def test_an_activity_of_oura_can_only_be_read(gateway: Gateway, fit: FitAccount) -> None:
    refused = await delete(gateway, encode_id(ActivityId(Provider.OURA, "workout", "w")))

    assert problems(refused) == [("PROVIDER_READ_ONLY", "input.id")]
    assert fit.sandbox.calls_of(fit.token) == []


async def test_a_viewer_without_a_google_fit_token_is_told_so(
    gateway: Gateway, fit: FitAccount
) -> None:
    refused = await delete(replace(gateway, headers={OURA_TOKEN: fit.token}), RIDE)

    assert problems(refused) == [("NOT_LINKED", None)]


@pytest.mark.parametrize(("fault", "told"), REFUSALS, ids=repr)
async def test_a_refusal_is_told_as_what_it_is_and_the_session_stays(
    gateway: Gateway, fit: FitAccount, fault: Fault, told: Told
) -> None:
    fit.fails(fault, method="DELETE")

    refused = await delete(gateway, RIDE)

    (error,) = refused["userErrors"]
    assert (error["code"], error["retryable"], error["retryAfterSeconds"]) == told
    assert fit.sessions == [STORED, OTHER]


async def test_a_session_of_an_android_app_stays(gateway: Gateway, fit: FitAccount) -> None:
    fit.holds(theirs := STORED | {"application": {"packageName": "example.tracker"}})

    refused = await delete(gateway, RIDE)

    assert codes(refused) == ["NOT_OWNED"]
    assert fit.sessions == [theirs]


async def test_a_missing_scope_is_told_though_nobody_can_say_whose_the_session_is(
    gateway: Gateway, fit: FitAccount
) -> None:
    fit.fails(Status(403), method="DELETE")
    fit.fails(Status(503), method="GET")

    assert codes(await delete(gateway, RIDE)) == ["SCOPE_MISSING"]


@pytest.mark.parametrize("fault", [Status(500), Reset(), CutBody()], ids=repr)
async def test_no_readable_answer_is_an_unknown_outcome_that_is_safe_to_repeat(
    gateway: Gateway, fit: FitAccount, fault: Fault
) -> None:
    rule = fit.fails(fault, method="DELETE")

    unknown = await delete(gateway, RIDE)
    rule.heal()

    (error,) = unknown["userErrors"]
    assert (error["code"], error["retryable"]) == ("OUTCOME_UNKNOWN", True)
    assert "It is safe to repeat." in error["message"]
    assert (await delete(gateway, RIDE))["outcome"] in {"DELETED", "ALREADY_ABSENT"}
    assert fit.sessions == [OTHER]


@pytest.mark.parametrize("upstream_deadline", [HURRIED_SECONDS])
async def test_a_deletion_that_never_gets_an_answer_is_an_unknown_outcome(
    gateway: Gateway, fit: FitAccount
) -> None:
    fit.fails(HangAfterApplying())

    unknown = await delete(gateway, RIDE)

    assert codes(unknown) == ["OUTCOME_UNKNOWN"]
    assert fit.sessions == [OTHER]


@pytest.mark.parametrize("upstream_deadline", [HURRIED_SECONDS])
async def test_after_a_lost_answer_the_built_in_repetition_says_absent_not_who_deleted(
    gateway: Gateway, fit: FitAccount
) -> None:
    fit.fails(HangAfterApplying(), times=1)

    done = await delete(gateway, RIDE)

    assert done == {"outcome": "ALREADY_ABSENT", "deletedId": RIDE, "userErrors": []}
    assert fit.writes == ["DELETE ride-1"] * 2


@pytest.mark.parametrize("fault", [Reset(), Status(503)], ids=repr)
async def test_a_deletion_that_fails_once_unapplied_is_tried_again(
    gateway: Gateway, fit: FitAccount, fault: Fault
) -> None:
    fit.fails(fault, method="DELETE", times=1)

    assert (await delete(gateway, RIDE))["outcome"] == "DELETED"
    assert fit.sessions == [OTHER]


async def test_a_body_that_nobody_needs_is_not_read_for_sense(
    gateway: Gateway, fit: FitAccount
) -> None:
    fit.fails(MalformedJson(), method="DELETE")

    assert (await delete(gateway, RIDE))["outcome"] == "DELETED"
    assert fit.sessions == [OTHER]


async def test_an_update_and_a_deletion_at_once_come_one_after_the_other(
    gateway: Gateway, fit: FitAccount
) -> None:
    fault = fit.fails(Hang(), method="PUT", times=1)
    update = asyncio.create_task(upsert(gateway, id=RIDE, title="New"))
    await fit.write_came_in()

    deletion = asyncio.create_task(delete(gateway, RIDE))
    await delete(gateway, id_of("ride-2"))
    fault.heal()

    assert ((await update)["outcome"], (await deletion)["outcome"]) == ("UPDATED", "DELETED")
    assert fit.writes == ["PUT ride-1", "DELETE ride-2", "DELETE ride-1"]
    assert fit.sessions == []


async def test_a_client_that_leaves_in_the_middle_leaves_a_finished_deletion(
    gateway: Gateway, fit: FitAccount
) -> None:
    fault = fit.fails(Hang(), method="DELETE", times=1)
    call = asyncio.create_task(delete(gateway, RIDE))
    await fit.write_came_in()

    call.cancel()
    await asyncio.wait({call})
    fault.heal()

    assert (await delete(gateway, RIDE))["outcome"] == "ALREADY_ABSENT"
    assert fit.writes == ["DELETE ride-1"] * 2

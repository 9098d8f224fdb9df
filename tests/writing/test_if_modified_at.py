"""ifModifiedAt: a write that would undo what the client has not seen is refused."""

from __future__ import annotations

import pytest

from gateway.sandbox.faults import Status
from tests.gateway_under_test import Gateway
from tests.sandbox.records import fit as session
from tests.writing.fit_account import RUN, FitAccount, codes, delete, id_of, problems, upsert

STORED = session("ride-1", "2026-03-10T10:00", "2026-03-10T11:00")
RIDE = {**RUN, "id": id_of("ride-1")}


@pytest.fixture
def ride(fit: FitAccount) -> FitAccount:
    fit.holds(STORED)
    return fit


@pytest.mark.parametrize("if_modified_at", ["2026-03-10T11:00:00.000Z", "2026-03-10T12:00:00Z"])
async def test_a_record_as_old_as_the_client_believes_is_replaced(
    gateway: Gateway, ride: FitAccount, if_modified_at: str
) -> None:
    done = await upsert(gateway, **RIDE | {"title": "New", "ifModifiedAt": if_modified_at})

    assert (done["outcome"], session_name(ride)) == ("UPDATED", "New")


@pytest.mark.parametrize(
    "if_modified_at", ["2026-03-10T10:59:59.999Z", "2026-03-10T10:59:59.9999Z"]
)
async def test_a_record_newer_than_the_client_believes_stays(
    gateway: Gateway, ride: FitAccount, if_modified_at: str
) -> None:
    refused = await upsert(gateway, **RIDE | {"title": "New", "ifModifiedAt": if_modified_at})

    assert problems(refused) == [("CONFLICT", "input.ifModifiedAt")]
    assert ride.session("ride-1") == STORED


@pytest.mark.usefixtures("ride")
async def test_the_last_instant_there_is_can_be_believed(gateway: Gateway) -> None:
    done = await upsert(
        gateway, **RIDE | {"title": "N", "ifModifiedAt": "9999-12-31T23:59:59.9999Z"}
    )

    assert (done["outcome"], codes(done)) == ("UPDATED", [])


@pytest.mark.usefixtures("fit")
async def test_a_record_that_is_not_there_cannot_be_as_the_client_believes(
    gateway: Gateway,
) -> None:
    refused = await upsert(gateway, clientSessionId="new", ifModifiedAt="2026-03-10T11:00:00Z")

    assert problems(refused) == [("NOT_FOUND", "input.ifModifiedAt")]


async def test_an_age_that_the_provider_does_not_tell_is_no_leave_to_write(
    gateway: Gateway, fit: FitAccount
) -> None:
    fit.holds({name: value for name, value in STORED.items() if name != "modifiedTimeMillis"})

    changed = await upsert(gateway, **RIDE, ifModifiedAt="2026-03-11T00:00:00Z")
    deleted = await delete(gateway, RIDE["id"], ifModifiedAt="2026-03-11T00:00:00Z")

    assert problems(changed) == problems(deleted) == [("CONFLICT", "input.ifModifiedAt")]
    assert fit.writes == []


async def test_a_record_newer_than_the_client_believes_is_not_deleted(
    gateway: Gateway, ride: FitAccount
) -> None:
    refused = await delete(gateway, RIDE["id"], ifModifiedAt="2026-03-10T10:59:59Z")

    assert problems(refused) == [("CONFLICT", "input.ifModifiedAt")]
    assert (refused["outcome"], refused["deletedId"]) == (None, None)
    assert ride.session("ride-1") == STORED


async def test_a_record_as_old_as_the_client_believes_is_deleted(
    gateway: Gateway, ride: FitAccount
) -> None:
    done = await delete(gateway, RIDE["id"], ifModifiedAt="2026-03-10T11:00:00.000Z")

    assert done["outcome"] == "DELETED"
    assert ride.sessions == []


@pytest.mark.usefixtures("fit")
async def test_deleting_what_is_gone_is_no_conflict(gateway: Gateway) -> None:
    done = await delete(gateway, id_of("gone"), ifModifiedAt="2026-03-10T11:00:00.000Z")

    assert (done["outcome"], codes(done)) == ("ALREADY_ABSENT", [])


async def test_a_record_whose_age_cannot_be_read_is_not_deleted(
    gateway: Gateway, ride: FitAccount
) -> None:
    ride.fails(Status(503), method="GET")

    refused = await delete(gateway, RIDE["id"], ifModifiedAt="2026-03-10T11:00:00.000Z")

    assert codes(refused) == ["UPSTREAM_UNAVAILABLE"]
    assert ride.writes == []


def session_name(account: FitAccount) -> str:
    (stored,) = account.sessions
    return stored["name"]

"""upsertSession: what is created, what an update keeps, and what is told of it."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.sandbox import Sandbox
from tests.gateway_under_test import Gateway
from tests.sandbox.records import fit as session
from tests.sandbox.records import ms
from tests.writing.fit_account import RUN, FitAccount, id_of, upsert

STORED = session(
    "ride-1",
    "2026-03-10T10:00",
    "2026-03-10T11:00",
    name="Ride",
    description="Windy",
    activityType=16,
    activeTimeMillis="3000500",
    application={"name": "Trailbook", "version": "4.2", "detailsUrl": "https://trail.example"},
)
RIDE = {**RUN, "id": id_of("ride-1"), "title": "Ride", "type": "CYCLING"}


@pytest.fixture
def fit(sandbox: Sandbox, token: str) -> FitAccount:
    account = FitAccount(sandbox, token)
    account.holds(STORED)
    return account


def stored(fit: FitAccount, native_id: str = "ride-1") -> dict[str, Any]:
    wire = fit.session(native_id)
    assert wire is not None
    return {name: value for name, value in wire.items() if name != "modifiedTimeMillis"}


def unstamped(wire: dict[str, Any], **changes: object) -> dict[str, Any]:
    return {
        name: value
        for name, value in (wire | changes).items()
        if name != "modifiedTimeMillis" and value is not None
    }


async def test_the_required_fields_alone_make_a_session(gateway: Gateway, fit: FitAccount) -> None:
    fit.holds()

    done = await upsert(gateway)

    native_id = done["activity"]["providerId"]
    assert (done["outcome"], done["warnings"], done["userErrors"]) == ("CREATED", [], [])
    assert stored(fit, native_id) == {
        "id": native_id,
        "name": "Run",
        "startTimeMillis": ms("2026-03-10T10:00"),
        "endTimeMillis": ms("2026-03-10T11:00"),
        "activityType": 8,
        "application": {"name": "Activity Gateway"},
    }
    assert len(fit.sessions) == 1


@pytest.mark.usefixtures("fit")
async def test_the_answer_is_the_session_as_google_stored_it(gateway: Gateway) -> None:
    done = await upsert(
        gateway,
        clientSessionId="mine",
        notes="Easy",
        activeDurationSeconds=1800.5,
        application={"name": "App", "version": "1", "detailsUrl": "https://app.example/x"},
    )

    activity = done["activity"]
    assert activity.pop("modifiedAt") is not None
    assert activity == {
        "id": id_of("mine"),
        "provider": "GOOGLE_FIT",
        "providerId": "mine",
        "providerType": "8",
        "notes": "Easy",
        "activeDurationSeconds": 1800.5,
        "application": {
            "name": "App",
            "packageName": None,
            "version": "1",
            "detailsUrl": "https://app.example/x",
        },
        **RUN,
    }


async def test_each_call_without_an_id_of_any_kind_makes_another_session(
    gateway: Gateway, fit: FitAccount
) -> None:
    fit.holds()

    first, second = await upsert(gateway), await upsert(gateway)

    assert (first["outcome"], second["outcome"]) == ("CREATED", "CREATED")
    assert {wire["id"] for wire in fit.sessions} == {
        first["activity"]["providerId"],
        second["activity"]["providerId"],
    }


async def test_what_is_left_out_stays_as_it_is_stored(gateway: Gateway, fit: FitAccount) -> None:
    done = await upsert(gateway, **RIDE | {"title": "Long ride"})

    assert done["outcome"] == "UPDATED"
    assert stored(fit) == unstamped(STORED, name="Long ride")


async def test_null_removes_the_notes_the_active_time_and_the_application(
    gateway: Gateway, fit: FitAccount
) -> None:
    done = await upsert(gateway, **RIDE, notes=None, activeDurationSeconds=None, application=None)

    assert done["outcome"] == "UPDATED"
    assert stored(fit) == unstamped(
        STORED,
        description=None,
        activeTimeMillis=None,
        application={"name": "Activity Gateway"},
    )


@pytest.mark.parametrize("name", ["notes", "activeDurationSeconds", "application"])
async def test_one_null_alone_is_a_change_and_the_second_time_none(
    gateway: Gateway, fit: FitAccount, name: str
) -> None:
    first = await upsert(gateway, **RIDE, **{name: None})
    second = await upsert(gateway, **RIDE, **{name: None})

    assert (first["outcome"], second["outcome"]) == ("UPDATED", "UNCHANGED")
    assert fit.writes == ["PUT ride-1"]


async def test_empty_notes_are_no_notes(gateway: Gateway, fit: FitAccount) -> None:
    done = await upsert(gateway, **RIDE, notes="")
    again = await upsert(gateway, **RIDE, notes="")

    assert (done["activity"]["notes"], done["outcome"]) == (None, "UPDATED")
    assert "description" not in stored(fit)
    assert again["outcome"] == "UNCHANGED"


async def test_an_upsert_of_what_is_stored_already_writes_nothing(
    gateway: Gateway, fit: FitAccount
) -> None:
    done = await upsert(
        gateway,
        **RIDE,
        notes="Windy",
        activeDurationSeconds=3000.5,
        application={
            "name": "Trailbook",
            "version": "4.2",
            "detailsUrl": "https://trail.example",
        },
    )

    assert (done["outcome"], done["activity"]["id"]) == ("UNCHANGED", id_of("ride-1"))
    assert fit.writes == []


@pytest.mark.parametrize(
    ("changes", "wire"),
    [
        ({"title": "Other"}, {"name": "Other"}),
        ({"notes": "Calm"}, {"description": "Calm"}),
        ({"type": "WALKING"}, {"activityType": 7}),
        (
            {"startTime": "2026-03-10T09:59:59.999Z"},
            {"startTimeMillis": ms("2026-03-10T09:59:59.999")},
        ),
        (
            {"endTime": "2026-03-10T11:00:00.001Z"},
            {"endTimeMillis": ms("2026-03-10T11:00:00.001")},
        ),
        ({"activeDurationSeconds": 0}, {"activeTimeMillis": "0"}),
        ({"application": {"name": "Trailbook"}}, {"application": {"name": "Trailbook"}}),
    ],
    ids=lambda value: next(iter(value)),
)
async def test_a_change_of_one_field_changes_that_field_alone(
    gateway: Gateway, fit: FitAccount, changes: dict[str, Any], wire: dict[str, Any]
) -> None:
    done = await upsert(gateway, **RIDE | changes)

    assert done["outcome"] == "UPDATED"
    assert stored(fit) == unstamped(STORED, **wire)


async def test_a_stored_code_stays_while_the_type_still_means_it(
    gateway: Gateway, fit: FitAccount
) -> None:
    fit.holds(STORED | {"activityType": 56})

    done = await upsert(gateway, **RIDE | {"title": "Jog", "type": "RUNNING"})

    assert (done["activity"]["type"], done["activity"]["providerType"]) == ("RUNNING", "56")
    assert stored(fit)["activityType"] == 56


async def test_a_session_of_a_code_unknown_to_the_gateway_can_be_renamed(
    gateway: Gateway, fit: FitAccount
) -> None:
    fit.holds(STORED | {"activityType": 4711})

    done = await upsert(gateway, **RIDE | {"title": "What was it", "type": "UNKNOWN"})

    assert done["outcome"] == "UPDATED"
    assert stored(fit) == unstamped(STORED, name="What was it", activityType=4711)


async def test_a_session_without_a_title_gets_the_one_that_is_sent(
    gateway: Gateway, fit: FitAccount
) -> None:
    fit.holds(unstamped(STORED, name=None))

    done = await upsert(gateway, **RIDE)

    assert (done["outcome"], done["activity"]["title"]) == ("UPDATED", "Ride")


@pytest.mark.usefixtures("fit")
async def test_the_nearest_type_is_stored_with_a_warning(gateway: Gateway) -> None:
    first = await upsert(gateway, clientSessionId="p", type="PADEL")
    second = await upsert(gateway, clientSessionId="p", type="PADEL")

    assert [first["outcome"], second["outcome"]] == ["CREATED", "UNCHANGED"]
    assert first["activity"]["type"] == "TENNIS"
    assert (
        first["warnings"]
        == second["warnings"]
        == [
            {
                "field": ["input", "type"],
                "message": "The provider has no PADEL: stored as TENNIS.",
            }
        ]
    )


async def test_instants_are_cut_to_milliseconds_and_that_is_told(
    gateway: Gateway, fit: FitAccount
) -> None:
    finer = {
        "startTime": "2026-03-10T11:00:00.1239+01:00",
        "endTime": "2026-03-10T11:00:00.1999994Z",
        "activeDurationSeconds": 1.00049,
    }

    done = await upsert(gateway, clientSessionId="fine", **finer)
    again = await upsert(gateway, clientSessionId="fine", **finer)

    assert stored(fit, "fine")["startTimeMillis"] == ms("2026-03-10T10:00:00.123")
    assert stored(fit, "fine")["endTimeMillis"] == ms("2026-03-10T11:00:00.199")
    assert stored(fit, "fine")["activeTimeMillis"] == "1000"
    assert [warning["field"][-1] for warning in done["warnings"]] == [
        "startTime",
        "endTime",
        "activeDurationSeconds",
    ]
    assert again["outcome"] == "UNCHANGED"


async def test_active_time_that_no_longer_fits_goes_and_that_is_told(
    gateway: Gateway, fit: FitAccount
) -> None:
    done = await upsert(gateway, **RIDE | {"endTime": "2026-03-10T10:20:00Z"})

    assert "activeTimeMillis" not in stored(fit)
    assert [w["field"] for w in done["warnings"]] == [["input", "activeDurationSeconds"]]

"""What upsertSession refuses before it writes, with the code and the path of each reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gateway.sandbox.faults import CutBody, Fault, MalformedJson, Reset, Status, WrongShape
from tests.gateway_under_test import OURA_TOKEN, Gateway
from tests.sandbox.records import fit as session
from tests.writing.fit_account import RUN, FitAccount, codes, id_of, problems, upsert

REFUSED: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"title": ""}, [("BLANK", "title")]),
    ({"title": " \n "}, [("BLANK", "title")]),
    ({"title": "a\x00b"}, [("INVALID", "title")]),
    ({"title": "two\nlines"}, [("INVALID", "title")]),
    ({"title": "x" * 1001}, [("TOO_LONG", "title")]),
    ({"notes": "x" * 10_001}, [("TOO_LONG", "notes")]),
    ({"type": "UNKNOWN"}, [("UNSUPPORTED_TYPE", "type")]),
    ({"type": "BODY_STATUS"}, [("UNSUPPORTED_TYPE", "type")]),
    ({"startTime": "1969-12-31T23:59:59.999Z"}, [("OUT_OF_RANGE", "startTime")]),
    ({"endTime": "2999-01-01T00:00:00Z"}, [("OUT_OF_RANGE", "endTime")]),
    ({"endTime": RUN["startTime"]}, [("END_BEFORE_START", "endTime")]),
    ({"endTime": "2026-03-10T10:00:00.0009Z"}, [("END_BEFORE_START", "endTime")]),
    ({"endTime": "2026-03-10T09:00:00Z"}, [("END_BEFORE_START", "endTime")]),
    ({"activeDurationSeconds": -0.001}, [("OUT_OF_RANGE", "activeDurationSeconds")]),
    ({"activeDurationSeconds": 3600.001}, [("OUT_OF_RANGE", "activeDurationSeconds")]),
    ({"application": {"name": " "}}, [("BLANK", "application.name")]),
    ({"application": {"name": "x" * 201}}, [("TOO_LONG", "application.name")]),
    ({"application": {"name": "A", "version": ""}}, [("BLANK", "application.version")]),
    ({"application": {"name": "A", "version": "1" * 201}}, [("TOO_LONG", "application.version")]),
    (
        {"application": {"name": "A", "detailsUrl": "javascript:alert(1)"}},
        [("INVALID", "application.detailsUrl")],
    ),
    (
        {"application": {"name": "A", "detailsUrl": "https://a.example/" + "x" * 2000}},
        [("TOO_LONG", "application.detailsUrl")],
    ),
    ({"clientSessionId": " "}, [("BLANK", "clientSessionId")]),
    ({"clientSessionId": ".."}, [("INVALID", "clientSessionId")]),
    ({"idempotencyKey": ""}, [("BLANK", "idempotencyKey")]),
    ({"idempotencyKey": "x" * 501}, [("TOO_LONG", "idempotencyKey")]),
    (
        {
            "id": "nonsense",
            "title": "",
            "notes": "x" * 10_001,
            "startTime": "2999-01-02T00:00:00Z",
            "endTime": "2999-01-01T00:00:00Z",
            "activeDurationSeconds": -1,
            "application": {"name": "", "detailsUrl": "ftp://a.example"},
            "idempotencyKey": " ",
        },
        [
            ("BLANK", "title"),
            ("TOO_LONG", "notes"),
            ("OUT_OF_RANGE", "startTime"),
            ("OUT_OF_RANGE", "endTime"),
            ("END_BEFORE_START", "endTime"),
            ("OUT_OF_RANGE", "activeDurationSeconds"),
            ("BLANK", "application.name"),
            ("INVALID", "application.detailsUrl"),
            ("BLANK", "idempotencyKey"),
            ("INVALID", "id"),
        ],
    ),
]

Told = tuple[str, bool, int | None]
"""A code, whether it is retryable, and after how many seconds."""

IN_THE_READ: list[tuple[Fault, Told]] = [
    (Status(401), ("REAUTH_REQUIRED", False, None)),
    (Status(403), ("SCOPE_MISSING", False, None)),
    (Status(429, retry_after=7), ("RATE_LIMITED", True, 7)),
    (Status(500), ("UPSTREAM_UNAVAILABLE", True, None)),
    (Status(503, retry_after=20), ("UPSTREAM_UNAVAILABLE", True, 20)),
    (CutBody(), ("UPSTREAM_UNAVAILABLE", True, None)),
    (MalformedJson(), ("UPSTREAM_UNAVAILABLE", True, None)),
    (WrongShape(), ("UPSTREAM_UNAVAILABLE", True, None)),
    (Reset(), ("UPSTREAM_UNAVAILABLE", True, None)),
]

IN_THE_WRITE: list[tuple[Fault, Told]] = [
    (Status(400), ("INVALID", False, None)),
    (Status(401), ("REAUTH_REQUIRED", False, None)),
    (Status(403), ("SCOPE_MISSING", False, None)),
    (Status(429, retry_after=7), ("RATE_LIMITED", True, 7)),
    (Status(503), ("UPSTREAM_UNAVAILABLE", True, None)),
]

RIDE = session("ride-1", "2026-03-10T10:00", "2026-03-10T11:00", name="Ride")
ANDROID = {"packageName": "example.tracker", "version": "3"}


@pytest.mark.parametrize(
    ("changes", "expected"), REFUSED, ids=[f"{e[0][0]}-{e[0][1]}" for _, e in REFUSED]
)
async def test_a_bad_input_is_refused_with_every_reason_and_its_path(
    gateway: Gateway,
    fit: FitAccount,
    changes: dict[str, Any],
    expected: list[tuple[str, str]],
) -> None:
    refused = await upsert(gateway, **changes)

    assert problems(refused) == [(code, f"input.{path}") for code, path in expected]
    assert (refused["outcome"], refused["activity"], refused["warnings"]) == (None, None, [])
    assert all(error["message"] and not error["retryable"] for error in refused["userErrors"])
    assert fit.sandbox.calls_of(fit.token) == []


@pytest.mark.usefixtures("fit")
@pytest.mark.parametrize(
    "changes",
    [
        {"title": "x" * 1000, "notes": "x" * 10_000},
        {"startTime": "1970-01-01T00:00:00Z"},
        {"endTime": "2026-03-10T10:00:00.001Z"},
        {"activeDurationSeconds": 0},
        {"activeDurationSeconds": 3600},
        {"idempotencyKey": "x" * 500},
        {"application": {"name": "A", "detailsUrl": "http://münchen.example/läufe"}},
    ],
    ids="-".join,
)
async def test_the_last_allowed_value_is_stored(gateway: Gateway, changes: dict[str, Any]) -> None:
    done = await upsert(gateway, **changes)

    assert (done["outcome"], done["userErrors"]) == ("CREATED", [])


async def test_a_viewer_without_a_google_fit_token_is_told_so(
    gateway: Gateway, fit: FitAccount
) -> None:
    unlinked = replace(gateway, headers={OURA_TOKEN: fit.token})

    refused = await upsert(unlinked, title="")

    assert problems(refused) == [("BLANK", "input.title"), ("NOT_LINKED", None)]


@pytest.mark.parametrize(("fault", "told"), IN_THE_READ, ids=repr)
async def test_a_failure_of_the_read_before_leaves_everything_unwritten(
    gateway: Gateway, fit: FitAccount, fault: Fault, told: Told
) -> None:
    fit.holds(RIDE)
    fit.fails(fault, method="GET")

    refused = await upsert(gateway, clientSessionId="ride-1")

    (error,) = refused["userErrors"]
    assert (error["code"], error["retryable"], error["retryAfterSeconds"]) == told
    assert (error["field"], fit.writes, fit.sessions) == (None, [], [RIDE])


@pytest.mark.parametrize(("fault", "told"), IN_THE_WRITE, ids=repr)
async def test_a_refusal_of_the_write_is_told_as_what_it_is(
    gateway: Gateway, fit: FitAccount, fault: Fault, told: Told
) -> None:
    fit.fails(fault, method="PUT")

    refused = await upsert(gateway, clientSessionId="new")

    (error,) = refused["userErrors"]
    assert (error["code"], error["retryable"], error["retryAfterSeconds"]) == told
    assert fit.sessions == []


async def test_a_session_of_an_android_app_stays_as_that_app_wrote_it(
    gateway: Gateway, fit: FitAccount
) -> None:
    fit.holds(theirs := RIDE | {"application": ANDROID})

    refused = await upsert(gateway, id=id_of("ride-1"), title="Mine")

    assert codes(refused) == ["NOT_OWNED"]
    assert (fit.sessions, fit.writes) == ([theirs], [])


async def test_a_session_of_an_android_app_that_is_as_asked_is_unchanged(
    gateway: Gateway, fit: FitAccount
) -> None:
    fit.holds(RIDE | {"application": ANDROID})

    done = await upsert(gateway, id=id_of("ride-1"), title="Ride")

    assert (done["outcome"], fit.writes) == ("UNCHANGED", [])


async def test_neither_what_was_sent_nor_the_token_is_in_a_refusal_or_the_log(
    gateway: Gateway, fit: FitAccount, capsys: pytest.CaptureFixture[str]
) -> None:
    fit.fails(Status(400), method="PUT")

    refused = await upsert(gateway, title="Secret title", notes="Secret notes")

    told = str(refused) + "".join(capsys.readouterr())
    assert codes(refused) == ["INVALID"]
    assert "upstream_failed" in told
    assert "Secret" not in told
    assert fit.token not in told

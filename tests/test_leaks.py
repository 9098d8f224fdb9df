"""What is logged, printed and told in errors, searched for what belongs to a person."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
import structlog

from gateway.domain.activity_id import ActivityId, encode_id
from gateway.domain.provider_name import Provider
from gateway.sandbox import (
    CutBody,
    Fault,
    Hang,
    MalformedJson,
    Reset,
    RunningSandbox,
    Sandbox,
    SlowBody,
    Status,
    WrongShape,
)
from gateway.sandbox.seed.wires import fit_session, oura_session, oura_workout
from tests.gateway_under_test import GOOGLE_FIT_TOKEN, Gateway, linked, running_gateway
from tests.leaks import NEVER_LOGGED, leaks_in
from tests.logging_of_its_own import logged
from tests.wires import span

ROOT = Path(__file__).parents[1]
NATIVE_IDS = ("native-fit-4711", "native-workout-4712", "native-session-4713")
HEALTH = (
    *NATIVE_IDS,
    "Chemotherapy walk",
    "felt dizzy",
    "ring-label-4714",
    "mood-4715",
    "underwaterHockey",
    "2019-05-17",
    "1558070000",
    "whoami@example.org",
    "9321.25",
)
"""Titles, notes, ids, words for types, times (in both forms), and figures of the person."""
QUERY_TEXT = ("MarkedOperation", "markedAlias", "marked-text", "marked-variable")

FEED = """
query MarkedOperation($text: String, $after: String, $policy: ProviderErrorPolicy! = PARTIAL) {
  markedAlias: activities(filter: {text: $text}, after: $after, onProviderError: $policy) {
    nodes { id title notes startTime type detail { __typename } duplicates { score } }
    providers { state error { message code } }
  }
}
"""
UPSERT = """
mutation MarkedOperation($id: String!, $end: DateTime!) {
  markedAlias: upsertSession(input: {
    clientSessionId: $id, title: "Chemotherapy walk", notes: "felt dizzy", type: WALKING
    startTime: "2019-05-17T05:13:00Z", endTime: $end
  }) { outcome userErrors { code message field } }
}
"""
DELETE = """
mutation MarkedOperation($id: ID!) {
  markedAlias: deleteSession(input: {id: $id}) { outcome userErrors { code message } }
}
"""
NODES = "query MarkedOperation($ids: [ID!]!) { markedAlias: nodes(ids: $ids) { id } }"
VIEWER = """
query MarkedOperation {
  markedAlias: viewer { links { state } profile { email status { state error { message } } } }
}
"""
FAULTS: tuple[Fault, ...] = (
    *(Status(code, retry_after=1, body=" ".join(HEALTH)) for code in (400, 401, 403, 404, 410)),
    *(Status(code, retry_after=1, body=" ".join(HEALTH)) for code in (302, 500, 503)),
    Status(429, body=" ".join(HEALTH)),
    Status(403),
    MalformedJson(),
    WrongShape(),
    CutBody(),
    Reset(),
    Hang(),
    SlowBody(),
)

Json = dict[str, Any]


@pytest.fixture
def log() -> Generator[io.StringIO]:
    """All that the process logs, as the gateway's command has it logged."""
    with logged() as stream:
        yield stream


def settle(sandbox: Sandbox, token: str) -> None:
    """Let the person have a record of each kind, with marks in all that is theirs."""
    fit_id, workout_id, session_id = NATIVE_IDS
    time = span("2019-05-17T05:13:20Z")
    sandbox.replace(
        token,
        google_fit_sessions=[
            fit_session(fit_id, 7, time, name="Chemotherapy walk", description="felt dizzy")
        ],
        oura_workouts=[
            oura_workout(
                workout_id, "underwaterHockey", time, label="ring-label-4714", distance=9321.25
            )
        ],
        oura_sessions=[oura_session(session_id, "rest", time, mood="mood-4715")],
        personal_info={"id": "x", "email": "whoami@example.org"},
    )


async def everything(gateway: Gateway) -> list[Json]:
    """Reads, writes and wrong input; the answers."""
    ids = [
        encode_id(ActivityId(provider, collection, native_id))
        for (provider, collection), native_id in zip(
            (
                (Provider.GOOGLE_FIT, "session"),
                (Provider.OURA, "workout"),
                (Provider.OURA, "session"),
            ),
            NATIVE_IDS,
            strict=True,
        )
    ]
    asked: list[tuple[str, Json]] = [
        (FEED, {}),
        (FEED, {"text": "marked-text"}),
        (FEED, {"policy": "FAIL"}),
        (FEED, {"after": "marked-variable"}),
        (FEED, {"text": ["marked-variable"]}),
        (VIEWER, {}),
        (NODES, {"ids": [*ids, "marked-variable"]}),
        (UPSERT, {"id": NATIVE_IDS[0], "end": "2019-05-17T06:00:00Z"}),
        (UPSERT, {"id": NATIVE_IDS[0], "end": "2019-05-17T05:00:00Z"}),
        (UPSERT, {"id": NATIVE_IDS[0], "end": "marked-variable"}),
        (DELETE, {"id": ids[0]}),
        (DELETE, {"id": ids[1]}),
        ("query MarkedOperation { markedAlias: nothing }", {}),
        ("query MarkedOperation { markedAlias: activities(", {}),
    ]
    return [(await gateway.post(document, **variables)).json() for document, variables in asked]


async def requests_that_are_refused(gateway: Gateway, token: str) -> list[str]:
    """Requests that no operation is run for; the answers."""
    post, sent = gateway.http.post, linked(token)
    answers = [
        await post("/graphql", content=b'{"query": "MarkedOperation', headers=sent),
        await post("/graphql", json={"query": 7, "variables": "marked-variable"}, headers=sent),
        await post("/graphql", json={"query": FEED}, headers={GOOGLE_FIT_TOKEN: f"{token} x"}),
        await gateway.http.get("/graphql", params={"query": FEED}),
        await gateway.http.put("/graphql?query=MarkedOperation", headers=sent),
        await gateway.http.get("/nowhere?query=MarkedOperation", headers=sent),
    ]
    assert all(answer.is_error for answer in answers)
    return [answer.text for answer in answers]


@contextmanager
def failing(sandbox: Sandbox, token: str, fault: Fault) -> Generator[None]:
    """Let both providers fail in one way."""
    providers: tuple[Literal["google_fit", "oura"], ...] = ("google_fit", "oura")
    rules = [sandbox.fail(provider, fault, token=token) for provider in providers]
    yield
    for rule in rules:
        rule.heal()


def messages(answers: Iterable[Json]) -> list[str]:
    """Every text under `errors`, `error` and `userErrors`, however deep."""
    found: list[str] = []

    def note(entry: Json) -> Json:
        found.extend(
            json.dumps(entry[name]) for name in ("errors", "error", "userErrors") if name in entry
        )
        return entry

    for answer in answers:
        json.loads(json.dumps(answer), object_hook=note)
    return found


def found(needles: tuple[str, ...], text: str) -> list[str]:
    """The needles that the text holds."""
    return [needle for needle in needles if needle in text]


async def test_no_log_and_no_error_holds_a_token_or_a_health_value(
    running_sandbox: RunningSandbox, sandbox: Sandbox, token: str, log: io.StringIO
) -> None:
    told: list[str] = []
    async with running_gateway(
        running_sandbox,
        headers=linked(token),
        upstream_deadline_seconds=0.2,
        upstream_breaker_seconds=0,
    ) as gateway:
        settle(sandbox, token)
        whole = await everything(gateway)
        told += messages(whole)
        told += await requests_that_are_refused(gateway, token)
        for fault in FAULTS:
            settle(sandbox, token)
            with failing(sandbox, token, fault):
                told += messages(await everything(gateway))
    events = [json.loads(line) for line in log.getvalue().splitlines()]

    assert found(HEALTH, json.dumps(whole)), "the person's data were in play"
    assert {event["event"] for event in events} == {
        "request",
        "upstream_failed",
        "upstream_repeated",
    }
    assert {event["code"] for event in events if "code" in event} == {
        "INVALID_RESPONSE",
        "RATE_LIMITED",
        "REAUTH_REQUIRED",
        "SCOPE_MISSING",
        "SUBSCRIPTION_EXPIRED",
        "SUNSET",
        "TIMEOUT",
        "UPSTREAM_ERROR",
    }
    assert found((token, *HEALTH, *QUERY_TEXT), log.getvalue()) == []
    assert leaks_in(log.getvalue()) == []
    assert len(told) > 100
    assert found((token, *HEALTH), "\n".join(told)) == []


def test_a_needle_in_the_log_is_found(log: io.StringIO) -> None:
    needles = (*HEALTH, *QUERY_TEXT)

    structlog.get_logger().info("event", values=needles)
    logging.getLogger("library").warning("said %s", " ".join(needles))

    first, second = log.getvalue().splitlines()
    assert found(needles, first) == found(needles, second) == list(needles)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a token", f"link=person-{'0a' * 16} failed"),
        ("an authorization", "headers={'authorization': 'Bearer abc'}"),
        (
            "an activity's id",
            f"id={encode_id(ActivityId(Provider.OURA, 'workout', '7'))}",
        ),
        (
            "a GraphQL document",
            "query='query ($n: Int) { activities(first: $n) { nodes { id } } }'",
        ),
        ("an address of a provider", "GET /v2/usercollection/workout?start_date=2026-05-01"),
    ],
)
def test_the_watch_over_the_run_knows_what_must_not_be_logged(what: str, text: str) -> None:
    assert what in leaks_in(text)
    assert what in NEVER_LOGGED


def test_a_test_that_logs_a_token_fails(tmp_path: Path) -> None:
    test = tmp_path / "test_talkative.py"
    test.write_text('def test_talkative() -> None:\n    print("person-" + "0a" * 16)\n')

    run = subprocess.run(  # noqa: S603 - pytest itself
        [sys.executable, "-m", "pytest", "-p", "tests.leaks", "-p", "no:cacheprovider", str(test)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1
    assert "The test logged a token" in run.stdout


async def test_a_gateway_whose_logs_nobody_has_configured_tells_nothing_of_a_document(
    gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await gateway.answer("{ activities(first: 0) { nodes { id } } }")

    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert [record for record in caplog.records if record.name.startswith("strawberry")] == []

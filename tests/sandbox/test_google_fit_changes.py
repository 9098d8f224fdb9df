"""Google Fit's session list without a range: changes, sync tokens, deleted sessions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from gateway.sandbox import Sandbox
from gateway.sandbox.google_fit.list_query import page_token
from tests.sandbox.conftest import SetClock
from tests.sandbox.records import SESSIONS, fit, ms

OLD = fit("old", "2026-05-16T10:00:00", "2026-05-16T12:29:59")
RECENT = fit("recent", "2026-05-16T10:00:00", "2026-05-16T12:30:00")
WRITTEN = {
    "id": "written",
    "name": "Walk",
    "startTimeMillis": "0",
    "endTimeMillis": "1",
    "activityType": 7,
    "application": {"name": "App"},
}


async def changes(client: httpx.AsyncClient, **params: str) -> dict[str, Any]:
    response = await client.get(SESSIONS, params=params)
    assert response.status_code == 200, response.text
    return response.json()


async def write(client: httpx.AsyncClient, session_id: str) -> None:
    body = {**WRITTEN, "id": session_id}
    response = await client.put(f"{SESSIONS}/{session_id}", json=body)
    assert response.status_code == 200, response.text


def ids(answer: dict[str, Any], key: str = "session") -> list[str]:
    return [session["id"] for session in answer.get(key, [])]


async def test_without_a_token_the_last_thirty_days_have_changed(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.replace("t", google_fit_sessions=[RECENT, OLD])

    assert ids(await changes(client)) == ["recent"]


async def test_a_token_brings_what_was_written_since_and_a_new_token(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.replace("t", google_fit_sessions=[RECENT])
    token = (await changes(client))["nextPageToken"]
    await write(client, "written")

    since = await changes(client, pageToken=token)
    nothing = await changes(client, pageToken=since["nextPageToken"])

    assert ids(since) == ["written"]
    assert nothing == {"nextPageToken": since["nextPageToken"]}


async def test_an_account_without_sessions_has_a_token_all_the_same(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.replace("t")
    token = (await changes(client))["nextPageToken"]

    await write(client, "first")

    assert ids(await changes(client, pageToken=token)) == ["first"]


async def test_changes_come_in_batches_and_none_is_lost_or_repeated(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.replace("t")
    for number in range(7):
        await write(client, str(number))

    pages: list[list[str]] = []
    answer = await changes(client)
    while found := ids(answer):
        pages.append(found)
        answer = await changes(client, pageToken=answer["nextPageToken"])

    assert pages == [["0", "1", "2"], ["3", "4", "5"], ["6"]]


async def test_a_session_that_was_written_twice_has_changed_once(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.replace("t")
    for session_id in ("a", "b", "a"):
        await write(client, session_id)

    assert ids(await changes(client)) == ["b", "a"]


async def test_changes_come_in_the_order_of_modification(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    span = ("2026-06-10T10:00:00", "2026-06-10T11:00:00")
    late = fit("late", *span, modifiedTimeMillis=ms("2026-06-13"))
    early = fit("early", "2026-06-11T10:00:00", "2026-06-11T11:00:00")

    sandbox.replace("t", google_fit_sessions=[late, early])

    assert ids(await changes(client)) == ["early", "late"]


async def test_a_token_never_goes_back(client: httpx.AsyncClient) -> None:
    ahead = page_token(10**9)

    assert await changes(client, pageToken=ahead) == {"nextPageToken": ahead}


@pytest.mark.parametrize(("asked", "told"), [("true", ["written"]), ("false", [])])
async def test_deletions_are_told_when_asked_for(
    client: httpx.AsyncClient, sandbox: Sandbox, clock: SetClock, asked: str, told: list[str]
) -> None:
    sandbox.replace("t")
    await write(client, "written")
    token = (await changes(client))["nextPageToken"]
    clock.advance(timedelta(hours=1))
    await client.delete(f"{SESSIONS}/written")

    answer = await changes(client, pageToken=token, includeDeleted=asked)

    assert "session" not in answer
    assert ids(answer, "deletedSession") == told


async def test_a_deleted_session_has_its_id_and_the_time_of_its_end_only(
    client: httpx.AsyncClient, sandbox: Sandbox, clock: SetClock
) -> None:
    sandbox.replace("t", google_fit_sessions=[RECENT])
    await client.delete(f"{SESSIONS}/recent")

    answer = await changes(client, includeDeleted="true")

    now = str(int(clock().timestamp() * 1000))
    assert answer["deletedSession"] == [{"id": "recent", "modifiedTimeMillis": now}]


async def test_a_token_is_ignored_beside_a_time(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.replace("t", google_fit_sessions=[OLD])
    token = (await changes(client))["nextPageToken"]

    answer = await changes(client, pageToken=token, startTime="2026-01-01T00:00:00Z")

    assert answer == {"session": [OLD]}


async def test_changes_can_be_of_one_type(client: httpx.AsyncClient, sandbox: Sandbox) -> None:
    sandbox.replace("t", google_fit_sessions=[RECENT])
    await write(client, "walk")

    assert ids(await changes(client, activityType="7")) == ["walk"]


async def test_a_session_that_time_brings_is_a_change(
    client: httpx.AsyncClient, clock: SetClock
) -> None:
    answer = await changes(client)
    while "session" in answer:
        token = answer["nextPageToken"]
        answer = await changes(client, pageToken=token)
    clock.advance(timedelta(days=14))

    assert ids(await changes(client, pageToken=answer["nextPageToken"]))

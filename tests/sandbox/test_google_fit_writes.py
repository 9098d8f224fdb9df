"""Writing and deleting sessions at Google Fit."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx
import pytest

from gateway.sandbox import Sandbox
from tests.sandbox.conftest import SetClock
from tests.sandbox.records import SESSIONS, fit

BODY: dict[str, Any] = {
    "id": "s",
    "name": "Run",
    "startTimeMillis": "1773144000000",
    "endTimeMillis": 1773147600000,
    "activityType": 8,
    "application": {"name": "App"},
}
FOREIGN = fit(
    "s", "2026-03-10T12:00", "2026-03-10T13:00", application={"packageName": "example.tracker"}
)


async def put(client: httpx.AsyncClient, body: object, segment: str = "s") -> httpx.Response:
    return await client.put(f"{SESSIONS}/{segment}", json=body)


async def test_a_session_is_answered_and_kept_as_google_writes_it(
    client: httpx.AsyncClient, sandbox: Sandbox, clock: SetClock
) -> None:
    sandbox.replace("t")
    now = str(int(clock().timestamp() * 1000))
    more = {"activeTimeMillis": "60000", "modifiedTimeMillis": "5", "description": ""}

    response = await put(client, {**BODY, **more})

    kept = {
        **BODY,
        "endTimeMillis": "1773147600000",
        "activeTimeMillis": "60000",
        "modifiedTimeMillis": now,
    }
    assert (response.status_code, response.json()) == (200, kept)
    assert sandbox.viewer("t").google_fit.sessions.all() == [kept]


async def test_what_is_unset_is_absent_but_a_time_of_0_stays(client: httpx.AsyncClient) -> None:
    bare = {
        **BODY,
        "name": "",
        "activityType": 0,
        "startTimeMillis": 0,
        "description": None,
        "application": {"name": ""},
    }

    answer = (await put(client, bare)).json()

    assert answer.keys() == {"id", "startTimeMillis", "endTimeMillis", "modifiedTimeMillis"}
    assert answer["startTimeMillis"] == "0"


async def test_a_second_put_replaces_the_whole_session(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.replace("t")
    await put(client, {**BODY, "description": "Windy."})
    moved = {"startTimeMillis": "5", "endTimeMillis": "6"}

    await put(client, {**BODY, **moved})

    (kept,) = sandbox.viewer("t").google_fit.sessions.all()
    assert "description" not in kept
    assert (kept["startTimeMillis"], kept["endTimeMillis"]) == ("5", "6")


@pytest.mark.parametrize(
    "session_id", ["a/b", "x%2Fy", "id with space", "🏃", "google:a:b", "..", "?a=1#b", "%"]
)
async def test_an_id_is_one_encoded_segment_of_the_path(
    client: httpx.AsyncClient, sandbox: Sandbox, session_id: str
) -> None:
    sandbox.replace("t")
    segment = quote(session_id, safe="").replace(".", "%2E")

    written = await put(client, {**BODY, "id": session_id}, segment)
    kept = sandbox.viewer("t").google_fit.sessions.get(session_id)
    deleted = await client.delete(f"{SESSIONS}/{segment}")

    assert (written.status_code, deleted.status_code) == (200, 204)
    assert kept is not None
    assert len(sandbox.viewer("t").google_fit.sessions) == 0


async def test_an_id_with_a_bare_slash_is_another_path(client: httpx.AsyncClient) -> None:
    response = await put(client, {**BODY, "id": "a/b"}, "a/b")

    assert response.status_code == 404


async def test_an_id_that_is_not_utf_8_is_refused(client: httpx.AsyncClient) -> None:
    assert (await client.delete(f"{SESSIONS}/%ff")).status_code == 400


REQUIRED = ("id", "name", "startTimeMillis", "endTimeMillis", "activityType", "application")


@pytest.mark.parametrize("missing", REQUIRED)
@pytest.mark.parametrize("is_null", [True, False])
async def test_each_required_field_is_asked_for(
    client: httpx.AsyncClient, sandbox: Sandbox, missing: str, *, is_null: bool
) -> None:
    sandbox.replace("t")
    body = {**BODY, missing: None} if is_null else {k: BODY[k] for k in BODY if k != missing}

    response = await put(client, body)

    assert response.status_code == 400
    assert f"'{missing}'" in response.json()["error"]["message"]
    assert len(sandbox.viewer("t").google_fit.sessions) == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": "other"}, "id"),
        ({"id": 7}, "id"),
        ({"endTimeMillis": "1"}, "endTimeMillis"),
        ({"startTimeMillis": "noon"}, "startTimeMillis"),
        ({"startTimeMillis": 1.5}, "startTimeMillis"),
        ({"startTimeMillis": True}, "startTimeMillis"),
        ({"startTimeMillis": "9223372036854775808"}, "startTimeMillis"),
        ({"activityType": 2**31}, "activityType"),
        ({"activityType": []}, "activityType"),
        ({"title": "Run"}, "title"),
        ({"application": "App"}, "application"),
        ({"application": {"version": "1"}}, "application.name"),
        ({"application": {"name": "App", "packageName": "x"}}, "application.packageName"),
        ({"application": {"name": "App", "colour": "red"}}, "application.colour"),
    ],
)
async def test_an_invalid_field_is_refused_by_name(
    client: httpx.AsyncClient, sandbox: Sandbox, change: dict[str, Any], field: str
) -> None:
    sandbox.replace("t")

    response = await put(client, {**BODY, **change})

    error = response.json()["error"]
    assert (response.status_code, error["status"]) == (400, "INVALID_ARGUMENT")
    assert f"'{field}'" in error["message"]
    assert len(sandbox.viewer("t").google_fit.sessions) == 0


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]", b"null"])
async def test_a_body_that_is_no_json_object_is_refused(
    client: httpx.AsyncClient, body: bytes
) -> None:
    response = await client.put(f"{SESSIONS}/s", content=body)

    assert response.status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
async def test_a_session_of_an_android_app_is_its_own(
    client: httpx.AsyncClient, sandbox: Sandbox, method: str
) -> None:
    sandbox.replace("t", google_fit_sessions=[FOREIGN])

    response = await client.request(method, f"{SESSIONS}/s", json=BODY)

    assert response.status_code == 403
    assert response.json()["error"]["status"] == "PERMISSION_DENIED"
    assert sandbox.viewer("t").google_fit.sessions.all() == [FOREIGN]


async def test_a_deleted_session_is_gone_and_cannot_be_deleted_again(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.replace("t")
    await put(client, BODY)

    first = await client.delete(f"{SESSIONS}/s")
    second = await client.delete(f"{SESSIONS}/s")

    assert (first.status_code, first.content) == (204, b"")
    assert (second.status_code, second.json()["error"]["code"]) == (404, 404)


async def test_one_persons_writes_are_not_anothers(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.replace("t")
    sandbox.replace("other")

    await put(client, BODY)

    assert len(sandbox.viewer("other").google_fit.sessions) == 0


async def test_a_method_that_a_path_does_not_have_is_refused(client: httpx.AsyncClient) -> None:
    response = await client.get(f"{SESSIONS}/s")

    assert response.status_code == 405
    assert response.json()["error"]["code"] == 405

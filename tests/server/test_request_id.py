from __future__ import annotations

import re

import httpx
import pytest
import structlog
from starlette.responses import JSONResponse
from starlette.types import Message, Receive, Scope, Send
from structlog.testing import capture_logs

from gateway.server.request_id import RequestIdMiddleware, request_id_of

from .clients import client_of, served
from .tiny import SECRET, application

MADE = re.compile(r"[0-9a-f]{32}")


async def failing(_: Scope, __: Receive, ___: Send) -> None:
    raise ValueError(SECRET)


async def failing_late(_: Scope, __: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise ValueError(SECRET)


async def nothing_comes() -> Message:
    return {"type": "http.disconnect"}


async def nothing_goes(_: Message) -> None:
    pass


async def requested(given: str = "") -> tuple[str, list[str]]:
    """The id in the response to a request with the id `given`, and every id in the log."""
    merged = [structlog.contextvars.merge_contextvars]
    with capture_logs(processors=merged) as logs:
        async with client_of(application()) as client:
            response = await client.get("/graphql", headers={"X-Request-Id": given})
    return response.headers["x-request-id"], [log["request_id"] for log in logs]


@pytest.mark.parametrize("given", ["f" * 8, "A-b_c.9" * 3, "0" * 128])
async def test_a_well_formed_id_of_the_client_is_kept(given: str) -> None:
    told, logged = await requested(given)

    assert (told, logged) == (given, [given])


@pytest.mark.parametrize(
    "given", ["", "short", "0" * 129, "with space", "new\tline", "quote'quote"]
)
async def test_an_id_of_another_form_is_replaced(given: str) -> None:
    told, logged = await requested(given)

    assert MADE.fullmatch(told)
    assert logged == [told]


async def test_two_requests_have_two_ids() -> None:
    assert (await requested())[0] != (await requested())[0]


async def test_the_id_is_gone_from_the_log_after_the_request() -> None:
    await requested()

    assert structlog.contextvars.get_contextvars() == {}


def test_a_request_outside_the_middleware_gets_one_id_and_keeps_it() -> None:
    scope: Scope = {"type": "http", "headers": []}

    assert request_id_of(scope) == request_id_of(scope)


async def test_a_request_is_logged_by_its_path_without_what_it_asked() -> None:
    with capture_logs() as logs:
        async with client_of(application()) as client:
            await client.get("/graphql?query={hello}", headers={"X-Oura-Token": "abc"})

    (event,) = logs
    assert {**event, "elapsed_ms": 0} == {
        "event": "request",
        "log_level": "info",
        "method": "GET",
        "path": "/graphql",
        "status": 200,
        "elapsed_ms": 0,
    }
    assert event["elapsed_ms"] >= 0


async def test_a_path_cannot_forge_a_line_of_the_log() -> None:
    with capture_logs() as logs:
        async with client_of(application()) as client:
            await client.get("/a%0d%0a%1b[31mrequest%20status=200" + "x" * 500)

    assert logs[0]["path"].startswith("/a%0D%0A%1B%5B31mrequest%20status%3D200")
    assert len(logs[0]["path"]) == 200


async def test_what_nothing_else_caught_is_a_masked_500_with_the_id() -> None:
    with capture_logs() as logs:
        async with client_of(RequestIdMiddleware(failing)) as client:
            response = await client.get("/", headers={"X-Request-Id": "request-0001"})

    assert response.status_code == 500
    assert response.json()["errors"][0]["extensions"] == {
        "code": "INTERNAL_SERVER_ERROR",
        "requestId": "request-0001",
    }
    assert [log["event"] for log in logs] == ["unexpected_failure", "request"]
    assert logs[1]["status"] == 500
    assert SECRET not in response.text + str(logs)


async def test_a_failure_after_the_response_began_is_logged_and_not_answered_twice() -> None:
    sent: list[str] = []

    async def send(message: Message) -> None:
        sent.append(message["type"])

    scope: Scope = {"type": "http", "method": "GET", "path": "/", "headers": []}
    with capture_logs() as logs:
        await RequestIdMiddleware(failing_late)(scope, nothing_comes, send)

    assert sent == ["http.response.start"]
    assert [log["event"] for log in logs] == ["unexpected_failure", "request"]


async def test_what_is_not_http_passes_untouched() -> None:
    seen: list[Scope] = []

    async def app(scope: Scope, _: Receive, __: Send) -> None:
        seen.append(scope)

    with capture_logs() as logs:
        await RequestIdMiddleware(app)({"type": "lifespan"}, nothing_comes, nothing_goes)

    assert (seen, logs) == ([{"type": "lifespan"}], [])


async def test_the_server_itself_has_nothing_to_log_about_a_failure(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with (
        served(RequestIdMiddleware(failing)) as (host, port),
        httpx.AsyncClient(base_url=f"http://{host}:{port}") as client,
    ):
        response = await client.get("/")

    assert response.status_code == 500
    assert [r for r in caplog.records if r.levelname == "ERROR"] == []


async def test_where_requests_are_not_logged_an_answered_one_leaves_no_line() -> None:
    with capture_logs() as logs:
        async with client_of(RequestIdMiddleware(JSONResponse({}), logs_requests=False)) as client:
            response = await client.get("/")

    assert (response.status_code, logs) == (200, [])


async def test_where_requests_are_not_logged_a_failure_still_is() -> None:
    with capture_logs() as logs:
        async with client_of(RequestIdMiddleware(failing, logs_requests=False)) as client:
            await client.get("/")

    assert [log["event"] for log in logs] == ["unexpected_failure"]

"""Queries by GET: kept by their viewer's own cache, and asked for anew before each use."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio

from gateway.sandbox import RunningSandbox, Sandbox, Status
from gateway.sandbox.seed.wires import fit_session
from tests.documents import get, post
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.wires import noon, span

FEED = "{ activities(first: 5) { nodes { providerId title } } }"
KEPT = "private, max-age=0, must-revalidate"
RENAME = """
mutation {
  upsertSession(input: {
    clientSessionId: "run", title: "Renamed", type: RUNNING
    startTime: "2026-07-10T06:00:00Z", endTime: "2026-07-10T06:30:00Z"
  }) { outcome }
}
"""


@pytest_asyncio.fixture
async def gateway(
    running_sandbox: RunningSandbox, sandbox: Sandbox, token: str
) -> AsyncGenerator[Gateway]:
    run = fit_session("run", 8, span("2026-07-10T06:00:00Z"), name="Run")
    sandbox.replace(token, google_fit_sessions=[run], oura_workouts=[], oura_sessions=[])
    async with running_gateway(running_sandbox, clock=noon, headers=linked(token)) as gateway:
        yield gateway


async def feed(gateway: Gateway, query: str = FEED, **headers: str) -> httpx.Response:
    return await get(gateway, {"query": query}, **headers)


async def test_an_answer_is_its_viewers_and_is_asked_for_anew(gateway: Gateway) -> None:
    answer = await feed(gateway)

    assert answer.headers["cache-control"] == KEPT
    assert answer.headers["vary"] == "Accept, Authorization, X-Google-Fit-Token, X-Oura-Token"
    assert answer.headers["etag"].startswith('W/"')


@pytest.mark.parametrize("form", ["{}", 'W/"x", {}', "{},\t*", '"x" ,{}', "*"])
async def test_who_has_the_answer_is_told_so_without_it(gateway: Gateway, form: str) -> None:
    whole = await feed(gateway)
    tag = whole.headers["etag"]

    answers = [
        await feed(gateway, **{"If-None-Match": form.format(one)})
        for one in (tag, tag.removeprefix("W/"))
    ]

    for answer in answers:
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag
        assert answer.headers["cache-control"] == KEPT
        assert answer.headers["vary"] == whole.headers["vary"]
        assert "content-type" not in answer.headers


@pytest.mark.parametrize("wanted", ['"another"', "", 'W/""', "W/"])
async def test_who_has_something_else_gets_the_answer(gateway: Gateway, wanted: str) -> None:
    whole = await feed(gateway)

    assert (await feed(gateway, **{"If-None-Match": wanted})).content == whole.content


async def test_what_is_written_is_in_the_next_answer_though_the_client_has_the_last(
    gateway: Gateway,
) -> None:
    *_, before = [await feed(gateway) for _ in range(3)]
    await gateway.execute(RENAME)

    after = await feed(gateway, **{"If-None-Match": before.headers["etag"]})

    assert after.status_code == 200
    assert after.json()["data"]["activities"]["nodes"][0]["title"] == "Renamed"


async def test_equal_gets_are_answered_without_executing_them_again(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    *_, known = [await feed(gateway) for _ in range(3)]
    sandbox.fail("google_fit", Status(503), token=token)

    again = await feed(gateway)

    assert (again.content, again.headers["etag"]) == (known.content, known.headers["etag"])
    assert again.headers["cache-control"] == KEPT


async def test_another_get_has_an_answer_of_its_own(gateway: Gateway) -> None:
    for _ in range(3):
        await feed(gateway)

    shorter = await feed(gateway, "{ activities(first: 5) { nodes { title } } }")

    assert shorter.json()["data"]["activities"]["nodes"] == [{"title": "Run"}]


async def test_the_tag_of_another_viewer_opens_nothing(gateway: Gateway, sandbox: Sandbox) -> None:
    stranger = f"stranger-{uuid4().hex}"
    sandbox.replace(stranger, google_fit_sessions=[], oura_workouts=[], oura_sessions=[])
    tag = (await feed(gateway)).headers["etag"]

    answer = await feed(gateway, **linked(stranger), **{"If-None-Match": tag})

    assert answer.json()["data"]["activities"]["nodes"] == []
    assert answer.headers["etag"] != tag


async def test_a_tag_is_of_the_answer_alone_and_tells_no_viewers_apart(gateway: Gateway) -> None:
    query = "{ providers { displayName } }"
    mine = await feed(gateway, query)

    theirs = await feed(gateway, query, **linked("somebody-else"))

    assert theirs.headers["etag"] == mine.headers["etag"]


async def test_the_other_media_type_has_another_tag(gateway: Gateway) -> None:
    strict = await feed(gateway)

    plain = await feed(gateway, Accept="application/json")

    assert plain.content == strict.content
    assert plain.headers["etag"] != strict.headers["etag"]


@pytest.mark.parametrize("query", ["{ nothing }", '{ node(id: "?") { id } }', "mutation { a }"])
async def test_answers_with_errors_are_kept_by_nobody(gateway: Gateway, query: str) -> None:
    answer = await feed(gateway, query, **{"If-None-Match": "*"})

    assert "errors" in answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


async def test_answers_to_posts_are_kept_by_nobody(gateway: Gateway) -> None:
    answer = await post(gateway, {"query": FEED})

    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers

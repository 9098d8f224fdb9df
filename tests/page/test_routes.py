"""Where the page is, and who may let the sandbox fail through it."""

from __future__ import annotations

import pytest

from gateway.sandbox import RunningSandbox, Sandbox, serve_sandbox
from tests.gateway_under_test import running_gateway

PATH = "/sandbox/faults"
FAULT = {"provider": "oura", "fault": "STATUS", "status": 503, "token": "nobody-in-particular"}


@pytest.mark.parametrize(
    ("sandbox", "page", "is_there"),
    [(True, None, True), (False, None, False), (False, True, True), (True, False, False)],
)
async def test_it_is_there_on_the_sandbox_and_where_it_is_asked_for(
    running_sandbox: RunningSandbox, *, sandbox: bool, page: bool | None, is_there: bool
) -> None:
    async with running_gateway(running_sandbox, sandbox=sandbox, page=page) as gateway:
        response = await gateway.http.get("/")
        answer = await gateway.http.post("/graphql", json={"query": "{ __typename }"})

    assert (response.status_code == 200) is is_there
    assert ("<title>Activity</title>" in response.text) is is_there
    assert answer.json() == {"data": {"__typename": "Query"}}


async def test_without_it_a_browser_is_sent_to_graphiql(running_sandbox: RunningSandbox) -> None:
    async with running_gateway(running_sandbox) as gateway:
        response = await gateway.http.get("/")

    assert (response.status_code, response.headers["location"]) == (307, "/graphiql")


async def test_it_names_the_headers_and_offers_what_there_is(
    running_sandbox: RunningSandbox,
) -> None:
    async with running_gateway(running_sandbox, page=True, graphiql=False) as gateway:
        page = (await gateway.http.get("/")).text

    assert 'data-sandbox="false"' in page
    assert 'data-graphiql="false"' in page
    assert 'data-oura-header="X-Oura-Token"' in page


async def test_faults_begin_are_listed_and_end() -> None:
    with serve_sandbox(Sandbox()) as own:
        async with running_gateway(own, sandbox=True) as gateway:
            begun = await gateway.http.post(PATH, json=FAULT)
            listed = await gateway.http.get(PATH)
            refused = await gateway.http.post(PATH, json={"provider": "nobody"})
            ended = await gateway.http.delete(PATH)

    assert begun.status_code == 201
    assert [fault["status"] for fault in listed.json()["faults"]] == [503]
    assert listed.headers["Cache-Control"] == "no-store"
    assert refused.status_code == 400
    assert ended.status_code == 204
    assert own.sandbox.faults.all() == []


@pytest.mark.parametrize(("sandbox", "page"), [(False, None), (False, True), (True, False)])
async def test_only_the_page_of_the_sandbox_has_them(
    running_sandbox: RunningSandbox, *, sandbox: bool, page: bool | None
) -> None:
    async with running_gateway(running_sandbox, sandbox=sandbox, page=page) as gateway:
        response = await gateway.http.get(PATH)

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Content-Type": "application/json"}, b"{}", 403),
        ({"Sec-Fetch-Site": "same-site", "Content-Type": "application/json"}, b"{}", 403),
        ({"Content-Type": "text/plain"}, b"{}", 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"a=b", 415),
        ({"Content-Type": "application/json"}, b" " * 5000, 413),
    ],
)
async def test_other_sites_and_endless_bodies_are_kept_out(
    running_sandbox: RunningSandbox, headers: dict[str, str], body: bytes, status: int
) -> None:
    before = running_sandbox.sandbox.faults.all()
    async with running_gateway(running_sandbox, sandbox=True) as gateway:
        response = await gateway.http.post(PATH, content=body, headers=headers)

    assert response.status_code == status
    assert running_sandbox.sandbox.faults.all() == before


async def test_a_foreign_page_cannot_end_them_either(running_sandbox: RunningSandbox) -> None:
    async with running_gateway(running_sandbox, sandbox=True) as gateway:
        response = await gateway.http.delete(PATH, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert response.json()["code"] == "CSRF_PREVENTED"


async def test_a_sandbox_that_is_gone_is_told() -> None:
    with serve_sandbox(Sandbox()) as gone:
        pass
    async with running_gateway(gone, sandbox=True) as gateway:
        response = await gateway.http.get(PATH)

    assert response.status_code == 502
    assert response.json() == {"error": "The sandbox does not answer."}

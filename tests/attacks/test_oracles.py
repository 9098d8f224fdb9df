"""What an attacker could learn, or let others see: echoes, logs, pages and what proxies keep."""

from __future__ import annotations

import io
from collections.abc import Generator

import pytest

from gateway.sandbox import RunningSandbox
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.logging_of_its_own import logged

FORGED = '\r\n2026-01-01 [info] request status=200\n\x1b[31m{"event": "forged"}'
FROM_A_CLIENT = {"GraphQL-Preflight": "1"}
HTML = "<script>alert(1)</script>"


@pytest.fixture
def log() -> Generator[io.StringIO]:
    """What the process logs, as lines of JSON, from here on."""
    with logged() as stream:
        yield stream


@pytest.mark.parametrize("place", ["operationName", "query", "variables", "extensions"])
async def test_nothing_of_a_request_can_forge_a_line_of_the_log(
    gateway: Gateway, log: io.StringIO, place: str
) -> None:
    body = {"query": "query a($a: Int) { __typename }"}
    values = {"variables": {"a": FORGED}, "extensions": {FORGED: FORGED}}

    await gateway.http.post("/graphql", json={**body, place: values.get(place, FORGED)})

    assert "forged" not in log.getvalue()
    assert all(line.startswith('{"') for line in log.getvalue().splitlines())


@pytest.mark.parametrize(
    "name", ["X-Request-Id", "User-Agent", "Referer", "X-Forwarded-For", "Origin", "Host"]
)
async def test_no_header_reaches_the_log_or_comes_back(
    gateway: Gateway, log: io.StringIO, name: str
) -> None:
    value = 'evil"; forged=1, <x>'
    response = await gateway.http.post(
        "/graphql", json={"query": "{ __typename }"}, headers={name: value}
    )

    assert "forged" not in log.getvalue()
    assert "forged" not in str(response.headers) + response.text


async def test_an_error_is_json_that_no_browser_takes_for_a_page(gateway: Gateway) -> None:
    response = await gateway.http.post(
        "/graphql", json={"query": f'{{ node(id: "{HTML}") {{ a }} }}'}
    )

    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["x-content-type-options"] == "nosniff"


GUESSES: list[tuple[str, dict[str, object]]] = [
    ("{ activites { isComplete } }", {}),
    ("{ activities(frist: 1) { isComplete } }", {}),
    ("{ node(id: 1) { ... on Activty { id } } }", {}),
    ("{ activities(orderBy: START_TIME) { isComplete } }", {}),
    ("{ activities(filter: { txt: 1 }) { isComplete } }", {}),
    (
        "query ($f: ActivityFilter) { activities(filter: $f) { isComplete } }",
        {"f": {"provider": ["OURA"]}},
    ),
    (
        "query ($o: ActivityOrder!) { activities(orderBy: $o) { isComplete } }",
        {"o": "START_TIME_DSC"},
    ),
]


@pytest.mark.parametrize(("guess", "variables"), GUESSES)
async def test_a_schema_that_is_not_told_is_not_told_by_errors_either(
    running_sandbox: RunningSandbox, guess: str, variables: dict[str, object]
) -> None:
    async with running_gateway(running_sandbox) as open_one:
        helped = await open_one.post(guess, **variables)
    async with running_gateway(running_sandbox, introspection=False) as gateway:
        answers = [(await gateway.post(guess, **variables)).text for _ in range(3)]

    assert "Did you mean" in helped.text
    assert not any("Did you mean" in answer for answer in answers)


@pytest.mark.parametrize("path", ["/graphiql", "/graphiql/assets/x", "/", "/nowhere", "/livez"])
async def test_a_page_says_nothing_of_what_its_address_says(gateway: Gateway, path: str) -> None:
    plain = await gateway.http.get(path)
    asked = await gateway.http.get(
        path, params={"query": HTML, "variables": HTML, "headers": HTML, "redirect": HTML}
    )

    assert (asked.status_code, asked.content) == (plain.status_code, plain.content)
    assert "script>alert" not in str(asked.headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"},
        {"Host": "evil.example"},
        {"X-Original-URL": "/livez", "X-Rewrite-URL": "/livez"},
        {"X-HTTP-Method-Override": "DELETE"},
        {"X-Forwarded-Prefix": "//evil.example"},
    ],
)
async def test_no_header_moves_a_redirect_or_a_route(
    gateway: Gateway, headers: dict[str, str]
) -> None:
    redirected = await gateway.http.get("/", headers=headers)
    answered = await gateway.http.post(
        "/graphql", json={"query": "{ __typename }"}, headers=headers
    )

    assert redirected.headers["location"] == "/graphiql"
    assert answered.json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize(
    "path", ["//evil.example", "//evil.example/..", "/\\evil.example", "/%2f%2f"]
)
async def test_no_path_is_redirected_to_elsewhere(gateway: Gateway, path: str) -> None:
    response = await gateway.http.get(f"http://gateway.test{path}/")

    assert "evil" not in response.headers.get("location", "")


async def test_no_proxy_keeps_an_answer_and_what_it_depends_on_is_told(gateway: Gateway) -> None:
    simple = {"query": "{ __typename }"}
    own = "private, max-age=0, must-revalidate"
    asked = [
        ("no-store", await gateway.http.post("/graphql", json=simple)),
        (own, await gateway.http.get("/graphql", params=simple, headers=FROM_A_CLIENT)),
        ("no-store", await gateway.http.get("/graphql", params=simple)),
        ("no-store", await gateway.http.put("/graphql")),
    ]

    assert all(each.headers["cache-control"] == keeping for keeping, each in asked)
    assert {each.headers["vary"] for _, each in asked} == {
        "Accept, Authorization, X-Google-Fit-Token, X-Oura-Token"
    }


async def test_who_asks_the_same_with_other_tokens_gets_an_answer_of_their_own(
    running_sandbox: RunningSandbox, token: str
) -> None:
    query = "{ activities(first: 3) { nodes { id } } }"
    async with running_gateway(running_sandbox) as gateway:
        of_one = [await gateway.execute(query, linked(f"{token}-1")) for _ in range(3)]
        of_other = await gateway.execute(query, linked(f"{token}-2"))
        of_nobody = await gateway.execute(query, {})

    assert of_one[0] == of_one[2] != of_other
    assert of_nobody["activities"]["nodes"] == []


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "QUERY", "PROPFIND"])
async def test_no_method_says_back_what_was_sent(gateway: Gateway, method: str) -> None:
    response = await gateway.http.request(method, "/graphql", headers={"X-Oura-Token": "secret-1"})

    assert response.status_code == 405
    assert "secret-1" not in response.text + str(response.headers)

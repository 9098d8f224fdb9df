"""What is refused before any provider is asked, and what an answer is said to cost."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.sandbox import RunningSandbox, Sandbox
from tests.gateway_under_test import Gateway, linked, running_gateway

GRAPHQL_RESPONSE = {"Accept": "application/graphql-response+json"}
INTROSPECTION = "{ __schema { types { name } } }"
DEEP = "{ activities { nodes { " + "duplicates { activity { " * 9 + "id" + " }}" * 9 + " } } }"
DOUBLING = (
    "{ ...F0 } "
    + " ".join(
        f"fragment F{n} on Query {{ ...F{n + 1} a{n}: __typename ...F{n + 1} }}" for n in range(48)
    )
    + " fragment F48 on Query { __typename }"
)


def aliased(count: int, field: str) -> str:
    """A document that asks for the field so many times; `#` in it becomes another number each."""
    return "{ " + " ".join(f"a{n}: {field.replace('#', str(n + 1))}" for n in range(count)) + " }"


def error_of(answer: dict[str, Any]) -> dict[str, Any]:
    assert "data" not in answer
    (error,) = answer["errors"]
    return error


async def cost(gateway: Gateway, document: str, **variables: object) -> dict[str, int]:
    """What the answer says that it cost."""
    body = {"query": document, "variables": variables, "extensions": {"cost": True}}
    answer = (await gateway.http.post("/graphql", json=body, headers=gateway.headers)).json()
    assert "errors" not in answer, answer["errors"]
    return answer["extensions"]["cost"]


@pytest.mark.parametrize(
    ("document", "refusal"),
    [
        (DEEP, {"code": "MAX_DEPTH_LIMIT", "figure": 21, "limit": 20}),
        (
            aliased(101, "activities { nodes { id } }"),
            {"code": "MAX_ALIASES_LIMIT", "figure": 101, "limit": 100},
        ),
        (
            "{ activities { nodes { " + "id @skip(if: false) " * 51 + "} } }",
            {"code": "MAX_DIRECTIVES_LIMIT", "figure": 51, "limit": 50},
        ),
        (
            aliased(51, "activities(first: #) { nodes { id } }"),
            {"code": "MAX_ROOT_FIELDS_LIMIT", "figure": 51, "limit": 50},
        ),
        ("{ activities { nodes { " + "id " * 4000 + "} } }", {"code": "MAX_TOKENS_LIMIT"}),
    ],
)
async def test_a_document_beyond_a_limit_is_refused_with_figure_and_limit(
    gateway: Gateway, sandbox: Sandbox, token: str, document: str, refusal: dict[str, Any]
) -> None:
    response = await gateway.post(document, {**gateway.headers, **GRAPHQL_RESPONSE})

    errors = response.json()["errors"]
    told = [each["extensions"] for each in errors]
    assert response.status_code == 400
    assert any(refusal.items() <= each.items() for each in told), errors
    assert all(
        str(each["limit"]) in error["message"] for each, error in zip(told, errors, strict=True)
    )
    assert sandbox.calls_of(token) == []


async def test_pages_whose_metrics_may_need_a_thousand_calls_are_refused_before_any_is_made(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    feed = "activities(first: 100, filter: {durationSeconds: {min: #}})"
    document = aliased(10, f"{feed} {{ nodes {{ metrics {{ averageHeartRateBpm }} }} }}")

    answer = await gateway.answer(document)

    error = error_of(answer)
    assert error["extensions"]["code"] == "COST_ESTIMATED_TOO_EXPENSIVE"
    assert error["extensions"]["cost"]["upstreamCalls"] == 10 * (12 + 2 * 100)
    assert sandbox.calls_of(token) == []


async def test_an_operation_that_costs_too_much_is_refused_with_figure_limit_and_advice(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    series = "metrics { heartRate(maxPoints: 9#) { values } }"
    dear = aliased(40, f'activities(last: 90, after: "#") {{ nodes {{ {series} }} }}')

    response = await gateway.post(dear, {**gateway.headers, **GRAPHQL_RESPONSE})

    error = error_of(response.json())
    figures = error["extensions"]["cost"]
    assert response.status_code == 400
    assert error["extensions"]["code"] == "COST_ESTIMATED_TOO_EXPENSIVE"
    assert figures["requested"] == figures["fields"] + 100 * figures["upstreamCalls"] > 200_000
    assert figures["limit"] == 200_000
    assert f"may cost {figures['requested']}" in error["message"]
    assert "200000 is the most that is served. Ask for a smaller page" in error["message"]
    assert sandbox.calls_of(token) == []


async def test_a_page_in_a_variable_is_counted_for_each_request(gateway: Gateway) -> None:
    page = "query ($n: Int = 30) { activities(first: $n) { nodes { id title } } }"

    usual, small, large = (
        await cost(gateway, page),
        await cost(gateway, page, n=1),
        await cost(gateway, page, n=100),
    )

    calls = {"limit": 200_000, "upstreamCalls": 12}
    assert usual == {"requested": 1262, "fields": 62, **calls}
    assert small == {"requested": 1204, "fields": 4, **calls}
    assert large == {"requested": 1402, "fields": 202, **calls}


async def test_twenty_aliases_of_the_same_feed_cost_one(gateway: Gateway) -> None:
    feed = "activities(first: 5) { nodes { id } }"

    assert await cost(gateway, aliased(20, feed)) == await cost(gateway, f"{{ {feed} }}")


@pytest.mark.parametrize(
    ("start", "calls"),
    [("2026-06-20", 3), ("2026-05-01", 6), ("2025-01-01", 9), ("2014-01-01", 12)],
)
async def test_a_longer_range_costs_more_windows(gateway: Gateway, start: str, calls: int) -> None:
    document = "query ($f: ActivityFilter) { activities(filter: $f) { pageInfo { hasNextPage } } }"
    instants = {"startTime": {"start": f"{start}T00:00:00Z", "end": "2026-07-01T00:00:00Z"}}
    days = {"localDates": {"from": start, "to": "2026-07-01"}}

    told = await cost(gateway, document, f=instants)
    in_days = await cost(gateway, document.replace("filter:", 'timeZone: "UTC", filter:'), f=days)

    assert told["upstreamCalls"] == in_days["upstreamCalls"] == calls


async def test_an_answer_tells_its_cost_only_when_asked(gateway: Gateway) -> None:
    answer = await gateway.answer("{ providers { displayName } }")

    assert "extensions" not in answer


async def test_an_answer_of_too_many_fields_is_refused_though_each_question_is_cheap(
    running_sandbox: RunningSandbox, token: str
) -> None:
    feed = aliased(20, "activities(first: 100) { nodes { id title } }")
    async with running_gateway(
        running_sandbox, headers=linked(token), max_answer_fields=4000
    ) as gateway:
        error = error_of(await gateway.answer(feed))

    assert error["extensions"] == {
        "code": "MAX_ANSWER_FIELDS_LIMIT",
        "figure": 4040,
        "limit": 4000,
    }


async def test_fragments_that_double_are_looked_at_once(gateway: Gateway) -> None:
    data = await gateway.execute(DOUBLING)

    assert len(data) == 49


async def test_fragments_that_spread_each_other_hundreds_deep_are_refused(
    gateway: Gateway,
) -> None:
    chain = " ".join(f"fragment F{n} on Query {{ ...F{n + 1} }}" for n in range(450))
    document = f"{{ ...F0 }} {chain} fragment F450 on Query {{ __typename }}"

    error = error_of(await gateway.answer(document))

    assert error["extensions"]["code"] == "MAX_DEPTH_LIMIT"


async def test_fragments_are_counted_wherever_they_are_spread(gateway: Gateway) -> None:
    large = "fragment Large on Activity { " + "id " * 200 + "}"
    document = aliased(50, "activities(first: #) { nodes { ...Large } }") + large

    error = error_of(await gateway.answer(document))

    assert error["extensions"] == {"code": "MAX_HEIGHT_LIMIT", "limit": 10_000}


@pytest.mark.parametrize("enabled", [True, False])
async def test_introspection_is_served_as_the_settings_say(
    running_sandbox: RunningSandbox, *, enabled: bool
) -> None:
    async with running_gateway(running_sandbox, introspection=enabled) as gateway:
        answer = await gateway.answer(INTROSPECTION)
        named = await gateway.execute("{ __typename }")

    assert ("data" in answer) is enabled
    assert named == {"__typename": "Query"}


async def test_several_introspections_at_once_are_too_much(gateway: Gateway) -> None:
    error = error_of(await gateway.answer(aliased(21, "__schema { types { name } }")))

    assert error["extensions"]["code"] == "MAX_ANSWER_FIELDS_LIMIT"

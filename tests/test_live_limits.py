"""One request may put a hundred questions to providers, however they are spread over its fields."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import pytest_asyncio

from gateway.domain.provider_name import Provider
from gateway.domain.tag import TagId, encode_tag_id
from gateway.sandbox import RunningSandbox, Sandbox
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.ids import workout_id
from tests.metrics.people import a_ride, let_ride, rows

MOST = 100
ERROR = "error { code action message }"
REFUSED = {
    "code": "RESULT_LIMIT",
    "action": "NARROW_RANGE",
    "message": ("One request can put 100 questions to providers: put the others in another one."),
}

Json = dict[str, Any]


@pytest_asyncio.fixture
async def gateway(running_sandbox: RunningSandbox, token: str) -> AsyncGenerator[Gateway]:
    """One that takes documents with as many aliases as there are here, whatever they cost."""
    async with running_gateway(
        running_sandbox,
        headers=linked(token),
        cache_activities=0,
        max_aliases=1_000,
        max_cost=1_000_000,
    ) as gateway:
        yield gateway


def sources(count: int) -> str:
    """So many questions to Google Fit, each about another data type."""
    return " ".join(
        f's{n}: dataSources(dataTypeNames: ["t{n}"]) {{ status {{ state upstreamCalls {ERROR} }} }}'
        for n in range(count)
    )


def documents(count: int) -> str:
    return " ".join(f'd{n}: tagDocument(documentId: "{n}") {{ id }}' for n in range(count))


def errors_in(statuses: list[Json]) -> list[Json]:
    return [one["error"] for one in statuses if one["error"]]


async def test_of_150_questions_to_google_fit_100_are_asked_and_the_others_told(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    data = await gateway.execute(f"{{ googleFit {{ {sources(150)} }} }}")

    statuses = [one["status"] for one in data["googleFit"].values()]
    assert [one["state"] for one in statuses] == ["OK"] * MOST + ["FAILED"] * 50
    assert [one["upstreamCalls"] for one in statuses] == [1] * MOST + [0] * 50
    assert errors_in(statuses) == [REFUSED] * 50
    assert len(sandbox.calls_of(token)) == MOST


async def test_documents_count_and_a_single_one_beyond_is_an_error(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    answer = await gateway.answer(f"{{ oura {{ {documents(150)} }} }}")

    codes = [error["extensions"]["code"] for error in answer["errors"]]
    assert codes == ["RESULT_LIMIT"] * 50
    assert len(sandbox.calls_of(token)) == MOST


async def test_the_loaders_share_the_limit(gateway: Gateway, sandbox: Sandbox, token: str) -> None:
    days = 'range: {from: "2026-03-01", to: "2026-03-02"}'
    spread = (
        f"googleFit {{ {sources(50)} }} oura {{ {documents(48)} }} "
        f"tags({days}) {{ providers {{ provider upstreamCalls {ERROR} }} }} "
        f"dailySummaries({days}) {{ sleepScore providers {{ provider {ERROR} }} }}"
    )

    data = await gateway.execute(f"{{ {spread} }}")

    assert len(sandbox.calls_of(token)) == MOST
    refused = [
        *errors_in([one["status"] for one in data["googleFit"].values()]),
        *errors_in(data["tags"]["providers"]),
        *errors_in(data["dailySummaries"][0]["providers"]),
    ]
    assert refused == [REFUSED]


async def test_single_tags_count(gateway: Gateway, sandbox: Sandbox, token: str) -> None:
    ids = [encode_tag_id(TagId(Provider.OURA, "enhanced_tag", str(number))) for number in range(70)]
    document = f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ id }} oura {{ {documents(40)} }} }}"

    answer = await gateway.answer(document, ids=ids)

    codes = [error["extensions"]["code"] for error in answer["errors"]]
    assert codes == ["RESULT_LIMIT"] * 10
    assert len(sandbox.calls_of(token)) == MOST


async def test_metrics_of_a_page_are_one_question_each_time(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    let_ride(sandbox, token, [a_ride()], rows("2026-05-01T06:00:00Z", 10, [100]))
    metrics = f"averageHeartRateBpm status {{ state {ERROR} }}"
    ride = f'node(id: "{workout_id("ride")}") {{ ... on Activity {{ metrics {{ {metrics} }} }} }}'

    told = {}
    for asked in (MOST - 1, MOST):
        data = await gateway.execute(f"{{ googleFit {{ {sources(asked)} }} {ride} }}")
        told[asked] = data["node"]["metrics"]

    assert told[MOST - 1]["averageHeartRateBpm"] == 100.0
    assert errors_in([told[MOST]["status"]]) == [REFUSED]
    assert [call.route for call in sandbox.calls_of(token)].count("heartrate") == 1


async def test_batches_of_changes_count(gateway: Gateway, sandbox: Sandbox, token: str) -> None:
    fit = f"activityChanges(providers: [GOOGLE_FIT]) {{ providers {{ provider {ERROR} }} }}"

    data = await gateway.execute(f"{{ googleFit {{ {sources(MOST)} }} {fit} }}")

    errors = [
        *errors_in([one["status"] for one in data["googleFit"].values()]),
        *errors_in(data["activityChanges"]["providers"]),
    ]
    assert errors == [REFUSED]
    routes = [call.route for call in sandbox.calls_of(token)]
    assert routes == ["data_sources"] * MOST + ["sessions"]
    assert "includeDeleted" not in sandbox.calls_of(token)[-1].query


async def test_another_request_has_questions_of_its_own(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    for _ in range(2):
        await gateway.execute(f"{{ googleFit {{ {sources(MOST)} }} }}")

    assert len(sandbox.calls_of(token)) == 2 * MOST

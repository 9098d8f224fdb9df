from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.requests import Request
from strawberry.extensions import SchemaExtension
from structlog.testing import capture_logs

from .clients import GRAPHQL_RESPONSE, JSON, Json, errors, post
from .tiny import SECRET, application, schema_with

MASKED = "Something went wrong here. Quote the request id to the operator."
ID = {"X-Request-Id": "request-0001"}


async def failing(field: str) -> tuple[Json, list[Json]]:
    """The error of a field that fails, and what was logged of failures meanwhile."""
    with capture_logs() as logs:
        response = await post({"query": f"{{ {field} }}"}, headers=ID)
    (error,) = errors(response)
    return error, [dict(log) for log in logs if log["event"] == "unexpected_failure"]


async def test_a_bad_input_is_told_with_its_own_code_and_words() -> None:
    error, logged = await failing("refusedId")

    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
    assert error["message"].startswith("This is not the id of an activity")
    assert error["path"] == ["refusedId"]
    assert error["locations"] == [{"line": 1, "column": 3}]
    assert logged == []


async def test_a_failing_provider_is_told_with_what_to_do_about_it() -> None:
    error, logged = await failing("rateLimited")

    assert error["message"] == "Too many calls."
    assert error["extensions"] == {
        "code": "RATE_LIMITED",
        "provider": "OURA",
        "action": "RETRY_LATER",
        "retryable": True,
        "retryAfterSeconds": 30,
        "upstreamStatus": 429,
    }
    assert logged == []


async def test_providers_that_failed_together_are_an_entry_each() -> None:
    with capture_logs() as logs:
        response = await post({"query": "{ bothFailed }"})

    google_fit, oura = errors(response)
    assert google_fit == {
        "message": "Out of order.",
        "locations": [{"line": 1, "column": 3}],
        "path": ["bothFailed"],
        "extensions": {
            "code": "UPSTREAM_ERROR",
            "provider": "GOOGLE_FIT",
            "action": "RETRY_LATER",
            "retryable": True,
            "retryAfterSeconds": None,
            "upstreamStatus": 503,
        },
    }
    assert oura["message"] == "Too many calls."
    assert oura["path"] == ["bothFailed"]
    assert oura["extensions"] == {
        "code": "RATE_LIMITED",
        "provider": "OURA",
        "action": "RETRY_LATER",
        "retryable": True,
        "retryAfterSeconds": 30,
        "upstreamStatus": None,
    }
    assert [log["event"] for log in logs] == ["request"]


async def test_an_error_that_brings_its_own_code_is_told_as_it_is() -> None:
    error, logged = await failing("coded")

    assert error["message"] == "Too costly."
    assert error["extensions"] == {"code": "TOO_COSTLY", "cost": 7}
    assert logged == []


@pytest.mark.parametrize(
    ("field", "error_type"),
    [
        ("maybe", "builtins.ValueError"),
        ("broken", "builtins.ValueError"),
        ("bareFailure", "gateway.domain.errors.GatewayError"),
        ("tooLarge", "graphql.error.graphql_error.GraphQLError"),
    ],
)
async def test_any_other_failure_is_masked_and_its_place_is_logged(
    field: str, error_type: str
) -> None:
    error, logged = await failing(field)

    assert error["message"] == MASKED
    assert error["extensions"] == {
        "code": "INTERNAL_SERVER_ERROR",
        "requestId": "request-0001",
    }
    assert error["path"] == [field]
    assert [log["error_type"] for log in logged] == [error_type]
    assert logged[0]["error_at"]


async def test_the_log_says_which_line_failed_but_not_on_what() -> None:
    _, (logged,) = await failing("maybe")

    assert logged["error_at"][-1].startswith("tests.server.tiny:") or logged["error_at"][
        -1
    ].startswith("server.tiny:")
    assert logged["error_at"][-1].endswith(" maybe")
    assert SECRET not in str(logged)


async def test_a_null_for_an_argument_that_must_have_a_value_is_a_bad_input() -> None:
    query = 'query ($name: String = "x") { hello(name: $name) }'

    response = await post({"query": query, "variables": {"name": None}})

    (error,) = errors(response)
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
    assert error["path"] == ["hello"]


@pytest.mark.parametrize("accept", [JSON, GRAPHQL_RESPONSE])
async def test_a_failure_of_the_machinery_is_a_masked_500(accept: str) -> None:
    class Failing(SchemaExtension):
        def on_execute(self) -> Iterator[None]:
            raise ValueError(SECRET)
            yield

    app = application(schema=schema_with(Failing))
    with capture_logs() as logs:
        response = await post({"query": "{ hello }"}, accept, app=app, headers=ID)

    assert response.status_code == 500
    assert SECRET not in response.text + str(logs)
    assert errors(response)[0]["extensions"]["requestId"] == "request-0001"
    assert "data" not in response.json()


async def test_an_answer_that_cannot_be_written_is_a_masked_500() -> None:
    with capture_logs() as logs:
        response = await post({"query": "{ notEncodable }"}, headers=ID)

    assert response.status_code == 500
    assert errors(response)[0]["message"] == MASKED
    assert logs[0]["event"] == "unexpected_failure"


async def test_a_context_that_fails_is_a_masked_500() -> None:
    def make_context(_: Request) -> None:
        raise ValueError(SECRET)

    with capture_logs() as logs:
        response = await post({"query": "{ hello }"}, app=application(make_context), headers=ID)

    assert response.status_code == 500
    assert response.headers["content-type"] == f"{GRAPHQL_RESPONSE}; charset=utf-8"
    assert SECRET not in response.text + str(logs)

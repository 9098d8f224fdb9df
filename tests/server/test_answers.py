from __future__ import annotations

import pytest
from starlette.requests import Request
from strawberry.extensions import SchemaExtension

from .clients import GRAPHQL_RESPONSE, JSON, code, errors, get, post
from .tiny import TOKEN_HEADERS, application, schema_with

HELLO = {"query": "{ hello }"}
EVEN = "query ($n: Even!) { even(number: $n) }"
BOTH = pytest.mark.parametrize("accept", [JSON, GRAPHQL_RESPONSE])


@BOTH
async def test_a_query_is_answered_in_the_type_that_was_asked_for(accept: str) -> None:
    response = await post(HELLO, accept)

    assert response.status_code == 200
    assert response.json() == {"data": {"hello": "hello world"}}
    assert response.headers["content-type"] == f"{accept}; charset=utf-8"


async def test_an_answer_is_not_stored_nor_sniffed_and_varies_with_the_tokens() -> None:
    response = await post(HELLO)

    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["vary"] == ", ".join(("Accept", "Authorization", *TOKEN_HEADERS))


async def test_variables_and_the_name_of_the_operation_are_used() -> None:
    query = "query A { hello } query B($name: String!) { hello(name: $name) }"

    response = await post({"query": query, "operationName": "B", "variables": {"name": "you"}})

    assert response.json() == {"data": {"hello": "hello you"}}


async def test_extensions_reach_the_resolvers() -> None:
    posted = await post({"query": "{ extension }", "extensions": {"tag": "t1"}})
    got = await get('?query={extension}&extensions={"tag":"t1"}')

    assert posted.json() == got.json() == {"data": {"extension": "t1"}}


async def test_an_empty_name_counts_as_no_name() -> None:
    response = await post({**HELLO, "operationName": ""})

    assert response.status_code == 200


async def test_a_get_takes_its_parameters_from_the_url() -> None:
    response = await get(
        "?query=query B($name:String!){hello(name:$name)} query A{hello}"
        '&variables={"name":"you"}&operationName=B'
    )

    assert response.json() == {"data": {"hello": "hello you"}}


async def test_an_empty_parameter_of_a_url_counts_as_absent() -> None:
    response = await get("?query={hello}&variables=&operationName=&extensions=")

    assert response.status_code == 200


@BOTH
async def test_a_field_that_fails_leaves_the_rest_with_200(accept: str) -> None:
    response = await post({"query": "{ hello maybe }"}, accept)

    assert response.status_code == 200
    assert response.json()["data"] == {"hello": "hello world", "maybe": None}
    assert len(errors(response)) == 1


async def test_a_failure_that_takes_all_data_away_leaves_data_null() -> None:
    response = await post({"query": "{ broken }"})

    assert response.status_code == 200
    assert response.json()["data"] is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"query": "{"}, "GRAPHQL_PARSE_FAILED"),
        ({"query": ""}, "GRAPHQL_PARSE_FAILED"),
        ({"query": "# nothing"}, "GRAPHQL_PARSE_FAILED"),
        ({"query": "{a" * 3000}, "GRAPHQL_PARSE_FAILED"),
        ({"query": '{ hello(name: "\\ud800") }'}, "GRAPHQL_PARSE_FAILED"),
        ({"query": "query A { query mutation"}, "GRAPHQL_PARSE_FAILED"),
        ({"query": "{ nope }"}, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": '{ even(number: "x") }'}, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": "query A { hello } query A { hello }"}, "OPERATION_RESOLUTION_FAILURE"),
        ({"query": "query A { hello } query B { hello }"}, "OPERATION_RESOLUTION_FAILURE"),
        ({"query": "query A { hello }", "operationName": "B"}, "OPERATION_RESOLUTION_FAILURE"),
        ({"query": "fragment F on Query { hello }"}, "OPERATION_RESOLUTION_FAILURE"),
        ({"query": "subscription { ticks }"}, "BAD_REQUEST"),
        ({"query": EVEN}, "BAD_USER_INPUT"),
        ({"query": EVEN, "variables": {"n": "x"}}, "BAD_USER_INPUT"),
        ({"query": "{ even(number: 3) }"}, "ODD"),
        ({"query": EVEN, "variables": {"n": 3}}, "ODD"),
        (
            {"query": "query ($n: String) { hello(name: $n) }", "variables": {"n": 3}},
            "BAD_USER_INPUT",
        ),
    ],
)
async def test_an_operation_that_cannot_run_has_no_data_and_a_code(
    content: dict[str, object], expected: str
) -> None:
    strict, lenient = await post(content), await post(content, JSON)

    assert (strict.status_code, lenient.status_code) == (400, 200)
    assert strict.json() == lenient.json()
    assert code(strict) == expected
    assert "data" not in strict.json()


async def test_a_bad_variable_is_named_in_the_message() -> None:
    response = await post({"query": EVEN, "variables": {"n": 3}})

    assert errors(response)[0]["message"].startswith("Variable '$n' has invalid value")
    assert "is odd" in errors(response)[0]["message"]


async def test_several_words_of_operations_are_not_several_operations() -> None:
    response = await post({"query": 'query Q { hello(name: "query mutation") }'})

    assert response.json() == {"data": {"hello": "hello query mutation"}}


async def test_variables_nested_deeply_are_a_bad_input() -> None:
    deep = '{"query": "query ($n: String) { hello(name: $n) }", "variables": {"n": %s%s}}'

    response = await post((deep % ("[" * 500, "]" * 500)).encode())

    assert (response.status_code, code(response)) == (400, "BAD_USER_INPUT")


async def test_extensions_of_the_schema_stand_beside_the_data() -> None:
    class Told(SchemaExtension):
        def get_results(self) -> dict[str, object]:
            return {"told": 1}

    app = application(schema=schema_with(Told))

    response = await post(HELLO, app=app)

    assert response.json() == {"data": {"hello": "hello world"}, "extensions": {"told": 1}}


async def test_a_context_may_be_awaited() -> None:
    async def make_context(request: Request) -> str:
        return f"of {request.method}"

    response = await post({"query": "{ context }"}, app=application(make_context))

    assert response.json() == {"data": {"context": "of POST"}}


async def test_a_context_may_be_made_at_once() -> None:
    response = await post({"query": "{ context }"}, app=application(lambda _: "plain"))

    assert response.json() == {"data": {"context": "plain"}}

"""What is left to graphql-core or to Strawberry: it is theirs to the last word."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from typing import Any

import pytest
import strawberry
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types.execution import PreExecutionError

from gateway.execution import CompiledExecutor
from tests.execution.both import both, shown
from tests.execution.world import QuietSchema


@strawberry.type
class Query:
    word: str = "word"

    @strawberry.field
    async def later(self) -> str | None:
        await asyncio.sleep(0)
        return "later"

    @strawberry.field
    def failing(self) -> str | None:
        raise ValueError("no")

    @strawberry.field
    def words(self) -> list[str]:
        return ["a", "b", "c"]

    @strawberry.field
    def below(self) -> Query:
        return self


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def count(self, to: int = 2) -> AsyncGenerator[int, None]:
        for number in range(to):
            yield number


INCREMENTAL = StrawberryConfig(enable_experimental_incremental_execution=True)


async def parts(result: Any) -> list[object]:
    """An incremental answer, part by part, as it would be sent."""
    if not hasattr(result, "initial_result"):
        return [shown(result)]
    rest = [part.formatted async for part in result.subsequent_results]
    return [result.initial_result.formatted, *rest]


@pytest.mark.parametrize(
    "document",
    [
        "{ word ... @defer { later } }",
        '{ word below { word ... @defer(label: "a") { later failing } } }',
        "{ ...F @defer } fragment F on Query { later below { ... @defer { word } } }",
        "{ words @stream(initialCount: 1) }",
        '{ words @stream(initialCount: 1, label: "w") ... @defer(if: false) { later } }',
        "{ word later failing words }",
    ],
)
async def test_incremental_answers_are_strawberrys(document: str) -> None:
    schema = QuietSchema(Query, config=INCREMENTAL)
    executor = CompiledExecutor(schema, compile_at_use=1)
    expected = await parts(await schema.execute(document, root_value=Query()))

    given = [await parts(await executor.execute(document, root=Query())) for _ in range(2)]

    assert not executor.compiles
    assert given == [expected] * 2


@pytest.mark.parametrize(
    "document", ["{ ... @defer { word } }", "{ words @stream }", "{ word @defer }"]
)
async def test_incremental_directives_are_unknown_unless_switched_on(document: str) -> None:
    result = await both(QuietSchema(Query), document, root=Query)

    assert isinstance(result, PreExecutionError)
    assert (result.errors or [])[0].message.startswith("Unknown directive")


async def test_a_subscription_that_is_not_subscribed_to_fails_alike() -> None:
    schema = QuietSchema(Query, subscription=Subscription)

    await both(schema, "subscription { count }")
    await both(schema, "subscription ($to: Int!) { count(to: $to) }", variables={"to": "x"})
    await both(schema, "subscription { count other: count }")


class Shouting(SchemaExtension):
    """Stands around every resolver, as middleware does."""

    def resolve(self, next_: Any, root: Any, info: Any, *args: str, **kwargs: Any) -> Any:
        value = next_(root, info, *args, **kwargs)
        return value.upper() if isinstance(value, str) else value


class Adding(SchemaExtension):
    """Stands around the whole, and adds something to the answer."""

    def on_execute(self) -> Iterator[None]:
        yield
        self.execution_context.extensions_results["document"] = self.execution_context.query


class OwnWay(StrawberryGraphQLCoreExecutionContext):
    """An executor of one's own that changes every leaf."""

    @staticmethod
    def complete_leaf_value(return_type: Any, result: Any) -> Any:
        return f"own {result}" if return_type.name == "String" else result


@pytest.mark.parametrize(
    ("options", "word", "extensions"),
    [
        ({"extensions": [Shouting]}, "WORD", {}),
        ({"extensions": [Adding]}, "word", {"document": "{ word }"}),
        ({"extensions": [Shouting, Adding]}, "WORD", {"document": "{ word }"}),
        ({"execution_context_class": OwnWay}, "own word", {}),
    ],
)
async def test_whoever_takes_part_in_an_execution_still_does(
    options: dict[str, Any], word: str, extensions: dict[str, Any]
) -> None:
    result = await both(QuietSchema(Query, **options), "{ word }", root=Query)

    assert result.data == {"word": word}
    assert (result.extensions or {}) == extensions


@pytest.mark.parametrize(
    "document",
    [
        "{ __schema { types { name kind fields { name type { name ofType { name } } } } } }",
        '{ __type(name: "Query") { name fields { name args { name defaultValue } } } word }',
        '{ word below { __typename word } __type(name: "Nothing") { name } }',
        "{ below { ... on Query { __typename } } __schema { directives { name locations } } }",
    ],
)
async def test_introspection_is_answered_beside_the_rest(document: str) -> None:
    result = await both(QuietSchema(Query, subscription=Subscription), document, root=Query)

    assert result.errors is None
    assert result.data

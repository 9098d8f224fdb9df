"""The executor as a whole: what it compiles and when, what it leaves alone, what it remembers."""

from __future__ import annotations

import traceback
from collections.abc import AsyncGenerator, Iterator
from functools import cached_property
from typing import Any

import pytest
import strawberry
from graphql import GraphQLError, ValidationRule
from strawberry.directive import DirectiveLocation, DirectiveValue
from strawberry.exceptions import MissingQueryError
from strawberry.extensions import MaskErrors, ParserCache, SchemaExtension, ValidationCache
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types import ExecutionContext
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType

from gateway.execution import CompiledExecutor
from tests.execution.both import both, shown


@strawberry.type
class Query:
    @strawberry.field
    def is_compiled(self) -> bool:
        """Whether compiled code calls this."""
        return any(frame.filename.startswith("<compiled") for frame in traceback.extract_stack())

    @strawberry.field
    def failing(self, text: str = "no") -> str | None:
        raise ValueError(text)

    @strawberry.field
    def extensions(self, info: strawberry.Info) -> str:
        return str(info.input_extensions)


@strawberry.type
class Mutation:
    @strawberry.mutation
    def change(self) -> Query:
        return Query()


class Schema(strawberry.Schema):
    """Keeps the errors that it is shown."""

    @cached_property
    def seen(self) -> list[tuple[str, bool]]:
        """Their messages, and whether the document could be parsed."""
        return []

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        assert execution_context is not None
        has_document = execution_context.graphql_document is not None
        self.seen += [(error.message, has_document) for error in errors]


ASKED = "{ isCompiled }"


async def compiled_uses(executor: CompiledExecutor, document: str = ASKED) -> list[bool]:
    """Whether compiled code runs the document, at three uses."""
    results = [await executor.execute(document) for _ in range(3)]
    return [next(iter((result.data or {}).values())) for result in results]


async def test_a_document_is_compiled_when_it_comes_again() -> None:
    assert await compiled_uses(CompiledExecutor(Schema(Query))) == [False, True, True]


async def test_what_is_below_a_mutation_is_compiled() -> None:
    executor = CompiledExecutor(Schema(Query, Mutation), compile_at_use=1)

    result = await executor.execute("mutation { change { isCompiled } }")

    assert result.data == {"change": {"isCompiled": True}}


async def test_a_document_that_is_too_large_to_keep_is_not_compiled() -> None:
    executor = CompiledExecutor(Schema(Query), largest_cached_characters=len(ASKED) - 1)

    assert await compiled_uses(executor) == [False] * 3


async def test_the_document_that_was_not_used_for_longest_is_forgotten() -> None:
    executor = CompiledExecutor(Schema(Query), documents=2)
    first, second, third = ASKED, "{ b: isCompiled }", "{ c: isCompiled }"

    for document in (first, second, first, third):
        await executor.execute(document)

    assert await compiled_uses(executor, first) == [True] * 3
    assert await compiled_uses(executor, second) == [False, True, True]


async def test_documents_share_their_room() -> None:
    executor = CompiledExecutor(Schema(Query), documents=10, characters=2 * len(ASKED))
    first, second, third = ASKED, "{a:isCompiled}", "{b:isCompiled}"

    for document in (first, second, third):
        await executor.execute(document)

    assert await compiled_uses(executor, third) == [True] * 3
    assert await compiled_uses(executor, first) == [False, True, True]


async def test_introspection_is_left_to_graphql_core() -> None:
    executor = CompiledExecutor(Schema(Query), compile_at_use=1)

    assert await compiled_uses(executor, "{ isCompiled __schema { __typename } }") == [False] * 3


class OwnExecutor(StrawberryGraphQLCoreExecutionContext):
    """An executor of one's own."""


class Timing(SchemaExtension):
    """Takes part in every operation."""

    def on_operation(self) -> Iterator[None]:
        yield
        self.execution_context.extensions_results["took"] = 5


@strawberry.directive(locations=[DirectiveLocation.FIELD])
def loud(value: DirectiveValue[str]) -> str:
    return str(value).upper()


@pytest.mark.parametrize(
    "options",
    [
        {"extensions": [MaskErrors]},
        {"extensions": [ParserCache, Timing]},
        {"execution_context_class": OwnExecutor},
        {"directives": [loud]},
        {"config": StrawberryConfig(enable_experimental_incremental_execution=True)},
    ],
)
async def test_a_schema_that_others_take_part_in_is_left_to_strawberry(
    options: dict[str, Any],
) -> None:
    schema = Schema(Query, **options)
    executor = CompiledExecutor(schema, compile_at_use=1)

    result = await both(schema, "{ failing isCompiled }")

    assert result.data == {"failing": None, "isCompiled": False}
    assert not executor.compiles


@pytest.mark.parametrize(
    "options",
    [{}, {"extensions": [lambda: ParserCache(maxsize=5), ValidationCache]}],
)
async def test_strawberrys_caches_do_not_stand_in_the_way(options: dict[str, Any]) -> None:
    executor = CompiledExecutor(Schema(Query, **options), compile_at_use=1)

    assert executor.compiles
    assert await compiled_uses(executor) == [True] * 3


async def test_a_schema_sees_every_error() -> None:
    schema = Schema(Query)
    executor = CompiledExecutor(schema, compile_at_use=1)

    for document in ("{", "{ nope }", '{ failing(text: "a") b: failing }', ASKED):
        await executor.execute(document)

    assert schema.seen == [
        ("Syntax Error: Expected Name, found <EOF>.", False),
        ("Cannot query field 'nope' on type 'Query'.", True),
        ("a", True),
        ("no", True),
    ]


async def test_suggestions_are_left_out_where_the_schema_says_so() -> None:
    schema = Schema(Query, config=StrawberryConfig(disable_field_suggestions=True))

    result = await both(schema, "{ isCompile }")

    (error,) = result.errors or []
    assert error.message == "Cannot query field 'isCompile' on type 'Query'."


async def test_an_invalid_document_stays_invalid() -> None:
    executor = CompiledExecutor(Schema(Query))

    first, second = [await executor.execute("{ nope }") for _ in range(2)]

    assert isinstance(second, PreExecutionError)
    assert shown(first) == shown(second)
    assert first.errors is not second.errors


async def test_a_document_must_be_there() -> None:
    with pytest.raises(MissingQueryError):
        await CompiledExecutor(Schema(Query)).execute(None)


@pytest.mark.parametrize(
    ("document", "name"),
    [
        (ASKED, "A"),
        (ASKED, ""),
        ("query A { isCompiled }", "B"),
        ("query A { isCompiled } query B { isCompiled }", ""),
        ("fragment F on Query { isCompiled }", None),
    ],
)
async def test_the_operation_must_be_there(document: str, name: str | None) -> None:
    schema = Schema(Query)

    with pytest.raises(CannotGetOperationTypeError) as expected:
        await schema.execute(document, operation_name=name)
    with pytest.raises(CannotGetOperationTypeError) as missing:
        await CompiledExecutor(schema).execute(document, operation_name=name)

    assert missing.value.args == expected.value.args


@pytest.mark.parametrize("compile_at_use", [1, 9])
async def test_an_operation_of_a_kind_that_is_not_allowed_is_refused(compile_at_use: int) -> None:
    executor = CompiledExecutor(Schema(Query, Mutation), compile_at_use=compile_at_use)

    with pytest.raises(InvalidOperationTypeError):
        await executor.execute("mutation { change { isCompiled } }", allowed={OperationType.QUERY})


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def compiled(self) -> AsyncGenerator[bool]:
        yield any(frame.filename.startswith("<compiled") for frame in traceback.extract_stack())


async def test_a_subscription_is_left_to_graphql_core() -> None:
    schema = Schema(Query, subscription=Subscription)

    result = await both(schema, "subscription { compiled }")

    assert result.data is None


@pytest.mark.parametrize("kind", ["mutation", "subscription"])
async def test_an_operation_that_the_schema_does_not_have_is_refused(kind: str) -> None:
    result = await both(Schema(Query), f"{kind} {{ change }}")

    assert isinstance(result, PreExecutionError)
    (error,) = result.errors or []
    assert error.message == f"The {kind} operation is not supported by the schema."


class NoFailing(ValidationRule):
    """A rule of one's own."""

    def enter_field(self, node: Any, *_args: object) -> None:
        if node.name.value == "failing":
            self.report_error(GraphQLError("`failing` is not to be asked for.", node))


async def test_rules_of_ones_own_are_kept() -> None:
    executor = CompiledExecutor(Schema(Query), rules=[NoFailing])

    result = await executor.execute("{ failing }")

    assert isinstance(result, PreExecutionError)
    assert [error.message for error in result.errors or []] == ["`failing` is not to be asked for."]


@pytest.mark.parametrize("compile_at_use", [1, 9])
async def test_the_requests_extensions_reach_the_resolvers(compile_at_use: int) -> None:
    executor = CompiledExecutor(Schema(Query), compile_at_use=compile_at_use)

    result = await executor.execute("{ extensions }", operation_extensions={"a": 1})

    assert result.data == {"extensions": "{'a': 1}"}


async def test_a_document_nested_too_deeply_is_refused_and_not_a_crash() -> None:
    document = "{ " * 100_000

    result = await CompiledExecutor(Schema(Query)).execute(document)

    assert isinstance(result, PreExecutionError)


class Failing(ValidationRule):
    """A rule with a bug."""

    def enter_field(self, *_args: object) -> None:
        raise LookupError("a bug")


async def test_a_failure_before_the_execution_is_told_as_an_error() -> None:
    result = await CompiledExecutor(Schema(Query), rules=[Failing]).execute(ASKED)

    assert isinstance(result, PreExecutionError)
    assert [type(error.original_error) for error in result.errors or []] == [LookupError]

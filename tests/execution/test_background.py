"""What resolvers start beside their own work: awaited together, or tracked to its end."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import strawberry
from graphql import GraphQLInterfaceType, GraphQLObjectType
from graphql.type import GraphQLResolveInfoHelpers

from gateway.execution.schema import graphql_schema_of
from tests.execution.both import both
from tests.execution.world import QuietSchema

Journal = list[str]
Info = strawberry.Info[Journal, None]


def helpers(info: Info) -> GraphQLResolveInfoHelpers:
    """What graphql-core gives to resolvers; Strawberry has no word for it."""
    return vars(info)["_raw_info"].async_helpers


async def step(journal: Journal, name: str, turns: int) -> str:
    try:
        for _ in range(turns):
            await asyncio.sleep(0)
    except asyncio.CancelledError:
        journal.append(f"{name} cancelled")
        raise
    journal.append(name)
    return name


async def fail(journal: Journal) -> str:
    journal.append("failing")
    raise ValueError("no")


@strawberry.interface
class Thing:
    name: str


@strawberry.type
class First(Thing):
    pass


@strawberry.type
class Second(Thing):
    pass


@strawberry.type
class Query:
    name: str = "thing"

    @strawberry.field
    async def together(self, info: Info) -> list[str]:
        steps = [step(info.context, name, turns) for name, turns in (("slow", 3), ("fast", 1))]
        return await helpers(info).gather(steps)

    @strawberry.field
    async def together_but_one(self, info: Info) -> list[str] | None:
        return await helpers(info).gather([step(info.context, "slow", 9), fail(info.context)])

    @strawberry.field
    def tracking(self, info: Info) -> str:
        helpers(info).track([step(info.context, "tracked", 2), "nothing to await"])
        info.context.append("answered")
        return "at once"

    @strawberry.field
    async def tracking_a_failure(self, info: Info) -> str:
        helpers(info).track([fail(info.context)])
        return "at once"

    @strawberry.field
    def tracking_and_failing(self, info: Info) -> str | None:
        helpers(info).track([step(info.context, "tracked", 2)])
        raise ValueError("at once")

    @strawberry.field(graphql_type=Thing | None)
    def thing(self) -> Any:
        return self

    @strawberry.field
    def things(self) -> list[Query]:
        return [self, self]


SCHEMA = QuietSchema(Query)


async def journal_of(schema: strawberry.Schema, document: str) -> tuple[Any, list[str], Journal]:
    """The data, the messages, and what happened, which is the same in each execution."""
    journals: list[Journal] = []

    def journal() -> Journal:
        journals.append([])
        return journals[-1]

    result = await both(schema, document, root=Query, context=journal)
    assert journals == [journals[0]] * 3
    return result.data, [error.message for error in result.errors or []], journals[0]


@pytest.mark.parametrize(
    ("document", "data", "messages", "journal"),
    [
        ("{ together }", {"together": ["slow", "fast"]}, [], ["fast", "slow"]),
        (
            "{ things { together } }",
            {"things": [{"together": ["slow", "fast"]}] * 2},
            [],
            ["fast", "fast", "slow", "slow"],
        ),
        (
            "{ togetherButOne name }",
            {"togetherButOne": None, "name": "thing"},
            ["no"],
            ["failing", "slow cancelled"],
        ),
        ("{ tracking }", {"tracking": "at once"}, [], ["answered", "tracked"]),
        ("{ trackingAFailure }", {"trackingAFailure": "at once"}, [], ["failing"]),
        (
            "{ trackingAndFailing }",
            {"trackingAndFailing": None},
            ["at once"],
            ["tracked"],
        ),
    ],
)
async def test_what_a_resolver_starts_comes_to_its_end(
    document: str, data: dict[str, Any], messages: list[str], journal: Journal
) -> None:
    assert await journal_of(SCHEMA, document) == (data, messages, journal)


def yes(_value: object, _info: object) -> bool:
    return True


def fails_at_once(_value: object, _info: object) -> bool:
    raise ValueError("cannot tell at once")


def fails_later(_value: object, info: Any) -> Any:
    return fail(info.context)


@pytest.mark.parametrize(
    ("second", "data", "messages"),
    [
        (yes, {"thing": {"__typename": "Second"}}, []),
        (fails_at_once, {"thing": None}, ["cannot tell at once"]),
        (fails_later, {"thing": None}, ["no"]),
    ],
)
async def test_the_answer_of_a_type_that_nobody_waits_for_is_heard_out(
    second: Any, data: dict[str, Any], messages: list[str]
) -> None:
    schema = QuietSchema(Query, types=[First, Second])
    types = graphql_schema_of(schema).type_map
    interface, first_type, second_type = (types[name] for name in ("Thing", "First", "Second"))
    assert isinstance(interface, GraphQLInterfaceType)
    assert isinstance(first_type, GraphQLObjectType)
    assert isinstance(second_type, GraphQLObjectType)
    interface.resolve_type = None
    first_type.is_type_of, second_type.is_type_of = fails_later, second

    answered, told, journal = await journal_of(schema, "{ thing { __typename } }")

    assert (answered, told) == (data, messages)
    assert journal == ["failing"] * (2 if second is fails_later else 1)

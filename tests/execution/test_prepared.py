"""Resolvers of which a part is done once for all objects of a list."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import strawberry

from gateway.execution import CompiledExecutor, prepared_by
from tests.execution.both import both
from tests.execution.world import QuietSchema

DOCUMENT = "{ things { doubled again: doubled } }"

PREPARED: list[str] = []
"""The keys of the fields that were prepared."""


def _doubling(info: strawberry.Info) -> Callable[[Thing], Awaitable[int]]:
    PREPARED.append(str(info.path.key))

    async def doubled(thing: Thing) -> int:
        await asyncio.sleep(0)
        if thing.number == 2:
            raise ValueError("no two")
        return 2 * thing.number

    return doubled


@prepared_by(_doubling)
def _doubled(root: strawberry.Parent[Thing], info: strawberry.Info) -> Awaitable[int]:
    return _doubling(info)(root)


def _refusing(info: strawberry.Info) -> Callable[[Thing], int]:
    raise ValueError(f"nothing for {info.field_name}")


@prepared_by(_refusing)
def _refused(root: strawberry.Parent[Thing], info: strawberry.Info) -> int:
    return _refusing(info)(root)


@strawberry.type
class Thing:
    number: strawberry.Private[int]
    doubled: int | None = strawberry.field(resolver=_doubled, graphql_type=int | None)
    refused: int | None = strawberry.field(resolver=_refused, graphql_type=int | None)


def _things() -> list[Any]:
    return [Thing(number=number) for number in range(4)]


@strawberry.type
class Query:
    things: list[Thing] = strawberry.field(resolver=_things, graphql_type=list[Thing])


SCHEMA = QuietSchema(Query)


async def test_what_is_prepared_resolves_as_the_resolver_does() -> None:
    result = await both(SCHEMA, DOCUMENT)

    shown = [{"doubled": n, "again": n} for n in (0, 2, None, 6)]
    assert result.data == {"things": shown}
    assert [error.path for error in result.errors or []] == [
        ["things", 2, "doubled"],
        ["things", 2, "again"],
    ]


async def test_each_field_is_prepared_once_in_each_run() -> None:
    executor = CompiledExecutor(SCHEMA, compile_at_use=1)

    for _ in range(2):
        PREPARED.clear()
        await executor.execute(DOCUMENT)
        assert PREPARED == ["doubled", "again"]


async def test_a_preparation_that_fails_fails_the_field_of_each_object() -> None:
    result = await both(SCHEMA, "{ things { refused } }")

    assert result.data == {"things": [{"refused": None}] * 4}
    assert [error.message for error in result.errors or []] == ["nothing for refused"] * 4

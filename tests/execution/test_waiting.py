"""Awaiting: what runs at once and what one after the other, and what becomes of the rest."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import strawberry
from strawberry.dataloader import DataLoader

from gateway.execution import CompiledExecutor
from tests.execution.both import both
from tests.execution.world import QuietSchema


class Journal:
    """A request's context: its loader, and what happened in which order."""

    def __init__(self) -> None:
        self.entries: list[Any] = []
        self.names: DataLoader[int, str] = DataLoader(self._load)

    async def _load(self, keys: list[int]) -> list[str]:
        self.entries.append(tuple(keys))
        await asyncio.sleep(0)
        return [f"#{key}" for key in keys]


Info = strawberry.Info[Journal, None]


@strawberry.type
class Item:
    number: int

    @strawberry.field
    async def name(self, info: Info) -> str:
        return await info.context.names.load(self.number)

    @strawberry.field
    async def friend(self, info: Info) -> Item:
        await info.context.names.load(self.number + 100)
        return Item(number=self.number + 10)

    @strawberry.field
    async def friends(self, info: Info) -> list[Item]:
        await info.context.names.load(self.number + 200)
        return [Item(number=self.number + 20), Item(number=self.number + 30)]


@strawberry.type
class Query:
    @strawberry.field
    def items(self, count: int = 3) -> list[Item]:
        return [Item(number=number) for number in range(count)]

    @strawberry.field
    async def item(self, number: int) -> Item:
        await asyncio.sleep(0)
        return Item(number=number)

    @strawberry.field
    async def slow(self, info: Info) -> str:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            info.context.entries.append("cancelled")
            raise
        return "never"

    @strawberry.field
    async def failing(self) -> str:
        raise ValueError("no")

    @strawberry.field
    def unable(self) -> str:
        raise ValueError("at once")


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def slowly(self, info: Info, name: str, turns: int = 0) -> Item:
        info.context.entries.append(f"{name} begins")
        for _ in range(turns):
            await asyncio.sleep(0)
        info.context.entries.append(f"{name} ends")
        return Item(number=turns)

    @strawberry.mutation
    def quickly(self, info: Info, name: str) -> Item | None:
        info.context.entries.append(name)
        return Item(number=0) if name else None

    @strawberry.mutation
    def fail(self) -> Item:
        raise ValueError("no")


SCHEMA = QuietSchema(Query, Mutation)


async def journal_of(document: str) -> tuple[list[Any], Any]:
    """What happens during an execution, which is the same compiled, and the result's data."""
    journals: list[Journal] = []

    def keep() -> Journal:
        journals.append(Journal())
        return journals[-1]

    result = await both(SCHEMA, document, context=keep)
    first, *others = [journal.entries for journal in journals]
    assert others == [first] * 2
    return first, result.data


@pytest.mark.parametrize(
    ("document", "batches"),
    [
        ("{ items { name } }", [(0, 1, 2)]),
        ("{ items { name number again: name } other: items(count: 1) { name } }", [(0, 1, 2)]),
        ("{ items(count: 1) { name } }", [(0,)]),
        ("{ items(count: 2) { friend { name } } }", [(100, 101), (10, 11)]),
        (
            "{ items(count: 2) { name friend { name friend { name } } } }",
            [(0, 100, 1, 101), (10, 110, 11, 111), (20, 21)],
        ),
        (
            "{ items(count: 2) { friends { name number } } a: item(number: 5) { name } }",
            [(200, 201, 5), (20, 30, 21, 31)],
        ),
    ],
)
async def test_what_is_asked_at_once_is_loaded_in_one_batch(
    document: str, batches: list[tuple[int, ...]]
) -> None:
    entries, _ = await journal_of(document)

    assert list(map(sorted, entries)) == list(map(sorted, batches))


async def test_mutations_run_one_after_the_other() -> None:
    entries, data = await journal_of(
        'mutation { a: slowly(name: "a", turns: 3) { number } b: quickly(name: "b") { number }'
        ' c: slowly(name: "c") { name } }'
    )

    assert entries == ["a begins", "a ends", "b", "c begins", "c ends", (0,)]
    assert list(data) == ["a", "b", "c"]


async def test_a_mutation_after_one_that_failed_for_good_does_not_run() -> None:
    entries, data = await journal_of(
        'mutation { quickly(name: "a") { number } fail { number } b: quickly(name: "b") { name } }'
    )

    assert entries == ["a"]
    assert data is None


async def test_what_no_longer_matters_is_cancelled() -> None:
    entries, data = await journal_of("{ slow failing }")

    assert entries == ["cancelled"]
    assert data is None


async def test_what_fails_at_once_does_not_wait_for_the_rest() -> None:
    context = Journal()
    executor = CompiledExecutor(SCHEMA, compile_at_use=1)

    async with asyncio.timeout(10):
        result = await executor.execute("{ item(number: 1) { name } unable }", context=context)

    assert result.data is None


async def test_a_cancelled_request_cancels_its_resolvers() -> None:
    context = Journal()
    executor = CompiledExecutor(SCHEMA, compile_at_use=1)
    request = asyncio.create_task(executor.execute("{ slow }", context=context))
    await asyncio.sleep(0)

    request.cancel()

    with pytest.raises(asyncio.CancelledError):
        await request
    assert context.entries == ["cancelled"]


async def test_simultaneous_requests_of_one_document_do_not_meet() -> None:
    executor = CompiledExecutor(SCHEMA, compile_at_use=1)
    document = "query ($n: Int!) { item(number: $n) { number friend { number } } }"

    async def ask(number: int) -> Any:
        result = await executor.execute(document, variables={"n": number}, context=Journal())
        return result.data

    answers = await asyncio.gather(*map(ask, range(5)))

    assert answers == [{"item": {"number": n, "friend": {"number": n + 10}}} for n in range(5)]

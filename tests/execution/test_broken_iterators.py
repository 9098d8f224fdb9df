"""Iterators that break off, and lists that do: what they still hold is fetched, and heard out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from typing import Any

import pytest
import strawberry

from tests.execution.both import both
from tests.execution.world import QuietSchema

Journal = list[str]
Info = strawberry.Info[Journal, None]


class Steps:
    """An iterator of one's own, which notes each step; a step that is an error is raised."""

    def __init__(self, journal: Journal, steps: list[Any]) -> None:
        self._journal = journal
        self._steps = iter(steps)

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        self._journal.append("next")
        step = next(self._steps)
        if isinstance(step, ValueError):
            raise step
        return step

    def close(self) -> None:
        """As generators have it; nobody is to call it."""
        self._journal.append("closed")


async def failing(journal: Journal, name: str) -> Any:
    journal.append(name)
    raise ValueError(name)


STEPS: dict[str, Callable[[Journal], list[Any]]] = {
    "breaking": lambda _: ["ok", ValueError("bad")],
    "breaking before more": lambda journal: ["ok", ValueError("bad"), failing(journal, "later")],
    "null": lambda _: ["ok", None, "more"],
    "null among more": lambda journal: [failing(journal, "first"), None, failing(journal, "third")],
}


@strawberry.type
class Item:
    index: strawberry.Private[int]

    @strawberry.field(graphql_type=str)
    def name(self, info: Info) -> str | Awaitable[str]:
        if self.index == 0:
            return failing(info.context, "bad")
        raise ValueError("also bad")


def items() -> Iterator[Item]:
    return (Item(index=index) for index in range(2))


async def items_later() -> AsyncIterator[Item]:
    for item in items():
        yield item


@strawberry.type
class Query:
    @strawberry.field(graphql_type=list[str | None] | None)
    def steps(self, info: Info, of: str) -> Any:
        return Steps(info.context, STEPS[of](info.context))

    @strawberry.field(graphql_type=list[str] | None)
    def steps1(self, info: Info, of: str) -> Any:
        return Steps(info.context, STEPS[of](info.context))

    @strawberry.field(graphql_type=list[str])
    def all_steps1(self, info: Info, of: str) -> Any:
        return Steps(info.context, STEPS[of](info.context))

    @strawberry.field(graphql_type=list[Item] | None)
    def items(self) -> Any:
        return items()

    @strawberry.field(graphql_type=list[Item] | None)
    def listed(self) -> Any:
        return [*items()]

    @strawberry.field(graphql_type=list[Item] | None)
    def streamed(self) -> Any:
        return items_later()


SCHEMA = QuietSchema(Query)


async def journal_of(document: str) -> tuple[Any, Sequence[tuple[str, object]], Journal]:
    """The data, message and path of each error, and what happened; the same in each execution."""
    journals: list[Journal] = []

    def journal() -> Journal:
        journals.append([])
        return journals[-1]

    result = await both(SCHEMA, document, root=Query, context=journal)
    assert journals == [journals[0]] * 3
    errors = [(error.message, error.path) for error in result.errors or []]
    return result.data, errors, journals[0]


NULL = "Cannot return null for non-nullable field Query.{}."


@pytest.mark.parametrize(
    ("asked", "data", "message", "path", "journal"),
    [
        ('steps(of: "breaking")', {"it": None}, "bad", ["it"], ["next"] * 3),
        ('allSteps1(of: "breaking")', None, "bad", ["it"], ["next"] * 3),
        (
            'steps(of: "breaking before more")',
            {"it": None},
            "bad",
            ["it"],
            [*["next"] * 4, "later"],
        ),
        ('steps1(of: "null")', {"it": None}, NULL.format("steps1"), ["it", 1], ["next"] * 4),
        (
            'allSteps1(of: "null among more")',
            None,
            NULL.format("allSteps1"),
            ["it", 1],
            [*["next"] * 4, "first", "third"],
        ),
    ],
)
async def test_an_iterator_is_emptied_and_not_closed_when_its_list_fails(
    asked: str, data: dict[str, Any] | None, message: str, path: list[Any], journal: Journal
) -> None:
    answered, errors, happened = await journal_of(f"{{ it: {asked} }}")

    assert answered == data
    assert errors == [(message, path)]
    assert happened[: happened.count("next")] == ["next"] * happened.count("next")
    assert sorted(happened) == sorted(journal)


@pytest.mark.parametrize("field", ["items", "listed", "streamed"])
async def test_an_item_that_fails_at_once_lets_those_before_it_end_unheard(field: str) -> None:
    data, errors, happened = await journal_of(f"{{ it: {field} {{ name }} }}")

    assert data == {"it": None}
    assert errors == [("also bad", ["it", 1, "name"])]
    assert happened == ["bad"]


class Endless:
    """Waits for its next item forever."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def __aiter__(self) -> Endless:
        return self

    async def __anext__(self) -> str:
        self._journal.append("waits")
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self._journal.append("cancelled")
            raise
        return "never"


class Closable(Endless):
    async def aclose(self) -> None:
        """Nobody is to call it: what is cancelled has ended."""
        self._journal.append("closed")


@strawberry.type
class Waiting:
    @strawberry.field(graphql_type=list[str])
    def endless(self, info: Info) -> Any:
        return Endless(info.context)

    @strawberry.field(graphql_type=list[str])
    def closable(self, info: Info) -> Any:
        return Closable(info.context)

    @strawberry.field
    async def fails(self) -> int:
        raise ValueError("no")


@pytest.mark.parametrize("field", ["endless", "closable"])
async def test_an_iterator_that_is_given_up_is_cancelled_in_its_step(field: str) -> None:
    journals: list[Journal] = []

    def kept() -> Journal:
        journals.append([])
        return journals[-1]

    result = await both(QuietSchema(Waiting), f"{{ {field} fails }}", root=Waiting, context=kept)

    assert result.data is None
    assert [error.message for error in result.errors or []] == ["no"]
    assert journals == [["waits", "cancelled"]] * 3

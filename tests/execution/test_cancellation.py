"""A request that is given up at any moment stops the same resolvers as with graphql-core."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import pytest
import strawberry

from gateway.execution import CompiledExecutor
from tests.execution.both import both, settle
from tests.execution.world import QuietSchema

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""What is cancelled before it began is never awaited, nor is it by graphql-core."""


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left_behind() -> Iterator[None]:
    """The collector finds such coroutines some time; it shall be here, and not in other tests."""
    yield
    gc.collect()


Journal = list[str]
Info = strawberry.Info[Journal, None]


async def step(journal: Journal, name: str, turns: int) -> str:
    """Take some turns of the event loop, and note how it ended."""
    journal.append(f"{name} begins")
    try:
        for _ in range(turns):
            await asyncio.sleep(0)
    except asyncio.CancelledError:
        journal.append(f"{name} is cancelled")
        raise
    journal.append(f"{name} ends")
    return name


@strawberry.type
class Node:
    @strawberry.field
    async def name(self, info: Info, text: str = "name", turns: int = 2) -> str:
        return await step(info.context, text, turns)

    @strawberry.field
    async def node(self, info: Info, turns: int = 1) -> Node:
        await step(info.context, "node", turns)
        return self

    @strawberry.field
    async def nodes(self, info: Info, count: int = 2) -> list[Node]:
        await step(info.context, "nodes", 1)
        return [self] * count

    @strawberry.field(graphql_type=list[str])
    async def names(self, info: Info) -> AsyncIterator[str]:
        for number in range(3):
            yield await step(info.context, f"names {number}", 1)

    @strawberry.field(graphql_type=list[str])
    def later(self, info: Info) -> list[Awaitable[str]]:
        return [step(info.context, f"later {number}", number) for number in range(3)]

    @strawberry.field
    async def failing(self, info: Info, turns: int = 1) -> str:
        await step(info.context, "failing", turns)
        raise ValueError("no")

    @strawberry.field
    async def failing_softly(self, info: Info, turns: int = 1) -> str | None:
        await step(info.context, "softly", turns)
        raise ValueError("softly")

    @strawberry.field
    async def giving_up(self) -> str | None:
        raise asyncio.CancelledError

    @strawberry.field
    def giving_up_at_once(self) -> str | None:
        raise asyncio.CancelledError


@strawberry.type
class Mutation(Node):
    """The same, one after the other."""


SCHEMA = QuietSchema(Node, Mutation)

DOCUMENTS = [
    "{ name }",
    '{ name other: name(text: "other", turns: 4) }',
    "{ node { name node { name } } }",
    "{ nodes { name nodes(count: 1) { name } } name }",
    "{ names name }",
    "{ later name }",
    'mutation { name node { name } last: name(text: "last") }',
    'mutation { nodes { name } later last: name(text: "last") }',
    "{ failingSoftly name(turns: 3) node { failingSoftly } }",
    "{ failing name(turns: 5) nodes { name } }",
    "mutation { failing name }",
]
Ask = Callable[[Journal], Awaitable[Any]]


async def given_up(ask: Ask, after: int) -> tuple[Journal, bool]:
    """What happened until and after the request was cancelled, and whether it was over before."""
    journal: Journal = []
    request = asyncio.ensure_future(ask(journal))
    for _ in range(after):
        await asyncio.sleep(0)
    journal.append("---")
    request.cancel()
    await asyncio.wait([request])
    await settle()
    return journal, request.cancelled()


@pytest.mark.parametrize("after", range(1, 14))
@pytest.mark.parametrize("document", DOCUMENTS)
async def test_a_request_may_be_given_up_at_any_moment(document: str, after: int) -> None:
    executor = CompiledExecutor(SCHEMA, compile_at_use=1)

    async def expected(journal: Journal) -> Any:
        return await SCHEMA.execute(document, root_value=Node(), context_value=journal)

    async def compiled(journal: Journal) -> Any:
        return await executor.execute(document, root=Node(), context=journal)

    known = await given_up(expected, after)

    assert await given_up(compiled, after) == known
    assert await given_up(compiled, after) == known


@pytest.mark.parametrize("document", DOCUMENTS)
async def test_resolvers_take_the_same_turns(document: str) -> None:
    journals: list[Journal] = []

    def journal() -> Journal:
        journals.append([])
        return journals[-1]

    await both(SCHEMA, document, root=Node, context=journal)

    assert journals[0]
    assert journals == [journals[0]] * 3


@pytest.mark.parametrize(
    "document",
    [
        "{ givingUp }",
        "{ givingUpAtOnce }",
        "{ node { givingUp } }",
        "{ nodes { givingUpAtOnce } }",
        "mutation { givingUp }",
    ],
)
async def test_a_resolver_that_gives_up_cancels_the_request(document: str) -> None:
    executor = CompiledExecutor(SCHEMA, compile_at_use=1)

    with pytest.raises(asyncio.CancelledError):
        await SCHEMA.execute(document, root_value=Node(), context_value=[])
    for _ in range(2):
        with pytest.raises(asyncio.CancelledError):
            await executor.execute(document, root=Node(), context=[])

"""Failures that meet: which of them are told, and that nothing is added to a given answer."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import strawberry
from graphql import GraphQLError

from gateway.execution import CompiledExecutor
from tests.execution.both import both, settle
from tests.execution.world import QuietSchema

Journal = list[str]
Info = strawberry.Info[Journal, None]


async def turns(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


@strawberry.type
class Nest:
    """A name that ends in 1 may not be null."""

    @strawberry.field
    def now(self) -> Nest | None:
        return self

    @strawberry.field
    async def later(self, after: int = 1) -> Nest | None:
        await turns(after)
        return self

    @strawberry.field
    async def later1(self, after: int = 1) -> Nest:
        await turns(after)
        return self

    @strawberry.field
    def fails1(self) -> str:
        raise ValueError("now")

    @strawberry.field
    async def fails_later(self, after: int = 1) -> str | None:
        await turns(after)
        raise ValueError(f"after {after}")

    @strawberry.field
    async def fails_later1(self, after: int = 1) -> str:
        await turns(after)
        raise ValueError(f"after {after}")

    @strawberry.field
    def nothing1(self) -> str:
        return None  # pyright: ignore[reportReturnType] # against its word

    @strawberry.field
    async def noted(self, info: Info, after: int = 1) -> str | None:
        await turns(after)
        info.context.append("noted")
        return "noted"

    @strawberry.field
    def ok(self) -> str:
        return "ok"


SCHEMA = QuietSchema(Nest)
Told = list[tuple[str, list[str | int]]]


@pytest.mark.parametrize(
    ("document", "data", "told"),
    [
        (
            "{ now { failsLater1 failsLater(after: 9) } ok }",
            {"now": None, "ok": "ok"},
            [("after 1", ["now", "failsLater1"])],
        ),
        (
            "{ now { failsLater1(after: 5) failsLater } ok }",
            {"now": None, "ok": "ok"},
            [("after 1", ["now", "failsLater"]), ("after 5", ["now", "failsLater1"])],
        ),
        (
            "{ now { failsLater1(after: 5) other: failsLater1(after: 2) } }",
            {"now": None},
            [("after 2", ["now", "other"])],
        ),
        (
            "{ later1 { fails1 } later { fails1 } }",
            None,
            [("now", ["later", "fails1"]), ("now", ["later1", "fails1"])],
        ),
        (
            "{ now { later1 { fails1 } later { later { later { failsLater1 } } } } ok }",
            {"now": None, "ok": "ok"},
            [("now", ["now", "later1", "fails1"])],
        ),
        (
            "{ it: now { that: later1 { these: later1 { last: fails1 } } } }",
            {"it": None},
            [("now", ["it", "that", "these", "last"])],
        ),
    ],
)
async def test_of_failures_that_meet_those_are_told_that_come_before_the_null(
    document: str, data: dict[str, Any] | None, told: Told
) -> None:
    result = await both(SCHEMA, document, root=Nest)

    assert result.data == data
    assert [(error.message, error.path) for error in result.errors or []] == told


@pytest.mark.parametrize("compile_at_use", [1, 9])
async def test_an_answer_stays_as_it_was_given(compile_at_use: int) -> None:
    """What fails later than the answer finds nobody to tell it to."""
    executor = CompiledExecutor(SCHEMA, compile_at_use=compile_at_use)
    document = "{ later { nothing1 a: failsLater(after: 3) } now { fails1 b: failsLater } }"

    result = await executor.execute(document, root=Nest())
    told = [error.path for error in result.errors or []]
    await settle()

    assert result.data == {"later": None, "now": None}
    assert told == [["now", "fails1"], ["later", "nothing1"]]
    assert [error.path for error in result.errors or []] == told


async def journal_of(document: str) -> tuple[Any, list[str], Journal]:
    """The data, the messages, and what was noted, which is the same in each execution."""
    journals: list[Journal] = []

    def journal() -> Journal:
        journals.append([])
        return journals[-1]

    result = await both(SCHEMA, document, root=Nest, context=journal)
    assert journals == [journals[0]] * 3
    return result.data, [error.message for error in result.errors or []], journals[0]


@pytest.mark.parametrize(
    ("document", "data"),
    [
        ("{ noted fails1 }", None),
        ("{ noted nothing1 }", None),
        ("{ now { noted fails1 } }", {"now": None}),
        (
            "{ now { noted(after: 5) now { noted nothing1 } } ok }",
            {"now": {"noted": "noted", "now": None}, "ok": "ok"},
        ),
    ],
)
async def test_what_fails_at_once_lets_its_siblings_end_unheard(
    document: str, data: dict[str, Any] | None
) -> None:
    answered, messages, noted = await journal_of(document)

    assert answered == data
    assert len(messages) == 1
    assert noted == ["noted"] * document.count("noted")


@pytest.mark.parametrize(
    ("document", "data"),
    [
        ("{ noted(after: 5) failsLater1 }", None),
        ("{ now { noted(after: 5) failsLater1 } ok }", {"now": None, "ok": "ok"}),
        (
            "{ now { later(after: 5) { noted } failsLater1 } ok }",
            {"now": None, "ok": "ok"},
        ),
    ],
)
async def test_what_fails_later_ends_its_siblings(
    document: str, data: dict[str, Any] | None
) -> None:
    assert await journal_of(document) == (data, ["after 1"], [])


def told() -> GraphQLError:
    return GraphQLError("told", extensions={"code": "TOLD"})


@strawberry.type
class Ways:
    """Every way for a field to have no value."""

    @strawberry.field(graphql_type=str | None)
    def fine(self) -> Any:
        return "fine"

    @strawberry.field(graphql_type=str | None)
    def raised(self) -> Any:
        raise ValueError("plain")

    @strawberry.field(graphql_type=str | None)
    def raised_told(self) -> Any:
        raise told()

    @strawberry.field(graphql_type=str | None)
    def returned(self) -> Any:
        return ValueError("plain")

    @strawberry.field(graphql_type=str | None)
    def returned_told(self) -> Any:
        return told()

    @strawberry.field(graphql_type=list[str | None])
    def listed(self) -> Any:
        return ["a", ValueError("plain"), "c", told()]

    @strawberry.field(graphql_type=str | None)
    async def late_raised(self) -> Any:
        raise ValueError("plain")

    @strawberry.field(graphql_type=str | None)
    async def late_told(self) -> Any:
        raise told()

    @strawberry.field(graphql_type=str | None)
    async def late_returned(self) -> Any:
        return ValueError("plain")

    @strawberry.field(graphql_type=str | None)
    async def late_returned_told(self) -> Any:
        return told()

    @strawberry.field(graphql_type=list[str | None])
    async def late_listed(self) -> Any:
        return ["a", ValueError("plain"), "c", told()]


async def test_an_error_counts_however_it_is_given() -> None:
    document = """{
        fine raised raisedTold returned returnedTold listed
        lateRaised lateTold lateReturned lateReturnedTold lateListed
    }"""

    result = await both(QuietSchema(Ways), document, root=Ways)

    none = dict.fromkeys(("raised", "raisedTold", "returned", "returnedTold"))
    late = dict.fromkeys(("lateRaised", "lateTold", "lateReturned", "lateReturnedTold"))
    some = ["a", None, "c", None]
    assert result.data == {"fine": "fine", **none, "listed": some, **late, "lateListed": some}
    pair: list[tuple[str, object]] = [("plain", {}), ("told", {"code": "TOLD"})]
    assert [(e.message, e.extensions) for e in result.errors or []] == pair * 6


async def test_an_error_shows_what_was_raised_and_where_it_was_asked_for() -> None:
    result = await both(QuietSchema(Ways), "{\n  raised\n}", root=Ways)

    (error,) = result.errors or []
    assert isinstance(error.original_error, ValueError)
    assert error.positions == [4]
    assert [(place.line, place.column) for place in error.locations or ()] == [(2, 3)]
    assert str(error) == "plain\n\nGraphQL request:2:3\n1 | {\n2 |   raised\n  |   ^\n3 | }"

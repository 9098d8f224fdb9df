"""Operations as a whole: which one runs, in which order, on what, and what is its own."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import strawberry
from graphql import GraphQLError
from strawberry.types.execution import PreExecutionError

from tests.execution.both import both
from tests.execution.world import QuietSchema


class Counter:
    """What the mutations change."""

    def __init__(self) -> None:
        self.number = 0
        self.order: list[int] = []


@strawberry.type
class Holder:
    @strawberry.field
    def number(self, info: strawberry.Info) -> int:
        return info.context.number

    @strawberry.field
    async def number_later(self, info: strawberry.Info) -> int:
        await asyncio.sleep(0)
        return info.context.number


@strawberry.type
class Query:
    a: str | None = "a"

    @strawberry.field
    async def b(self, turns: int = 0) -> str | None:
        for _ in range(turns):
            await asyncio.sleep(0)
        return "b"

    @strawberry.field
    def c(self) -> str | None:
        raise GraphQLError("c", extensions={"code": "C"})

    @strawberry.field
    async def d(self, turns: int = 0) -> str | None:
        for _ in range(turns):
            await asyncio.sleep(0)
        raise ValueError("d")

    @strawberry.field
    def e(self) -> list[Query | None]:
        return [self, None, self]

    @strawberry.field
    def f(self) -> Query | None:
        return self


@strawberry.type
class Mutation:
    @strawberry.mutation
    def set(self, info: strawberry.Info, to: int) -> Holder | None:
        return Mutation._set(info.context, to)

    @strawberry.mutation
    async def set_later(self, info: strawberry.Info, to: int, turns: int = 1) -> Holder | None:
        for _ in range(turns):
            await asyncio.sleep(0)
        return Mutation._set(info.context, to)

    @strawberry.mutation
    def fail(self, info: strawberry.Info, to: int) -> Holder | None:
        info.context.order.append(to)
        raise ValueError("cannot set it")

    @strawberry.mutation
    async def fail_later(self, info: strawberry.Info, to: int) -> Holder | None:
        await asyncio.sleep(0)
        info.context.order.append(to)
        raise ValueError("cannot set it later")

    @strawberry.mutation
    async def fail_for_good(self, info: strawberry.Info, to: int) -> Holder:
        await asyncio.sleep(0)
        info.context.order.append(to)
        raise ValueError("cannot go on")

    @staticmethod
    def _set(counter: Counter, to: int) -> Holder:
        counter.order.append(to)
        counter.number = to
        return Holder()


SCHEMA = QuietSchema(Query, Mutation)


@pytest.mark.parametrize(
    ("document", "data"),
    [
        ("{ b(turns: 3) a }", {"b": "b", "a": "a"}),
        ("{ c b a d }", {"c": None, "b": "b", "a": "a", "d": None}),
        ("{ f { b a } b(turns: 5) e { b } }", {"f": {"b": "b", "a": "a"}, "b": "b",
                                               "e": [{"b": "b"}, None, {"b": "b"}]}),
        ("{ f { a } ...F a } fragment F on Query { b f { b } }",
         {"f": {"a": "a", "b": "b"}, "b": "b", "a": "a"}),
        ("{ ... { b } f { ... on Query { a } ... { c } } }",
         {"b": "b", "f": {"a": "a", "c": None}}),
    ],
)  # fmt: skip
async def test_keys_stand_in_the_order_of_the_document(document: str, data: dict[str, Any]) -> None:
    result = await both(SCHEMA, document, root=Query)

    assert repr(result.data) == repr(data)


async def test_errors_stand_in_the_order_of_their_appearance() -> None:
    document = """{
        late: d(turns: 3)
        soon: d(turns: 1)
        now: c
        e { x: d y: c f { c } }
        f { soonest: d }
    }"""

    result = await both(SCHEMA, document, root=Query)

    paths = [error.path for error in result.errors or []]
    assert paths[:5] == [
        ["now"],
        ["e", 0, "y"],
        ["e", 0, "f", "c"],
        ["e", 2, "y"],
        ["e", 2, "f", "c"],
    ]
    assert paths[-1] == ["late"]
    assert len(paths) == 10


SEVERAL = "query A { a } query B { b } mutation C { set(to: 1) { number } }"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (None, {"a": "a"}),
        ("A", {"a": "a"}),
        ("B", {"b": "b"}),
        ("C", {"set": {"number": 1}}),
    ],
)
async def test_one_of_several_operations_runs(name: str | None, data: dict[str, Any]) -> None:
    result = await both(SCHEMA, SEVERAL, root=Query, context=Counter, operation_name=name)

    assert result.data == data


@pytest.mark.parametrize("document", ["{ a } { b }", "{ a } query B { b }", SEVERAL + " { a }"])
async def test_an_operation_without_name_stands_alone(document: str) -> None:
    assert isinstance(await both(SCHEMA, document), PreExecutionError)


@pytest.mark.parametrize(
    ("document", "order", "data"),
    [
        (
            """
                mutation { a: set(to: 1) { numberLater } b: setLater(to: 2) { number }
                c: set(to: 3) { number numberLater } }
            """,
            [1, 2, 3],
            {
                "a": {"numberLater": 1},
                "b": {"number": 2},
                "c": {"number": 3, "numberLater": 3},
            },
        ),
        (
            """
                mutation { a: set(to: 1) { number } b: fail(to: 2) { number }
                c: failLater(to: 3) { number } d: setLater(to: 4, turns: 3) { numberLater }
                e: set(to: 5) { number } }
            """,
            [1, 2, 3, 4, 5],
            {"a": {"number": 1}, "b": None, "c": None, "d": {"numberLater": 4},
             "e": {"number": 5}},
        ),
        (
            """
                mutation { a: setLater(to: 1) { number } b: failForGood(to: 2) { number }
                c: set(to: 3) { number } }
            """,
            [1, 2],
            None,
        ),
        (
            """
                mutation { a: set(to: 1) { number } ...F a: set(to: 1) { again: number } }
                fragment F on Mutation {
                    b: setLater(to: 2) { number }
                    a: set(to: 1) { numberLater }
                }
            """,
            [1, 2],
            {"a": {"number": 1, "numberLater": 1, "again": 1}, "b": {"number": 2}},
        ),
        ("mutation { a: set(to: 1) @skip(if: true) { number } __typename }", [],
         {"__typename": "Mutation"}),
    ],
)  # fmt: skip
async def test_mutations_run_one_by_one(
    document: str, order: list[int], data: dict[str, Any] | None
) -> None:
    counters: list[Counter] = []

    def counter() -> Counter:
        counters.append(Counter())
        return counters[-1]

    result = await both(SCHEMA, document, root=Mutation, context=counter)

    assert repr(result.data) == repr(data)
    assert [each.order for each in counters] == [order] * 3


class Odd:
    """An object whose attributes are not what they should be."""

    def a(self) -> str:
        """A method is no text."""
        return "a"

    def __repr__(self) -> str:
        return "odd"


class Slotted:
    __slots__ = ("a",)


class Lazy:
    """Makes its attributes up."""

    def __getattr__(self, name: str) -> str:
        return f"made {name}"


@pytest.mark.parametrize(
    ("root", "value"),
    [
        (lambda: None, None),
        (dict, None),
        (object, None),
        (Slotted, None),
        (Odd, None),
        (Lazy, "made a"),
        (lambda: type("Of", (), {"a": 5}), "5"),
    ],
)
async def test_a_field_is_an_attribute_of_whatever_there_is(root: Any, value: str | None) -> None:
    result = await both(SCHEMA, "{ a __typename again: a }", root=root)

    assert len(result.errors or []) == (2 if value is None else 0)
    assert result.data == {"a": value, "__typename": "Query", "again": value}

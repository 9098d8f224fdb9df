"""Scalars, enums and lists: what is serialized, and what is refused in which words."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import Any, NewType, cast

import pytest
import strawberry
from graphql import GraphQLError, Undefined
from strawberry.schema.config import StrawberryConfig

from tests.execution.both import both
from tests.execution.scripts import A, Actor, Iterates, Later, generated, generated_later
from tests.execution.world import WORLD, ActingCat, Color, QuietSchema, Size


class Text(str):
    __slots__ = ()


class Number(int):
    pass


async def value_of(field: str, value: object) -> tuple[Any, list[str]]:
    """What a cat's attribute becomes, and the messages of the errors on the way."""
    root = Actor({"cat": A(ActingCat, {field: value})})
    result = await both(WORLD, f"{{ cat {{ {field} }} }}", root=lambda: root)
    cat = (result.data or {})["cat"]
    return None if cat is None else cat[field], [e.message for e in result.errors or []]


@pytest.mark.parametrize(
    ("field", "value", "serialized"),
    [
        ("s", "text", "text"),
        ("s", "", ""),
        ("s", Text("own"), "own"),
        ("s", True, "true"),
        ("s", 7, "7"),
        ("s", 1.5, "1.5"),
        ("s", None, None),
        ("s", Undefined, None),
        ("i", 2**31 - 1, 2**31 - 1),
        ("i", -(2**31), -(2**31)),
        ("i", True, 1),
        ("i", Number(5), 5),
        ("i", 3.0, 3),
        ("i", "12", 12),
        ("i", Size.LARGE, 2),
        ("f", 1.5, 1.5),
        ("f", 2, 2.0),
        ("f", True, 1),
        ("f", Decimal("1.5"), 1.5),
        ("f", "2.5", 2.5),
        ("b", False, False),
        ("b", 1, True),
        ("id", "a", "a"),
        ("id", 7, "7"),
        ("color", Color.RED, "RED"),
        ("color", "#00f", "BLUE"),
        ("size", Size.SMALL, "SMALL"),
        ("size", 2, "LARGE"),
        ("when", dt.datetime(2026, 3, 29, 2, 30, tzinfo=dt.UTC), "2026-03-29T02:30:00+00:00"),
        ("json", {"a": [1, None]}, {"a": [1, None]}),
        ("json", [], []),
        ("tags", ["a", "b"], ["a", "b"]),
        ("tags", [], []),
        ("tags", ("a", "b"), ["a", "b"]),
        ("tags", Iterates(generated, ["a"]), ["a"]),
        ("tags", Iterates(generated_later, ["a", "b"]), ["a", "b"]),
        ("tags", [Later("a", 2), "b", Later("c", 1)], ["a", "b", "c"]),
        ("tags", Later(["a", Later("b")], 1), ["a", "b"]),
        ("grid", [[1, 2], [], [3]], [[1, 2], [], [3]]),
        ("grid", [[Later(1, 3)], Later([2], 1)], [[1], [2]]),
        ("grid1", [[1, None], None], [[1, None], None]),
        ("colors", [Color.BLUE], ["BLUE"]),
    ],
)
async def test_a_value_is_serialized(field: str, value: object, serialized: object) -> None:
    given, messages = await value_of(field, value)

    assert repr(given) == repr(serialized)
    assert messages == []


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("s", [], "String cannot represent value: []"),
        ("s", math.nan, "String cannot represent value: nan"),
        ("i", 2**31, "Int cannot represent non 32-bit signed integer value: 2147483648"),
        ("i", -(2**31) - 1, "Int cannot represent non 32-bit signed integer value: -2147483649"),
        ("i", 1.5, "Int cannot represent non-integer value: 1.5"),
        ("f", math.inf, "Float cannot represent non numeric value: inf"),
        ("f", "x", "Float cannot represent non numeric value: 'x'"),
        ("b", "true", "Boolean cannot represent a non boolean value: 'true'"),
        ("id", True, "ID cannot represent value: True"),
        ("color", "RED", "Enum 'Color' cannot represent value: 'RED'"),
        ("color", [], "Enum 'Color' cannot represent value: []"),
        ("color", Size.SMALL, "Enum 'Color' cannot represent value: <Size.SMALL: 1>"),
        ("when", "today", "'str' object has no attribute 'isoformat'"),
        ("tags", "a", "Expected Iterable, but did not find one for field 'Cat.tags'."),
        ("tags", {"a": 1}, "Expected Iterable, but did not find one for field 'Cat.tags'."),
        ("tags", ["a", None], "Cannot return null for non-nullable field Cat.tags."),
        ("grid", [[1, "x"]], "Int cannot represent non-integer value: 'x'"),
        ("s", ValueError("as a value"), "as a value"),
        ("kitten", KeyError("k"), "'k'"),
    ],
)
async def test_a_value_is_refused_in_graphql_cores_words(
    field: str, value: object, message: str
) -> None:
    selection = f"{field} {{ s }}" if field == "kitten" else field
    root = Actor({"cat": A(ActingCat, {field: value})})

    result = await both(WORLD, f"{{ cat {{ {selection} }} }}", root=lambda: root)

    assert result.data == {"cat": {field: None}}
    assert [error.message for error in result.errors or []] == [message]


Odd = NewType("Odd", int)


@pytest.mark.parametrize("nothing", [None, Undefined])
async def test_a_scalar_that_serializes_to_nothing_is_refused(nothing: object) -> None:
    only_odd = strawberry.scalar(
        name="Odd", serialize=lambda value: value if value % 2 else nothing
    )

    @strawberry.type
    class Query:
        numbers: list[Odd | None] | None

    schema = QuietSchema(Query, config=StrawberryConfig(scalar_map={Odd: only_odd}))

    result = await both(schema, "{ numbers }", root=lambda: Query(numbers=[Odd(1), Odd(2)]))

    assert result.data == {"numbers": [1, None]}
    assert [error.message for error in result.errors or []] == [
        f"Expected `Odd.coerce_output_value(2)` to return non-nullable value, returned: {nothing}"
    ]


Money = NewType("Money", tuple[float, str])


def money(value: object) -> dict[str, object]:
    if not isinstance(value, tuple):
        raise GraphQLError("This is no money.", extensions={"code": "NO_MONEY"})
    amount, currency = cast("tuple[float, str]", value)
    return {"amount": amount, "currency": currency}


async def test_a_scalar_may_be_made_of_parts_or_refuse_in_its_own_words() -> None:
    @strawberry.type
    class Query:
        prices: list[Money | None] | None

    scalars: dict[object, Any] = {Money: strawberry.scalar(name="Money", serialize=money)}
    schema = QuietSchema(Query, config=StrawberryConfig(scalar_map=scalars))
    prices: Any = [(1.5, "EUR"), "a lot", None, (0, "")]

    result = await both(schema, "{ prices }", root=lambda: Query(prices=prices))

    assert result.data == {
        "prices": [
            {"amount": 1.5, "currency": "EUR"},
            None,
            None,
            {"amount": 0, "currency": ""},
        ]
    }
    (error,) = result.errors or []
    assert (error.message, error.path) == ("This is no money.", ["prices", 1])
    assert error.extensions == {"code": "NO_MONEY"}

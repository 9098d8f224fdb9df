"""Enums: members of every kind, as values of fields and of arguments."""

from __future__ import annotations

import math
from enum import Enum, Flag, IntFlag
from typing import Any

import pytest
import strawberry
from strawberry.types.execution import PreExecutionError

from tests.execution.both import both
from tests.execution.world import QuietSchema


@strawberry.enum
class Mood(Enum):
    """Some of its values look like no value at all, or are no text."""

    NONE = None
    ZERO = 0
    EMPTY = ""
    PAIR = (1, 2)
    LIST = frozenset({"a"})
    FINE = "fine"
    ALSO_FINE = "fine"  # noqa: PIE796 - another name for the same member


@strawberry.enum
class Odd(Enum):
    """One of its members is not equal to itself."""

    NAN = math.nan
    ONE = 1


@strawberry.enum
class Right(Flag):
    """Members may be combined to what has no name."""

    READ = 1
    WRITE = 2


@strawberry.enum
class Mode(IntFlag):
    OPEN = 1
    CLOSED = 2


@strawberry.enum
class Lenient(Enum):
    """Makes a member up for what it does not know."""

    KNOWN = "known"

    @classmethod
    def _missing_(cls, value: object) -> Lenient:
        made = object.__new__(cls)
        made._name_, made._value_ = "MADE_UP", value
        return made


@strawberry.enum
class Word(Enum):
    HELLO = "hello"
    RENAMED = strawberry.enum_value("renamed", name="CALLED")


@strawberry.type
class Query:
    @strawberry.field(graphql_type=list[Mood | None])
    def moods(self, info: strawberry.Info) -> Any:
        return info.context

    @strawberry.field(graphql_type=list[Odd | None])
    def odds(self, info: strawberry.Info) -> Any:
        return info.context

    @strawberry.field(graphql_type=list[Right | None])
    def rights(self, info: strawberry.Info) -> Any:
        return info.context

    @strawberry.field(graphql_type=list[Mode | None])
    async def modes(self, info: strawberry.Info) -> Any:
        return info.context

    @strawberry.field(graphql_type=list[Lenient | None])
    def lenient(self, info: strawberry.Info) -> Any:
        return info.context

    @strawberry.field(graphql_type=list[Word | None])
    def words(self, info: strawberry.Info) -> Any:
        return info.context

    @strawberry.field
    def mood(self, of: Mood) -> Mood:
        return of

    @strawberry.field
    def told(self, of: Mood | None = Mood.PAIR, *, words: list[Word] | None = None) -> str:
        return f"{of!r} {words!r}"


@strawberry.type
class Mutation:
    @strawberry.mutation
    def keep(self, of: Mood) -> Mood:
        return of


SCHEMA = QuietSchema(Query, Mutation)


@pytest.mark.parametrize(
    ("field", "values", "names"),
    [
        ("moods", [*Mood], ["NONE", "ZERO", "EMPTY", "PAIR", "LIST", "FINE"]),
        ("moods", [Mood.ALSO_FINE, None, Mood.NONE], ["FINE", None, "NONE"]),
        ("moods", [0, "", (1, 2), "fine"], ["ZERO", "EMPTY", "PAIR", "FINE"]),
        ("odds", [Odd.ONE, 1], ["ONE", "ONE"]),
        ("rights", [Right.READ, Right.WRITE], ["READ", "WRITE"]),
        ("modes", [Mode.OPEN, 2], ["OPEN", "CLOSED"]),
        ("lenient", [Lenient.KNOWN], ["KNOWN"]),
        ("words", [Word.HELLO, "hello", Word.RENAMED], ["HELLO", "HELLO", "CALLED"]),
    ],
)
async def test_a_member_is_answered_by_its_name(
    field: str, values: list[object], names: list[str | None]
) -> None:
    result = await both(SCHEMA, f"{{ it: {field} }}", context=lambda: values, root=Query)

    assert result.errors is None
    assert result.data == {"it": names}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("moods", "FINE", "Enum 'Mood' cannot represent value: 'FINE'"),
        ("moods", "sad", "Enum 'Mood' cannot represent value: 'sad'"),
        ("moods", {}, "Enum 'Mood' cannot represent value: {}"),
        ("moods", Word.HELLO, "Enum 'Mood' cannot represent value: <Word instance>"),
        ("odds", Odd.NAN, "Invalid value for enum Odd: Odd.NAN"),
        ("rights", Right.READ | Right.WRITE, "Invalid value for enum Right: Right.READ|WRITE"),
        ("rights", Right(0), "Invalid value for enum Right: Right(0)"),
        ("modes", Mode.OPEN | Mode.CLOSED, "Invalid value for enum Mode: 3"),
        ("lenient", Lenient("other"), "Invalid value for enum Lenient: Lenient.MADE_UP"),
    ],
)
async def test_what_is_no_member_is_refused(field: str, value: object, message: str) -> None:
    result = await both(SCHEMA, f"{{ it: {field} }}", context=lambda: [value], root=Query)

    assert result.data == {"it": [None]}
    (error,) = result.errors or []
    assert (error.message, error.path) == (message, ["it", 0])


@pytest.mark.parametrize("name", [each.name for each in Mood])
async def test_a_member_comes_back_as_it_was_given(name: str) -> None:
    """As a literal, as a variable, and as the default of one."""
    document = f"""
        query ($given: Mood!, $omitted: Mood! = {name}) {{
            literal: mood(of: {name}) given: mood(of: $given) omitted: mood(of: $omitted)
        }}
    """

    result = await both(SCHEMA, document, variables={"given": name}, root=Query)
    kept = await both(SCHEMA, f"mutation {{ keep(of: {name}) }}", root=Mutation)

    assert (result.errors, kept.errors) == (None, None)
    assert result.data == dict.fromkeys(("literal", "given", "omitted"), name)
    assert kept.data == {"keep": name}


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("told", "<Mood.PAIR: (1, 2)> None"),
        ("told(of: null)", "None None"),
        ("told(of: NONE, words: [CALLED, HELLO])",
         "<Mood.NONE: None> [<Word.RENAMED: 'renamed'>, <Word.HELLO: 'hello'>]"),
        ("told(words: CALLED)", "<Mood.PAIR: (1, 2)> [<Word.RENAMED: 'renamed'>]"),
    ],
)  # fmt: skip
async def test_a_resolver_gets_the_member(asked: str, value: str) -> None:
    result = await both(SCHEMA, f"{{ it: {asked} }}", root=Query)

    assert (result.errors, result.data) == (None, {"it": value})


@pytest.mark.parametrize("literal", ['"FINE"', "fine", "SAD", "0", "[FINE, FINE]", "{}", "null"])
async def test_a_literal_that_is_no_name_of_a_member_is_refused(literal: str) -> None:
    result = await both(SCHEMA, f"{{ mood(of: {literal}) }}", root=Query)

    assert isinstance(result, PreExecutionError)


@pytest.mark.parametrize(
    ("type_", "given", "start"),
    [
        ("Mood!", "fine", "Variable '$v' has invalid value: Value 'fine' does not exist in 'Mood'"),
        ("Mood!", 0, "Variable '$v' has invalid value: Enum 'Mood' cannot represent non-string"),
        ("Mood!", None, "Variable '$v' has invalid value: Expected value of non-null type"),
        ("String!", "FINE", "Variable '$v' of type 'String!' used in position expecting type"),
    ],
)
async def test_a_variable_that_is_no_member_is_refused(
    type_: str, given: object, start: str
) -> None:
    document = f"query ($v: {type_}) {{ mood(of: $v) }}"

    result = await both(SCHEMA, document, variables={"v": given}, root=Query)

    assert result.data is None
    (error,) = result.errors or []
    assert error.message[: len(start)] == start

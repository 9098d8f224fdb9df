"""Variables and arguments: what is coerced, what is refused, and what a missing one becomes."""

from __future__ import annotations

import datetime as dt
import math
from enum import Enum
from typing import Annotated, Any, NewType

import pytest
import strawberry
from graphql import GraphQLError, Undefined
from strawberry.scalars import JSON
from strawberry.schema.config import StrawberryConfig
from strawberry.types.execution import PreExecutionError

from tests.execution.both import both
from tests.execution.world import QuietSchema

Loud = NewType("Loud", str)
"""A scalar of one's own: in capitals inside, in small letters outside."""


def loud(value: Any) -> str:
    if not isinstance(value, str) or value == "whisper":
        raise GraphQLError("Too quiet.", extensions={"code": "QUIET"})
    return value.upper()


@strawberry.enum
class Mood(Enum):
    """Some of its values look like no value at all."""

    NONE = None
    NAN = math.nan
    FALSE = False
    FINE = "fine"
    BEST = strawberry.enum_value("best", name="SUPERB")


@strawberry.input
class Inner:
    number: int
    loud: Loud | None = None
    deeper: list[Inner] | None = None


@strawberry.input
class Outer:
    needed: str
    given: str | None = "default"
    unset: str | None = strawberry.UNSET
    texts: list[str | None] | None = None
    grid: list[list[int]] | None = None
    mood: Mood = Mood.FINE
    inner: Inner | None = None
    when: dt.datetime | None = None
    anything: JSON | None = None


def shown(*values: object) -> str:
    return " ".join(map(repr, values))


@strawberry.type
class Query:
    @strawberry.field
    def number(self, value: int | None = strawberry.UNSET) -> str:
        return shown(value)

    @strawberry.field
    def needed(self, value: int) -> str:
        return shown(value)

    @strawberry.field
    def usual(self, value: int = 7) -> str:
        return shown(value)

    @strawberry.field
    def word(self, value: str | None = "word") -> str:
        return shown(value)

    @strawberry.field
    async def scalars(
        self,
        real: float | None = None,
        truth: bool | None = None,  # noqa: FBT001 - an argument of the schema
        key: strawberry.ID | None = None,
    ) -> str:
        return shown(real, truth, key)

    @strawberry.field
    def mood(self, value: Mood | None = Mood.BEST) -> str:
        return shown(value)

    @strawberry.field
    def loud(self, value: Loud | None = None) -> str:
        return shown(value)

    @strawberry.field
    async def outer(self, value: Outer | None = None) -> str:
        return shown(value)

    @strawberry.field
    def all_null(self, value: list[str | None] | None = None) -> str:
        return shown(value)

    @strawberry.field
    def items_null(self, value: list[str | None]) -> str:
        return shown(value)

    @strawberry.field
    def list_null(self, value: list[str] | None = None) -> str:
        return shown(value)

    @strawberry.field
    def none_null(self, value: list[str]) -> str:
        return shown(value)

    @strawberry.field
    def moods(self, value: list[Mood] | None = None) -> str:
        return shown(value)

    @strawberry.field
    def renamed(self, value: Annotated[int, strawberry.argument(name="from")] = 1) -> str:
        return shown(value)


SCHEMA = QuietSchema(
    Query,
    config=StrawberryConfig(
        scalar_map={Loud: strawberry.scalar(name="Loud", serialize=str.lower, parse_value=loud)}
    ),
)
OMITTED: dict[str, Any] = {}


async def value_of(
    header: str, asked: str, variables: dict[str, Any] | None = None
) -> tuple[str | None, list[str]]:
    """What the resolver was given, and the messages of the errors."""
    document = f"query ({header}) {{ it: {asked} }}" if header else f"{{ it: {asked} }}"
    result = await both(SCHEMA, document, variables=variables)
    return (result.data or {}).get("it"), [error.message for error in result.errors or []]


def given(**fields: object) -> str:
    """An `Outer` as the resolver shows it."""
    usual: dict[str, object] = {
        "needed": "x",
        "given": "default",
        "unset": strawberry.UNSET,
        "texts": None,
        "grid": None,
        "mood": Mood.FINE,
        "inner": None,
        "when": None,
        "anything": None,
    }
    return repr(Outer(**{**usual, **fields}))  # pyright: ignore[reportArgumentType] # as given


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("number", "UNSET"),
        ("number(value: null)", "None"),
        ("number(value: -0)", "0"),
        ("usual", "7"),
        ("usual(value: 3)", "3"),
        ("word", "'word'"),
        ("word(value: null)", "None"),
        ('word(value: """\n  a\n    b\n""")', r"'a\n  b'"),
        (r'word(value: "\u00e9\n")', r"'é\n'"),
        ("scalars(real: 1, truth: true, key: 5)", "1.0 True '5'"),
        ('scalars(real: 1.5e3, truth: false, key: "k")', "1500.0 False 'k'"),
        ("mood", "<Mood.BEST: 'best'>"),
        ("mood(value: SUPERB)", "<Mood.BEST: 'best'>"),
        ("mood(value: NONE)", "<Mood.NONE: None>"),
        ("mood(value: NAN)", "<Mood.NAN: nan>"),
        ("mood(value: FALSE)", "<Mood.FALSE: False>"),
        ("moods(value: [NONE, FALSE])", "[<Mood.NONE: None>, <Mood.FALSE: False>]"),
        ("moods(value: FINE)", "[<Mood.FINE: 'fine'>]"),
        ('loud(value: "hey")', "'HEY'"),
        ('outer(value: {needed: "x"})', given()),
        ('outer(value: {needed: "x", given: null, unset: null})', given(given=None, unset=None)),
        ('outer(value: {needed: "x", texts: ["a", null, "b"]})', given(texts=["a", None, "b"])),
        ('outer(value: {needed: "x", texts: "a", grid: 1})', given(texts=["a"], grid=[[1]])),
        ('outer(value: {grid: [[], [1]], needed: "x"})', given(grid=[[], [1]])),
        (
            'outer(value: {needed: "x", inner: {number: 1, deeper: {number: 2, loud: "a"}}})',
            given(inner=Inner(number=1, deeper=[Inner(number=2, loud=Loud("A"))])),
        ),
        (
            'outer(value: {needed: "x", anything: {a: [1, 2.5, null, B, true, "c"]}})',
            given(anything={"a": [1, 2.5, None, "B", True, "c"]}),
        ),
        ("renamed(from: 2)", "2"),
        ("renamed", "1"),
    ],
)
async def test_a_literal_reaches_the_resolver_coerced(asked: str, value: str) -> None:
    assert await value_of("", asked) == (value, [])


@pytest.mark.parametrize(
    ("header", "asked", "variables", "value"),
    [
        ("$v: Int", "number(value: $v)", OMITTED, "UNSET"),
        ("$v: Int", "number(value: $v)", {"v": None}, "None"),
        ("$v: Int = 3", "number(value: $v)", OMITTED, "3"),
        ("$v: Int = 3", "number(value: $v)", {"v": None}, "None"),
        ("$v: Int = 3", "number(value: $v)", {"v": 4}, "4"),
        ("$v: Int = null", "number(value: $v)", OMITTED, "None"),
        ("$v: Int", "usual(value: $v)", OMITTED, "7"),
        ("$v: Int!", "usual(value: $v)", {"v": 1}, "1"),
        ("$v: Int = 3", "needed(value: $v)", OMITTED, "3"),
        ("$v: Int! = 3", "needed(value: $v)", OMITTED, "3"),
        ("$v: Int!", "needed(value: $v)", {"v": 4.0}, "4"),
        ("$v: String", "word(value: $v)", OMITTED, "'word'"),
        ("$v: String", "word(value: $v)", {"v": None}, "None"),
        ("$v: String", "word(value: $v)", {"v": "", "other": []}, "''"),
        ("$v: Float", "scalars(real: $v)", {"v": 1}, "1.0 None None"),
        ("$v: ID", "scalars(key: $v)", {"v": 1}, "None None '1'"),
        ("$v: Mood", "mood(value: $v)", OMITTED, "<Mood.BEST: 'best'>"),
        ("$v: Mood", "mood(value: $v)", {"v": "NONE"}, "<Mood.NONE: None>"),
        ("$v: Mood", "mood(value: $v)", {"v": None}, "None"),
        ("$v: Mood = NAN", "mood(value: $v)", OMITTED, "<Mood.NAN: nan>"),
        ("$v: [Mood!]", "moods(value: $v)", {"v": "FALSE"}, "[<Mood.FALSE: False>]"),
        ("$v: Mood!", "moods(value: [FINE, $v])", {"v": "NONE"},
         "[<Mood.FINE: 'fine'>, <Mood.NONE: None>]"),
        ("$v: Loud", "loud(value: $v)", {"v": "hey"}, "'HEY'"),
        ('$v: Loud = "hey"', "loud(value: $v)", OMITTED, "'HEY'"),
        ("$v: Outer", "outer(value: $v)", {"v": {"needed": "x"}}, given()),
        (
            "$v: Outer",
            "outer(value: $v)",
            {"v": {"needed": "x", "given": None, "unset": "u", "texts": "one", "mood": "SUPERB"}},
            given(given=None, unset="u", texts=["one"], mood=Mood.BEST),
        ),
        ('$v: Outer = {needed: "x", grid: [1, 2]}', "outer(value: $v)", OMITTED,
         given(grid=[[1], [2]])),
        ("$v: String!", "outer(value: {needed: $v})", {"v": "x"}, given()),
        ("$v: String", 'outer(value: {needed: "x", given: $v})', OMITTED, given()),
        ("$v: String", 'outer(value: {needed: "x", given: $v})', {"v": None}, given(given=None)),
        ("$v: String", 'outer(value: {needed: "x", unset: $v})', OMITTED, given()),
        ("$v: String", 'outer(value: {needed: "x", texts: [$v, "b"]})', OMITTED,
         given(texts=[None, "b"])),
        ("$v: [String]", 'outer(value: {needed: "x", texts: $v})', {"v": [None]},
         given(texts=[None])),
        ("$v: Mood = SUPERB", 'outer(value: {needed: "x", mood: $v})', OMITTED,
         given(mood=Mood.BEST)),
        ("$v: JSON", 'outer(value: {needed: "x", anything: {a: [$v]}})', {"v": {"b": 1}},
         given(anything={"a": [{"b": 1}]})),
        ("$v: JSON", 'outer(value: {needed: "x", anything: {a: [$v], b: $v}})', OMITTED,
         given(anything={"a": [Undefined], "b": Undefined})),
        ("$v: [[Int!]!]", 'outer(value: {needed: "x", grid: $v})', {"v": [[1], 2]},
         given(grid=[[1], [2]])),
        ("$v: Int = 5", "renamed(from: $v)", OMITTED, "5"),
    ],
)  # fmt: skip
async def test_a_variable_reaches_the_resolver_coerced(
    header: str, asked: str, variables: dict[str, Any], value: str
) -> None:
    assert await value_of(header, asked, variables) == (value, [])


@pytest.mark.parametrize("variables", [None, OMITTED, {"v": None}, {"v": []}, {"v": ["a"]},
                                       {"v": "a"}, {"v": [None]}, {"v": ["a", None, "b"]},
                                       {"v": ["a", 1]}, {"v": {}}, {"v": [["a"]]}])  # fmt: skip
@pytest.mark.parametrize(
    ("type_", "field"),
    [
        ("[String]", "allNull"),
        ("[String]!", "itemsNull"),
        ("[String!]", "listNull"),
        ("[String!]!", "noneNull"),
    ],
)
async def test_a_list_may_hold_null_where_its_type_says_so(
    variables: dict[str, Any] | None, type_: str, field: str
) -> None:
    value, errors = await value_of(f"$v: {type_}", f"{field}(value: $v)", variables)

    raw: Any = (variables or {}).get("v")
    items: list[Any] = [*raw] if isinstance(raw, list) else [raw]
    is_refused = (
        (raw is None and type_.endswith("]!"))
        or (raw is not None and None in items and "String!" in type_)
        or any(not isinstance(item, str) for item in items if item is not None)
    )
    assert bool(errors) == is_refused
    assert value == (None if is_refused else repr(None if raw is None else items))


@pytest.mark.parametrize(
    ("header", "asked", "variables", "start"),
    [
        ("$v: Int!", "needed(value: $v)", None,
         "Variable '$v' has invalid value: Expected a value of non-null type 'Int!'"),
        ("$v: Int!", "needed(value: $v)", {"v": None},
         "Variable '$v' has invalid value: Expected value of non-null type 'Int!'"),
        ("$v: Int", "number(value: $v)", {"v": "1"}, "Variable '$v' has invalid value: Int"),
        ("$v: Int", "number(value: $v)", {"v": 1.5}, "Variable '$v' has invalid value: Int"),
        ("$v: Int", "number(value: $v)", {"v": True}, "Variable '$v' has invalid value: Int"),
        ("$v: Int", "number(value: $v)", {"v": 2**31}, "Variable '$v' has invalid value: Int"),
        ("$v: String", "word(value: $v)", {"v": 1}, "Variable '$v' has invalid value: String"),
        ("$v: String", "word(value: $v)", {"v": ["a"]}, "Variable '$v' has invalid value: String"),
        ("$v: Float", "scalars(real: $v)", {"v": math.nan}, "Variable '$v' has invalid value"),
        ("$v: Boolean", "scalars(truth: $v)", {"v": 1}, "Variable '$v' has invalid value"),
        ("$v: ID", "scalars(key: $v)", {"v": 1.5}, "Variable '$v' has invalid value: ID"),
        ("$v: Mood", "mood(value: $v)", {"v": "BEST"}, "Variable '$v' has invalid value: Value"),
        ("$v: Mood", "mood(value: $v)", {"v": "best"}, "Variable '$v' has invalid value: Value"),
        ("$v: Mood", "mood(value: $v)", {"v": 5}, "Variable '$v' has invalid value: Enum"),
        ("$v: Loud", "loud(value: $v)", {"v": "whisper"},
         "Variable '$v' has invalid value: Too quiet."),
        ("$v: Loud", "loud(value: $v)", {"v": 1}, "Variable '$v' has invalid value: Too quiet."),
        ("$v: Outer", "outer(value: $v)", {"v": "x"}, "Variable '$v' has invalid value: Expected"),
        ("$v: Outer", "outer(value: $v)", {"v": OMITTED}, "Variable '$v' has invalid value: "),
        ("$v: Outer", "outer(value: $v)", {"v": {"needed": None}},
         "Variable '$v' has invalid value at .needed: "),
        ("$v: Outer", "outer(value: $v)", {"v": {"needed": "x", "more": 1}},
         "Variable '$v' has invalid value: Expected value of type 'Outer' not to include unknown"),
        ("$v: Outer", "outer(value: $v)", {"v": {"needed": "x", "texts": ["a", 5]}},
         "Variable '$v' has invalid value at .texts[1]: String"),
        ("$v: Outer", "outer(value: $v)", {"v": {"needed": "x", "mood": None}},
         "Variable '$v' has invalid value at .mood: "),
        ("$v: Outer", "outer(value: $v)",
         {"v": {"needed": "x", "inner": {"number": 1, "deeper": [{"number": "x"}]}}},
         "Variable '$v' has invalid value at .inner.deeper[0].number: Int"),
        ("$v: Outer", "outer(value: $v)", {"v": {"needed": "x", "when": "now"}},
         "Variable '$v' has invalid value at .when: "),
        ("$v: Int = 1", "needed(value: $v)", {"v": None}, "Argument 'value' has invalid value: "),
        ("$v: Mood = FINE", 'outer(value: {needed: "x", mood: $v})', {"v": None},
         "Argument 'value' has invalid value at .mood: "),
        ('$v: String = "x"', "outer(value: {needed: $v})", {"v": None},
         "Argument 'value' has invalid value at .needed: "),
        ('$v: String = "x"', 'listNull(value: ["a", $v])', {"v": None},
         "Argument 'value' has invalid value at [1]: "),
    ],
)  # fmt: skip
async def test_what_cannot_be_coerced_is_refused_at_its_place(
    header: str, asked: str, variables: dict[str, Any] | None, start: str
) -> None:
    value, errors = await value_of(header, asked, variables)

    assert value is None
    assert [error[: len(start)] for error in errors] == [start]


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("", "needed"),
        ("", "needed(value: null)"),
        ("", 'number(value: "1")'),
        ("", "number(value: 2147483648)"),
        ("", "number(value: 1, value: 2)"),
        ("", "number(other: 1)"),
        ("", "mood(value: BEST)"),
        ("", 'mood(value: "FINE")'),
        ("", 'loud(value: "whisper")'),
        ("", "loud(value: 1)"),
        ("", "outer(value: {})"),
        ("", 'outer(value: {needed: "x", more: 1})'),
        ("", 'outer(value: {needed: "x", mood: null})'),
        ("", 'listNull(value: ["a", null])'),
        ("", "number(value: $v)"),
        ("$v: Int", "needed(value: $v)"),
        ("$v: String", "number(value: $v)"),
        ("$v: String", 'listNull(value: ["a", $v])'),
        ('$v: Int = "x"', "number(value: $v)"),
        ("$v: Query", "number(value: $v)"),
        ("$v: Unknown", "number(value: $v)"),
        ("$v: Int, $v: Int", "number(value: $v)"),
        ("$v: Int", "number"),
    ],
)
async def test_a_document_that_cannot_be_right_is_refused_before_it_runs(
    header: str, asked: str
) -> None:
    document = f"query ({header}) {{ it: {asked} }}" if header else f"{{ it: {asked} }}"

    result = await both(SCHEMA, document, variables={"v": 1})

    assert isinstance(result, PreExecutionError)
    assert result.errors


async def test_every_wrong_variable_is_told_up_to_a_limit() -> None:
    few = {"a": "x", "b": 5, "c": {"given": 1}, "d": [1, None, 2]}
    header = "$a: Int, $b: String, $c: Outer, $d: [String!]"
    asked = "number(value: $a) word(value: $b) outer(value: $c) listNull(value: $d)"
    document = f"query ({header}) {{ {asked} }}"

    result = await both(SCHEMA, document, variables=few)
    many = await both(SCHEMA, document, variables={**few, "d": list(range(100))})

    assert len(result.errors or []) == 7
    assert len(many.errors or []) == 51
    assert (many.errors or [])[-1].message.startswith("Too many errors processing variables")


async def test_a_variable_without_value_costs_each_field_that_needs_it() -> None:
    document = """
        query ($v: Int = 1) { a: number(value: $v) b: usual(value: $v) c: number(value: $v) }
    """

    one = await both(SCHEMA, document)
    none = await both(SCHEMA, document, variables={"v": None})

    assert one.data == {"a": "1", "b": "1", "c": "1"}
    assert none.data is None
    assert [error.path for error in none.errors or []] == [["b"]]


async def test_one_document_runs_with_different_variables() -> None:
    document = "query ($v: Int, $o: Outer) { number(value: $v) outer(value: $o) }"

    for variables in (OMITTED, {"v": 1}, {"v": "x"}, {"v": 2, "o": {"needed": "x"}}, OMITTED):
        await both(SCHEMA, document, variables=variables)

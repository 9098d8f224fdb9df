"""Inputs of which exactly one field is given."""

from __future__ import annotations

from typing import Any

import pytest
import strawberry
from graphql import Undefined
from strawberry.types.execution import PreExecutionError

from tests.execution.both import both
from tests.execution.world import QuietSchema


@strawberry.input(one_of=True)
class Either:
    word: str | None = strawberry.UNSET
    number: int | None = strawberry.UNSET
    both: list[Either] | None = strawberry.UNSET


@strawberry.input(one_of=True)
class Perhaps:
    word: strawberry.Maybe[str]
    number: strawberry.Maybe[int]


@strawberry.type
class Query:
    @strawberry.field
    def either(self, it: Either) -> str:
        return repr(it)

    @strawberry.field
    async def perhaps(self, it: Perhaps | None = None) -> str:
        return repr(it)


SCHEMA = QuietSchema(Query)
EXACTLY_ONE = "OneOf Input Object '{}' must specify exactly one key."
TYPES = [("either", "Either"), ("perhaps", "Perhaps")]

ANSWERS = {
    "either": {
        "word": "Either(word='a', number=UNSET, both=UNSET)",
        "number": "Either(word=UNSET, number=1, both=UNSET)",
    },
    "perhaps": {
        "word": "Perhaps(word=Some('a'), number=None)",
        "number": "Perhaps(word=None, number=Some(1))",
    },
}


@pytest.mark.parametrize(("field", "type_"), TYPES)
@pytest.mark.parametrize(
    ("header", "given", "variables", "name"),
    [
        ("", '{word: "a"}', {}, "word"),
        ("", "{number: 1}", {}, "number"),
        ("$it: TYPE!", "$it", {"it": {"word": "a"}}, "word"),
        ("$it: TYPE!", "$it", {"it": {"number": 1}}, "number"),
        ("$it: TYPE!", "$it", {"it": {"word": "a", "number": Undefined}}, "word"),
        ('$it: TYPE! = {word: "a"}', "$it", {}, "word"),
        ('$it: TYPE = {word: "a"}', "$it", {"it": {"number": 1}}, "number"),
        ("$word: String!", "{word: $word}", {"word": "a"}, "word"),
        ('$word: String! = "a"', "{word: $word}", {}, "word"),
    ],
)
async def test_one_field_is_enough(
    header: str, given: str, variables: dict[str, Any], name: str, field: str, type_: str
) -> None:
    operation = f"query ({header.replace('TYPE', type_)})" if header else ""

    result = await both(SCHEMA, f"{operation} {{ it: {field}(it: {given}) }}", variables=variables)

    assert result.errors is None
    assert result.data == {"it": ANSWERS[field][name]}


@pytest.mark.parametrize(("field", "type_"), TYPES)
@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, EXACTLY_ONE),
        ({"word": None}, "Value for member field 'word' must be non-null"),
        ({"word": "a", "number": 1}, EXACTLY_ONE),
        ({"word": "a", "number": None}, EXACTLY_ONE),
        ({"word": None, "number": None}, EXACTLY_ONE),
    ],
)
async def test_a_variable_with_more_or_less_than_one_field_is_refused(
    given: dict[str, Any], message: str, field: str, type_: str
) -> None:
    document = f"query ($it: {type_}!) {{ it: {field}(it: $it) }}"

    result = await both(SCHEMA, document, variables={"it": given})

    assert result.data is None
    assert [error.message for error in result.errors or []] == [message.format(type_)]


@pytest.mark.parametrize("field", ["either", "perhaps"])
@pytest.mark.parametrize(
    ("header", "given"),
    [
        ("", "{}"),
        ("", "{word: null}"),
        ("", '{word: "a", number: 1}'),
        ("", '{word: "a", number: null}'),
        ("$word: String", "{word: $word}"),
        ('$word: String = "a"', "{word: $word}"),
        ("$word: String!, $number: Int!", "{word: $word, number: $number}"),
    ],
)
async def test_a_literal_with_more_or_less_than_one_field_is_refused_before_it_runs(
    header: str, given: str, field: str
) -> None:
    operation = f"query ({header})" if header else ""
    variables = {"word": "a", "number": 1}

    result = await both(SCHEMA, f"{operation} {{ it: {field}(it: {given}) }}", variables=variables)

    assert isinstance(result, PreExecutionError)


async def test_fields_within_a_field_are_counted_for_themselves() -> None:
    literal = '{ either(it: {both: [{word: "a"}, {both: {number: 1}}]}) }'
    document = "query ($it: Either!) { either(it: $it) }"

    good = await both(SCHEMA, literal)
    bad = await both(
        SCHEMA, document, variables={"it": {"both": [{"word": "a"}, {"word": "b", "number": 1}]}}
    )

    assert good.data == {
        "either": repr(
            Either(both=[Either(word="a"), Either(both=[Either(number=1)])]),
        )
    }
    (error,) = bad.errors or []
    assert error.message == EXACTLY_ONE.format("Either")


async def test_a_default_with_more_than_one_field_is_refused() -> None:
    document = 'query ($it: Either! = {word: "a", number: 1}) { either(it: $it) }'

    result = await both(SCHEMA, document)

    assert isinstance(result, PreExecutionError)

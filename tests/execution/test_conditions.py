"""`@skip` and `@include` at each place where they may stand, with every answer."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from gateway.execution import CompiledExecutor
from tests.execution.both import both
from tests.execution.scripts import A, Actor
from tests.execution.world import WORLD, ActingCat

PLACES: dict[str, str] = {
    "root field": "told {}",
    "root spread": "...Told {}",
    "root fragment": "... on Query {} {{ told }}",
    "root fragment without a type": "... {} {{ told }}",
    "root fragment of a field below": "...{} {{ cat {{ told }} }}",
    "field": "cat {{ told {} }}",
    "spread": "cat {{ ...CatTold {} }}",
    "fragment": "cat {{ ... on Cat {} {{ told }} }}",
    "fragment of an interface": "cat {{ ... on Housed {} {{ ... on Cat {{ told }} }} }}",
    "fragment without a type": "cat {{ ... {} {{ told }} }}",
    "object": "cat {} {{ told }}",
}
USED = {
    "root spread": "fragment Told on Query { told }",
    "spread": "fragment CatTold on Cat { told }",
}

DIRECTIVES: list[tuple[str, bool]] = [
    ("", True),
    ("@include(if: true)", True),
    ("@include(if: false)", False),
    ("@skip(if: false)", True),
    ("@skip(if: true)", False),
    ("@include(if: true) @skip(if: false)", True),
    ("@include(if: true) @skip(if: true)", False),
    ("@include(if: false) @skip(if: false)", False),
    ("@include(if: false) @skip(if: true)", False),
]
"""Whether what they stand at is part of the answer."""


def root() -> Actor:
    return Actor({"told": "t", "cat": A(ActingCat, {"told": "t"})})


def answer(place: str, *, is_there: bool) -> dict[str, Any]:
    """What `{ always: told ... }` gives with the place's part in it, or without."""
    shown: dict[str, Any] = {"always": "t"}
    if "cat" not in PLACES[place]:
        return {**shown, "told": "t"} if is_there else shown
    if place in {"object", "root fragment of a field below"} and not is_there:
        return shown
    return {**shown, "cat": {"told": "t"} if is_there else {}}


@pytest.mark.parametrize(("directives", "is_there"), DIRECTIVES)
@pytest.mark.parametrize("place", PLACES)
async def test_a_part_is_answered_when_its_conditions_say_so(
    place: str, directives: str, *, is_there: bool
) -> None:
    document = f"{{ always: told {PLACES[place].format(directives)} }} {USED.get(place, '')}"

    result = await both(WORLD, document, root=root)

    assert result.errors is None
    assert repr(result.data) == repr(answer(place, is_there=is_there))


@pytest.mark.parametrize(("directives", "is_there"), DIRECTIVES[1:])
@pytest.mark.parametrize("place", PLACES)
async def test_a_condition_may_come_from_a_variable_given_or_by_default(
    place: str, directives: str, *, is_there: bool
) -> None:
    answers = {"include": "include(if: true)" in directives, "skip": "skip(if: true)" in directives}
    used = {name: value for name, value in answers.items() if name in directives}
    by_variable = " ".join(f"@{name}(if: ${name})" for name in used)
    body = f"{{ always: told {PLACES[place].format(by_variable)} }} {USED.get(place, '')}"
    given = ", ".join(f"${name}: Boolean!" for name in used)
    by_default = ", ".join(
        f"${name}: Boolean = {str(value).lower()}" for name, value in used.items()
    )

    first = await both(WORLD, f"query ({given}) {body}", variables=used, root=root)
    second = await both(WORLD, f"query ({by_default}) {body}", root=root)

    expected = repr(answer(place, is_there=is_there))
    assert [first.errors, second.errors] == [None, None]
    assert [repr(first.data), repr(second.data)] == [expected] * 2


@pytest.mark.parametrize("place", PLACES)
async def test_a_document_is_answered_anew_for_each_answer_to_its_conditions(place: str) -> None:
    both_conditions = PLACES[place].format("@include(if: $yes) @skip(if: $no)")
    header = "query ($yes: Boolean!, $no: Boolean! = false)"
    document = f"{header} {{ always: told {both_conditions} }} {USED.get(place, '')}"
    executor = CompiledExecutor(WORLD, compile_at_use=1)

    for yes, no in [*product([True, False], repeat=2)] * 2:
        variables = {"yes": yes, "no": no}
        result = await both(WORLD, document, variables=variables, root=root, executor=executor)

        assert repr(result.data) == repr(answer(place, is_there=yes and not no))


async def test_one_place_may_be_asked_for_under_conditions_that_differ() -> None:
    document = """
        query ($yes: Boolean!, $no: Boolean!) {
            told @include(if: $no)
            cat @include(if: $yes) { told }
            cat @include(if: $no) { i }
            told @skip(if: $no)
            cat { asked @skip(if: $yes) }
        }
    """

    result = await both(WORLD, document, variables={"yes": True, "no": False}, root=root)

    assert repr(result.data) == repr({"cat": {"told": "t"}, "told": "t"})

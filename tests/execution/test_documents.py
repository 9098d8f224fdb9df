"""What a document may say: aliases, fragments, merged fields, conditions, variables, arguments."""

from __future__ import annotations

from typing import Any

import pytest
from strawberry.exceptions import MissingQueryError
from strawberry.types.execution import PreExecutionError

from tests.execution.both import both
from tests.execution.scripts import A, Actor
from tests.execution.world import WORLD, ActingCat


def root() -> Actor:
    tom = A(ActingCat, {"s": "tom", "s1": "Tom", "name1": "T", "i": 1})
    return Actor(
        {"cat": A(ActingCat, {"s": "a", "i": 7, "kitten": tom, "name1": "A"}), "told": "t"}
    )


@pytest.mark.parametrize(
    ("document", "data"),
    [
        ("{ told again: told }", {"told": "t", "again": "t"}),
        (
            "{ __typename cat { __typename } }",
            {"__typename": "Query", "cat": {"__typename": "Cat"}},
        ),
        ("{ b: told a: __typename }", {"b": "t", "a": "Query"}),
        (
            "{ cat { i } told cat { s i } }",
            {"cat": {"i": 7, "s": "a"}, "told": "t"},
        ),
        (
            "{ cat{kitten{s}} ...F cat{kitten{i}} } fragment F on Query { cat{kitten{s1} s} }",
            {"cat": {"kitten": {"s": "tom", "s1": "Tom", "i": 1}, "s": "a"}},
        ),
        (
            "{ cat { ...F ...F ...G } } fragment F on Cat { s ...G } fragment G on Named { name1 }",
            {"cat": {"s": "a", "name1": "A"}},
        ),
        (
            "{ cat { ... { s } ... on Housed { name1 } } }",
            {"cat": {"s": "a", "name1": "A"}},
        ),
        ("{ ... on Query { told } }", {"told": "t"}),
        (
            "{ None: told self: told __x: told v0: told }",
            dict.fromkeys(("None", "self", "__x", "v0"), "t"),
        ),
        ("{ cat { s @skip(if: true) i @include(if: true) } }", {"cat": {"i": 7}}),
        ("{ cat { s @skip(if: true) @include(if: true) } }", {"cat": {}}),
        ("{ cat @include(if: false) { s } told }", {"told": "t"}),
        ("{ ...F @skip(if: true) } fragment F on Query { told }", {}),
        ("{ cat { said } }", {"cat": {"said": "ActingCat ['cat', 'said'] 1 None False {}"}}),
        (
            "{ cat { it: said(times: 2, color: RED, loud: true) } }",
            {"cat": {"it": "ActingCat ['cat', 'it'] 2 Color.RED True {}"}},
        ),
        ("query A { told }", {"told": "t"}),
        ("subscription S { told }", None),
        ("{ __schema { queryType { name } } }", {"__schema": {"queryType": {"name": "Query"}}}),
        (
            '{ __type(name: "Pebble") { fields { name } } told }',
            {"__type": {"fields": [{"name": "weight1"}, {"name": "next"}]}, "told": "t"},
        ),
    ],
)
async def test_a_document_means_what_it_says(document: str, data: dict[str, Any]) -> None:
    result = await both(WORLD, document, root=root)

    assert repr(result.data) == repr(data)


CONDITIONAL = """
query ($yes: Boolean!, $no: Boolean = false) {
    told @include(if: $no)
    again: told @skip(if: $no)
    cat { i @include(if: $yes) s ...F @skip(if: $yes) }
    told @skip(if: $yes)
}
fragment F on Cat { kitten { i s @include(if: $no) } }
"""


@pytest.mark.parametrize(
    ("variables", "data"),
    [
        ({"yes": True}, {"again": "t", "cat": {"i": 7, "s": "a"}}),
        ({"yes": False}, {"again": "t", "cat": {"s": "a", "kitten": {"i": 1}}, "told": "t"}),
        ({"yes": True, "no": True}, {"told": "t", "cat": {"i": 7, "s": "a"}}),
        (
            {"yes": False, "no": True},
            {"told": "t", "cat": {"s": "a", "kitten": {"i": 1, "s": "tom"}}},
        ),
    ],
)
async def test_conditions_are_asked_at_each_execution(
    variables: dict[str, bool], data: dict[str, Any]
) -> None:
    result = await both(WORLD, CONDITIONAL, variables=variables, root=root)

    assert repr(result.data) == repr(data)


@pytest.mark.parametrize(
    "document",
    [
        "query ($no: Boolean = false) { told @skip(if: $no) }",
        "query ($no: Boolean = false) { cat { s @include(if: $no) } told }",
        "mutation ($no: Boolean = false) { cat @include(if: $no) { s } }",
    ],
)
async def test_a_condition_that_is_null_fails_where_it_stands(document: str) -> None:
    result = await both(WORLD, document, variables={"no": None}, root=root)

    (error,) = result.errors or []
    assert error.message.startswith("Argument 'if' has invalid value")


CALL = (
    "query ($n: Int = 4, $c: Color, $l: Boolean!) { cat { said(times: $n, color: $c, loud: $l) } }"
)


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"l": True}, "4 None True {'n': 4, 'l': True}"),
        ({"l": False, "n": 5}, "5 None False {'n': 5, 'l': False}"),
        (
            {"l": False, "c": "BLUE"},
            "4 Color.BLUE False {'n': 4, 'c': <Color.BLUE: '#00f'>, 'l': False}",
        ),
        (
            {"l": False, "c": None, "more": 1},
            "4 None False {'n': 4, 'c': None, 'l': False}",
        ),
    ],
)
async def test_variables_reach_the_resolver_coerced(variables: dict[str, Any], said: str) -> None:
    result = await both(WORLD, CALL, variables=variables, root=root)

    assert result.data == {"cat": {"said": f"ActingCat ['cat', 'said'] {said}"}}


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({}, "Variable '$l' has invalid value: Expected a value of non-null type 'Boolean!'"),
        ({"l": "x"}, "Variable '$l' has invalid value: Boolean cannot represent a non boolean"),
        (
            {"l": True, "c": "GREEN"},
            "Variable '$c' has invalid value: Value 'GREEN' does not exist",
        ),
        (
            {"l": True, "n": 2**31},
            "Variable '$n' has invalid value: Int cannot represent non 32-bit",
        ),
    ],
)
async def test_variables_of_the_wrong_type_are_refused(
    variables: dict[str, Any], message: str
) -> None:
    result = await both(WORLD, CALL, variables=variables, root=root)

    (error,) = result.errors or []
    assert result.data is None
    assert error.message.startswith(message)


async def test_each_item_of_a_list_gets_the_same_variables() -> None:
    cats = [A(ActingCat, {"s": str(number)}) for number in range(3)]
    document = "query ($n: Int!) { cats { s said(times: $n) } }"

    result = await both(WORLD, document, variables={"n": 9}, root=lambda: Actor({"cats": cats}))

    assert result.data is not None
    assert [cat["said"] for cat in result.data["cats"]] == [
        f"ActingCat ['cats', {number}, 'said'] 9 None False {{'n': 9}}" for number in range(3)
    ]


async def test_an_argument_that_is_null_where_it_must_not_fails_its_field_alone() -> None:
    document = "query ($n: Int = 1) { told cat { s said(times: $n) } }"

    result = await both(WORLD, document, variables={"n": None}, root=root)

    assert result.data == {"told": "t", "cat": None}


@pytest.mark.parametrize(
    "document",
    ["", "{", "{ nope }", "{ told { x } }", "query A { told } query A { told }", "{ told @nope }"],
)
async def test_an_invalid_document_is_refused_alike(document: str) -> None:
    if not document:
        with pytest.raises(MissingQueryError):
            await both(WORLD, document)
        return
    result = await both(WORLD, document, root=root)

    assert isinstance(result, PreExecutionError)


@pytest.mark.parametrize(
    ("name", "data"), [("A", {"told": "t"}), ("B", {"cat": {"s": "a"}}), (None, {"told": "t"})]
)
async def test_the_operation_is_chosen_by_its_name(name: str | None, data: dict[str, Any]) -> None:
    document = "query A { told } query B { ...F } fragment F on Query { cat { s } }"
    if name is None:  # the first one
        document = "query A { told }"

    result = await both(WORLD, document, root=root, operation_name=name)

    assert result.data == data

"""How far a null spreads, and what becomes of the errors on its way."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import GraphQLError
from graphql.type.directives import GraphQLDisableErrorPropagationDirective

from gateway.execution.schema import graphql_schema_of
from tests.execution.both import both
from tests.execution.scripts import A, Actor, Later, Raises
from tests.execution.world import CONFIG, WORLD, ActingCat, Query, QuietSchema

BAD = Raises(ValueError("no"))


def cat(**attributes: object) -> A:
    return A(ActingCat, attributes)


Path = list[str | int]


@pytest.mark.parametrize(
    ("script", "document", "data", "paths"),
    [
        (cat(s=BAD), "{ cat { s b } }", {"cat": {"s": None, "b": None}}, [["cat", "s"]]),
        (cat(s1=BAD), "{ cat { b s1 } }", {"cat": None}, [["cat", "s1"]]),
        (cat(s1=None), "{ cat { s1 } }", {"cat": None}, [["cat", "s1"]]),
        (cat(s1=BAD, i1=BAD), "{ cat { s1 i1 } }", {"cat": None}, [["cat", "s1"]]),
        (
            cat(s=BAD, i=BAD),
            "{ cat { i s } }",
            {"cat": {"i": None, "s": None}},
            [["cat", "i"], ["cat", "s"]],
        ),
        (
            cat(kitten=cat(mother1=cat(s1=None))),
            "{ cat { kitten { mother1 { s1 } } } }",
            {"cat": {"kitten": None}},
            [["cat", "kitten", "mother1", "s1"]],
        ),
        (
            cat(kittens=[cat(s="a"), None]),
            "{ cat { kittens { s } } }",
            {"cat": {"kittens": None}},
            [["cat", "kittens", 1]],
        ),
        (
            cat(litter1=[cat(s1="a"), cat(s1=None), None, BAD]),
            "{ cat { litter1 { s1 } } }",
            {"cat": {"litter1": [{"s1": "a"}, None, None, None]}},
            [["cat", "litter1", 1, "s1"], ["cat", "litter1", 3]],
        ),
        (
            cat(grid1=[[1, 2**40], None, [None]]),
            "{ cat { grid1 } }",
            {"cat": {"grid1": [[1, None], None, [None]]}},
            [["cat", "grid1", 0, 1]],
        ),
        (
            cat(grid1=[[1], 5]),
            "{ cat { grid1 } }",
            {"cat": {"grid1": [[1], None]}},
            [["cat", "grid1", 1]],
        ),
        (
            cat(asked1=BAD, s=BAD),
            "{ cat { asked1 s } }",
            {"cat": None},
            [["cat", "s"], ["cat", "asked1"]],
        ),
        (
            cat(asked1=BAD, s1=BAD, asked=BAD),
            "{ cat { asked asked1 s1 } }",
            {"cat": None},
            [["cat", "s1"]],
        ),
        (
            cat(asked=BAD, found=cat(s1=None), s=Later("x", 2)),
            "{ cat { asked found { s1 } s } }",
            {"cat": {"asked": None, "found": None, "s": "x"}},
            [["cat", "asked"], ["cat", "found", "s1"]],
        ),
        (
            cat(herd=[cat(asked1=1), cat(asked1=BAD), cat(asked1=2)]),
            "{ cat { herd { asked1 } } }",
            {"cat": {"herd": None}},
            [["cat", "herd", 1, "asked1"]],
        ),
        (
            cat(litter1=[Later(cat(asked1=1)), Later(BAD, 1), Later(None)]),
            "{ cat { litter1 { asked1 } } }",
            {"cat": {"litter1": [{"asked1": 1}, None, None]}},
            [["cat", "litter1", 1]],
        ),
        (
            cat(kittens=[Later(cat(s="a"), 3), None, Later(BAD)]),
            "{ cat { kittens { s } } }",
            {"cat": {"kittens": None}},
            [["cat", "kittens", 1]],
        ),
    ],
)
async def test_a_null_spreads_to_the_next_place_that_may_be_null(
    script: object, document: str, data: dict[str, Any], paths: list[Path]
) -> None:
    result = await both(WORLD, document, root=lambda: Actor({"cat": script}))

    assert result.data == data
    assert [error.path for error in result.errors or []] == paths


@pytest.mark.parametrize("document", ["{ cat1 { s1 } }", "{ asked1 cat { s } }", "{ cat1 { s } }"])
async def test_a_null_at_the_root_leaves_no_data(document: str) -> None:
    result = await both(WORLD, document, root=lambda: Actor({"cat1": Later(None)}))

    assert result.data is None
    assert len(result.errors or []) == 1


async def test_an_error_names_every_place_in_the_document_that_asks_for_the_field() -> None:
    document = "{ cat { s } ...F }\nfragment F on Query { cat { ... on Named { name1 } s } }"

    result = await both(WORLD, document, root=lambda: Actor({"cat": cat(s=BAD, name1="n")}))

    (error,) = result.errors or []
    assert [(place.line, place.column) for place in error.locations or ()] == [(1, 9), (2, 52)]


async def test_the_extensions_of_an_error_are_kept() -> None:
    script = cat(s=Raises(GraphQLError("told", extensions={"code": "X"})))

    result = await both(WORLD, "{ cat { s } }", root=lambda: Actor({"cat": script}))

    (error,) = result.errors or []
    assert error.extensions == {"code": "X"}


async def test_what_a_failed_list_still_holds_is_heard_out() -> None:
    heard: list[str] = []

    async def kitten(name: str) -> A:
        heard.append(name)
        return cat(s=name)

    def litter() -> Actor:
        return Actor({"cat": cat(kittens=[kitten("before"), None, kitten("after")])})

    result = await both(WORLD, "{ cat { kittens { s } } }", root=litter)

    assert result.data == {"cat": {"kittens": None}}
    assert heard == ["before", "after"] * 3


async def test_nulls_stay_where_they_are_if_the_operation_says_so() -> None:
    schema = QuietSchema(Query, config=CONFIG)
    inside = graphql_schema_of(schema)
    inside.directives = (*inside.directives, GraphQLDisableErrorPropagationDirective)

    result = await both(
        schema,
        "query @experimental_disableErrorPropagation { cat { s1 kitten { i1 } } asked1 }",
        root=lambda: Actor({"cat": cat(kitten=cat(i1=BAD)), "asked1": BAD}),
    )

    assert result.data == {"cat": {"s1": None, "kitten": {"i1": None}}, "asked1": None}

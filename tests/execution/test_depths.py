"""How deep documents and variables may go, and that what is deeper is refused and no crash."""

from __future__ import annotations

from typing import Any

import pytest
import strawberry
from strawberry.types.execution import PreExecutionError

from gateway.execution import CompiledExecutor
from tests.execution.both import both
from tests.execution.world import QuietSchema


@strawberry.input
class Box:
    box: Box | None = None
    boxes: list[Box | None] | None = None
    leaf: int | None = None


@strawberry.type
class Query:
    name: str = "x"

    @strawberry.field
    def nested(self) -> Query:
        return self

    @strawberry.field
    def depth(self, of: Box | None = None, other: int | None = None) -> str:
        return f"{_depth(of)} {other}"


def _depth(box: Box | None) -> int:
    """How many boxes are in each other."""
    deep = 0
    while box is not None and box.leaf is None:
        box = box.box or (box.boxes or [None])[0]
        deep += 1
    return deep


SCHEMA = QuietSchema(Query)
DEEPEST = 2_000
"""Beyond what Python's stack holds."""


def spreading(depth: int) -> str:
    """Fragments, each of which spreads the next."""
    chain = [f"fragment F{at} on Query {{ ...F{at + 1} }}" for at in range(depth)]
    return "\n".join(["{ ...F0 }", *chain, f"fragment F{depth} on Query {{ name }}"])


def nesting(depth: int) -> str:
    """Fragments, each of which spreads the next one field further down."""
    chain = [f"fragment F{at} on Query {{ nested {{ ...F{at + 1} }} }}" for at in range(depth)]
    return "\n".join(["{ ...F0 }", *chain, f"fragment F{depth} on Query {{ name }}"])


def inline(depth: int) -> str:
    return f"{'{ ...' * depth} {{ name {'}' * (depth + 1)}"


async def test_fragments_may_spread_each_other_a_hundred_deep() -> None:
    result = await both(SCHEMA, spreading(100), root=Query)

    assert (result.errors, result.data) == (None, {"name": "x"})


@pytest.mark.parametrize("write", [spreading, nesting, inline])
async def test_a_document_deeper_than_the_stack_is_refused_by_either(write: Any) -> None:
    """In different words: what `validated` gives up is told with what to do about it."""
    executor = CompiledExecutor(SCHEMA, compile_at_use=1)

    expected = await SCHEMA.execute(write(DEEPEST), root_value=Query())
    result = await executor.execute(write(DEEPEST), root=Query())

    for each in (expected, result):
        assert isinstance(each, PreExecutionError)
        assert len(each.errors or []) == 1


def boxed(depth: int, key: str = "box") -> dict[str, Any]:
    value: dict[str, Any] = {"leaf": 1}
    for _ in range(depth):
        value = {key: [value] if key == "boxes" else value}
    return value


DOCUMENT = "query ($of: Box, $other: Int) { depth(of: $of, other: $other) }"
TOO_DEEP = "Variable values are nested too deeply."


@pytest.mark.parametrize("key", ["box", "boxes"])
@pytest.mark.parametrize("depth", [0, 1, 50])
async def test_a_variable_reaches_the_resolver_in_its_whole_depth(depth: int, key: str) -> None:
    result = await both(SCHEMA, DOCUMENT, variables={"of": boxed(depth, key)}, root=Query)

    assert (result.errors, result.data) == (None, {"depth": f"{depth} None"})


@pytest.mark.parametrize("key", ["box", "boxes"])
async def test_a_variable_deeper_than_the_stack_is_refused(key: str) -> None:
    result = await both(SCHEMA, DOCUMENT, variables={"of": boxed(DEEPEST, key)}, root=Query)

    assert result.data is None
    assert [error.message for error in result.errors or []] == [TOO_DEEP]


async def test_what_is_wrong_before_what_is_too_deep_is_told_as_well() -> None:
    document = "query ($other: Int, $of: Box) { depth(of: $of, other: $other) }"
    variables = {"other": "bad", "of": boxed(DEEPEST)}

    result = await both(SCHEMA, document, variables=variables, root=Query)

    messages = [error.message for error in result.errors or []]
    assert messages[0].startswith("Variable '$other' has invalid value: Int cannot represent")
    assert messages[1:] == [TOO_DEEP]

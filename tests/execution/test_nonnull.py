"""Every chain of three objects, told at once or later, nullable or not, with a failure at its end.

The expected data are worked out here by the rule of the specification: a null spreads to the
nearest place that may be null.
"""

from __future__ import annotations

import asyncio
from itertools import product
from typing import Any

import pytest
import strawberry

from tests.execution.both import both
from tests.execution.world import QuietSchema


@strawberry.type
class Link:
    """One of a chain; a name that ends in 1 may not be null."""

    fails: strawberry.Private[bool]

    @strawberry.field
    def now(self) -> Link | None:
        return self

    @strawberry.field
    def now1(self) -> Link:
        return self

    @strawberry.field
    async def later(self) -> Link | None:
        await asyncio.sleep(0)
        return self

    @strawberry.field
    async def later1(self) -> Link:
        await asyncio.sleep(0)
        return self

    @strawberry.field
    def end(self) -> str | None:
        return self._end("end")

    @strawberry.field
    def end1(self) -> str:
        return self._end("end1")

    @strawberry.field
    async def late_end(self) -> str | None:
        await asyncio.sleep(0)
        return self._end("lateEnd")

    @strawberry.field
    async def late_end1(self) -> str:
        await asyncio.sleep(0)
        return self._end("lateEnd1")

    def _end(self, name: str) -> Any:
        if self.fails:
            raise ValueError(name)
        return None


LINKS = ("now", "now1", "later", "later1")
ENDS = ("end", "end1", "lateEnd", "lateEnd1")
SCHEMA = QuietSchema(Link)


def is_required(name: str) -> bool:
    return name.endswith("1")


def data_of(chain: tuple[str, ...]) -> Any:
    """What is left of the chain, whose last member has no value."""
    name, *rest = chain
    below = data_of(tuple(rest)) if rest else None
    return None if below is None and is_required(name) else {name: below}


def document_of(chain: tuple[str, ...]) -> str:
    text = chain[-1]
    for name in reversed(chain[:-1]):
        text = f"{name} {{ {text} }}"
    return f"{{ {text} }}"


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize("end", ENDS)
async def test_a_null_spreads_through_every_chain(end: str, *, fails: bool) -> None:
    for links in product(LINKS, repeat=3):
        chain = (*links, end)

        result = await both(SCHEMA, document_of(chain), root=lambda: Link(fails=fails))

        assert result.data == data_of(chain)
        errors = [(error.message, error.path) for error in result.errors or []]
        if fails:
            assert errors == [(end, list(chain))]
        elif is_required(end):
            message = f"Cannot return null for non-nullable field Link.{end}."
            assert errors == [(message, list(chain))]
        else:
            assert errors == []


TREE = """
{
    end lateEnd
    now { end lateEnd now { end lateEnd later { end lateEnd now1 { end } } } }
    later { end lateEnd now { end lateEnd } later { lateEnd later1 { end } } }
    a: now { later1 { now1 { later1 { lateEnd1 } } } }
    b: later { now1 { later1 { now1 { end1 } } } }
    c: now { end1 lateEnd1 now { end } later { lateEnd } }
    d: later { lateEnd1 later { lateEnd } end }
}
"""


@pytest.mark.parametrize("fails", [False, True])
async def test_a_tree_of_failures_fails_in_the_same_order(*, fails: bool) -> None:
    result = await both(SCHEMA, TREE, root=lambda: Link(fails=fails))

    assert result.data is not None
    assert [result.data[name] for name in "abcd"] == [None] * 4
    paths = [tuple(error.path or ()) for error in result.errors or []]
    assert len(set(paths)) == len(paths) == (21 if fails else 4)


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize("sibling", [*ENDS, "now { end }", "later { lateEnd }"])
@pytest.mark.parametrize("end", ["end1", "lateEnd1"])
async def test_siblings_of_what_fails_for_good_change_nothing(
    end: str, sibling: str, *, fails: bool
) -> None:
    document = f"{{ later {{ x: {sibling} it: {end} y: {sibling} }} lateEnd }}"

    result = await both(SCHEMA, document, root=lambda: Link(fails=fails))

    assert result.data == {"later": None, "lateEnd": None}

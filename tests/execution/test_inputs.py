"""Inputs reach resolvers as Strawberry makes them, from whichever executor."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Annotated

import pytest
import strawberry
from dateutil.parser import isoparse

from tests.execution.both import both
from tests.execution.world import QuietSchema


@strawberry.enum
class Mode(Enum):
    FAST = 1
    SLOW = 2


@strawberry.input
class Range:
    start: dt.datetime | None = None
    end: dt.datetime | None = strawberry.UNSET


@strawberry.input
class Filter:
    wanted_modes: list[Mode] | None = None
    range: Range | None
    either: list[Filter] | None = None
    renamed: int = strawberry.field(default=3, name="odd_name")
    later: Annotated[Filter, strawberry.lazy("tests.execution.test_inputs")] | None = None


@strawberry.input
class Even:
    number: int

    def __post_init__(self) -> None:
        if self.number % 2:
            raise ValueError("The number is odd: double it.")


@strawberry.input
class Perhaps:
    word: strawberry.Maybe[str | None]


@strawberry.type
class Query:
    @strawberry.field
    def filtered(self, by: Filter | None = None, also: list[list[Range]] | None = None) -> str:
        return f"{by} {also}"

    @strawberry.field
    async def even(self, number: Even) -> int:
        return number.number

    @strawberry.field
    def perhaps(self, it: Perhaps | None = None) -> str:
        return repr(it)


SCHEMA = QuietSchema(Query)

INNER = "Filter(wanted_modes=None, range=None, either=None, renamed=4, later=None)"
NIGHT = isoparse("2026-03-29T00:00:00Z")
"""As Strawberry reads it."""
NOTHING = "range=None, either=None, renamed=3, later=None"


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("filtered", "None None"),
        ("filtered(by: null)", "None None"),
        ("filtered(by: {})", f"Filter(wanted_modes=None, {NOTHING}) None"),
        (
            "filtered(by: {wantedModes: [SLOW, $mode]})",
            f"Filter(wanted_modes=[<Mode.SLOW: 2>, <Mode.FAST: 1>], {NOTHING}) None",
        ),
        (
            "filtered(by: $filter)",
            f"Filter(wanted_modes=[<Mode.SLOW: 2>], {NOTHING}) None",
        ),
        (
            "filtered(by: {either: [{odd_name: 4}]})",
            f"Filter(wanted_modes=None, range=None, either=[{INNER}], renamed=3, later=None) None",
        ),
        (
            "filtered(by: {later: {odd_name: 4}})",
            f"Filter(wanted_modes=None, range=None, either=None, renamed=3, later={INNER}) None",
        ),
        (
            'filtered(also: [[{start: "2026-03-29T00:00:00Z"}], [{end: null}], []])',
            f"None [[Range(start={NIGHT!r}, end=UNSET)], [Range(start=None, end=None)], []]",
        ),
        ("perhaps(it: {word: null})", "Perhaps(word=Some(None))"),
        ("perhaps(it: {})", "Perhaps(word=None)"),
        ("even(number: {number: 4})", 4),
    ],
)
async def test_an_input_is_made_of_what_was_given_and_of_its_defaults(
    asked: str, value: object
) -> None:
    types = {"$mode": "$mode: Mode! = FAST", "$filter": "$filter: Filter = {wantedModes: SLOW}"}
    used = next((type_ for name, type_ in types.items() if name in asked), None)
    header = f"query ({used})" if used else ""

    result = await both(SCHEMA, f"{header} {{ it: {asked} }}")

    assert (result.errors, result.data) == (None, {"it": value})


async def test_an_input_that_refuses_its_values_is_an_error_of_its_field() -> None:
    result = await both(SCHEMA, "{ ok: even(number: {number: 2}) it: even(number: {number: 3}) }")

    assert result.data is None
    (error,) = result.errors or []
    assert (error.message, error.path) == ("The number is odd: double it.", ["it"])

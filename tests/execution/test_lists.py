"""Lists: every nullability, given in every way, and iterables that are not lists."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, cast

import pytest
import strawberry

from tests.execution.both import both
from tests.execution.scripts import Actor, Iterates, Later, Raises, generated, generated_later, read
from tests.execution.world import QuietSchema


@strawberry.type
class Item:
    number: int

    @strawberry.field
    async def later(self) -> int:
        await asyncio.sleep(0)
        if self.number == 2:
            raise ValueError("two")
        return self.number


@strawberry.type
class Query:
    all_null: list[int | None] | None
    items_null: list[int | None]
    list_null: list[int] | None
    none_null: list[int]
    items: list[Item | None] | None
    texts: list[str] | None


class Acting(Actor):
    """A root value."""


for each in ("all_null", "items_null", "list_null", "none_null", "items", "texts"):
    setattr(Acting, each, read(each))

SCHEMA = QuietSchema(Query)
BAD = Raises(ValueError("bad"))
NO_ITEM = "Cannot return null for non-nullable field Query.{field}."
NOT_A_NUMBER = "Int cannot represent non-integer value: 'x'"

WAYS: dict[str, Callable[[list[object]], object]] = {
    "list": lambda items: items,
    "list that comes later": Later,
    "items that come later": lambda items: [Later(each) for each in items],
    "items in reverse": lambda items: [Later(each, 5 - at) for at, each in enumerate(items)],
    "both later": lambda items: Later([Later(each) for each in items]),
    "tuple": lambda items: Iterates(tuple, items),
    "deque": lambda items: Iterates(deque, items),
    "generator": lambda items: Iterates(generated, items),
    "async generator": lambda items: Iterates(generated_later, items),
}
FIELDS = ("allNull", "itemsNull", "listNull", "noneNull")
"""`[Int]`, `[Int]!`, `[Int!]`, `[Int!]!`."""


async def answer(field: str, script: object) -> tuple[Any, list[tuple[str, object]]]:
    """The data, and the message and path of each error."""
    attributes = {"".join(f"_{c.lower()}" if c.isupper() else c for c in field): script}
    result = await both(SCHEMA, f"{{ {field} }}", root=lambda: Acting(attributes))
    return result.data, [(error.message, error.path) for error in result.errors or []]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    ("items", "shown", "message"),
    [
        ([], [], None),
        ([1], [1], None),
        ([1, 2], [1, 2], None),
        ([1, None, 2], [1, None, 2], NO_ITEM),
        ([1, BAD, 2], [1, None, 2], "bad"),
        ([1, "x", 2], [1, None, 2], NOT_A_NUMBER),
    ],
)
async def test_an_item_costs_as_much_as_the_type_says(
    items: list[object], shown: list[object], message: str | None, field: str, way: str
) -> None:
    told = None if message is None else message.format(field=field)
    is_null_allowed = field in {"allNull", "itemsNull"}
    is_error = told is not None and not (is_null_allowed and message is NO_ITEM)

    data, errors = await answer(field, WAYS[way](items))

    assert errors == ([(told, [field, 1])] if is_error else [])
    if not is_error or is_null_allowed:
        assert data == {field: shown}
    else:
        assert data == ({field: None} if field == "listNull" else None)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("is_late", [False, True])
@pytest.mark.parametrize("given", [None, BAD, ValueError("bad")])
async def test_a_list_that_is_not_there_costs_as_much_as_the_type_says(
    given: object, field: str, *, is_late: bool
) -> None:
    may_be_null = field in {"allNull", "listNull"}

    data, errors = await answer(field, Later(given) if is_late else given)

    assert data == ({field: None} if may_be_null else None)
    if given is None:
        assert errors == ([] if may_be_null else [(NO_ITEM.format(field=field), [field])])
    else:
        assert errors == [("bad", [field])]


class Countdown:
    """An iterator of one's own."""

    def __init__(self, _items: list[Any]) -> None:
        self._left = 3

    def __iter__(self) -> Countdown:
        return self

    def __next__(self) -> int:
        if not self._left:
            raise StopIteration
        self._left -= 1
        return self._left


class LaterCountdown(Countdown):
    """Iterated with the event loop in between; that it is an iterator, too, does not matter."""

    def __aiter__(self) -> LaterCountdown:
        return self

    async def __anext__(self) -> int:
        try:
            return next(self) + 10
        except StopIteration:
            raise StopAsyncIteration from None


class OwnList(list[Any]):
    """A list of one's own."""


ITERABLES: list[tuple[Callable[[list[Any]], object], list[int] | None]] = [
    (Countdown, [2, 1, 0]),
    (LaterCountdown, [12, 11, 10]),
    (OwnList, [7]),
    (set, [7]),
    (frozenset, [7]),
    (dict.fromkeys, None),
    (lambda items: dict.fromkeys(items).keys(), [7]),
    (lambda items: map(int, items), [7]),
    (lambda _: range(2), [0, 1]),
    (lambda _: b"ab", None),
    (lambda _: "12", None),
    (lambda _: 12, None),
]


@pytest.mark.parametrize(("wrap", "shown"), ITERABLES)
async def test_what_can_be_iterated_is_a_list(
    wrap: Callable[[list[Any]], object], shown: list[int] | None
) -> None:
    result = await both(
        SCHEMA, "{ allNull }", root=lambda: Acting({"all_null": Iterates(wrap, [7])})
    )

    assert result.data == {"allNull": shown}
    assert bool(result.errors) == (shown is None)


def failing(items: list[Any]) -> Iterator[Any]:
    yield from items
    raise ValueError("no more")


async def failing_later(items: list[Any]) -> AsyncIterator[Any]:
    for item in items:
        yield item
    raise ValueError("no more")


@pytest.mark.parametrize("wrap", [failing, failing_later])
@pytest.mark.parametrize("items", [[], [1], [1, Later(2), Later(3)]])
async def test_an_iterator_that_fails_on_its_way_costs_the_list(
    wrap: Callable[[list[Any]], object], items: list[object]
) -> None:
    assert await answer("allNull", Iterates(wrap, items)) == (
        {"allNull": None},
        [("no more", ["allNull"])],
    )


class Closing:
    """Items that notes whether it was closed."""

    def __init__(self, closed: list[str], *, fails: bool) -> None:
        self._items = iter([1, None, 2])
        self._closed = closed
        self._fails = fails

    def __aiter__(self) -> Closing:
        return self

    async def __anext__(self) -> int | None:
        return next(self._items)

    async def aclose(self) -> None:
        self._closed.append("closed")
        if self._fails:
            raise ValueError("not even this")


@pytest.mark.parametrize("fails", [False, True])
async def test_an_iterator_that_is_left_early_is_closed(*, fails: bool) -> None:
    closed: list[str] = []

    def root() -> Acting:
        return Acting({"list_null": Iterates(lambda _: Closing(closed, fails=fails), [])})

    result = await both(SCHEMA, "{ listNull }", root=root)

    assert result.data == {"listNull": None}
    assert closed == ["closed"] * 3


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("count", [0, 1, 2, 3])
async def test_the_fields_of_items_may_come_later(way: str, count: int) -> None:
    items: list[object] = [Item(number=number) for number in range(count)]
    root = Acting({"items": WAYS[way](items)})

    result = await both(SCHEMA, "{ items { number later } }", root=lambda: root)

    shown = [{"number": number, "later": number} for number in range(count)]
    assert result.data == {"items": [*shown[:2], *[None] * (count - 2)]}
    paths = [error.path for error in result.errors or []]
    assert paths == [["items", 2, "later"]] * (count - 2)


async def test_items_are_serialized_wherever_they_come_from() -> None:
    for way in WAYS.values():
        root = Acting({"texts": way(["one", 2, True, 1.5])})

        result = await both(SCHEMA, "{ texts }", root=lambda root=root: root)

        assert result.data == {"texts": ["one", "2", "true", "1.5"]}


async def test_no_item_is_awaited_before_its_list_is_whole() -> None:
    order: list[str] = []

    def noting(items: list[Any]) -> Iterator[Any]:
        for item in items:
            order.append("given")
            yield _noted(order, cast("int", item))

    root = Acting({"all_null": Iterates(noting, [1, 2])})

    result = await both(SCHEMA, "{ allNull }", root=lambda: root)

    assert result.data == {"allNull": [1, 2]}
    assert order == ["given", "given", "awaited", "awaited"] * 3


async def _noted(order: list[str], item: int) -> int:
    order.append("awaited")
    await asyncio.sleep(0)
    return item

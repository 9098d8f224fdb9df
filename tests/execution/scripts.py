"""Objects whose attributes do as a script says, so that each execution gets the same anew."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, cast


@dataclass(frozen=True)
class Raises:
    """Raise instead of giving a value."""

    error: Exception


@dataclass(frozen=True)
class Later:
    """Give it after some turns of the event loop."""

    script: object
    turns: int = 0


@dataclass(frozen=True)
class Iterates:
    """Give the items otherwise than in a list."""

    wrap: Callable[[list[Any]], object]
    items: list[object]


class Attributes(Protocol):
    """Scripts by name, such as a dict of them."""

    def get(self, name: str, /) -> object: ...


@dataclass(frozen=True)
class A:
    """Give an object of that class."""

    kind: Callable[[Any], object]
    attributes: Attributes


def play(script: object) -> Any:
    """What the script gives: itself, unless it is a direction."""
    match script:
        case Raises(error):
            raise error
        case Later():
            return _Coming(script)
        case Iterates(wrap, items):
            return wrap([_item(item) for item in items])
        case A(kind, attributes):
            return kind(attributes)
        case list():
            return [_item(item) for item in cast("list[object]", script)]
        case _:
            return script


def _item(script: object) -> Any:
    """A failing item is an error in the place of a value: raised, it would cost the others."""
    return script.error if isinstance(script, Raises) else play(script)


class _Coming:
    """Unlike a coroutine it may be dropped, as graphql-core drops some that come too late."""

    def __init__(self, later: Later) -> None:
        self._later = later

    def __await__(self) -> Generator[Any, None, Any]:
        for _ in range(self._later.turns):
            yield from asyncio.sleep(0).__await__()
        return play(self._later.script)

    def __repr__(self) -> str:
        """The same in each execution: one that comes of another is shown as it is."""
        return "what is to come"


class Actor:
    """An object that plays its attributes, at each reading."""

    def __init__(self, attributes: Attributes) -> None:
        self.attributes = attributes

    def play(self, name: str) -> Any:
        """What the attribute gives."""
        return play(self.attributes.get(name))


def read(name: str) -> property:
    """An attribute of an actor."""
    return property(lambda actor: actor.play(name))


def generated(items: list[Any]) -> Iterator[Any]:
    """The items, one by one."""
    yield from items


async def generated_later(items: list[Any]) -> AsyncIterator[Any]:
    """The items, one by one, with the event loop in between."""
    for item in items:
        await asyncio.sleep(0)
        yield item

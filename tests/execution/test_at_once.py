"""What waits for each other can only end where it is asked at once; a failure ends the waiting."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import strawberry
from graphql import GraphQLObjectType

from gateway.execution import CompiledExecutor
from gateway.execution.schema import graphql_schema_of
from tests.execution.both import both, settle
from tests.execution.world import QuietSchema


class Meeting:
    """A request's context: nobody goes on before so many have come."""

    def __init__(self, of: int) -> None:
        self._missing = of
        self._complete = asyncio.Event()
        self.left: list[str] = []
        """Who went on, and who was cancelled while waiting."""

    async def come(self, name: str) -> str:
        self._missing -= 1
        if not self._missing:
            self._complete.set()
        try:
            await self._complete.wait()
        except asyncio.CancelledError:
            self.left.append(f"{name} cancelled")
            raise
        self.left.append(name)
        return name


Info = strawberry.Info[Meeting, None]


@strawberry.interface
class Guest:
    name: str


@strawberry.type
class Host(Guest):
    pass


@strawberry.type
class Visitor(Guest):
    pass


class Person:
    """Known by name; whether one is a host or a visitor has to be asked."""

    def __init__(self, name: str) -> None:
        self.name = name


@strawberry.type
class Query:
    @strawberry.field
    async def come(self, info: Info, name: str = "only") -> str:
        return await info.context.come(name)

    @strawberry.field(graphql_type=list[str])
    def several(self, info: Info) -> list[Awaitable[str]]:
        return [info.context.come("first"), info.context.come("second")]

    @strawberry.field
    async def alone(self) -> list[bool]:
        return [True]

    @strawberry.field
    async def below(self) -> Query:
        return self

    @strawberry.field
    async def failing(self) -> str:
        raise ValueError("no party")

    @strawberry.field(graphql_type=list[str] | None)
    async def failing_first(self, info: Info) -> list[Awaitable[str]]:
        return [self._fail(), info.context.come("second")]

    @strawberry.field(graphql_type=list[str] | None)
    async def failing_first_of_stream(self, info: Info) -> AsyncIterator[Awaitable[str]]:
        yield self._fail()
        yield info.context.come("second")

    @strawberry.field(graphql_type=list[Guest | None])
    def guests(self) -> list[Person]:
        return [Person("Ann"), Person("Bob")]

    @staticmethod
    async def _fail() -> str:
        raise ValueError("no party")


SCHEMA = QuietSchema(Query)


async def held(
    schema: strawberry.Schema, document: str, of: int
) -> tuple[Any, list[str], list[str]]:
    """The data, the messages, and who left: by graphql-core, compiled, and compiled again."""
    meetings: list[Meeting] = []

    def meeting() -> Meeting:
        meetings.append(Meeting(of))
        return meetings[-1]

    async with asyncio.timeout(10):
        result = await both(schema, document, root=Query, context=meeting)
    first, *others = [each.left for each in meetings]
    assert others == [first] * 2
    return result.data, [error.message for error in result.errors or []], first


@pytest.mark.parametrize(
    ("document", "of", "data"),
    [
        ("{ come }", 1, {"come": "only"}),
        ('{ a: come(name: "a") b: come(name: "b") }', 2, {"a": "a", "b": "b"}),
        ("{ several }", 2, {"several": ["first", "second"]}),
        ("{ several come }", 3, {"several": ["first", "second"], "come": "only"}),
        ("{ below { come } come }", 2, {"below": {"come": "only"}, "come": "only"}),
        (
            "{ below { several } other: below { below { come } } }",
            3,
            {
                "below": {"several": ["first", "second"]},
                "other": {"below": {"come": "only"}},
            },
        ),
    ],
)
async def test_fields_and_items_are_waited_for_together(
    document: str, of: int, data: dict[str, Any]
) -> None:
    answered, messages, left = await held(SCHEMA, document, of)

    assert (answered, messages) == (data, [])
    assert len(left) == of


async def test_a_list_of_one_item_needs_no_company() -> None:
    assert (await held(SCHEMA, "{ alone }", 1))[0] == {"alone": [True]}


@pytest.mark.parametrize(
    ("document", "data", "name"),
    [
        ("{ failing come }", None, "only"),
        ("{ come failing }", None, "only"),
        ("{ below { failing come } }", None, "only"),
        ("{ failingFirst }", {"failingFirst": None}, "second"),
        ("{ failingFirstOfStream }", {"failingFirstOfStream": None}, "second"),
    ],
)
async def test_nobody_is_waited_for_once_another_has_failed_for_good(
    document: str, data: dict[str, Any] | None, name: str
) -> None:
    answered, messages, left = await held(SCHEMA, document, 2)

    assert (answered, messages) == (data, ["no party"])
    assert left == [f"{name} cancelled"]


def asking(**answers: Any) -> strawberry.Schema:
    """A schema whose types ask for their objects in these ways."""
    schema = QuietSchema(Query, types=[Host, Visitor])
    for name, is_type_of in answers.items():
        type_ = graphql_schema_of(schema).type_map[name.title()]
        assert isinstance(type_, GraphQLObjectType)
        type_.is_type_of = is_type_of
    return schema


async def is_host(person: Any, info: Any) -> bool:
    await info.context.come("host?")
    return person.name == "Ann"


async def is_visitor(person: Any, info: Any) -> bool:
    await info.context.come("visitor?")
    return person.name == "Bob"


async def cannot_tell(_person: object, _info: object) -> bool:
    raise ValueError("who knows")


async def test_types_are_asked_for_all_objects_at_once() -> None:
    """By the interface: two types for each of two objects; then by the types themselves."""
    schema = asking(host=is_host, visitor=is_visitor)

    data, messages, left = await held(schema, "{ guests { __typename name } }", 4)

    assert messages == []
    assert data == {
        "guests": [{"__typename": "Host", "name": "Ann"}, {"__typename": "Visitor", "name": "Bob"}]
    }
    assert sorted(left) == [*["host?"] * 3, *["visitor?"] * 3]


async def test_a_type_that_cannot_tell_ends_the_asking_of_the_others() -> None:
    schema = asking(host=cannot_tell, visitor=is_visitor)

    data, messages, left = await held(schema, "{ guests { name } }", 3)

    assert data == {"guests": [None, None]}
    assert messages == ["who knows"] * 2
    assert left == ["visitor? cancelled"] * 2


GUESTS = "{ guests { name } }"


async def given_up(ask: Callable[[Meeting], Awaitable[Any]]) -> list[str]:
    """Who was still being asked when the request was cancelled."""
    meeting = Meeting(of=99)
    request = asyncio.ensure_future(ask(meeting))
    await settle()
    request.cancel()
    await asyncio.wait([request])
    assert request.cancelled()
    return sorted(meeting.left)


async def test_who_is_asked_for_a_type_is_cancelled_with_the_request() -> None:
    schema = asking(host=is_host, visitor=is_visitor)
    executor = CompiledExecutor(schema, compile_at_use=1)

    expected = await given_up(
        lambda meeting: schema.execute(GUESTS, root_value=Query(), context_value=meeting)
    )
    left = await given_up(lambda meeting: executor.execute(GUESTS, root=Query(), context=meeting))

    assert expected == [*["host? cancelled"] * 2, *["visitor? cancelled"] * 2]
    assert left == expected

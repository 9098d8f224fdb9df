"""Resolvers: what they are called with, and that whatever Strawberry puts around them is kept."""

from __future__ import annotations

import datetime as dt
import traceback
from collections.abc import AsyncIterator
from enum import Enum
from typing import Annotated, Any, cast

import pytest
import strawberry
from strawberry.extensions import FieldExtension
from strawberry.permission import BasePermission
from strawberry.relay import GlobalID
from strawberry.scalars import JSON
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.exception_handlers import ExceptionHandler
from strawberry.types.field import StrawberryField
from strawberry.types.info import Info

from gateway.execution import CompiledExecutor
from gateway.execution.schema import graphql_schema_of
from tests.execution.both import both
from tests.execution.world import QuietSchema


class MyInfo(Info[Any, Any]):
    """An `info` of one's own."""

    shout = "hey"


@strawberry.enum
class Mode(Enum):
    FAST = 1
    SLOW = 2


@strawberry.input
class Point:
    x: int
    y: int = 7
    tags: list[str] = strawberry.field(default_factory=list)


class Source:
    """What the fields are resolved on; it has no method of Strawberry's."""

    name = "source"


def _by_parent(them: strawberry.Parent[Source]) -> str:
    return them.name


def _by_root(root: Source) -> str:
    return root.name


def _by_parent_as_root(root: strawberry.Parent[Source]) -> str:
    return root.name


def _alone() -> str:
    return "alone"


def _told(root: Source, info: MyInfo) -> str:
    raw = vars(info)["_raw_info"]
    shown = {
        "path": info.path.as_list(),
        "typename": info.path.typename,
        "field": info.field_name,
        "python": info.python_name,
        "type": str(info.return_type),
        "graphql type": str(raw.return_type),
        "parent": raw.parent_type.name,
        "context": info.context,
        "root": info.root_value,
        "variables": info.variable_values,
        "extensions": info.input_extensions,
        "operation": info.operation.name and info.operation.name.value,
        "selected": info.selected_fields,
        "nodes": [node.loc and (node.loc.start, node.loc.end) for node in raw.field_nodes],
        "fragments": sorted(raw.fragments),
        "schema": info.schema.config.info_class.__name__,
        "awaits": raw.is_awaitable(_alone()),
        "own": info.shout,
        "is a tuple": isinstance(raw, tuple),
        "source": root.name,
    }
    return repr(shown)


class Doubling(FieldExtension):
    def resolve(self, next_: Any, source: Any, info: Info[Any, Any], **kwargs: Any) -> Any:
        return next_(source, info, **kwargs) * 2


class Refusing(BasePermission):
    message = "not you"

    def has_permission(self, source: Any, info: Any, **kwargs: Any) -> bool:  # noqa: ARG002 - as Strawberry calls it
        return kwargs.get("allowed", False)


class OwnField(StrawberryField):
    def get_result(self, source: Any, info: Any, args: list[Any], kwargs: Any) -> Any:  # noqa: ARG002 - as Strawberry calls it
        return "own"


@strawberry.type
class Thing:
    name: str
    key: str = cast("str", OwnField())
    by_parent: str = strawberry.field(resolver=_by_parent)
    by_root: str = strawberry.field(resolver=_by_root)
    by_parent_as_root: str = strawberry.field(resolver=_by_parent_as_root)
    alone: str = strawberry.field(resolver=_alone)
    told: str = strawberry.field(resolver=_told)
    doubled: str = strawberry.field(resolver=_alone, extensions=[Doubling()])

    @strawberry.field
    def by_self(self) -> str:
        return self.name

    @strawberry.field
    @staticmethod
    def static(word: str = "none") -> str:
        return f"static {word}"

    @strawberry.field
    @classmethod
    def of_class(cls, number: int | None) -> str:
        return f"{cls.__name__} {number}"

    @strawberry.field(permission_classes=[Refusing])
    def guarded(self, *, allowed: bool = False) -> str:
        return f"open {allowed}"

    @strawberry.field
    async def modes(self, first: Mode = Mode.FAST, more: list[Mode | None] | None = None) -> str:
        text = f"{first} {more}"
        if more:
            more.append(Mode.SLOW)
        return text

    @strawberry.field(graphql_type=list[str])
    async def letters(self) -> AsyncIterator[str]:
        for letter in "ab":
            yield letter

    @strawberry.field
    def area(self, points: list[Point], origin: Point | None = None) -> str:
        text = f"{points} {origin}"
        points[0].tags.append("seen")
        return text

    @strawberry.field
    def at(self, when: dt.datetime, anything: JSON | None = None) -> str:
        text = f"{when} {anything}"
        if anything:
            cast("dict[str, object]", anything)["seen"] = True
        return text

    @strawberry.field
    def global_id(self, id: GlobalID) -> str:  # noqa: A002 - the name of the argument
        return f"{id.type_name}/{id.node_id}"

    @strawberry.field
    async def maybe(self, word: strawberry.Maybe[str] = None) -> str:
        return repr(word)

    @strawberry.field
    def named(self, class_: Annotated[str, strawberry.argument(name="class")]) -> str:
        return class_

    @strawberry.field
    def frames(self) -> list[str]:
        return _frames()

    @strawberry.field(permission_classes=[])
    async def frames_later(self, n: int = 1) -> list[str]:
        return _frames()[-n * 10 :]

    @strawberry.field
    def frames_at(self, when: dt.date, point: Point) -> list[str]:
        return [*_frames(), f"{when} {point}"]

    @strawberry.field
    def wrapped_frames(self, id: GlobalID) -> list[str]:  # noqa: A002 - the name of the argument
        return [*_frames(), id.node_id]


def _frames() -> list[str]:
    """The files of the functions that are being called."""
    return [frame.filename for frame in traceback.extract_stack(limit=10)]


@strawberry.type
class Query:
    @strawberry.field(graphql_type=Thing)
    def thing(self) -> Source:
        return Source()

    @strawberry.field(graphql_type=list[Thing])
    def things(self) -> list[Source]:
        return [Source(), Source()]


SCHEMA = QuietSchema(Query, config=StrawberryConfig(info_class=MyInfo))


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("byParent", "source"),
        ("byRoot", "source"),
        ("byParentAsRoot", "source"),
        ("bySelf", "source"),
        ("alone", "alone"),
        ("key", "own"),
        ("doubled", "alonealone"),
        ("static", "static none"),
        ('static(word: "x")', "static x"),
        ("ofClass(number: 5)", "Thing 5"),
        ("ofClass(number: null)", "Thing None"),
        ("guarded(allowed: true)", "open True"),
        ("modes", "Mode.FAST None"),
        ("modes(first: SLOW, more: [FAST])", "Mode.SLOW [<Mode.FAST: 1>]"),
        (
            "area(points: {x: 1})",
            "[Point(x=1, y=7, tags=[])] None",
        ),
        (
            'area(points: [{x: 1, y: 2, tags: ["a"]}], origin: {x: 0})',
            "[Point(x=1, y=2, tags=['a'])] Point(x=0, y=7, tags=[])",
        ),
        (
            'at(when: "2026-03-29T00:00:00Z", anything: {a: 1})',
            "2026-03-29 00:00:00+00:00 {'a': 1}",
        ),
        ('globalId(id: "VGhpbmc6NQ==")', "Thing/5"),
        ("maybe", "None"),
        ('maybe(word: "x")', "Some('x')"),
        ('named(class: "c")', "c"),
    ],
)
async def test_a_resolver_gets_what_it_asks_for(asked: str, value: str) -> None:
    result = await both(SCHEMA, f"{{ thing {{ it: {asked} }} }}")

    assert result.data == {"thing": {"it": value}}


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("guarded", "not you"),
        ('globalId(id: "%")', 'Value cannot represent a GlobalID: "%".'),
        ("ofClass", "Thing.of_class() missing 1 required positional argument: 'number'"),
    ],
)
async def test_a_refused_call_fails_as_with_strawberry(asked: str, message: str) -> None:
    result = await both(SCHEMA, f"{{ thing {{ {asked} }} }}")

    assert [error.message for error in result.errors or []] == [message]


async def test_info_tells_the_same() -> None:
    document = """
        query Asked($n: Int = 3, $m: Mode) {
            thing { ...F it: told static(word: "a") }
        }
        fragment F on Thing { it: told ofClass(number: $n) modes(first: $m) }
    """

    result = await both(
        SCHEMA, document, variables={"m": "SLOW"}, root=lambda: "root", context=lambda: "context"
    )

    assert result.data is not None
    assert "'path': ['thing', 'it'], 'typename': 'Thing'" in result.data["thing"]["it"]


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (
            'at(when: "2026-03-29T00:00:00Z", anything: {a: 1})',
            "2026-03-29 00:00:00+00:00 {'a': 1}",
        ),
        (
            'at(when: "2026-03-29T00:00:00Z", anything: {a: $n})',
            "2026-03-29 00:00:00+00:00 {'a': 3}",
        ),
        ("modes(more: [FAST])", "Mode.FAST [<Mode.FAST: 1>]"),
        ("modes(more: [FAST, $m])", "Mode.FAST [<Mode.FAST: 1>, <Mode.SLOW: 2>]"),
        ("modes(more: $ms)", "Mode.FAST [<Mode.SLOW: 2>]"),
        ("area(points: [{x: $n}])", "[Point(x=3, y=7, tags=[])] None"),
    ],
)
async def test_an_argument_that_a_resolver_changes_is_whole_at_the_next_call(
    asked: str, value: str
) -> None:
    types = {"$n": "$n: Int! = 3", "$ms": "$ms: [Mode!] = [SLOW]", "$m": "$m: Mode = SLOW"}
    used = next((type_ for name, type_ in types.items() if name in asked), None)
    header = f"query ({used})" if used else ""

    result = await both(SCHEMA, f"{header} {{ things {{ it: {asked} }} }}")

    assert result.data == {"things": [{"it": value}] * 2}


async def test_a_resolver_may_be_a_generator() -> None:
    result = await both(SCHEMA, "{ thing { letters } }")

    assert result.data == {"thing": {"letters": ["a", "b"]}}


@pytest.mark.parametrize(
    ("asked", "is_wrapped"),
    [
        ("frames", False),
        ("framesLater(n: 2)", False),
        ('framesAt(when: "2026-03-29", point: {x: 1})', False),
        ('wrappedFrames(id: "VGhpbmc6MQ==")', True),
    ],
)
async def test_strawberrys_wrapper_is_left_out_where_it_does_nothing(
    asked: str, *, is_wrapped: bool
) -> None:
    executor = CompiledExecutor(SCHEMA, compile_at_use=1)

    result = await executor.execute(f"{{ thing {{ files: {asked} }} }}")

    assert result.data is not None
    files: list[str] = result.data["thing"]["files"]
    assert any(file.endswith("schema_converter.py") for file in files) == is_wrapped


async def test_an_attribute_need_not_be_an_identifier() -> None:
    @strawberry.type
    class Odd:
        word: str = strawberry.field(name="word")

    field: Any = vars(Odd)["__strawberry_definition__"].fields[0]
    field.python_name = "not an identifier"

    source = type("Source", (), {"not an identifier": "x"})

    result = await both(QuietSchema(Odd), "{ word }", root=source)

    assert result.data == {"word": "x"}


async def test_attributes_are_read_as_the_schema_is_told_to() -> None:
    def read(source: Any, name: str) -> Any:
        return source[name]

    @strawberry.type
    class Root:
        word: str

    schema = QuietSchema(Root, config=StrawberryConfig(default_resolver=read))

    result = await both(schema, "{ word }", root=lambda: {"word": "x"})

    assert result.data == {"word": "x"}


def by_hand(_source: object, info: Any) -> Any:
    return info.field_name


async def test_a_resolver_that_was_put_in_by_hand_is_used() -> None:
    @strawberry.type
    class Root:
        word: str = "attribute"

    schema = QuietSchema(Root)
    query = graphql_schema_of(schema).query_type
    assert query is not None
    query.fields["word"].resolve = by_hand

    result = await both(schema, "{ word }")

    assert result.data == {"word": "word"}


@strawberry.type
class Handed:
    @strawberry.field
    def things(self, of: list[int]) -> str:
        return str(of)

    @strawberry.field
    def more(self) -> list[Handed]:
        return [self, self]


def changing(_source: object, _info: object, of: list[int]) -> str:
    of.append(len(of))
    return str(of)


@pytest.mark.parametrize(
    "document",
    [
        "{ more { things(of: [0]) } }",
        "query ($n: Int! = 0) { more { things(of: [$n]) } }",
    ],
)
async def test_a_resolver_put_in_by_hand_may_change_what_it_is_given(document: str) -> None:
    schema = QuietSchema(Handed)
    root_type = graphql_schema_of(schema).query_type
    assert root_type is not None
    root_type.fields["things"].resolve = changing

    result = await both(schema, document, root=Handed)

    assert result.data == {"more": [{"things": "[0, 1]"}] * 2}


@strawberry.type
class Failure:
    text: str


@strawberry.type
class Success:
    text: str = "fine"


class AsFailure(ExceptionHandler[ValueError]):
    error_type = Failure

    def handle(self, exception: ValueError, *, field: Any, info: Any) -> Failure:  # noqa: ARG002 - as Strawberry calls it
        return Failure(text=str(exception))


async def test_exceptions_are_still_handled_by_the_schema() -> None:
    @strawberry.type
    class Root:
        @strawberry.field
        def risky(self) -> Annotated[Success | Failure, strawberry.union("Outcome")]:
            raise ValueError("oh")

    schema = QuietSchema(Root, exception_handlers=[AsFailure()])

    result = await both(schema, "{ risky { ... on Failure { text } } }")

    assert result.data == {"risky": {"text": "oh"}}

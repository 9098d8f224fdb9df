"""Objects whose type has to be asked for: of interfaces, of unions, and with an `is_type_of`."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from graphql import GraphQLObjectType, GraphQLSchema, GraphQLUnionType
from graphql.execution.executor import invalid_return_type_error

from gateway.execution.core import (
    AbstractOutput,
    Executor,
    IsTypeOf,
    ResolveInfo,
    is_type_of,
    resolve_type,
)
from gateway.execution.field import Field
from gateway.execution.instances import InstancesOf, is_instance_of
from gateway.execution.trail import Trail

if TYPE_CHECKING:
    from gateway.execution.plan import Plan
    from gateway.execution.run import Run
    from gateway.execution.selection import Selection


class _Possible(NamedTuple):
    """A type that an object may have, and what is asked of objects of it."""

    type: GraphQLObjectType
    is_type_of: IsTypeOf | None
    selection: Selection


class OwnType:
    """An object type that has a say in which objects are its own."""

    __slots__ = ("_field", "_is_type_of", "_possible", "_selection")

    def __init__(
        self, plan: Plan, field: Field, type_: GraphQLObjectType, is_own: IsTypeOf
    ) -> None:
        self._field = field
        self._is_type_of = is_own
        self._selection = plan.selection(type_, field.details)
        self._possible = _Possible(type_, is_own, self._selection)

    def execute(self, run: Run, value: Any, trail: Trail, /) -> Any:  # noqa: ANN401 - GraphQL's own
        """The completed object, or an awaitable of it.

        Raises:
            GraphQLError: the object is not of the type.
        """
        answer = self._is_type_of(value, _info(run, self._field, trail))
        if answer is True:
            return self._selection.execute(run, value, trail)
        return _judge(run, self._field, self._possible, answer, value, trail)


class OneOfSeveral:
    """An interface or a union. What is asked of each possible type is compiled when it is met."""

    __slots__ = (
        "_by_class", "_field", "_is_decided_by_class", "_plan", "_possible", "_resolve_type",
        "_type",
    )  # fmt: skip

    def __init__(self, plan: Plan, field: Field, type_: AbstractOutput) -> None:
        self._plan = plan
        self._field = field
        self._type = type_
        self._resolve_type = resolve_type(type_)
        self._possible: dict[str, _Possible] = {}
        self._is_decided_by_class = _is_decided_by_class(plan.schema, type_)
        self._by_class: dict[type, Selection] = {}
        """What is asked of objects whose type need not be asked for again."""

    def execute(self, run: Run, value: Any, trail: Trail, /) -> Any:  # noqa: ANN401 - GraphQL's own
        """The completed object, or an awaitable of it.

        Raises:
            GraphQLError: the object is of no possible type.
        """
        cls = cast("type[object]", type(value))
        selection = self._by_class.get(cls)
        if selection is not None:
            return selection.execute(run, value, trail)
        info = _info(run, self._field, trail)
        name = self._resolve_type(value, info, self._type)
        found = self._possible.get(name) if isinstance(name, str) else None
        if found is None:
            if run.is_awaitable(name):
                return self._execute_later(run, name, info, value, trail)
            found = self._meet(run, name, info, value)
        if found.is_type_of is not None:
            answer = found.is_type_of(value, info)
            if answer is not True:
                return _judge(run, self._field, found, answer, value, trail)
        if self._is_decided_by_class and is_instance_of(cls, found.is_type_of):
            self._by_class[cls] = found.selection
        return found.selection.execute(run, value, trail)

    async def _execute_later(
        self, run: Run, coming: Awaitable[object], info: ResolveInfo, value: object, trail: Trail
    ) -> object:
        found = self._meet(run, await coming, info, value)
        answer = True if found.is_type_of is None else found.is_type_of(value, info)
        shown = _judge(run, self._field, found, answer, value, trail)
        return await shown if run.is_awaitable(shown) else shown

    def _meet(self, run: Executor, name: object, info: ResolveInfo, value: object) -> _Possible:
        details = self._field.details
        type_ = run.ensure_valid_runtime_type(name, self._type, details, info, value)
        found = _Possible(type_, is_type_of(type_), self._plan.selection(type_, details))
        self._possible[type_.name] = found
        return found


def _is_decided_by_class(schema: GraphQLSchema, type_: AbstractOutput) -> bool:
    """Whether equal classes are of equal types: a union of types that only look at the class."""
    return isinstance(type_, GraphQLUnionType) and all(
        isinstance(is_type_of(possible), InstancesOf)
        for possible in schema.get_possible_types(type_)
    )


class _Info:
    """`info` for those who tell types: the whole of it is built only when it is looked at."""

    __slots__ = ("_field", "_run", "_trail", "field_name", "schema")

    def __init__(self, run: Run, field: Field, trail: Trail) -> None:
        self.field_name = field.name
        self.schema = run.schema
        self._field = field
        self._run = run
        self._trail = trail

    def __getattr__(self, name: str) -> object:
        return getattr(self._field.info(self._run, self._trail), name)


def _info(run: Run, field: Field, trail: Trail) -> ResolveInfo:
    return cast("ResolveInfo", _Info(run, field, trail))


def _judge(  # noqa: PLR0913, PLR0917 - all of one object
    run: Run, field: Field, possible: _Possible, answer: object, value: object, trail: Trail
) -> object:
    """The completed object, or an awaitable of it, if the type's `is_type_of` said yes.

    Raises:
        GraphQLError: it said no.
    """
    if run.is_awaitable(answer):
        return _judge_later(run, field, possible, answer, value, trail)
    if not answer:
        raise invalid_return_type_error(possible.type, value, field.details)
    return possible.selection.execute(run, value, trail)


async def _judge_later(  # noqa: PLR0913, PLR0917 - as `_judge`
    run: Run,
    field: Field,
    possible: _Possible,
    coming: Awaitable[object],
    value: object,
    trail: Trail,
) -> object:
    shown = _judge(run, field, possible, await coming, value, trail)
    return await shown if run.is_awaitable(shown) else shown

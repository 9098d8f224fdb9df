"""Writes the lines that complete a value: by a short way where there is one, else by its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from graphql import (
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
)

from gateway.execution.abstract import OneOfSeveral, OwnType
from gateway.execution.code import Code
from gateway.execution.core import AbstractOutput, Output, is_type_of, nullable
from gateway.execution.field import Field
from gateway.execution.instances import InstancesOf
from gateway.execution.leaves import Shortcut, leaf_shortcut
from gateway.execution.place import Place
from gateway.execution.trail import Trail

if TYPE_CHECKING:
    from gateway.execution.plan import Plan
    from gateway.execution.run import Run


class _Compound(Protocol):
    """Completes the objects of a type, or the lists; the result may have to be awaited."""

    def execute(self, run: Run, value: Any, trail: Trail, /) -> Any: ...  # noqa: ANN401 - any of them


class Completion:
    """The completion of what one place holds."""

    def __init__(self, plan: Plan, code: Code, field: Field, type_: Output) -> None:
        self._plan = plan
        self._code = code
        self._field = field
        self._type = type_
        self._place = code.bind("place", Place(field, type_))

    def add(self, depth: int, value: str, trail: str, read: str | None = None) -> None:
        """Add the lines. `read`, if given, is the expression that the value comes from."""
        add = self._code.add
        add(depth, "try:")
        if read is not None:
            add(depth + 1, f"{value} = {read}")
        self._add_ways(depth + 1, value, trail)
        add(depth, "except Exception as error:")
        add(depth + 1, f"{value} = {self._place}.fail(run, error, {trail})")

    def _add_ways(self, depth: int, value: str, trail: str) -> None:
        add = self._code.add
        long_way = f"{value} = {self._place}.complete(run, {value}, {trail}, late)"
        short = self._shortcut(value, trail)
        if short is None:
            add(depth, long_way)
            return
        is_required = isinstance(self._type, GraphQLNonNull)
        add(depth, f"if {short.test}:")
        add(depth + 1, *short.steps)
        add(depth, "else:" if is_required else f"elif {value} is not None:")
        add(depth + 1, long_way)

    def _shortcut(self, value: str, trail: str) -> Shortcut | None:
        type_ = nullable(self._type)
        if isinstance(type_, GraphQLScalarType | GraphQLEnumType):
            return leaf_shortcut(self._code, type_, value)
        if isinstance(type_, GraphQLList):
            listing = self._plan.listing(self._field, type_)
            return self._compound(f"type({value}) is list", "list", listing, value, trail)
        if isinstance(type_, GraphQLObjectType):
            own = is_type_of(type_)
            if isinstance(own, InstancesOf):
                return self._instance(type_, own, value, trail)
        return self._compound(f"plain[type({value})]", "dict", self._object(type_), value, trail)

    def _instance(
        self, type_: GraphQLObjectType, own: InstancesOf, value: str, trail: str
    ) -> Shortcut:
        """An object whose class says that it is one of the type."""
        test = f"{self._code.bind('own', own.own)}[type({value})]"
        selection = self._plan.selection(type_, self._field.details)
        return self._compound(test, "dict", selection, value, trail)

    def _object(self, type_: GraphQLObjectType | AbstractOutput) -> _Compound:
        if not isinstance(type_, GraphQLObjectType):
            return OneOfSeveral(self._plan, self._field, type_)
        is_own = is_type_of(type_)
        if is_own is not None:
            return OwnType(self._plan, self._field, type_, is_own)
        return self._plan.selection(type_, self._field.details)

    def _compound(
        self, test: str, result: str, compound: _Compound, value: str, trail: str
    ) -> Shortcut:
        """Complete it as a whole; what is not a `result` yet is awaited with what else is late."""
        name = self._code.bind(result, compound)
        return Shortcut(
            test,
            (
                f"{value} = {name}.execute(run, {value}, {trail})",
                f"if type({value}) is not {result}:",
                f"    {value} = {self._place}.later(run, {value}, {trail}, late)",
            ),
        )

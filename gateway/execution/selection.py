"""The fields asked of one object type, as a function from an object to its part of the response."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLObjectType
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet

from gateway.execution.code import Code, Function
from gateway.execution.completion import Completion
from gateway.execution.core import type_of
from gateway.execution.field import Field
from gateway.execution.plain import PLAIN
from gateway.execution.resolvers import reading
from gateway.execution.trail import Trail

if TYPE_CHECKING:
    from gateway.execution.plan import Plan
    from gateway.execution.run import Run


class Selection:
    """Completes objects of one type at one place of the operation.

    It is compiled when the first object comes: what is never reached costs nothing, however often
    fragments repeat it.
    """

    __slots__ = ("_details", "_plan", "_type", "execute")

    execute: Function
    """From a run, an object and its trail to a dict, or to an awaitable of one."""

    def __init__(
        self, plan: Plan, type_: GraphQLObjectType, details: FieldDetailsList | None
    ) -> None:
        self._plan = plan
        self._type = type_
        self._details = details
        self.execute = self._compile_and_execute

    def _compile_and_execute(self, run: Run, source: object, trail: Trail | None) -> object:
        asked = self._plan.collect(run, self._type, self._details)
        self.execute = _Writer(self._plan, self._type).function(asked)
        return self.execute(run, source, trail)


class _Writer:
    """Writes the function of a selection."""

    def __init__(self, plan: Plan, type_: GraphQLObjectType) -> None:
        self._plan = plan
        self._type = type_
        self._code = Code(plain=PLAIN)

    def function(self, asked: GroupedFieldSet) -> Function:
        """The function that completes an object with these fields."""
        code = self._code
        code.add(0, "def complete(run, source, trail):")
        code.add(1, "late = []", "try:", "    pass")
        values = {
            key: self._add_field(f"value{number}", key, details)
            for number, (key, details) in enumerate(asked.items())
        }
        shown = ", ".join(f"{key!r}: {value}" for key, value in values.items())
        code.add(1, "except Exception:", "    run.abandon(late)", "    raise")
        code.add(1, f"done = {{{shown}}}", "return run.gather(done, late) if late else done")
        return code.function("complete")

    def _add_field(self, value: str, key: str, details: FieldDetailsList) -> str:
        """Write the lines of a field: where its value is found after them."""
        name = details[0].node.name.value
        if name == "__typename":
            return repr(self._type.name)
        definition = self._type.fields[name]
        field = Field(self._type, definition, details)
        trail = f"(trail, {key!r}, {self._type.name!r})"
        read = reading(self._plan.strawberry, self._code, field, trail)
        Completion(self._plan, self._code, field, type_of(definition)).add(2, value, trail, read)
        return value

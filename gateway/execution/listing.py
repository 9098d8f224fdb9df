"""A list at one place of the operation, as a function from its items to the completed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gateway.execution.code import Code, Function
from gateway.execution.completion import Completion
from gateway.execution.core import Output
from gateway.execution.field import Field
from gateway.execution.plain import PLAIN
from gateway.execution.trail import Trail

if TYPE_CHECKING:
    from gateway.execution.plan import Plan
    from gateway.execution.run import Run


class Listing:
    """Completes lists; compiled when the first one comes."""

    __slots__ = ("_field", "_item_type", "_plan", "execute")

    execute: Function
    """From a run, a list and its trail to a new list, or to an awaitable of one."""

    def __init__(self, plan: Plan, field: Field, item_type: Output) -> None:
        self._plan = plan
        self._field = field
        self._item_type = item_type
        self.execute = self._compile_and_execute

    def _compile_and_execute(self, run: Run, values: list[Any], trail: Trail) -> object:
        self.execute = _compiled(self._plan, self._field, self._item_type)
        return self.execute(run, values, trail)


def _compiled(plan: Plan, field: Field, item_type: Output) -> Function:
    code = Code(plain=PLAIN)
    code.add(0, "def complete(run, values, trail):")
    code.add(1, "done = []", "late = []", "rest = iter(values)", "try:", "    for value in rest:")
    Completion(plan, code, field, item_type).add(3, "value", "(trail, len(done), None)")
    code.add(3, "done.append(value)")
    code.add(1, "except Exception:", "    run.abandon(late, rest)", "    raise")
    code.add(1, "return run.gather(done, late) if late else done")
    return code.function("complete")

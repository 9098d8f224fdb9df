"""A place for values in the response: a field, or the items of a list.

Compiled code completes the usual value itself. Whatever else comes here, and from here goes to
graphql-core's executor, which the run is: what it makes of a value, an awaitable or a failure is
right by definition.
"""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

from gateway.execution.core import Executor, Output
from gateway.execution.field import Field
from gateway.execution.trail import Trail, path_of

Late = list[tuple[str | int, Awaitable[Any]]]
"""What of an object or a list is still to come, by key or index."""


class Place:
    """Completes by graphql-core's rules what compiled code does not."""

    __slots__ = ("_field", "_type")

    def __init__(self, field: Field, type_: Output) -> None:
        self._field = field
        self._type = type_

    def complete(self, run: Executor, value: Any, trail: Trail, late: Late) -> Any:  # noqa: ANN401 - any value
        """The completed value, or an awaitable of it that is also noted in `late`.

        Raises:
            Exception: the value is not what the type demands.
        """
        path, details = path_of(trail), self._field.details
        info = self._field.info(run, path)
        if run.is_awaitable(value):
            coming = run.complete_awaitable_value(self._type, details, info, path, value, None)
            late.append((trail[1], coming))
            return coming
        completed = run.complete_value(self._type, details, info, path, value, None)
        return self.later(run, completed, trail, late) if run.is_awaitable(completed) else completed

    def later(
        self, run: Executor, coming: Awaitable[Any], trail: Trail, late: Late
    ) -> Awaitable[Any]:
        """An awaitable of a completed value, with its failure handled here; noted in `late`."""
        guarded = self._guarded(run, coming, trail)
        late.append((trail[1], guarded))
        return guarded

    def fail(self, run: Executor, error: Exception, trail: Trail) -> None:
        """Put null in the place and note the error.

        Raises:
            GraphQLError: null is not allowed here.
        """
        run.handle_field_error(error, self._type, self._field.details, path_of(trail))

    async def _guarded(self, run: Executor, coming: Awaitable[Any], trail: Trail) -> Any:  # noqa: ANN401 - any value
        try:
            return await coming
        except Exception as error:  # noqa: BLE001 - a resolver may raise anything
            return self.fail(run, error, trail)

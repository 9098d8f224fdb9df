"""One execution of a compiled operation: Strawberry's executor, with short ways built in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeGuard, cast

from graphql import ExecutionResult, GraphQLError, GraphQLObjectType
from graphql.execution.collect_fields import FieldDetailsList
from graphql.execution.executor import collect_iterator_awaitables
from graphql.execution.values import VariableValues
from graphql.pyutils import Path, gather_with_cancel
from graphql.type import GraphQLResolveInfoHelpers
from strawberry.execution import optimized_is_awaitable
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types import ExecutionContext

from gateway.execution.core import FIELD_RESOLVER, TYPE_RESOLVER, ListOutput, ResolveInfo
from gateway.execution.field import Arguments, Field
from gateway.execution.place import Late
from gateway.execution.prepared import Resolve

if TYPE_CHECKING:
    from gateway.execution.plan import Plan


class Run(StrawberryGraphQLCoreExecutionContext):
    """The executor that compiled code calls for everything unusual.

    It leads back to compiled code as soon as it reaches an object or a list.
    """

    is_awaitable: Callable[[Any], TypeGuard[Awaitable[Any]]]

    def __init__(self, plan: Plan, asked: ExecutionContext, variables: VariableValues) -> None:
        super().__init__(
            plan.schema,
            plan.fragment_definitions,
            plan.fragments,
            asked.root_value,
            asked.context,
            plan.operation,
            variables,
            FIELD_RESOLVER,
            TYPE_RESOLVER,
            FIELD_RESOLVER,
            is_awaitable=optimized_is_awaitable,
            operation_extensions=asked.operation_extensions,
        )
        self._plan = plan
        self.arguments: dict[Field, Arguments] = {}
        """Those that are the same in all of this run, once they are known."""
        self.prepared: dict[Field, Resolve] = {}
        """What resolves the fields that are prepared for all objects, once one has come."""

    @property
    def async_helpers(self) -> GraphQLResolveInfoHelpers:
        """Made when asked for: kept, it would lead back to the run.

        Whatever a run has loaded would then stay until the garbage collector comes.
        """
        return GraphQLResolveInfoHelpers(self.gather_async_work, self.track_async_work)

    @async_helpers.setter
    def async_helpers(  # pyright: ignore[reportIncompatibleVariableOverride] # read alike
        self, made: GraphQLResolveInfoHelpers
    ) -> None:
        """Not kept."""

    async def respond(self) -> ExecutionResult:
        """Execute the operation: its data, and the errors in the order of their appearance."""
        try:
            data = self._plan.execute_root(self)
            if self.is_awaitable(data):
                data = await data
        except GraphQLError as error:
            self.collected_errors.add(error, None)
            data = None
        return ExecutionResult(
            cast("dict[str, Any] | None", data), self.collected_errors.errors or None
        )

    def collect_and_execute_subfields(
        self,
        return_type: GraphQLObjectType,
        field_details_list: FieldDetailsList,
        path: Path,
        result: object,
        position_context: object,  # noqa: ARG002 - for incremental delivery, which is not here
    ) -> Any:  # noqa: ANN401 - a dict, or an awaitable of one
        """Complete an object by compiled code."""
        selection = self._plan.selection(return_type, field_details_list)
        return selection.execute(self, result, path)

    def complete_list_value(  # noqa: PLR0913, PLR0917 - as graphql-core calls it
        self,
        return_type: ListOutput,
        field_details_list: FieldDetailsList,
        info: ResolveInfo,
        path: Path,
        result: Any,  # noqa: ANN401 - any value
        position_context: Any,  # noqa: ANN401 - graphql-core's own
    ) -> Any:  # noqa: ANN401 - a list, or an awaitable of one
        """Complete a list by compiled code; other iterables are graphql-core's."""
        if type(result) is list:
            listing = self._plan.listing_told_by(info, return_type, field_details_list)
            return listing.execute(self, result, path)
        return super().complete_list_value(  # pyright: ignore[reportUnknownMemberType] # item type
            return_type, field_details_list, info, path, result, position_context
        )

    async def gather(self, done: Any, late: Late) -> Any:  # noqa: ANN401 - a dict or a list
        """Wait for what is late of the object or the list, and put it in its place."""
        if len(late) == 1:
            ((key, coming),) = late
            done[key] = await coming
            return done
        came = await gather_with_cancel(*(coming for _, coming in late))
        for (key, _), value in zip(late, came, strict=True):
            done[key] = value
        return done

    def abandon(self, late: Late, rest: Iterator[Any] | None = None) -> None:
        """Let what is late, and what the rest of a list holds, come to its end unheard."""
        coming = [each for _, each in late]
        if rest is not None:
            coming += collect_iterator_awaitables(rest, self.is_awaitable)
        if coming:
            self.settle_in_background(coming)

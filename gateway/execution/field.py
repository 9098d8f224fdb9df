"""A field of an operation, as one object type has it: what its resolver is told and given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    ListValueNode,
    ValueNode,
    VariableNode,
    get_argument_values,
    is_enum_type,
    is_specified_scalar_type,
)
from graphql.execution.collect_fields import FieldDetailsList

from gateway.execution.core import Executor, ResolveInfo, argument_types
from gateway.execution.trail import Trail, field_path_of, path_of

if TYPE_CHECKING:
    from gateway.execution.run import Run

Arguments = dict[str, Any]
"""Coerced arguments by name; shared between calls, so not to be changed."""


class Field:
    """What graphql-core collects under one key of a selection, and what the schema says of it."""

    def __init__(
        self, parent_type: GraphQLObjectType, definition: GraphQLField, details: FieldDetailsList
    ) -> None:
        self.parent_type = parent_type
        self.definition = definition
        self.details = details
        self.nodes = [each.node for each in details]
        self.name = self.nodes[0].name.value
        self.has_simple_arguments = _has_simple_arguments(definition)
        self.constant_arguments = self._coerced_once()

    def info(self, run: Executor, trail: Trail) -> ResolveInfo:
        """What graphql-core would tell a resolver; the trail may be that of an item."""
        path = field_path_of(path_of(trail))
        return run.build_resolve_info(self.definition, self.nodes, self.parent_type, path)

    def arguments(self, run: Run) -> Arguments:
        """The arguments by their names in the schema.

        Raises:
            GraphQLError: an argument has no usable value.
        """
        if self.constant_arguments is not None:
            return self.constant_arguments
        known = run.arguments.get(self)
        if known is None:
            known = self.own_arguments(run)
            if self.has_simple_arguments:
                run.arguments[self] = known
        return known

    def own_arguments(self, run: Run) -> Arguments:
        """As `arguments`, but coerced anew: whoever gets them may change them."""
        return get_argument_values(self.definition, self.nodes[0], run.variable_values)

    def _coerced_once(self) -> Arguments | None:
        """The arguments, where they are the same at every execution."""
        given = self.nodes[0].arguments or ()
        if not self.has_simple_arguments or any(_names_variable(each.value) for each in given):
            return None
        try:
            return get_argument_values(self.definition, self.nodes[0])
        except GraphQLError:  # every use of the field shall fail, not its compilation
            return None


def _has_simple_arguments(definition: GraphQLField) -> bool:
    """Whether equal arguments have equal values: a custom scalar may mean another one each time."""
    return all(
        is_specified_scalar_type(named) or is_enum_type(named)
        for named in argument_types(definition)
    )


def _names_variable(value: ValueNode) -> bool:
    if isinstance(value, ListValueNode):
        return any(map(_names_variable, value.values))
    return isinstance(value, VariableNode)

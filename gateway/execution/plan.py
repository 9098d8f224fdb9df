"""The compiled form of one operation, under one set of answers to its `@skip` and `@include`."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import strawberry
from graphql import (
    FragmentDefinitionNode,
    GraphQLObjectType,
    OperationDefinitionNode,
    OperationType,
)
from graphql.execution.collect_fields import (
    FieldDetailsList,
    FragmentDetails,
    GroupedFieldSet,
    collect_fields,
    collect_subfields,
)

from gateway.execution.core import ListOutput, ResolveInfo
from gateway.execution.field import Field
from gateway.execution.listing import Listing
from gateway.execution.schema import graphql_schema_of
from gateway.execution.selection import Selection

if TYPE_CHECKING:
    from gateway.execution.run import Run


class Plan:
    """Every selection and list of the operation that has been met, each compiled once.

    graphql-core collects the fields, merges them and puts them in order, as it would for itself.
    """

    def __init__(
        self,
        schema: strawberry.Schema,
        operation: OperationDefinitionNode,
        fragments: dict[str, FragmentDefinitionNode],
    ) -> None:
        self.strawberry = schema
        self.schema = graphql_schema_of(schema)
        self.operation = operation
        self.fragment_definitions = fragments
        self.fragments = {name: FragmentDetails(each) for name, each in fragments.items()}
        self._root_type = cast("GraphQLObjectType", self.schema.get_root_type(operation.operation))
        self._root = Selection(self, self._root_type, None)
        self._collected: list[GroupedFieldSet] = []
        self._selections: dict[tuple[str, int], Selection] = {}
        self._listings: dict[tuple[int, int], Listing] = {}

    def execute_root(self, run: Run) -> object:
        """The data, or an awaitable of it; the fields of a mutation are executed one by one.

        Raises:
            GraphQLError: a root field that may not be null failed, or `@skip` has no usable value.
        """
        if self.operation.operation is not OperationType.MUTATION:
            return self._root.execute(run, run.root_value, None)
        if not self._collected:
            self.collect(run, self._root_type, None)
        fields = self._collected[0]
        return run.execute_fields_serially(self._root_type, run.root_value, None, fields, None)

    def collect(
        self, run: Run, type_: GraphQLObjectType, details: FieldDetailsList | None
    ) -> GroupedFieldSet:
        """The fields that the operation asks of the type, below a field or, with None, at its root.

        Raises:
            GraphQLError: the condition of `@skip` or `@include` has no usable value.
        """
        known = (self.schema, self.fragments, run.variable_values)
        if details is None:
            found = collect_fields(*known, type_, self.operation)
        else:
            found = collect_subfields(*known, self.operation, type_, details)
        self._collected.append(found.grouped_field_set)  # lists in it are known by their identity
        return found.grouped_field_set

    def selection(self, type_: GraphQLObjectType, details: FieldDetailsList) -> Selection:
        """What is asked of objects of the type in a field."""
        key = (type_.name, id(details))
        if key not in self._selections:
            self._selections[key] = Selection(self, type_, details)
        return self._selections[key]

    def listing(self, field: Field, type_: ListOutput) -> Listing:
        """The lists of a field, or those within them."""
        key = (id(type_), id(field.details))
        if key not in self._listings:
            self._listings[key] = Listing(self, field, type_.of_type)
        return self._listings[key]

    def listing_told_by(
        self,
        info: ResolveInfo,
        type_: ListOutput,
        details: FieldDetailsList,
    ) -> Listing:
        """As `listing`, for a field that graphql-core speaks of."""
        known = self._listings.get((id(type_), id(details)))
        if known is not None:
            return known
        definition = info.parent_type.fields[info.field_name]
        return self.listing(Field(info.parent_type, definition, details), type_)

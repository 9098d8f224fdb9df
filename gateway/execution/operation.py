"""One operation of a document: executed by graphql-core at first, compiled once it comes again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import strawberry
from graphql import (
    DocumentNode,
    ExecutionResult,
    FragmentDefinitionNode,
    OperationDefinitionNode,
)
from graphql.execution import get_variable_values
from graphql.execution.values import VariableValues
from strawberry.execution import optimized_is_awaitable
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types import ExecutionContext
from strawberry.types.graphql import OperationType
from strawberry.utils.await_maybe import await_maybe

from gateway.execution.core import execute
from gateway.execution.cost import FREE, Cost
from gateway.execution.estimate import Estimator, estimated
from gateway.execution.limits import Limits
from gateway.execution.plan import Plan
from gateway.execution.recent import Recent
from gateway.execution.run import Run
from gateway.execution.schema import graphql_schema_of
from gateway.execution.survey import survey

MOST_PLANS = 4
"""Each combination of answers to @skip and @include is compiled apart, and clients choose them."""
MOST_COERCION_ERRORS = 50
"""As graphql-core's own limit."""


class Operation:
    """An operation of a valid document."""

    def __init__(
        self,
        schema: strawberry.Schema,
        document: DocumentNode,
        definition: OperationDefinitionNode,
        limits: Limits | None,
        compile_at_use: int,
    ) -> None:
        self.type = OperationType(definition.operation.value)
        self.name = None if definition.name is None else definition.name.value
        self._strawberry = schema
        self._schema = graphql_schema_of(schema)
        self._document = document
        self._definition = definition
        self._limits = limits
        self._hides_schema = limits is not None and limits.hides_schema
        self._survey = survey(document, definition)
        self._plans: Recent[tuple[object, ...], Plan] = Recent(MOST_PLANS)
        self._uses_until_compiled = compile_at_use

    def cost(self, variables: Mapping[str, Any] | None) -> Cost:
        """What it costs at most with these variables; nothing where nothing is limited.

        Raises:
            TooManyFieldsError: fragments expand it beyond telling.
        """
        estimator = self._estimator
        return FREE if estimator is None else estimator.cost(variables)

    @cached_property
    def _estimator(self) -> Estimator | None:
        if self._limits is None:
            return None
        return estimated(self._schema, self._document, self._definition, self._limits)

    async def execute(self, asked: ExecutionContext) -> ExecutionResult:
        """Data and errors, as graphql-core gives them."""
        if self._is_compiled():
            return await self._execute_compiled(asked)
        return await await_maybe(
            execute(
                self._schema,
                self._document,
                root_value=asked.root_value,
                context_value=asked.context,
                variable_values=asked.variables,
                operation_name=asked.operation_name,
                executor_class=StrawberryGraphQLCoreExecutionContext,
                is_awaitable=optimized_is_awaitable,
                operation_extensions=asked.operation_extensions,
                hide_suggestions=self._hides_schema,
            )
        )

    def _is_compiled(self) -> bool:
        """Whether from this use on compiled code runs it."""
        self._uses_until_compiled -= 1
        return (
            self._uses_until_compiled <= 0
            and self._survey.is_usual
            and self.type is not OperationType.SUBSCRIPTION
        )

    async def _execute_compiled(self, asked: ExecutionContext) -> ExecutionResult:
        definitions = self._definition.variable_definitions or ()
        given = asked.variables or {}
        variables = get_variable_values(
            self._schema, definitions, given, MOST_COERCION_ERRORS, self._hides_schema
        )
        if isinstance(variables, list):
            return ExecutionResult(None, variables)
        return await Run(self._plan(variables), asked, variables).respond()

    def _plan(self, variables: VariableValues) -> Plan:
        answers = tuple(variables.coerced.get(name) for name in self._survey.conditions)
        return self._plans.get_or_make(answers, self._new_plan)

    def _new_plan(self) -> Plan:
        fragments = {
            each.name.value: each
            for each in self._document.definitions
            if isinstance(each, FragmentDefinitionNode)
        }
        return Plan(self._strawberry, self._definition, fragments)

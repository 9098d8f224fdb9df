"""Parsed and validated documents, kept by their text: the most recently used of them."""

from __future__ import annotations

from functools import cached_property

import strawberry
from graphql import DocumentNode, GraphQLError, OperationDefinitionNode, specified_rules
from graphql.validation import ASTValidationRule
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError

from gateway.execution.limits import Limits, parsed, refusals
from gateway.execution.operation import Operation
from gateway.execution.recent import Recent
from gateway.execution.schema import graphql_schema_of
from gateway.execution.validation import validated

Rules = tuple[type[ASTValidationRule], ...]


class Document:
    """A document that could be parsed."""

    def __init__(
        self,
        schema: strawberry.Schema,
        rules: Rules,
        limits: Limits | None,
        text: str,
        compile_at_use: int,
    ) -> None:
        self.ast: DocumentNode = parsed(text, limits)
        self._schema = schema
        self._rules = rules
        self._limits = limits
        self._compile_at_use = compile_at_use
        self._operations: dict[str | None, Operation] = {}

    @cached_property
    def refusals(self) -> list[GraphQLError]:
        """Which limits its shape exceeds."""
        return [] if self._limits is None else refusals(self.ast, self._limits)

    @cached_property
    def errors(self) -> list[GraphQLError]:
        """What makes it too large, or else invalid under the schema: that takes longer to find."""
        if self.refusals:
            return self.refusals
        hides_schema = self._limits is not None and self._limits.hides_schema
        return validated(
            graphql_schema_of(self._schema), self.ast, self._rules, hides_schema=hides_schema
        )

    @cached_property
    def count(self) -> int:
        """How many operations it has."""
        return sum(isinstance(each, OperationDefinitionNode) for each in self.ast.definitions)

    def operation(self, name: str | None) -> Operation:
        """The operation of that name; the first one when there is no name.

        Raises:
            CannotGetOperationTypeError: there is none.
        """
        if name not in self._operations:
            definition = self._definition(name)
            self._operations[name] = Operation(
                self._schema, self.ast, definition, self._limits, self._compile_at_use
            )
        return self._operations[name]

    def remembered(self, name: str | None) -> Operation | None:
        """The operation of that name, or else any, if it has been asked for."""
        return self._operations.get(name) if name else next(iter(self._operations.values()), None)

    def _definition(self, name: str | None) -> OperationDefinitionNode:
        for each in self.ast.definitions:
            if not isinstance(each, OperationDefinitionNode):
                continue
            if name is None or (each.name is not None and each.name.value == name):
                return each
        raise CannotGetOperationTypeError(name)


class Documents:
    """Documents by their text, so many of them and so many characters in all."""

    def __init__(  # noqa: PLR0913 - as the executor's
        self,
        schema: strawberry.Schema,
        *,
        documents: int,
        characters: int,
        largest_cached_characters: int,
        rules: Rules,
        limits: Limits | None,
        compile_at_use: int,
    ) -> None:
        self._schema = schema
        self._limits = limits
        self._largest = largest_cached_characters
        self._rules = (*specified_rules, *rules)
        self._compile_at_use = compile_at_use
        self._least_weight = characters // documents
        self._recent: Recent[str, Document] = Recent(characters)

    def read(self, text: str | None) -> Document:
        """The document.

        Raises:
            MissingQueryError: there is no text.
            GraphQLError: it is not GraphQL, or has more tokens than are read.
        """
        if not text:
            raise MissingQueryError
        if len(text) > self._largest:
            return self._parsed(text)
        weight = max(len(text), self._least_weight)
        return self._recent.get_or_make(text, lambda: self._parsed(text), weight)

    def remembered(self, text: str, name: str | None) -> Operation | None:
        """The operation of that name, or else any, of a document that is kept."""
        document = self._recent.get(text)
        return None if document is None else document.remembered(name)

    def _parsed(self, text: str) -> Document:
        return Document(self._schema, self._rules, self._limits, text, self._compile_at_use)

"""From an operation to its cost: fields are collected as execution does, equal questions as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    print_ast,
    value_from_ast_untyped,
)

from gateway.execution.core import nullable, type_of
from gateway.execution.cost import LEAF, LISTED_LEAF, Cost, Size, Sum, Term, Variables, summed
from gateway.execution.limits import Limits
from gateway.execution.pricing import Amount, FieldPrice
from gateway.execution.shape import INTROSPECTION, fragments_of

USUAL = FieldPrice()
USUAL_LIST = FieldPrice(items=3)
INTROSPECTED = Sum(Cost(0, 0, 20_000, 20_000), ())
"""About as many fields as the answer to the usual introspection has."""
MOST_FIELDS = 10_000
"""Fields of an operation, fragments expanded, that are looked at."""


class TooManyFieldsError(Exception):
    """Fragments, expanded, make an operation of more fields than are looked at."""


def estimated(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    limits: Limits,
) -> Estimator:
    """What tells the operation's cost. The document must be valid.

    Raises:
        TooManyFieldsError: it is not told for so many of them.
    """
    root = schema.get_root_type(operation.operation)
    made = _Maker(schema, fragments_of(document), limits)
    total = made.sum(cast("GraphQLNamedType", root), [operation.selection_set], _Listed())
    return Estimator(total, _defaults(operation))


class Estimator(NamedTuple):
    """An operation's cost, but for its variables."""

    total: Sum
    defaults: Variables

    def cost(self, variables: Variables | None) -> Cost:
        """The cost with these variables, as they were sent."""
        if not self.total.terms:
            return self.total.known
        return self.total.cost({**self.defaults, **(variables or {})})


def _defaults(operation: OperationDefinitionNode) -> Variables:
    return {
        each.variable.name.value: value_from_ast_untyped(each.default_value)
        for each in operation.variable_definitions or ()
        if each.default_value is not None
    }


class _Listed(NamedTuple):
    """The fields of a page that hold its items, and how many these are."""

    names: frozenset[str] = frozenset()
    items: Size | float = 1


class _Question:
    """Selections of one field with the same arguments, under any names."""

    def __init__(self, parent: GraphQLNamedType, node: FieldNode) -> None:
        self.parent = parent
        self.node = node
        self.keys: set[str] = set()
        self.selected: list[SelectionSetNode] = []

    def add(self, node: FieldNode) -> None:
        self.keys.add((node.alias or node.name).value)
        if node.selection_set is not None:
            self.selected.append(node.selection_set)


class _Maker:
    def __init__(
        self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode], limits: Limits
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._prices = limits.prices
        self._left = MOST_FIELDS

    def sum(
        self, parent: GraphQLNamedType, selected: list[SelectionSetNode], listed: _Listed
    ) -> Sum:
        """What the selections cost for one object of the type."""
        questions: dict[tuple[str, str, str], _Question] = {}
        seen: set[str] = set()
        for each in selected:
            for holder, node in self._fields(parent, each, seen):
                self._left -= 1
                if self._left < 0:
                    raise TooManyFieldsError
                key = (holder.name, node.name.value, _arguments(node))
                questions.setdefault(key, _Question(holder, node)).add(node)
        return summed([self._term(each, listed) for each in questions.values()])

    def _fields(
        self, parent: GraphQLNamedType, within: SelectionSetNode, seen: set[str]
    ) -> Iterator[tuple[GraphQLNamedType, FieldNode]]:
        """The fields, each with the type that it is asked of."""
        for each in within.selections:
            if isinstance(each, FieldNode):
                yield parent, each
            elif isinstance(each, InlineFragmentNode):
                condition = each.type_condition
                holder = parent if condition is None else self._type(condition.name.value)
                yield from self._fields(holder, each.selection_set, seen)
            elif isinstance(each, FragmentSpreadNode) and each.name.value not in seen:
                seen.add(each.name.value)
                fragment = self._fragments[each.name.value]
                holder = self._type(fragment.type_condition.name.value)
                yield from self._fields(holder, fragment.selection_set, seen)

    def _type(self, name: str) -> GraphQLNamedType:
        return self._schema.type_map[name]

    def _term(self, question: _Question, listed: _Listed) -> Term:
        name = question.node.name.value
        if name in INTROSPECTION:
            return Term(len(question.keys), 0, 0, 1, INTROSPECTED)
        field = _definition(question.parent, name)
        if field is None:  # __typename
            return Term(len(question.keys), 0, 0, 1, LEAF)
        is_list = isinstance(nullable(type_of(field)), GraphQLList)
        price = self._prices.get(f"{question.parent.name}.{name}", USUAL_LIST if is_list else USUAL)
        items = _size(price.items, question.node)
        below = self._below(question, field, _Listed(price.lists, items), is_list=is_list)
        if name in listed.names:
            items = listed.items
        calls, once = (_size(each, question.node) for each in (price.calls, price.once))
        return Term(len(question.keys), calls, once, items if is_list else 1, below)

    def _below(
        self, question: _Question, field: GraphQLField, listed: _Listed, *, is_list: bool
    ) -> Sum:
        if question.selected:
            return self.sum(get_named_type(type_of(field)), question.selected, listed)
        return LISTED_LEAF if is_list else LEAF


def _definition(parent: GraphQLNamedType, name: str) -> GraphQLField | None:
    if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
        return parent.fields.get(name)
    return None


def _arguments(node: FieldNode) -> str:
    return " ".join(sorted(print_ast(each) for each in node.arguments or ()))


def _size(amount: Amount, node: FieldNode) -> Size | float:
    """The amount, told at once where no variable has a say in it."""
    if not callable(amount):
        return amount
    given: dict[str, ValueNode] = {each.name.value: each.value for each in node.arguments or ()}
    varying = {name: value for name, value in given.items() if "$" in print_ast(value)}
    fixed = {n: value_from_ast_untyped(value) for n, value in given.items() if n not in varying}
    if not varying:
        return amount(fixed)
    named = {n: v.name.value for n, v in varying.items() if isinstance(v, VariableNode)}
    composed = {name: value for name, value in varying.items() if name not in named}

    def told(variables: Variables) -> float:
        sent = dict(fixed)
        for name, variable in named.items():
            sent[name] = variables.get(variable)
        for name, value in composed.items():
            sent[name] = value_from_ast_untyped(value, dict(variables))
        return amount(sent)

    return told

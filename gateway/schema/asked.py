"""What an operation asks for below a field, read without executing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLResolveInfo,
    InlineFragmentNode,
    SelectionSetNode,
    VariableNode,
)

from gateway.schema.context import Info

ResolveInfo = GraphQLResolveInfo[Any]


def raw_info(info: Info) -> ResolveInfo:
    """What graphql-core tells: Strawberry keeps the fragments to itself."""
    return info._raw_info  # noqa: SLF001 # pyright: ignore[reportPrivateUsage, reportUnknownMemberType, reportUnknownVariableType] # its context is of any type


class Asked:
    """What an operation asks for."""

    def __init__(self, info: ResolveInfo) -> None:
        self._fragments: Mapping[str, FragmentDefinitionNode] = info.fragments
        given: Any = info.variable_values
        self._variables: Mapping[str, object] = getattr(given, "coerced", given)

    def below(self, nodes: Iterable[FieldNode]) -> list[FieldNode]:
        """The fields asked of what these give; each fragment is looked into once."""
        spread: set[str] = set()
        return [f for node in nodes for f in self._fields(node.selection_set, spread)]

    def _fields(self, found: SelectionSetNode | None, spread: set[str]) -> Iterator[FieldNode]:
        for node in found.selections if found else ():
            if not self._is_asked(node.directives or ()):
                continue
            if isinstance(node, FieldNode):
                yield node
            elif isinstance(node, InlineFragmentNode):
                yield from self._fields(node.selection_set, spread)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in spread:
                spread.add(node.name.value)
                fragment = self._fragments[node.name.value]
                yield from self._fields(fragment.selection_set, spread)

    def _is_asked(self, directives: Iterable[DirectiveNode]) -> bool:
        given = {one.name.value: self._condition(one) for one in directives}
        return given.get("include", True) and not given.get("skip", False)

    def _condition(self, directive: DirectiveNode) -> bool:
        for argument in directive.arguments or ():
            if isinstance(argument.value, VariableNode):
                return bool(self._variables.get(argument.value.name.value))
            if isinstance(argument.value, BooleanValueNode):
                return argument.value.value
        return False


def selected_names(info: Info) -> frozenset[str]:
    """The names of the fields that are asked of what the field gives, in whichever fragment."""
    raw = raw_info(info)
    return frozenset(node.name.value for node in Asked(raw).below(raw.field_nodes))

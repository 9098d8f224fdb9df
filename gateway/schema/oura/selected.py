"""Which fields of the documents in a page are asked for, by the provider's names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, cast

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLResolveInfo,
    InlineFragmentNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.field import StrawberryField

from gateway.schema.context import Info

ResolveInfo = GraphQLResolveInfo[Any]
DATA = "data"


def selected_fields(info: Info) -> frozenset[str]:
    """The names of what is asked of each document of the page that the field gives.

    Fragments count, aliases do not; what `@skip` and `@include` leave out is not asked for.
    """
    raw = _raw(info)
    asked = _Asked(raw)
    nodes = [node for node in asked.below(raw.field_nodes) if node.name.value == DATA]
    page = _object(cast("Any", raw.return_type))
    names = _provider_names(_object(page.fields[DATA].type))
    return frozenset(
        names[node.name.value] for node in asked.below(nodes) if node.name.value in names
    )


def _raw(info: Info) -> ResolveInfo:
    """What graphql-core tells: Strawberry keeps the fragments to itself."""
    return info._raw_info  # noqa: SLF001 # pyright: ignore[reportPrivateUsage, reportUnknownMemberType, reportUnknownVariableType] # its context is of any type


class _Asked:
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


def _object(type_: Any) -> GraphQLObjectType:  # noqa: ANN401 - graphql-core leaves it open
    return cast("GraphQLObjectType", get_named_type(type_))


@cache
def _provider_names(document: GraphQLObjectType) -> Mapping[str, str]:
    """The provider's names of the fields by those in the schema; the types have them in Python."""
    definitions: dict[str, StrawberryField] = {
        name: field.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
        for name, field in document.fields.items()
    }
    return {name: definition.python_name for name, definition in definitions.items()}

"""What an operation holds that decides whether, and for which cases, it can be compiled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
)

_CONDITIONS = frozenset({"skip", "include"})
_INTROSPECTION = frozenset({"__schema", "__type"})


@dataclass(frozen=True, slots=True)
class Survey:
    """A look at every selection of an operation and of the document's fragments."""

    is_usual: bool
    """Whether no selection is of introspection, or has a directive besides @skip and @include."""
    conditions: tuple[str, ...]
    """The variables on which @skip or @include depend."""


def survey(document: DocumentNode, operation: OperationDefinitionNode) -> Survey:
    """Look the operation through."""
    fragments = [d for d in document.definitions if isinstance(d, FragmentDefinitionNode)]
    selections = [s for d in (operation, *fragments) for s in _selections(d.selection_set)]
    directives = [d for selection in selections for d in selection.directives or ()]
    return Survey(
        is_usual=not any(_introspects(selection) for selection in selections)
        and all(directive.name.value in _CONDITIONS for directive in directives),
        conditions=tuple(sorted({name for d in directives for name in _variables(d)})),
    )


def _selections(within: SelectionSetNode) -> Iterator[SelectionNode]:
    for selection in within.selections:
        yield selection
        below: SelectionSetNode | None = getattr(selection, "selection_set", None)
        if below is not None:
            yield from _selections(below)


def _introspects(selection: SelectionNode) -> bool:
    return isinstance(selection, FieldNode) and selection.name.value in _INTROSPECTION


def _variables(directive: DirectiveNode) -> Iterator[str]:
    for argument in directive.arguments or ():
        if isinstance(argument.value, VariableNode):
            yield argument.value.name.value

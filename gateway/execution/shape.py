"""How large a document is: told by looking at each of its selections once.

Strawberry's own limiters follow each spread anew, so that a chain of fragments, each spread twice,
costs them exponential time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

INTROSPECTION = frozenset({"__schema", "__type"})


class Shape(NamedTuple):
    """The largest figure of any of the operations; aliases and directives: of the whole text."""

    depth: int
    aliases: int
    directives: int
    root_fields: int
    longest_alias: int
    """In characters. Each item of a list repeats it in the answer."""


def shape_of(document: DocumentNode) -> Shape:
    """The document's figures. It need not be valid: spreads of what is not there count nothing.

    Raises:
        RecursionError: fragments spread fragments, hundreds in a row.
    """
    return _Measured(document).shape()


def fragments_of(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    """The document's fragments by name."""
    found = (each for each in document.definitions if isinstance(each, FragmentDefinitionNode))
    return {each.name.value: each for each in found}


def below(selection: SelectionNode) -> SelectionSetNode | None:
    """What is selected within a field or an inline fragment."""
    return cast("SelectionSetNode | None", getattr(selection, "selection_set", None))


class _Measured:
    def __init__(self, document: DocumentNode) -> None:
        self._fragments = fragments_of(document)
        self._depths: dict[str, int] = {}
        self._operations = [
            each for each in document.definitions if isinstance(each, OperationDefinitionNode)
        ]

    def shape(self) -> Shape:
        defined = [*self._operations, *self._fragments.values()]
        selections = [s for each in defined for s in _all(each.selection_set)]
        directives = sum(len(each.directives or ()) for each in (*defined, *selections))
        aliases = [s.alias.value for s in selections if isinstance(s, FieldNode) and s.alias]
        return Shape(
            depth=max((self._depth(each.selection_set) for each in self._operations), default=0),
            aliases=len(aliases),
            directives=directives,
            root_fields=max((self._root_fields(each) for each in self._operations), default=0),
            longest_alias=max(map(len, aliases), default=0),
        )

    def _depth(self, within: SelectionSetNode) -> int:
        return max((self._depth_of(each) for each in within.selections), default=0)

    def _depth_of(self, selection: SelectionNode) -> int:
        if isinstance(selection, FragmentSpreadNode):
            return self._fragment_depth(selection.name.value)
        within = below(selection)
        if not isinstance(selection, FieldNode):
            return 0 if within is None else self._depth(within)
        if within is None or selection.name.value in INTROSPECTION:
            return 1
        return 1 + self._depth(within)

    def _fragment_depth(self, name: str) -> int:
        """Nothing for one that is being looked at: validation refuses circles."""
        if name in self._fragments and name not in self._depths:
            self._depths[name] = 0
            self._depths[name] = self._depth(self._fragments[name].selection_set)
        return self._depths.get(name, 0)

    def _root_fields(self, operation: OperationDefinitionNode) -> int:
        return len(set(self._keys(operation.selection_set, set())))

    def _keys(self, within: SelectionSetNode, seen: set[str]) -> Iterator[str]:
        for each in within.selections:
            if isinstance(each, FieldNode):
                yield (each.alias or each.name).value
            elif not isinstance(each, FragmentSpreadNode):
                yield from self._keys(cast("SelectionSetNode", below(each)), seen)
            elif each.name.value in self._fragments and each.name.value not in seen:
                seen.add(each.name.value)
                yield from self._keys(self._fragments[each.name.value].selection_set, seen)


def _all(within: SelectionSetNode) -> Iterator[SelectionNode]:
    waiting = [within]
    while waiting:
        for selection in waiting.pop().selections:
            yield selection
            if (inner := below(selection)) is not None:
                waiting.append(inner)
